// Owns the renderer, the scene, the session and the one loop. What is on the stage plugs in.
//
// Without a session it draws only when something changed: a page that lies open costs nothing.

import {
  BackSide,
  BufferAttribute,
  Color,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  RingGeometry,
  Scene,
  SphereGeometry,
  type Vector3,
  WebGLRenderer,
} from "three";
import { Pointers } from "./input";

export type Mode = "immersive-vr" | "immersive-ar";

/** All of them optional: whatever a headset lacks, the client does without. */
const WISHES = ["hand-tracking", "anchors", "plane-detection", "hit-test", "layers"];

export type FrameListener = (now_ms: number, frame: XRFrame | null) => void;

/** Return the ways in that this browser has, the room's own picture last. */
export async function modesHere(): Promise<Mode[]> {
  const system = navigator.xr;
  if (system === undefined) return [];
  const modes: Mode[] = ["immersive-vr", "immersive-ar"];
  const found = await Promise.all(
    modes.map((mode) => system.isSessionSupported(mode).catch(() => false)),
  );
  return modes.filter((_, index) => found[index]);
}

export class Stage {
  readonly renderer: WebGLRenderer;
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(50, 1, 0.05, 60);
  readonly pointers: Pointers;
  session: XRSession | null = null;
  mode: Mode | null = null;
  /** The space of the scene while there is a session: local-floor. */
  space: XRReferenceSpace | null = null;
  private readonly frames = new Set<FrameListener>();
  private readonly sessions = new Set<() => void>();
  private readonly around = surroundings();
  private isStale = true;

  constructor(readonly canvas: HTMLCanvasElement) {
    // Slow machines, those without a GPU above all, may do without smooth edges: `?antialias=0`.
    const antialias = new URLSearchParams(location.search).get("antialias") !== "0";
    this.renderer = new WebGLRenderer({ canvas, antialias, alpha: true });
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.renderer.xr.enabled = true;
    this.renderer.xr.setReferenceSpaceType("local-floor");
    this.renderer.info.autoReset = false;
    this.pointers = new Pointers(this.scene, this.camera, canvas, () => this.touch());
    this.scene.add(...this.around);
    this.scene.add(this.camera);
    new ResizeObserver(() => this.fit()).observe(canvas.parentElement ?? canvas);
    this.fit();
    this.renderer.setAnimationLoop((now_ms, frame) => this.draw(now_ms, frame ?? null));
  }

  /** Call `listener` before each frame is drawn, until the returned function is called. */
  onFrame(listener: FrameListener): () => void {
    this.frames.add(listener);
    return () => this.frames.delete(listener);
  }

  /** Call `listener` when a session begins or ends. */
  onSession(listener: () => void): () => void {
    this.sessions.add(listener);
    return () => this.sessions.delete(listener);
  }

  /** Something looks different now: draw it. */
  touch(): void {
    this.isStale = true;
  }

  /** Begin a session; call it from a press of the person. Throws what the browser says where it fails. */
  async enter(mode: Mode): Promise<void> {
    const system = navigator.xr;
    if (system === undefined || this.session !== null) return;
    const session = await system.requestSession(mode, {
      requiredFeatures: ["local-floor"],
      optionalFeatures: WISHES,
    });
    await this.renderer.xr.setSession(session);
    if (this.renderer.xr.getSession() !== session) return; // it ended while it began
    // After the renderer's own listener: before it, the canvas cannot have its size back.
    session.addEventListener("end", this.ended, { once: true });
    this.session = session;
    this.mode = mode;
    this.space = this.renderer.xr.getReferenceSpace();
    for (const one of this.around) one.visible = mode === "immersive-vr";
    this.pointers.attach(session);
    for (const listener of this.sessions) listener();
  }

  async leave(): Promise<void> {
    await this.session?.end();
  }

  private readonly ended = (): void => {
    this.pointers.detach();
    this.session = null;
    this.mode = null;
    this.space = null;
    for (const one of this.around) one.visible = true;
    this.fit();
    for (const listener of this.sessions) listener();
  };

  /** Where the head is, and where it looks. */
  head(position: Vector3, direction: Vector3): void {
    const camera = this.session === null ? this.camera : this.renderer.xr.getCamera();
    position.setFromMatrixPosition(camera.matrixWorld);
    const at = camera.matrixWorld.elements;
    direction.set(-at[8], -at[9], -at[10]).normalize();
  }

  private draw(now_ms: number, frame: XRFrame | null): void {
    if (this.session !== null && frame === null) return;
    this.pointers.update(frame, this.space);
    for (const listener of this.frames) listener(now_ms, frame);
    if (this.session === null && !this.isStale) return;
    this.isStale = false;
    this.renderer.info.reset();
    this.renderer.render(this.scene, this.camera);
  }

  private fit(): void {
    if (this.session !== null) return;
    const { clientWidth, clientHeight } = this.canvas.parentElement ?? this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
    this.touch();
  }
}

/** A calm evening and a floor: without anything around, a room in VR makes dizzy. */
function surroundings(): Mesh[] {
  const sky = new SphereGeometry(40, 24, 16);
  const [low, high] = [new Color(0x2a1f19), new Color(0x0d0a0a)];
  const [warm, dark] = [new Color(0x3d2d23), new Color(0x241a15)];
  const count = sky.getAttribute("position").count;
  const colors = new Float32Array(count * 3);
  const mixed = new Color();
  for (let index = 0; index < count; index++) {
    const height = sky.getAttribute("position").getY(index) / 40;
    mixed.lerpColors(low, high, Math.min(1, Math.max(0, height * 1.6 + 0.2)));
    mixed.toArray(colors, index * 3);
  }
  sky.setAttribute("color", new BufferAttribute(colors, 3));
  const floor = new RingGeometry(0.02, 6, 48, 6);
  const at = floor.getAttribute("position");
  const shades = new Float32Array(at.count * 3);
  for (let index = 0; index < at.count; index++) {
    const share = Math.min(1, Math.hypot(at.getX(index), at.getY(index)) / 4);
    mixed.lerpColors(warm, dark, share).toArray(shades, index * 3);
  }
  floor.setAttribute("color", new BufferAttribute(shades, 3));
  const ground = new Mesh(floor, new MeshBasicMaterial({ vertexColors: true, toneMapped: false }));
  // A corner that lies exactly beside a level head (w = 0) is drawn wrongly without a GPU.
  ground.position.set(0.013, -0.01, 0.017);
  ground.rotation.set(-Math.PI / 2, 0, 0.05);
  const air = new MeshBasicMaterial({ vertexColors: true, side: BackSide, toneMapped: false });
  air.depthWrite = false;
  const dome = new Mesh(sky, air);
  dome.renderOrder = -1;
  return [dome, ground];
}
