// Draws the home: as a model on a table, or each thing in its own place. Six draw calls for all of it.
//
// Marks and labels are instances of one quad that turns to the head and never gets smaller than can
// be read: beyond `NEAR_M` it grows with the distance.

import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  DynamicDrawUsage,
  Float32BufferAttribute,
  Group,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  ShaderMaterial,
  ShapeUtils,
  Vector2,
  Vector3,
  Vector4,
  type WebGLRenderer,
} from "three";
import { stateLine, wishLine } from "../../model/format";
import type { Language } from "../../model/i18n";
import { cssColor, isActive, isPending } from "../../model/model";
import { type Alignment, toSpace } from "../logic/align";
import { lifted, type SceneModel, type SceneThing } from "../logic/home";
import { summary } from "../logic/panels";
import { Atlas, CELL_H, CELL_W, type Mark, MOST_CELLS } from "./atlas";

/** Two lines of text stand on a label: at 1.1 m each is 1.4 degrees high. */
export const LABEL_M = 0.054;
const BADGE_M = 0.046;
const NEAR_M = 1.1;
const TABLE_M = 1.05;
const LABEL_WIDE_M = (LABEL_M * (CELL_W - CELL_H)) / CELL_H;
const WALL_M = 0.12;

export interface Seat {
  x: number;
  /** The height of the table. */
  y: number;
  z: number;
  /** Which way who sits there looks, in radians about the vertical. */
  yaw: number;
}

export interface HomeLook {
  language: Language;
  /** Where the plan is in space; null: as a model on the table. */
  alignment: Alignment | null;
  seat: Seat;
  /** How far behind another thing stands is seen as so much higher: the tangent of the look down. */
  slope: number;
  /** The room whose labels are shown on the model. */
  room: string | null;
  /** The thing whose panel is open. */
  thing: string | null;
}

const VERTEX = /* glsl */ `
attribute vec3 middle;
attribute vec4 cell;
attribute vec4 box;
attribute vec2 glow;
uniform vec3 head;
uniform float near;
uniform vec4 flatness;
varying vec2 at;
varying vec2 light;
void main() {
  vec3 toHead = head - middle;
  float grow = max(1.0, length(toHead) / near);
  // In a headset each mark turns to the head and stands upright; on a plain screen it lies in it.
  vec3 facing = flatness.w > 0.5 ? flatness.xyz : toHead;
  vec3 right = normalize(cross(vec3(0.0, 1.0, 0.0), facing));
  vec3 up = normalize(cross(facing, right));
  vec2 corner = box.xy + (position.xy + 0.5) * box.zw;
  vec3 world = middle + (right * corner.x + up * corner.y) * grow * (1.0 + 0.22 * glow.x);
  at = cell.xy + vec2(uv.x, 1.0 - uv.y) * cell.zw;
  light = glow;
  gl_Position = light.y > 0.0 ? projectionMatrix * viewMatrix * vec4(world, 1.0) : vec4(2.0);
}`;

const FRAGMENT = /* glsl */ `
uniform sampler2D atlas;
varying vec2 at;
varying vec2 light;
void main() {
  vec4 color = texture2D(atlas, at);
  if (color.a < 0.02) discard;
  gl_FragColor = vec4(color.rgb * (1.0 + 0.25 * light.x), color.a * light.y);
  #include <colorspace_fragment>
}`;

export class HomeView {
  readonly group = new Group();
  /** Where the marks are in space, x, y, z each; for pointing and looking. NaN: not shown. */
  readonly points = new Float32Array(MOST_CELLS * 3);
  count = 0;
  ids: string[] = [];
  /** The model's scale, and what of the plan is in its middle; for pointing at its floor. */
  scale = 1;
  private center: [number, number] = [0, 0];
  private readonly atlas: Atlas;
  private readonly marks: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  private readonly floors = new Mesh(
    new BufferGeometry(),
    new MeshBasicMaterial({ vertexColors: true, side: DoubleSide, toneMapped: false }),
  );
  private readonly walls = new Mesh(
    new BufferGeometry(),
    new MeshBasicMaterial({
      ...{ color: 0xffe2c4, transparent: true, opacity: 0.13, side: DoubleSide },
      ...{ depthWrite: false, toneMapped: false },
    }),
  );
  private readonly edges = new LineSegments(
    new BufferGeometry(),
    new LineBasicMaterial({ color: 0xd9b793, transparent: true, opacity: 0.75, toneMapped: false }),
  );
  private readonly stems = new LineSegments(
    new BufferGeometry(),
    new LineBasicMaterial({ color: 0xe8cdb2, transparent: true, opacity: 0.4, toneMapped: false }),
  );
  private readonly head = new Vector3(0, 1.6, 0);
  private readonly flatness = new Vector4();
  private readonly middles = attribute(3);
  private readonly cells = attribute(4);
  private readonly boxes = attribute(4);
  private readonly glows = attribute(2);
  private readonly at: [number, number, number, number] = [0, 0, 0, 0];
  private shape = "";
  private hovered = -1;
  private chosen = -1;
  private readonly labelled = new Uint8Array(MOST_CELLS);
  /** How much of a mark is seen: those of other rooms step back. */
  private readonly shares = new Float32Array(MOST_CELLS);
  private look: HomeLook | null = null;

  constructor(onChange: () => void) {
    this.atlas = new Atlas(onChange);
    const quad = new InstancedBufferGeometry();
    quad.setAttribute(
      "position",
      new Float32BufferAttribute([-0.5, -0.5, 0, 0.5, -0.5, 0, 0.5, 0.5, 0, -0.5, 0.5, 0], 3),
    );
    quad.setAttribute("uv", new Float32BufferAttribute([0, 0, 1, 0, 1, 1, 0, 1], 2));
    quad.setIndex([0, 1, 2, 0, 2, 3]);
    quad.setAttribute("middle", this.middles);
    quad.setAttribute("cell", this.cells);
    quad.setAttribute("box", this.boxes);
    quad.setAttribute("glow", this.glows);
    quad.instanceCount = 0;
    this.marks = new Mesh(
      quad,
      new ShaderMaterial({
        vertexShader: VERTEX,
        fragmentShader: FRAGMENT,
        uniforms: {
          atlas: { value: this.atlas.texture },
          head: { value: this.head },
          near: { value: NEAR_M },
          flatness: { value: this.flatness },
        },
        ...{ transparent: true, depthWrite: false, toneMapped: false },
      }),
    );
    this.marks.frustumCulled = false;
    this.marks.renderOrder = 5;
    this.walls.renderOrder = 2;
    this.stems.renderOrder = 3;
    this.stems.frustumCulled = false;
    this.group.add(this.floors, this.walls, this.edges, this.stems, this.marks);
  }

  /** Show the home; called when something of it changed. */
  show(model: SceneModel, look: HomeLook): void {
    this.look = look;
    const { seat } = look;
    const isModel = look.alignment === null;
    this.scale = Math.min(
      0.14,
      TABLE_M / Math.max(0.1, model.right - model.left),
      (TABLE_M * 0.72) / Math.max(0.1, model.top - model.bottom),
    );
    this.center = [(model.left + model.right) / 2, (model.bottom + model.top) / 2];
    for (const one of [this.floors, this.walls, this.edges]) {
      one.visible = isModel;
      one.position.set(seat.x, seat.y, seat.z);
      one.rotation.y = seat.yaw;
    }
    if (isModel) this.buildRooms(model, look);
    this.buildMarks(model, look);
  }

  /** Let a thing's mark glow, and show its label; -1: none. */
  point(index: number): void {
    if (index === this.hovered) return;
    const before = this.hovered;
    this.hovered = index;
    this.glow(before);
    this.glow(index);
  }

  /** Bring it up to date before a frame is drawn. */
  update(renderer: WebGLRenderer, head: Vector3, ahead: Vector3, isFlat: boolean): void {
    this.atlas.flush(renderer);
    this.head.copy(head);
    this.flatness.set(-ahead.x, -ahead.y, -ahead.z, isFlat ? 1 : 0);
  }

  /** Return which spot of the plan a point of the model's floor is. */
  planOf(point: Vector3): [number, number] {
    const seat = this.look?.seat ?? { x: 0, y: 0, z: 0, yaw: 0 };
    const [cos, sin] = [Math.cos(seat.yaw), Math.sin(seat.yaw)];
    const [x, z] = [point.x - seat.x, point.z - seat.z];
    return [
      (cos * x - sin * z) / this.scale + this.center[0],
      -(sin * x + cos * z) / this.scale + this.center[1],
    ];
  }

  /** Return where a thing of the model, or of the room, is in space. */
  private spot(one: SceneThing, look: HomeLook, lift_m: number, out: Vector3): void {
    const { alignment, seat } = look;
    if (alignment !== null) {
      const { place } = one;
      if (place === null) out.set(Number.NaN, 0, 0);
      else {
        const at = toSpace(alignment, { x: place.x, y: place.y, z: place.height_m });
        out.set(at.x, at.y, at.z);
      }
      return;
    }
    const [cos, sin] = [Math.cos(seat.yaw), Math.sin(seat.yaw)];
    const x = (one.x - this.center[0]) * this.scale;
    const z = -(one.y - this.center[1]) * this.scale;
    out.set(cos * x + sin * z + seat.x, seat.y + lift_m, -sin * x + cos * z + seat.z);
  }

  private buildMarks(model: SceneModel, look: HomeLook): void {
    const things = model.things.slice(0, MOST_CELLS - model.rooms.length);
    const { language } = look;
    const isModel = look.alignment === null;
    const focus = model.rooms.findIndex((room) => room.area.id === look.room);
    const lifts = this.lifts(things, focus, isModel, look.slope);
    const texture = this.atlas.show([
      ...things.map((one) => markOf(one, language)),
      ...model.rooms.map((room, index): Mark => {
        const here = model.things.filter((one) => one.room === index).map((one) => one.thing);
        return {
          ...{ icon: null, name: room.area.name, state: summary(here, language), color: null },
          ...{ isOn: room.isLit, isAway: false, isPending: false },
        };
      }),
    ]);
    if (texture) {
      const { uniforms } = this.marks.material;
      if (uniforms["atlas"] !== undefined) uniforms["atlas"].value = this.atlas.texture;
    }
    const at = new Vector3();
    const stems: number[] = [];
    this.count = things.length;
    this.ids = things.map((one) => one.thing.id);
    this.chosen = this.ids.indexOf(look.thing ?? "");
    const badge = CELL_H / CELL_W;
    things.forEach((one, index) => {
      this.spot(one, look, lifts[index] ?? 0, at);
      at.toArray(this.points, index * 3);
      const isShown = !Number.isNaN(at.x);
      this.labelled[index] = isShown && (!isModel || one.room === focus) ? 1 : 0;
      this.shares[index] = !isModel || focus < 0 || one.room === focus ? 1 : 0.4;
      if (!isShown) at.set(0, -100, 0);
      this.atlas.place(index, this.at);
      const [u, v, wide, high] = this.at;
      this.put(
        2 * index,
        at,
        [u, v, wide * badge, high],
        [-BADGE_M / 2, -BADGE_M / 2, BADGE_M, BADGE_M],
      );
      const label = [BADGE_M * 0.56, -LABEL_M / 2, LABEL_WIDE_M, LABEL_M];
      this.put(2 * index + 1, at, [u + wide * badge, v, wide * (1 - badge), high], label);
      this.glow(index);
      if (isModel && isShown) {
        stems.push(at.x, at.y, at.z, at.x, look.seat.y + 0.004, at.z);
      }
    });
    let last = 2 * things.length;
    model.rooms.forEach((room, index) => {
      const low = Math.min(...room.outline.map(([, y]) => y));
      const across = room.outline.map(([x]) => x);
      const x = (Math.min(...across) + Math.max(...across)) / 2;
      this.spotOf(x, low, look, at);
      this.atlas.place(things.length + index, this.at);
      const wide = (LABEL_M * CELL_W) / CELL_H;
      this.put(last, at, this.at, [-wide * 0.22, -0.01, wide, LABEL_M]);
      const isNamed = isModel && (focus === -1 || index === focus);
      this.glows.setXY(last, index === focus ? 0.2 : 0, isNamed ? 1 : 0);
      last++;
    });
    this.marks.geometry.instanceCount = last;
    for (const one of [this.middles, this.cells, this.boxes, this.glows]) one.needsUpdate = true;
    this.stems.visible = isModel;
    this.stems.geometry.dispose();
    this.stems.geometry = new BufferGeometry().setAttribute(
      "position",
      new Float32BufferAttribute(stems, 3),
    );
    if (this.hovered >= this.count) this.hovered = -1;
  }

  /** Labels of the room that is looked into are lifted so far that none covers another, in metres. */
  private lifts(
    things: readonly SceneThing[],
    focus: number,
    isModel: boolean,
    slope: number,
  ): number[] {
    const heights = things.map((one) => one.height_m * this.scale * 0.45 + 0.03);
    if (!isModel || focus < 0) return heights;
    const here = things.flatMap((one, index) => (one.room === focus ? [index] : []));
    const xs = here.map((index) => (things[index]?.x ?? 0) * this.scale);
    const near = here.map((index) => -(things[index]?.y ?? 0) * this.scale);
    const front = Math.max(...near);
    const back = Math.min(...near);
    const step = LABEL_M * 1.12 * Math.hypot(1, slope); // seen from above, it is lower than it is
    // What stands behind is seen higher anyhow: so much less is it lifted.
    lifted(xs, near, LABEL_WIDE_M + BADGE_M).forEach((level, index) => {
      const behind = (near[index] ?? 0) - back;
      heights[here[index] ?? 0] = 0.05 + (level + 1) * step + (front - back) * 0.2 + behind * slope;
    });
    return heights;
  }

  private spotOf(x: number, y: number, look: HomeLook, out: Vector3): void {
    const { seat } = look;
    const [cos, sin] = [Math.cos(seat.yaw), Math.sin(seat.yaw)];
    const a = (x - this.center[0]) * this.scale;
    const b = -(y - this.center[1]) * this.scale;
    out.set(cos * a + sin * b + seat.x, seat.y + 0.02, -sin * a + cos * b + seat.z);
  }

  private put(index: number, at: Vector3, cell: readonly number[], box: readonly number[]): void {
    this.middles.setXYZ(index, at.x, at.y, at.z);
    this.cells.setXYZW(index, cell[0] ?? 0, cell[1] ?? 0, cell[2] ?? 0, cell[3] ?? 0);
    this.boxes.setXYZW(index, box[0] ?? 0, box[1] ?? 0, box[2] ?? 0, box[3] ?? 0);
  }

  private glow(index: number): void {
    if (index < 0 || index >= this.count) return;
    const isLit = index === this.hovered || index === this.chosen;
    const isLabelled = this.labelled[index] === 1 || isLit;
    this.glows.setXY(2 * index, isLit ? 1 : 0, isLit ? 1 : (this.shares[index] ?? 1));
    this.glows.setXY(2 * index + 1, isLit ? 0.3 : 0, isLabelled ? 1 : 0);
    this.glows.needsUpdate = true;
  }

  private buildRooms(model: SceneModel, look: HomeLook): void {
    const shape = JSON.stringify(model.rooms.map((room) => [room.outline, room.height_m]));
    if (shape !== this.shape) {
      this.shape = shape;
      this.buildShape(model);
    }
    const colors = this.floors.geometry.getAttribute("color");
    const color = new Color();
    let at = 0;
    for (const room of model.rooms) {
      color.set(room.isLit ? 0xd98f4e : room.isDrawn ? 0x57463b : 0x463a32);
      if (room.area.id === look.room) color.offsetHSL(0, 0, 0.1);
      for (let corner = 0; corner < room.outline.length; corner++)
        colors.setXYZ(at++, color.r, color.g, color.b);
    }
    colors.needsUpdate = true;
  }

  private buildShape(model: SceneModel): void {
    const floor: number[] = [];
    const index: number[] = [];
    const walls: number[] = [];
    const edges: number[] = [];
    for (const room of model.rooms) {
      const first = floor.length / 3;
      const flat = room.outline.map(
        ([x, y]) =>
          new Vector2((x - this.center[0]) * this.scale, -(y - this.center[1]) * this.scale),
      );
      for (const corner of flat) floor.push(corner.x, 0, corner.y);
      for (const [a = 0, b = 0, c = 0] of ShapeUtils.triangulateShape(flat, []))
        index.push(first + a, first + b, first + c);
      flat.forEach((from, corner) => {
        const to = flat[(corner + 1) % flat.length] ?? from;
        edges.push(from.x, 0.001, from.y, to.x, 0.001, to.y);
        edges.push(from.x, WALL_M, from.y, to.x, WALL_M, to.y);
        walls.push(from.x, 0, from.y, to.x, 0, to.y, to.x, WALL_M, to.y);
        walls.push(from.x, 0, from.y, to.x, WALL_M, to.y, from.x, WALL_M, from.y);
      });
    }
    for (const one of [this.floors, this.walls, this.edges]) one.geometry.dispose();
    this.floors.geometry = new BufferGeometry()
      .setAttribute("position", new Float32BufferAttribute(floor, 3))
      .setAttribute("color", new BufferAttribute(new Float32Array(floor.length), 3))
      .setIndex(index);
    this.walls.geometry = new BufferGeometry().setAttribute(
      "position",
      new Float32BufferAttribute(walls, 3),
    );
    this.edges.geometry = new BufferGeometry().setAttribute(
      "position",
      new Float32BufferAttribute(edges, 3),
    );
  }

  dispose(): void {
    for (const one of [this.floors, this.walls, this.edges, this.stems, this.marks]) {
      one.geometry.dispose();
      (one.material as MeshBasicMaterial).dispose();
    }
    this.atlas.dispose();
    this.group.removeFromParent();
  }
}

function attribute(size: number): InstancedBufferAttribute {
  const made = new InstancedBufferAttribute(new Float32Array(2 * MOST_CELLS * size), size);
  made.setUsage(DynamicDrawUsage);
  return made;
}

function markOf({ thing }: SceneThing, language: Language): Mark {
  const isUnlocked = thing.type === "lock" && thing.state["locked"] === false;
  const wish = wishLine(thing, language);
  const color = thing.state["on"] === true ? cssColor(thing.state["color"]) : null;
  return {
    icon: isUnlocked ? "unlocked" : thing.type,
    name: thing.title,
    state: wish === "" ? stateLine(thing, language) : `→ ${wish}`,
    isOn: isActive(thing),
    isAway: !thing.available,
    isPending: isPending(thing),
    color: color === "white" ? null : color,
  };
}
