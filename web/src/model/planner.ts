// The plan while somebody changes it: what is shown at once, kept by the hub, and can be undone.
//
// The last change wins, here and on other screens; what another screen changed is said.

import {
  forgetPlace,
  forgetRoom,
  type Layout,
  type LayoutChange,
  layout,
  type Place,
  putPlace,
  putRoom,
  type RoomOutline,
} from "../api/layout";
import { changed } from "./layout";
import { isAbsent } from "./loaded";
import { type Flaw, flawOf } from "./plan";
import { Store } from "./store";

/** One room or thing, as it was and as it shall be; null: not on the plan. */
export type Change =
  | { kind: "room"; id: string; before: RoomOutline | null; after: RoomOutline | null }
  | { kind: "thing"; id: string; before: Place | null; after: Place | null };

/** What is done at once, and undone at once. */
export type Edit = readonly Change[];

export interface PlannerState {
  phase: "waiting" | "there" | "absent" | "failed";
  /** As it is shown: with what is being moved. */
  layout: Layout;
  /** Edits that can be undone, the last one last. */
  done: readonly Edit[];
  /** How many changes are on their way. */
  saving: number;
  /** Why what is being moved cannot stay so. */
  flaw: Flaw | null;
  /** What went wrong last, in words. */
  problem: string | null;
  /** Another screen changed what was changed here. */
  isOvertaken: boolean;
}

const EMPTY: Layout = { revision: 0, rooms: [], things: [], alignments: [] };
const MAX_DONE = 50;

const keyOf = (change: Change): string => `${change.kind} ${change.id}`;

/** What the planner asks of the hub. */
export interface Keeper {
  layout(language: string): Promise<Layout>;
  putRoom(language: string, room: RoomOutline): Promise<unknown>;
  forgetRoom(language: string, area: string): Promise<unknown>;
  putPlace(language: string, place: Place): Promise<unknown>;
  forgetPlace(language: string, thing: string): Promise<unknown>;
}

const HUB: Keeper = { layout, putRoom, forgetRoom, putPlace, forgetPlace };

export class Planner extends Store<PlannerState> {
  /** As the hub has it, or will once it has answered. */
  private kept: Layout = EMPTY;
  private held: Edit = [];
  private queue: Promise<void> = Promise.resolve();
  /** What was sent and has not come back as an event, by what it is of. */
  private readonly sent = new Map<string, string[]>();
  private readonly touched = new Set<string>();

  /** `told` says in words what went wrong. */
  constructor(
    private readonly language: string,
    private readonly told: (problem: unknown) => string,
    private readonly hub: Keeper = HUB,
  ) {
    super({
      phase: "waiting",
      layout: EMPTY,
      done: [],
      saving: 0,
      flaw: null,
      problem: null,
      isOvertaken: false,
    });
  }

  async load(): Promise<void> {
    try {
      this.kept = await this.hub.layout(this.language);
      this.sent.clear();
      this.show({ phase: "there" });
    } catch (problem) {
      if (isAbsent(problem)) this.change({ phase: "absent" });
      else this.change({ phase: "failed", problem: this.told(problem) });
    }
  }

  /** Take on what the hub says has changed, here or elsewhere. */
  take(change: LayoutChange): void {
    if (this.state.phase !== "there") return;
    const next = changed(this.kept, change);
    if (next === null) {
      void this.load();
      return;
    }
    const foreign = itemsOf(change).filter(([key, text]) => !this.isEcho(key, text));
    const isOvertaken = foreign.some(([key]) => this.touched.has(key));
    // What is still on its way from here comes after it, and is shown already.
    const rooms = next.rooms.filter((room) => !this.isOnItsWay(`room ${room.area}`));
    const things = next.things.filter((place) => !this.isOnItsWay(`thing ${place.thing}`));
    const mine = {
      rooms: this.kept.rooms.filter((room) => this.isOnItsWay(`room ${room.area}`)),
      things: this.kept.things.filter((place) => this.isOnItsWay(`thing ${place.thing}`)),
    };
    this.kept = {
      ...next,
      rooms: [...rooms, ...mine.rooms],
      things: [...things, ...mine.things],
    };
    this.show(isOvertaken ? { isOvertaken } : {});
  }

  /** Show an edit that is being made; nothing of it is kept until it is settled. */
  hold(edit: Edit): void {
    this.held = edit;
    this.show({ flaw: flawIn(edit), problem: null });
  }

  /** Keep what is being made; return whether it can be. */
  settle(): boolean {
    const edit = this.held;
    const flaw = flawIn(edit);
    this.held = [];
    if (flaw !== null || edit.length === 0) {
      this.show({ flaw }); // it falls back to what it was, and says why
      return false;
    }
    this.make(edit);
    return true;
  }

  /** Make an edit; what it leaves as it was is no part of it. */
  make(edit: Edit): void {
    const real = edit.filter((one) => textOf(one.before) !== textOf(one.after));
    if (real.length === 0) {
      this.show({ flaw: null });
      return;
    }
    this.change({ done: [...this.state.done, real].slice(-MAX_DONE) });
    this.keep(real);
  }

  /** Undo the last edit, and return it; null: there is none. */
  undo(): Edit | null {
    const { done } = this.state;
    const last = done.at(-1);
    if (last === undefined) return null;
    this.held = [];
    this.change({ done: done.slice(0, -1) });
    this.keep(last.map(reversed).reverse());
    return last;
  }

  /** The notice was read. */
  see(): void {
    this.change({ isOvertaken: false, flaw: null, problem: null });
  }

  private keep(edit: Edit): void {
    this.kept = applied(this.kept, edit);
    for (const one of edit) {
      const key = keyOf(one);
      this.touched.add(key);
      this.sent.set(key, [...(this.sent.get(key) ?? []), textOf(one.after)]);
    }
    this.show({ flaw: null, problem: null, saving: this.state.saving + 1 });
    this.queue = this.queue.then(() => this.send(edit));
  }

  /** One edit after another: the hub must not get an earlier state of a room last. */
  private async send(edit: Edit): Promise<void> {
    try {
      for (const one of edit) await this.save(one);
      this.change({ saving: this.state.saving - 1 });
    } catch (problem) {
      this.change({ saving: this.state.saving - 1, problem: this.told(problem) });
      for (const one of edit) this.sent.delete(keyOf(one));
      await this.load(); // what is shown is what is there
    }
  }

  private save(change: Change): Promise<unknown> {
    const { language } = this;
    if (change.kind === "room")
      return change.after === null
        ? this.gone(this.hub.forgetRoom(language, change.id))
        : this.hub.putRoom(language, change.after);
    return change.after === null
      ? this.gone(this.hub.forgetPlace(language, change.id))
      : this.hub.putPlace(language, change.after);
  }

  /** What another screen took away meanwhile is away as it should be. */
  private gone(call: Promise<unknown>): Promise<unknown> {
    return call.catch((problem: unknown) => {
      if (!isAbsent(problem)) throw problem;
    });
  }

  private isEcho(key: string, text: string): boolean {
    const sent = this.sent.get(key) ?? [];
    const at = sent.indexOf(text);
    if (at < 0) return false;
    const rest = sent.slice(at + 1);
    if (rest.length > 0) this.sent.set(key, rest);
    else this.sent.delete(key);
    return true;
  }

  private isOnItsWay(key: string): boolean {
    return this.sent.has(key);
  }

  private show(part: Partial<PlannerState>): void {
    this.change({ layout: applied(this.kept, this.held), ...part });
  }
}

function flawIn(edit: Edit): Flaw | null {
  for (const one of edit) {
    if (one.kind !== "room" || one.after === null) continue;
    const flaw = flawOf(one.after.outline);
    if (flaw !== null) return flaw;
  }
  return null;
}

export function reversed(change: Change): Change {
  return { ...change, before: change.after, after: change.before } as Change;
}

/** Return the layout with an edit made. */
export function applied(layout: Layout, edit: Edit): Layout {
  let { rooms, things } = layout;
  for (const one of edit) {
    if (one.kind === "room") rooms = put(rooms, one.after, (room) => room.area === one.id);
    else things = put(things, one.after, (place) => place.thing === one.id);
  }
  return { ...layout, rooms, things };
}

/** Put an item in the place of the one that it is, so that the order of drawing stays. */
function put<T>(items: readonly T[], item: T | null, isSame: (one: T) => boolean): T[] {
  const at = items.findIndex(isSame);
  if (item === null) return items.filter((_, index) => index !== at);
  if (at < 0) return [...items, item];
  return items.map((one, index) => (index === at ? item : one));
}

function itemsOf(change: LayoutChange): [string, string][] {
  return [
    ...change.rooms.map((room): [string, string] => [`room ${room.area}`, textOf(room)]),
    ...change.things.map((place): [string, string] => [`thing ${place.thing}`, textOf(place)]),
    ...change.gone_rooms.map((area): [string, string] => [`room ${area}`, textOf(null)]),
    ...change.gone_things.map((thing): [string, string] => [`thing ${thing}`, textOf(null)]),
  ];
}

/** Return what tells two states of an item apart, whatever the order of their fields. */
function textOf(item: RoomOutline | Place | null): string {
  if (item === null) return "";
  const fields = Object.entries(item).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify(fields);
}
