// The home around the person: panels, the home itself, pointing, looking, placing, the cinema.
//
// Everything is put where the person looks when the session begins, and stays there: nothing moves
// that the person did not move. The frame's work allocates nothing of its own.

import { Vector3 } from "three";
import type { HeadsetState, Look } from "../../api/headset";
import type { Value } from "../../api/types";
import { stateLine } from "../../model/format";
import { type Alignment, yawOf } from "../logic/align";
import { Dwell } from "../logic/dwell";
import { isWithin, roomAt, type SceneModel, sceneOf } from "../logic/home";
import { angleTo, nearest, neighbour } from "../logic/input";
import { DISTANCE_M, type PanelModel, type PressValue, type Zone } from "../logic/panel";
import type { Slot, Visit, World } from "../visit";
import { say } from "../words";
import { Anchors } from "./anchors";
import { HomeView, type Seat } from "./home";
import type { Pointer, PointerListener } from "./input";
import { PanelView } from "./panel";
import type { Host, OpenCinema, Player, Report } from "./screen";
import type { Stage } from "./stage";
import { Surfaces } from "./surfaces";

const SLOTS: readonly Slot[] = ["keyboard", "front", "side", "home", "screen"];
/** Where panels stand: degrees to the left, metres below the eyes of their top (or bottom), how far. */
const STANDS: Record<Slot, { left: number; edge: "top" | "bottom"; below: number; away: number }> =
  {
    home: { left: 43, edge: "top", below: -0.2, away: DISTANCE_M },
    side: { left: -43, edge: "top", below: -0.2, away: DISTANCE_M },
    front: { left: 0, edge: "bottom", below: 0.1, away: DISTANCE_M },
    keyboard: { left: 0, edge: "top", below: 0.16, away: 0.85 },
    screen: { left: 0, edge: "top", below: 0.28, away: DISTANCE_M },
  };
const TABLE_BELOW_M = 0.62;
const TABLE_AWAY_M = 1.05;
/** A mark is hit from this near, whatever its size: hands tremble by about a degree. */
const MARK_RAD = (2.4 * Math.PI) / 180;
/** A hand that points at a thing is about so far off. */
const POINTED_RAD = (1 * Math.PI) / 180;
const AGREES_RAD = (20 * Math.PI) / 180;
const STATE_MS = 1000;

const cinema = import.meta.glob<{ openCinema: OpenCinema }>("../cinema/index.ts");

type Target =
  | { kind: "none" }
  | { kind: "panel"; slot: Slot; zone: Zone | null }
  | { kind: "thing"; index: number }
  | { kind: "room"; index: number };
const NONE: Target = { kind: "none" };

/** What one pointer points at, and what it held when its press began. */
interface Grip {
  target: Target;
  held: Target | null;
  distance: number;
}

export class Around implements World, PointerListener {
  readonly home: HomeView;
  readonly dwell = new Dwell();
  scene: SceneModel | null = null;
  /** What the keyboard chose on the plain screen. */
  private marked = -1;
  private readonly panels = {} as Record<Slot, PanelView>;
  private readonly grips: readonly Grip[];
  private readonly head = new Vector3(0, 1.6, 0);
  private readonly ahead = new Vector3(0, 0, -1);
  private readonly spot = new Vector3();
  private readonly out = new Float32Array(1);
  private seat: Seat = { x: 0, y: 0, z: 0, yaw: 0 };
  private eyes = new Vector3(0, 1.6, 0);
  private isSeated = false;
  private orbit = { around: 0.3, up: 0.85, away: 1.3 };
  private player: Player | null = null;
  private told_ms = 0;
  private room: string | null = null;
  private shownModel: unknown = null;
  private shownLayout: unknown = null;
  private readonly anchors = new Anchors();
  private readonly surfaces = new Surfaces();

  /**
   * Args: `mirror` shows a panel in the page as well; `announce` says something to a screen reader.
   */
  constructor(
    private readonly stage: Stage,
    private readonly visit: Visit,
    private readonly mirror: (slot: Slot, model: PanelModel | null) => void,
    private readonly announce: (text: string) => void,
  ) {
    this.home = new HomeView(() => stage.touch());
    stage.scene.add(this.home.group);
    for (const slot of SLOTS) {
      const view = new PanelView();
      this.panels[slot] = view;
      stage.scene.add(view.mesh);
    }
    this.grips = stage.pointers.all.map(() => ({ target: NONE, held: null, distance: 0 }));
    stage.pointers.listener = this;
    stage.onFrame((now_ms, frame) => this.frame(now_ms, frame));
    stage.onSession(() => this.sessionChanged());
    visit.world = this;
    visit.subscribe(() => this.show());
    document.addEventListener("visibilitychange", this.onHidden);
    this.turn();
    this.show();
  }

  // --- what is shown -------------------------------------------------------------------------------

  /** Bring all that is drawn, and the page, in line with what is so. */
  show(): void {
    const { visit, stage } = this;
    const { state } = visit;
    const home = state.model.home;
    if (home !== null && (home !== this.shownModel || state.layout !== this.shownLayout)) {
      this.shownModel = home;
      this.shownLayout = state.layout;
      const before = this.home.ids.join();
      this.scene = sceneOf(home, state.layout);
      this.showHome();
      if (this.home.ids.join() !== before) this.dwell.clear(); // its numbers mean other things now
    } else if (this.scene !== null) this.showHome();
    const panels: Record<Slot, PanelModel | null> = {
      ...visit.panels(),
      screen: this.player?.panel() ?? null,
    };
    for (const slot of SLOTS) {
      this.panels[slot].show(stage.session === null ? null : panels[slot]);
      this.mirror(slot, panels[slot]);
    }
    if (state.placing === null && state.aligning === null) this.surfaces.stop();
    else if (stage.session !== null && visit.isInRoom) this.surfaces.start(stage.session);
    stage.touch();
  }

  private showHome(): void {
    const { state, language } = this.visit;
    if (this.scene === null) return;
    const isInPlace = state.view === "place" && state.mode === "immersive-ar";
    this.home.group.visible = state.screen === "home";
    this.home.show(this.scene, {
      language,
      seat: this.seat,
      slope: this.stage.session === null ? 1 : TABLE_BELOW_M / TABLE_AWAY_M,
      alignment: isInPlace ? state.alignment : null,
      room: state.room,
      thing: state.thing,
    });
  }

  // --- the session ---------------------------------------------------------------------------------

  private sessionChanged(): void {
    const { session, mode } = this.stage;
    this.isSeated = false;
    this.anchors.forget();
    this.surfaces.stop();
    for (const grip of this.grips) {
      grip.target = NONE;
      grip.held = null;
    }
    if (session === null) {
      this.seat = { x: 0, y: 0, z: 0, yaw: 0 };
      this.visit.rest();
      this.player?.pause();
      this.turn();
    } else {
      session.addEventListener("visibilitychange", this.onHidden);
      this.stage.space?.addEventListener("reset", this.onReset);
    }
    this.tell({ worn: session !== null });
    this.visit.entered(mode);
    if (session !== null) void this.anchors.restore(session, this.visit.state.layout.alignments);
  }

  /** The headset is taken off, its menu is open, or the page is hidden. */
  private readonly onHidden = (): void => {
    const { session } = this.stage;
    const isHidden = session === null ? document.hidden : session.visibilityState === "hidden";
    if (session !== null) this.tell({ worn: !isHidden });
    if (!isHidden) return;
    this.visit.rest();
    this.player?.pause();
  };

  /** The person held the button that makes "ahead" of where they look. */
  private readonly onReset = (): void => {
    const { session } = this.stage;
    this.isSeated = false;
    this.visit.aligned(null);
    if (session !== null) void this.anchors.restore(session, this.visit.state.layout.alignments);
  };

  /** Put everything in front of the person, level, and facing them. */
  private sit(frame: XRFrame, space: XRReferenceSpace): void {
    const pose = frame.getViewerPose(space);
    if (pose == null) return;
    const { position, orientation } = pose.transform;
    const yaw = yawOf(orientation);
    // A person who lies or stands by the wall still gets a table that can be reached.
    this.eyes.set(position.x, Math.max(0.7, position.y), position.z);
    this.seat = {
      x: position.x - Math.sin(yaw) * TABLE_AWAY_M,
      y: this.eyes.y - TABLE_BELOW_M,
      z: position.z - Math.cos(yaw) * TABLE_AWAY_M,
      yaw,
    };
    this.isSeated = true;
    for (const slot of SLOTS) this.stand(slot, yaw);
    this.show();
  }

  private stand(slot: Slot, yaw = this.seat.yaw): void {
    const view = this.panels[slot];
    const { left, edge, below, away } = STANDS[slot];
    const angle = yaw + (left * Math.PI) / 180;
    const scale = away / DISTANCE_M; // as large to the eye, whatever the distance
    const half = (view.height_m * scale) / 2;
    view.mesh.position.set(
      this.eyes.x - Math.sin(angle) * away,
      this.eyes.y - below + (edge === "top" ? -half : half),
      this.eyes.z - Math.cos(angle) * away,
    );
    const width = view.laid?.width ?? 0.5;
    view.mesh.scale.set(width * scale, view.height_m * scale, 1);
    view.mesh.lookAt(this.eyes);
    view.mesh.updateMatrixWorld();
  }

  // --- each frame ----------------------------------------------------------------------------------

  private frame(now_ms: number, frame: XRFrame | null): void {
    const { stage } = this;
    if (frame !== null && stage.space !== null) {
      if (!this.isSeated) this.sit(frame, stage.space);
      const found = this.anchors.update(frame, stage.space, this.visit);
      if (found !== null) this.visit.aligned(found);
      this.surfaces.update(frame, stage.space);
    }
    for (const slot of SLOTS) {
      if (!this.panels[slot].flush()) continue;
      this.stand(slot);
      stage.touch();
    }
    stage.head(this.head, this.ahead);
    for (const pointer of stage.pointers.all) this.point(pointer);
    this.glow();
    if (frame !== null) this.look(performance.now());
    this.home.update(stage.renderer, this.head, this.ahead, stage.session === null);
    this.player?.update(now_ms, frame);
    if (now_ms - this.told_ms > STATE_MS) this.sayState(now_ms);
  }

  /** Remember what is looked at; pointing there as well says it better than a head can. */
  private look(now_ms: number): void {
    const { points, count } = this.home;
    if (!this.home.group.visible) return;
    let isPointed = false;
    for (const { target } of this.grips) {
      if (target.kind !== "thing") continue;
      // A controller that lies in a lap points at something too.
      if (angleTo(points, target.index, this.head, this.ahead) > AGREES_RAD) continue;
      isPointed = true;
      this.dwell.see(target.index, POINTED_RAD, now_ms);
    }
    if (isPointed) return;
    for (let index = 0; index < count; index++)
      this.dwell.see(index, angleTo(points, index, this.head, this.ahead), now_ms);
  }

  private point(pointer: Pointer): void {
    const grip = this.grips[pointer.id];
    if (grip === undefined) return;
    if (!pointer.isThere) {
      grip.target = NONE;
      return;
    }
    this.aim(pointer, grip);
    pointer.reach_m = this.stage.session === null ? 0 : grip.distance;
    const { held } = grip;
    if (held?.kind === "panel" && held.zone?.act.kind === "range" && pointer.press.isDown) {
      const view = this.panels[held.slot];
      if (view.meet(pointer.origin, pointer.direction) > 0)
        view.drag(view.press(held.zone, view.u));
    }
  }

  /** Find what a pointer points at: panels before marks before the model's floor. */
  private aim(pointer: Pointer, grip: Grip): void {
    const { origin, direction } = pointer;
    let slot: Slot | null = null;
    grip.distance = 0;
    let least = Number.POSITIVE_INFINITY;
    if (this.stage.session !== null)
      for (const one of SLOTS) {
        const distance = this.panels[one].meet(origin, direction);
        if (distance < 0 || distance >= least) continue;
        least = distance;
        slot = one;
      }
    if (slot !== null) {
      const view = this.panels[slot];
      view.meet(origin, direction);
      const zone = view.zone();
      grip.distance = least;
      if (grip.target.kind === "panel" && grip.target.slot === slot && grip.target.zone === zone)
        return;
      grip.target = { kind: "panel", slot, zone };
      return;
    }
    const { state } = this.visit;
    const isChoosing = state.placing === null && state.aligning === null;
    if (this.home.group.visible && isChoosing) {
      const { points, count } = this.home;
      const index = nearest(points, count, origin, direction, MARK_RAD, this.out);
      if (index >= 0) {
        this.spot.fromArray(points, index * 3);
        grip.distance = this.spot.distanceTo(origin);
        if (grip.target.kind !== "thing" || grip.target.index !== index)
          grip.target = { kind: "thing", index };
        return;
      }
    }
    if (this.isModel) {
      const index = this.roomUnder(pointer);
      if (index >= 0) {
        grip.distance = this.spot.distanceTo(origin);
        if (grip.target.kind !== "room" || grip.target.index !== index)
          grip.target = { kind: "room", index };
        return;
      }
    } else if (!isChoosing) grip.distance = this.surfaces.distance(pointer);
    grip.target = NONE;
  }

  private get isModel(): boolean {
    const { state } = this.visit;
    if (!this.home.group.visible) return false;
    if (state.mode === "immersive-ar" && (state.placing ?? state.aligning) !== null) return false;
    return state.view === "miniature" || state.mode !== "immersive-ar";
  }

  /** Return the room of the model that a ray meets, and leave where in `spot`; -1: none. */
  private roomUnder({ origin, direction }: Pointer): number {
    const { scene, seat } = this;
    if (scene === null || direction.y > -0.02) return -1;
    const distance = (seat.y - origin.y) / direction.y;
    if (distance <= 0 || distance > 6) return -1;
    this.spot.copy(origin).addScaledVector(direction, distance);
    const plan = this.home.planOf(this.spot);
    for (let index = 0; index < scene.rooms.length; index++) {
      const room = scene.rooms[index];
      if (room !== undefined && isWithin(room.outline, plan)) return index;
    }
    return -1;
  }

  /** Let glow what is pointed at. */
  private glow(): void {
    let thing = this.marked;
    for (const slot of SLOTS) {
      let zone: Zone | null = null;
      for (const { target } of this.grips)
        if (target.kind === "panel" && target.slot === slot && target.zone !== null)
          zone = target.zone;
      this.panels[slot].point(zone);
    }
    for (const { target } of this.grips) if (target.kind === "thing") thing = target.index;
    this.home.point(thing);
  }

  private sayState(now_ms: number): void {
    this.told_ms = now_ms;
    if (this.stage.session === null) return;
    const { layout, alignment } = this.visit.state;
    const plan = alignment === null ? null : this.visit.planOf(this.head);
    this.room = plan === null ? null : roomAt(layout, [plan.x, plan.y]);
    this.tell({ room: this.room });
  }

  private tell(values: HeadsetState): void {
    this.visit.tell(values);
  }

  // --- presses -------------------------------------------------------------------------------------

  onDown(pointer: Pointer): void {
    const grip = this.grips[pointer.id];
    if (grip === undefined) return;
    this.aim(pointer, grip);
    grip.held = grip.target;
  }

  onPress(pointer: Pointer): void {
    const grip = this.grips[pointer.id];
    if (grip === undefined) return;
    if (grip.held === null) this.aim(pointer, grip);
    // A pinch shakes the ray: what was held when it began is what was meant.
    this.act(grip.held ?? grip.target, pointer);
    grip.held = null;
  }

  onUp(pointer: Pointer): void {
    const grip = this.grips[pointer.id];
    if (grip === undefined) return;
    if (grip.held?.kind === "panel") this.panels[grip.held.slot].drag(null);
    grip.held = null;
  }

  onSqueeze(): void {
    this.visit.pressSpeak();
  }

  private act(target: Target, pointer: Pointer): void {
    const { visit } = this;
    switch (target.kind) {
      case "panel": {
        if (target.zone === null) return;
        const view = this.panels[target.slot];
        view.meet(pointer.origin, pointer.direction);
        const press = view.press(target.zone, view.u);
        if (press !== null) this.press(target.slot, press.element, press.value);
        return;
      }
      case "thing": {
        const id = this.home.ids[target.index];
        if (id === undefined) return;
        this.dwell.choose(target.index, performance.now());
        visit.choose(id);
        return;
      }
      case "room":
        this.pressRoom(target.index);
        return;
      case "none":
        this.pressSpace(pointer);
    }
  }

  private pressRoom(index: number): void {
    const room = this.scene?.rooms[index];
    if (room === undefined) return;
    if (this.visit.state.placing === null) {
      this.visit.chooseRoom(room.area.id);
      return;
    }
    if (!room.isDrawn) return; // a spot of a room that nobody drew says nothing
    const [x, y] = this.home.planOf(this.spot);
    this.visit.placeAt(x - room.shift_m, y, null, null);
  }

  /** A spot of the real room: a thing is put there, or is there. */
  private pressSpace(pointer: Pointer): void {
    const { visit } = this;
    const { placing, aligning } = visit.state;
    if (!visit.isInRoom || (placing === null && aligning === null)) return;
    const distance = this.surfaces.distance(pointer);
    this.spot.copy(pointer.origin).addScaledVector(pointer.direction, distance);
    if (aligning !== null) {
      visit.alignAt({ x: this.spot.x, y: this.spot.y, z: this.spot.z });
      return;
    }
    const plan = visit.planOf(this.spot);
    if (plan !== null) visit.placeAt(plan.x, plan.y, plan.z, this.surfaces.kind(pointer));
  }

  /** A press on a panel, from space or from the page. */
  press(slot: Slot, element: string, value: PressValue): void {
    if (slot === "screen") this.player?.press(element, value);
    else this.visit.press(slot, element, value);
  }

  // --- a plain screen ------------------------------------------------------------------------------

  onDrag(dx: number, dy: number): void {
    this.orbit.around -= dx * 0.006;
    this.orbit.up = Math.min(1.5, Math.max(0.12, this.orbit.up + dy * 0.005));
    this.turn();
  }

  onZoom(by: number): void {
    this.orbit.away = Math.min(4, Math.max(0.7, this.orbit.away * Math.exp(by * 0.0012)));
    this.turn();
  }

  private turn(): void {
    if (this.stage.session !== null) return;
    const { around, up, away } = this.orbit;
    const { camera } = this.stage;
    camera.position.set(
      Math.sin(around) * Math.cos(up) * away,
      Math.sin(up) * away,
      Math.cos(around) * Math.cos(up) * away,
    );
    camera.lookAt(0, 0.06, 0);
    camera.updateMatrixWorld();
    this.stage.touch();
  }

  /** Take a key on the view; say whether it meant something. */
  key(key: string): boolean {
    const directions: Record<string, [number, number]> = {
      ArrowRight: [1, 0],
      ArrowLeft: [-1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    };
    const direction = directions[key];
    if (direction !== undefined) {
      this.mark(direction);
      return true;
    }
    if (key === "+" || key === "=") this.onZoom(-120);
    else if (key === "-") this.onZoom(120);
    else if (key === "," || key === "<") this.onDrag(-30, 0);
    else if (key === "." || key === ">") this.onDrag(30, 0);
    else if ((key === "Enter" || key === " ") && this.marked >= 0)
      this.visit.choose(this.home.ids[this.marked] ?? null);
    else if (key === "Escape") this.visit.choose(null);
    else return false;
    return true;
  }

  private mark(direction: readonly [number, number]): void {
    const { camera } = this.stage;
    const [xs, ys]: [number[], number[]] = [[], []];
    for (let index = 0; index < this.home.count; index++) {
      this.spot.fromArray(this.home.points, index * 3).project(camera);
      xs.push(this.spot.x * camera.aspect);
      ys.push(this.spot.y);
    }
    this.marked = neighbour(xs, ys, this.marked, direction);
    const thing = this.scene?.things[this.marked]?.thing;
    if (thing !== undefined)
      this.announce(`${thing.title}, ${stateLine(thing, this.visit.language)}`);
    this.stage.touch();
  }

  // --- what the visit asks for -----------------------------------------------------------------------

  looks(since_ms: number): Look[] {
    return this.dwell.since(since_ms, this.home.ids);
  }

  here(): string | null {
    return this.room;
  }

  leave(): void {
    void this.stage.leave();
  }

  keepAlignment(alignment: Alignment): void {
    this.anchors.keep(alignment);
  }

  openCinema(item: string | null, position_s: number): void {
    void this.loadCinema().then((player) => {
      if (player === null || this.visit.state.screen !== "cinema") return;
      if (item !== null) player.play(item, position_s);
      this.show();
    });
  }

  private async loadCinema(): Promise<Player | null> {
    if (this.player !== null) return this.player;
    const load = cinema["../cinema/index.ts"];
    const found = load === undefined ? null : await load().catch(() => null);
    if (this.player !== null) return this.player;
    if (found === null) {
      this.visit.closeCinema();
      this.visit.showMessage(say("cinemaMissing", this.visit.language));
      return null;
    }
    const player = found.openCinema(this.host());
    this.player = player;
    this.stage.scene.add(player.group);
    this.tell({ app: "cinema" });
    player.enter();
    return player;
  }

  closeCinema(): void {
    const { player } = this;
    this.player = null;
    if (player === null) return;
    player.leave();
    player.group.removeFromParent();
    this.tell({ app: "home", playback: "idle" });
    this.show();
  }

  control(what: "next" | "previous" | Record<string, Value>): string | null {
    const { player } = this;
    if (player === null) return "nothing plays";
    if (what === "next") player.next();
    else if (what === "previous") player.previous();
    else
      for (const [name, value] of Object.entries(what)) {
        if (name === "volume" && typeof value === "number") player.setVolume(value);
        else if (name === "muted" && typeof value === "boolean") player.setMuted(value);
        else if (name === "playback" && value === "playing") player.resume();
        else if (name === "playback") player.pause();
        else return `${name} cannot be set`;
      }
    return null;
  }

  private host(): Host {
    const { stage, visit } = this;
    return {
      renderer: stage.renderer,
      language: visit.language,
      get session() {
        return stage.session;
      },
      get space() {
        return stage.space;
      },
      changed: () => this.show(),
      close: () => visit.closeCinema(),
      report: (playing: Report) => {
        visit.report(playing);
        this.tell({ playback: playing.playback, title: playing.title });
      },
      tell: (values) => this.tell(values),
    };
  }
}
