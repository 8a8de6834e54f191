// The film in space: its surface for each eye, the room around it, and what is to be read.
//
// The group stands at the viewer's eyes and faces where they faced; everything in it is measured
// from there. three.js shows layer 1 to the left eye and layer 2 to the right one. Nothing is made
// per frame, and what is made is given back: `show(null)` frees what a film took.

import {
  AlwaysDepth,
  BackSide,
  BufferAttribute,
  BufferGeometry,
  CircleGeometry,
  Color,
  CustomBlending,
  Group,
  LessEqualDepth,
  LinearFilter,
  Mesh,
  MeshBasicMaterial,
  OneFactor,
  SphereGeometry,
  SRGBColorSpace,
  VideoTexture,
  ZeroFactor,
} from "three";
import { type Eye, type Picture, pictureOf } from "../logic/picture";
import { plateOf, type Room, type Screen } from "../logic/screen";
import { eyeUvs, surfaceOf } from "../logic/surface";
import { CaptionPlate } from "./captions";

const EYES: readonly Eye[] = ["left", "right"];
const EYE_LAYER: Readonly<Record<Eye, number>> = { left: 1, right: 2 };
/** Within the sky of the stage, and around a sphere's picture. */
const WALL_RADIUS_M = 36;

export class Theatre {
  readonly group = new Group();
  private readonly captions = new CaptionPlate();
  private readonly wall: Mesh<SphereGeometry, MeshBasicMaterial>;
  private readonly ground: Mesh<CircleGeometry, MeshBasicMaterial>;
  private readonly material: MeshBasicMaterial;
  private readonly meshes: Mesh<BufferGeometry, MeshBasicMaterial>[] = [];
  private texture: VideoTexture | null = null;
  private picture: Picture | null = null;
  private shownAs = "";
  private room: Room = "dark";
  private isDrawn = true;

  constructor() {
    this.wall = new Mesh(wallOf(), new MeshBasicMaterial({ vertexColors: true, side: BackSide }));
    this.ground = new Mesh(groundOf(), new MeshBasicMaterial({ vertexColors: true }));
    for (const { material } of [this.wall, this.ground]) {
      material.toneMapped = false;
      material.depthWrite = false;
    }
    this.wall.renderOrder = -0.5; // after the sky, before all else
    this.ground.rotation.x = -Math.PI / 2;
    this.ground.renderOrder = 0.1;
    this.material = new MeshBasicMaterial({ toneMapped: false });
    this.group.add(this.wall, this.ground, this.captions.mesh);
    this.group.visible = true;
    this.setRoom("dark");
  }

  /** Show a film's picture, or nothing; `screen` says how large, far and curved a flat one is. */
  show(shown: { video: HTMLVideoElement; picture: Picture; screen: Screen } | null): void {
    const as = shown === null ? "" : JSON.stringify([shown.picture, shown.screen]);
    if (as === this.shownAs) return;
    this.shownAs = as;
    this.clear();
    this.picture = shown?.picture ?? null;
    this.setRoom(this.room);
    if (shown === null) {
      this.texture?.dispose();
      this.texture = null;
      this.material.map = null;
      return;
    }
    const { video, picture, screen } = shown;
    this.texture ??= textureOf(video);
    this.material.map = this.texture;
    this.material.needsUpdate = true;
    const isAround = picture.shape.kind !== "screen";
    // A sphere is behind everything, the floor of the stage too; a screen stands in the room.
    this.material.depthFunc = isAround ? AlwaysDepth : LessEqualDepth;
    this.material.depthWrite = !isAround;
    const surface = surfaceOf(picture.shape, screen);
    for (const eye of picture.isStereo ? EYES : EYES.slice(0, 1)) {
      const geometry = new BufferGeometry();
      geometry.setAttribute("position", new BufferAttribute(surface.positions, 3));
      const uvs = eyeUvs(surface, picture.regions[eye]);
      geometry.setAttribute("uv", new BufferAttribute(uvs, 2));
      geometry.setIndex(new BufferAttribute(surface.indices, 1));
      const mesh = new Mesh(geometry, this.material);
      mesh.name = `film-${eye}`;
      mesh.renderOrder = 0.5;
      mesh.frustumCulled = !isAround;
      if (picture.isStereo) mesh.layers.set(EYE_LAYER[eye]);
      this.meshes.push(mesh);
      this.group.add(mesh);
    }
    this.captions.stand(plateOf(picture.shape, screen));
  }

  /** Say what is to be read. */
  setLines(lines: readonly string[]): void {
    this.captions.setLines(lines);
  }

  setRoom(room: Room): void {
    this.room = room;
    const isAround = this.picture !== null && this.picture.shape.kind !== "screen";
    const isWalled = room !== "passthrough" && !isAround;
    this.wall.visible = isWalled;
    this.ground.visible = isWalled;
    const light = room === "lit" ? 1 : 0.06;
    this.wall.material.color.setScalar(light);
    this.ground.material.color.setScalar(light);
  }

  /**
   * Cut the film out of what is drawn (false), where a layer of the headset's compositor shows it
   * from behind: only black without opacity is written there.
   */
  setDrawn(isDrawn: boolean): void {
    if (isDrawn === this.isDrawn) return;
    this.isDrawn = isDrawn;
    this.material.transparent = false;
    this.material.blending = CustomBlending;
    this.material.blendSrc = isDrawn ? OneFactor : ZeroFactor;
    this.material.blendDst = ZeroFactor;
    this.material.blendSrcAlpha = isDrawn ? OneFactor : ZeroFactor;
    this.material.blendDstAlpha = ZeroFactor;
    this.material.needsUpdate = true;
  }

  /** Stand where the eyes are, and face where they face; the floor stays down. */
  faceFrom(x: number, y: number, z: number, yaw: number): void {
    this.group.position.set(x, y, z);
    this.group.rotation.set(0, yaw, 0);
    this.ground.position.y = -y + 0.004;
  }

  /** Draw what changed; called before each frame. */
  update(): void {
    this.captions.flush();
  }

  dispose(): void {
    this.show(null);
    this.captions.dispose();
    for (const { geometry, material } of [this.wall, this.ground]) {
      geometry.dispose();
      material.dispose();
    }
    this.material.dispose();
    this.group.removeFromParent();
  }

  private clear(): void {
    for (const mesh of this.meshes.splice(0)) {
      mesh.removeFromParent();
      mesh.geometry.dispose();
    }
  }
}

/** Return the texture of what plays: no mipmaps, which would be made anew for each frame. */
export function textureOf(video: HTMLVideoElement): VideoTexture {
  const texture = new VideoTexture(video);
  texture.colorSpace = SRGBColorSpace;
  texture.generateMipmaps = false;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  return texture;
}

/** Return the picture of a record as a page shows it: one eye's. */
export const flatPictureOf = (video: Parameters<typeof pictureOf>[0]): Picture =>
  pictureOf(video, true);

/** A hall: warm and dim below, dark above; the room's light is its material's colour. */
function wallOf(): SphereGeometry {
  const wall = new SphereGeometry(WALL_RADIUS_M, 32, 24);
  const at = wall.getAttribute("position");
  const colors = new Float32Array(at.count * 3);
  const [low, high, mixed] = [new Color(0x4d3a2e), new Color(0x14100e), new Color()];
  for (let index = 0; index < at.count; index++) {
    const height = at.getY(index) / WALL_RADIUS_M;
    mixed.lerpColors(low, high, Math.min(1, Math.max(0, height * 1.5 + 0.35)));
    mixed.toArray(colors, index * 3);
  }
  wall.setAttribute("color", new BufferAttribute(colors, 3));
  return wall;
}

/** The floor of the hall, over that of the stage: lighter under the viewer. */
function groundOf(): CircleGeometry {
  const ground = new CircleGeometry(9, 48);
  const count = ground.getAttribute("position").count;
  const colors = new Float32Array(count * 3);
  const mixed = new Color();
  for (let index = 0; index < count; index++)
    mixed.set(index === 0 ? 0x5a4436 : 0x2c211b).toArray(colors, index * 3);
  ground.setAttribute("color", new BufferAttribute(colors, 3));
  return ground;
}
