// All that points: controllers, hands, transient pointers, gaze, mouse, touch. One handler for all.
//
// A pointer has a ray, and a press with a beginning and an end; `logic/input.ts` makes exactly one
// action of it. Rays of transient pointers and touches are known only when the press begins, so each
// event brings the ray up to date before it is handed on.

import {
  BufferGeometry,
  ConeGeometry,
  Float32BufferAttribute,
  InstancedMesh,
  Line,
  LineBasicMaterial,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  type PerspectiveCamera,
  RingGeometry,
  type Scene,
  SphereGeometry,
  Vector2,
  Vector3,
} from "three";
import { PressState, type Signal } from "../logic/input";

export type Kind = XRTargetRayMode | "mouse";

export interface Pointer {
  readonly id: number;
  kind: Kind;
  /** There is a ray now. */
  isThere: boolean;
  readonly origin: Vector3;
  readonly direction: Vector3;
  /** How far the ray is drawn; whoever finds what it meets sets it. */
  reach_m: number;
  readonly press: PressState;
}

export interface PointerListener {
  /** A press begins. */
  onDown(pointer: Pointer): void;
  /** A press acts: once each. */
  onPress(pointer: Pointer): void;
  /** A press is over, whether or not it acted. */
  onUp(pointer: Pointer): void;
  /** The grip was squeezed: a shortcut. */
  onSqueeze(): void;
  /** On a plain screen: it was dragged, or the wheel turned. */
  onDrag(dx: number, dy: number): void;
  onZoom(by: number): void;
}

const REACH_M = 3;
/** A mouse that moves farther than this while pressed turns the view, and presses nothing. */
const DRAG_PX = 6;
const SLOTS = 5;
const MOUSE = SLOTS - 1;
const JOINTS = 25;

interface Slot extends Pointer {
  source: XRInputSource | null;
}

export class Pointers {
  readonly all: readonly Pointer[];
  listener: PointerListener | null = null;
  private readonly slots: Slot[] = [];
  private session: XRSession | null = null;
  private readonly rays: Line[] = [];
  private readonly rings: Mesh[] = [];
  private readonly wands: Mesh[] = [];
  private readonly hands: InstancedMesh;
  private readonly matrix = new Matrix4();
  private readonly at = new Vector2();
  private readonly looked = new Vector3();
  private space: XRReferenceSpace | null = null;
  private dragged = 0;

  constructor(
    scene: Scene,
    private readonly camera: PerspectiveCamera,
    private readonly canvas: HTMLCanvasElement,
    private readonly onChange: () => void,
  ) {
    const points = new Float32BufferAttribute([0, 0, 0, 0, 0, -1], 3);
    const colors = new Float32BufferAttribute([1, 0.85, 0.7, 0.8, 0.15, 0.1, 0.07, 0], 4);
    const beam = new BufferGeometry()
      .setAttribute("position", points)
      .setAttribute("color", colors);
    const ink = new LineBasicMaterial({ vertexColors: true, transparent: true, depthWrite: false });
    const ring = new RingGeometry(0.006, 0.011, 24);
    const glow = new MeshBasicMaterial({ color: 0xfff1e2, transparent: true, depthTest: false });
    const wand = new ConeGeometry(0.012, 0.1, 12).rotateX(-Math.PI / 2);
    const clay = new MeshBasicMaterial({ color: 0x8b7a6d });
    for (let id = 0; id < SLOTS; id++) {
      const [origin, direction] = [new Vector3(), new Vector3(0, 0, -1)];
      const press = new PressState();
      const kind = id === MOUSE ? "mouse" : "tracked-pointer";
      const slot: Slot = {
        id,
        kind,
        isThere: false,
        origin,
        direction,
        reach_m: 0,
        press,
        source: null,
      };
      this.slots.push(slot);
      this.rays.push(new Line(beam, ink));
      this.rings.push(new Mesh(ring, glow));
      this.wands.push(new Mesh(wand, clay));
    }
    this.all = this.slots;
    const ball = new SphereGeometry(1, 8, 6);
    this.hands = new InstancedMesh(ball, new MeshBasicMaterial({ color: 0xcdb8a6 }), 2 * JOINTS);
    this.hands.frustumCulled = false;
    this.hands.count = 0;
    for (const one of [...this.rays, ...this.rings, ...this.wands, this.hands]) {
      one.visible = false;
      one.frustumCulled = false;
      scene.add(one);
    }
    for (const one of this.rays) one.renderOrder = 20;
    for (const one of this.rings) one.renderOrder = 21;
    this.listenToMouse();
  }

  attach(session: XRSession): void {
    this.session = session;
    for (const type of ["selectstart", "select", "selectend"] as const)
      session.addEventListener(type, this.onSelect);
    session.addEventListener("squeezestart", this.onSqueeze);
    session.addEventListener("inputsourceschange", this.onSources);
    for (const source of session.inputSources) this.slotOf(source);
  }

  detach(): void {
    const { session } = this;
    if (session === null) return;
    for (const type of ["selectstart", "select", "selectend"] as const)
      session.removeEventListener(type, this.onSelect);
    session.removeEventListener("squeezestart", this.onSqueeze);
    session.removeEventListener("inputsourceschange", this.onSources);
    for (const slot of this.slots) this.free(slot);
    this.session = null;
    this.space = null;
    this.hands.count = 0;
  }

  /** Bring all rays up to date; called once a frame. */
  update(frame: XRFrame | null, space: XRReferenceSpace | null): void {
    this.space = space;
    let joints = 0;
    for (let id = 0; id < MOUSE; id++) {
      const slot = this.slots[id];
      const [ray, ring, wand] = [this.rays[id], this.rings[id], this.wands[id]];
      if (slot === undefined || ray === undefined || ring === undefined || wand === undefined)
        continue;
      if (frame !== null && slot.source !== null) this.aim(slot, frame);
      if (slot.source === null) slot.isThere = false;
      const isTracked = slot.isThere && slot.kind === "tracked-pointer";
      const isHand = slot.source?.hand != null;
      ray.visible = isTracked;
      wand.visible = isTracked && !isHand;
      ring.visible = slot.isThere && slot.reach_m > 0;
      if (slot.isThere) {
        this.looked.copy(slot.origin).add(slot.direction);
        ray.position.copy(slot.origin);
        ray.lookAt(this.looked);
        ray.rotateY(Math.PI); // Object3D.lookAt turns +z to its target, and the beam lies along -z
        ray.scale.z = slot.reach_m > 0 ? slot.reach_m : REACH_M;
        wand.position.copy(slot.origin);
        wand.quaternion.copy(ray.quaternion);
        ring.position.copy(slot.origin).addScaledVector(slot.direction, slot.reach_m - 0.004);
        ring.quaternion.copy(ray.quaternion);
        // As large at any distance: half a degree.
        ring.scale.setScalar(Math.max(0.3, slot.reach_m));
      }
      if (isHand && frame !== null && slot.source !== null)
        joints += this.drawHand(slot.source, frame, joints);
    }
    this.hands.count = joints;
    this.hands.visible = joints > 0;
    if (joints > 0) this.hands.instanceMatrix.needsUpdate = true;
  }

  private drawHand(source: XRInputSource, frame: XRFrame, first: number): number {
    const { hand } = source;
    const { space } = this;
    if (hand == null || space === null || frame.getJointPose === undefined) return 0;
    let count = 0;
    for (const joint of hand.values()) {
      const pose = frame.getJointPose(joint, space);
      if (pose == null) continue;
      this.matrix.fromArray(pose.transform.matrix);
      const size = pose.radius ?? 0.008;
      const { elements } = this.matrix;
      for (let index = 0; index < 12; index++) elements[index] = (elements[index] ?? 0) * size;
      this.hands.setMatrixAt(first + count, this.matrix);
      count++;
      if (count >= JOINTS) break;
    }
    return count;
  }

  private aim(slot: Slot, frame: XRFrame): void {
    const { space } = this;
    if (slot.source === null || space === null) return;
    const pose = frame.getPose(slot.source.targetRaySpace, space);
    slot.isThere = pose != null;
    if (pose == null) return;
    const { matrix } = pose.transform;
    slot.origin.set(matrix[12] ?? 0, matrix[13] ?? 0, matrix[14] ?? 0);
    slot.direction.set(-(matrix[8] ?? 0), -(matrix[9] ?? 0), -(matrix[10] ?? 0)).normalize();
  }

  private readonly onSelect = (event: XRInputSourceEvent): void => {
    const slot = this.slotOf(event.inputSource);
    if (slot === null) return;
    this.aim(slot, event.frame);
    const signal =
      event.type === "selectstart" ? "start" : event.type === "select" ? "select" : "end";
    this.signal(slot, signal);
  };

  private readonly onSqueeze = (): void => this.listener?.onSqueeze();

  private readonly onSources = (event: XRInputSourcesChangeEvent): void => {
    for (const source of event.removed) {
      const slot = this.slots.find((one) => one.source === source);
      if (slot !== undefined) this.free(slot);
    }
    for (const source of event.added) this.slotOf(source);
  };

  private signal(slot: Slot, signal: Signal): void {
    const effect = slot.press.step(signal, performance.now());
    if (effect === "down") this.listener?.onDown(slot);
    else if (effect === "press") this.listener?.onPress(slot);
    else if (effect === "up") this.listener?.onUp(slot);
    this.onChange();
  }

  /** Return the slot of a source, a free one for a new source; null: there are too many. */
  private slotOf(source: XRInputSource): Slot | null {
    const known = this.slots.find((slot) => slot.source === source);
    if (known !== undefined) return known;
    const free = this.slots.find((slot) => slot.source === null && slot.id !== MOUSE);
    if (free === undefined) return null;
    free.source = source;
    free.kind = source.targetRayMode;
    return free;
  }

  private free(slot: Slot): void {
    this.signal(slot, "gone");
    if (slot.id !== MOUSE) slot.source = null;
    slot.isThere = false;
    slot.reach_m = 0;
    for (const one of [this.rays[slot.id], this.rings[slot.id], this.wands[slot.id]])
      if (one !== undefined) one.visible = false;
  }

  // --- a plain screen ----------------------------------------------------------------------------

  private listenToMouse(): void {
    const { canvas } = this;
    const slot = this.slots[MOUSE];
    if (slot === undefined) return;
    canvas.addEventListener("pointermove", (event) => {
      if (this.session !== null) return;
      this.aimMouse(slot, event);
      if (event.buttons !== 0) {
        this.dragged += Math.abs(event.movementX) + Math.abs(event.movementY);
        if (this.dragged > DRAG_PX) this.listener?.onDrag(event.movementX, event.movementY);
      }
      this.onChange();
    });
    canvas.addEventListener("pointerdown", (event) => {
      if (this.session !== null || !event.isPrimary) return;
      canvas.setPointerCapture(event.pointerId);
      this.dragged = 0;
      this.aimMouse(slot, event);
      this.signal(slot, "start");
    });
    canvas.addEventListener("pointerup", (event) => {
      if (this.session !== null || !event.isPrimary) return;
      this.aimMouse(slot, event);
      if (this.dragged <= DRAG_PX) this.signal(slot, "select");
      this.signal(slot, "end");
    });
    canvas.addEventListener("pointercancel", () => this.signal(slot, "gone"));
    canvas.addEventListener("pointerleave", () => {
      slot.isThere = false;
      this.onChange();
    });
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.listener?.onZoom(event.deltaY);
        this.onChange();
      },
      { passive: false },
    );
  }

  private aimMouse(slot: Slot, event: PointerEvent): void {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    this.at.set(x * 2 - 1, 1 - y * 2);
    slot.isThere = true;
    slot.origin.setFromMatrixPosition(this.camera.matrixWorld);
    slot.direction
      .set(this.at.x, this.at.y, 0.5)
      .unproject(this.camera)
      .sub(slot.origin)
      .normalize();
  }
}
