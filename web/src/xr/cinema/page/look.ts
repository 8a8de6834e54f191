// A picture that goes around the viewer, on a page: one eye's, turned by dragging or by keys.
//
// It has a renderer of its own, for the stage's shows the home; it is made for a film and ended
// with it. A frame is drawn where the film or the view moved, and not otherwise.

import {
  BufferAttribute,
  BufferGeometry,
  MathUtils,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Scene,
  type VideoTexture,
  WebGLRenderer,
} from "three";
import type { Picture } from "../logic/picture";
import { SIZES } from "../logic/screen";
import { eyeUvs, SPHERE_RADIUS_M, surfaceOf } from "../logic/surface";
import { textureOf } from "../render/theatre";

const STEP = Math.PI / 24;
const HIGHEST = Math.PI / 2 - 0.01;
const [NARROWEST_DEG, USUAL_DEG, WIDEST_DEG] = [30, 75, 100];

export class LookAround {
  readonly canvas = document.createElement("canvas");
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(USUAL_DEG, 1, 0.1, SPHERE_RADIUS_M * 2);
  private readonly texture: VideoTexture;
  private readonly mesh: Mesh<BufferGeometry, MeshBasicMaterial>;
  private readonly resized: ResizeObserver;
  private readonly ended = new AbortController();
  private yaw = 0;
  private pitch = 0;
  private isStale = true;

  constructor(
    private readonly video: HTMLVideoElement,
    picture: Picture,
  ) {
    this.canvas.className = "look";
    this.renderer = new WebGLRenderer({ canvas: this.canvas, antialias: false });
    this.texture = textureOf(video);
    const surface = surfaceOf(picture.shape, SIZES.cinema);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(surface.positions, 3));
    const uvs = eyeUvs(surface, picture.regions.left);
    geometry.setAttribute("uv", new BufferAttribute(uvs, 2));
    geometry.setIndex(new BufferAttribute(surface.indices, 1));
    const material = new MeshBasicMaterial({ map: this.texture, toneMapped: false });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.scene.add(this.mesh);
    this.camera.rotation.order = "YXZ";
    this.listen();
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.canvas);
    this.renderer.setAnimationLoop(() => this.draw());
    video.requestVideoFrameCallback(this.onFrame);
  }

  /** Turn by steps of 7.5 degrees: to the right, and up. */
  turn(right: number, up: number): void {
    this.look(this.yaw - right * STEP, this.pitch + up * STEP);
  }

  recentre(): void {
    this.look(0, 0);
  }

  /** Where the view looks, in radians: to the left, and up. */
  get direction(): { yaw: number; pitch: number } {
    return { yaw: this.yaw, pitch: this.pitch };
  }

  end(): void {
    this.ended.abort();
    this.resized.disconnect();
    this.renderer.setAnimationLoop(null);
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.texture.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.canvas.remove();
  }

  private readonly onFrame = (): void => {
    this.isStale = true;
    if (!this.ended.signal.aborted) this.video.requestVideoFrameCallback(this.onFrame);
  };

  private look(yaw: number, pitch: number): void {
    this.yaw = yaw;
    this.pitch = MathUtils.clamp(pitch, -HIGHEST, HIGHEST);
    this.isStale = true;
  }

  private listen(): void {
    const { canvas } = this;
    const { signal } = this.ended;
    canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId), {
      signal,
    });
    canvas.addEventListener(
      "pointermove",
      (event) => {
        if (!canvas.hasPointerCapture(event.pointerId)) return;
        // The picture sticks to the finger: as much of it passes as the finger moves.
        const perPixel = (this.camera.fov * MathUtils.DEG2RAD) / Math.max(1, canvas.clientHeight);
        this.look(this.yaw + event.movementX * perPixel, this.pitch + event.movementY * perPixel);
      },
      { signal },
    );
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const fov = this.camera.fov * (1 + Math.sign(event.deltaY) * 0.08);
        this.camera.fov = MathUtils.clamp(fov, NARROWEST_DEG, WIDEST_DEG);
        this.camera.updateProjectionMatrix();
        this.isStale = true;
      },
      { signal, passive: false },
    );
  }

  private fit(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
    this.isStale = true;
  }

  private draw(): void {
    if (!this.isStale) return;
    this.isStale = false;
    this.camera.rotation.set(this.pitch, this.yaw, 0);
    this.renderer.render(this.scene, this.camera);
  }
}
