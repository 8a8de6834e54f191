// What was looked at over the last seconds: the hub decides from it what "this one" meant. Pure.
//
// Each frame says how far some things are from the middle of the look. Frames on one thing are one
// look; it ends when the thing is left for longer than a blink. A fixed number of looks is kept, in
// arrays made once: a frame allocates nothing.

import type { Look } from "../../api/headset";

const KEPT = 96;
/** A blink takes 100 to 400 ms, and a saccade less; a look survives the shorter ones. */
const GAP_MS = 250;
/** What is farther from the middle is not looked at: eyes turn up to some 15 degrees in the head,
 * and of a head's direction about half is the eyes' (Stahl, 1999). */
export const WIDEST_RAD = (10 * Math.PI) / 180;
/** A look that moved so far from where it was is another one: its angle says where it rested. */
const MOVED_RAD = (2.5 * Math.PI) / 180;
/** Nobody looks so straight; an angle of 0 is a hand's choice. */
const STRAIGHT_DEG = 0.1;
/** The hub takes no more at once. */
const MOST = 32;

export class Dwell {
  private readonly thing = new Int32Array(KEPT).fill(-1);
  private readonly from = new Float64Array(KEPT);
  private readonly to = new Float64Array(KEPT);
  private readonly angles = new Float64Array(KEPT);
  private readonly frames = new Uint32Array(KEPT);
  /** 1 where a hand chose: looking neither lengthens that nor makes it less sure. */
  private readonly isChosen = new Uint8Array(KEPT);
  private next = 0;

  /** Say that at a moment a thing (by its number) was at an angle from the look. */
  see(thing: number, angle_rad: number, now_ms: number): void {
    if (!(angle_rad <= WIDEST_RAD)) return;
    for (let back = 1; back <= KEPT; back++) {
      const at = (this.next - back + KEPT) % KEPT;
      if (this.thing[at] !== thing || this.isChosen[at] === 1) continue;
      if (now_ms - (this.to[at] ?? 0) > GAP_MS) break;
      const mean = (this.angles[at] ?? 0) / (this.frames[at] ?? 1);
      if (Math.abs(mean - angle_rad) > MOVED_RAD) break;
      this.to[at] = now_ms;
      this.angles[at] = (this.angles[at] ?? 0) + angle_rad;
      this.frames[at] = (this.frames[at] ?? 0) + 1;
      return;
    }
    this.put(thing, angle_rad, now_ms, now_ms, 0);
  }

  /** Say that a thing was chosen by hand: it counts as looked at, with no doubt. */
  choose(thing: number, now_ms: number): void {
    this.put(thing, 0, now_ms - 300, now_ms + 300, 1);
  }

  private put(thing: number, angle: number, from: number, to: number, isChosen: 0 | 1): void {
    const at = this.next;
    this.next = (this.next + 1) % KEPT;
    this.thing[at] = thing;
    this.from[at] = from;
    this.to[at] = to;
    this.angles[at] = angle;
    this.frames[at] = 1;
    this.isChosen[at] = isChosen;
  }

  /** Return the looks since a moment, the longest first; `ids` names things by their numbers. */
  since(from_ms: number, ids: readonly string[]): Look[] {
    const looks: Look[] = [];
    for (let at = 0; at < KEPT; at++) {
      const thing = ids[this.thing[at] ?? -1];
      const to_ms = this.to[at] ?? 0;
      if (thing === undefined || to_ms < from_ms) continue;
      const angle = (this.angles[at] ?? 0) / (this.frames[at] ?? 1);
      const angle_deg = Math.round((angle * 1800) / Math.PI) / 10;
      looks.push({
        thing,
        from_ms: Math.round(Math.max(from_ms, this.from[at] ?? 0)),
        to_ms: Math.round(to_ms),
        angle_deg: this.isChosen[at] === 1 ? 0 : Math.max(STRAIGHT_DEG, angle_deg),
      });
    }
    looks.sort((a, b) => b.to_ms - b.from_ms - (a.to_ms - a.from_ms));
    return looks.slice(0, MOST);
  }

  /** Forget all: the things have other numbers now. */
  clear(): void {
    this.thing.fill(-1);
  }
}
