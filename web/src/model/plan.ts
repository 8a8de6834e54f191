// Outlines of rooms and spots of things on a plan in metres: geometry alone. Pure.
//
// x to the right, y up on the plan, as the hub keeps it; what it would refuse is refused here first.

import type { Place, RoomOutline, Spot, Surface } from "../api/layout";
import type { Thing } from "../api/types";

export const GRID_M = 0.1;
export const MIN_CORNERS = 3;
export const MAX_CORNERS = 64;
export const ROOM_HEIGHT_M = 2.4;
const MIN_AREA_M2 = 0.1;
const REACH_M = 500;

/** Round to the grid, without the dust of binary fractions. */
export function snapped(value: number, grid = GRID_M): number {
  const count = Math.round(value / grid);
  return Math.min(REACH_M, Math.max(-REACH_M, Number((count * grid).toFixed(3)) + 0));
}

export function snappedSpot([x, y]: Spot): Spot {
  return [snapped(x), snapped(y)];
}

// --- outlines ---------------------------------------------------------------------------------------

/** Why an outline cannot be a room's. */
export type Flaw = "outlineFew" | "outlineMany" | "outlineCrossing" | "outlineThin";

/** Return what is wrong with an outline; null: nothing. */
export function flawOf(outline: readonly Spot[]): Flaw | null {
  if (outline.length < MIN_CORNERS) return "outlineFew";
  if (outline.length > MAX_CORNERS) return "outlineMany";
  if (isCrossing(outline)) return "outlineCrossing";
  return Math.abs(areaOf(outline)) < MIN_AREA_M2 ? "outlineThin" : null;
}

/** Return the area in m², negative where the corners run clockwise. */
export function areaOf(outline: readonly Spot[]): number {
  return walls(outline).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0) / 2;
}

type Wall = readonly [Spot, Spot];

function walls(outline: readonly Spot[]): Wall[] {
  return outline.map((corner, index) => [corner, outline[(index + 1) % outline.length] ?? corner]);
}

/** Say whether two walls share more than a corner of both. */
function isCrossing(outline: readonly Spot[]): boolean {
  const all = walls(outline);
  return all.some(([start, end], one) => {
    if (start[0] === end[0] && start[1] === end[1]) return true;
    return all.slice(one + 1).some(([third, fourth], ahead) => {
      if (ahead === 0) return runsBack(start, end, fourth);
      if (one === 0 && ahead === all.length - 2) return runsBack(third, fourth, end);
      return meet(start, end, third, fourth);
    });
  });
}

/** Return on which side of the line from `a` to `b` lies `c`: left is positive. */
function side(a: Spot, b: Spot, c: Spot): number {
  // Spots of a grid are binary fractions: what is a hair off a line is on it.
  const value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  return Math.abs(value) < 1e-9 ? 0 : value;
}

function runsBack(a: Spot, b: Spot, c: Spot): boolean {
  const ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  return side(a, b, c) === 0 && ahead < 0;
}

function meet(a: Spot, b: Spot, c: Spot, d: Spot): boolean {
  const [ofC, ofD, ofA, ofB] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (ofC * ofD < 0 && ofA * ofB < 0) return true;
  return (
    (ofC === 0 && isWithin(a, b, c)) ||
    (ofD === 0 && isWithin(a, b, d)) ||
    (ofA === 0 && isWithin(c, d, a)) ||
    (ofB === 0 && isWithin(c, d, b))
  );
}

function isWithin(a: Spot, b: Spot, at: Spot): boolean {
  const within = (axis: 0 | 1): boolean =>
    Math.min(a[axis], b[axis]) <= at[axis] && at[axis] <= Math.max(a[axis], b[axis]);
  return within(0) && within(1);
}

/** Say whether a spot lies in an outline. */
export function contains(outline: readonly Spot[], [x, y]: Spot): boolean {
  let isIn = false;
  for (const [[x1, y1], [x2, y2]] of walls(outline)) {
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) isIn = !isIn;
  }
  return isIn;
}

export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Return the least box that holds all of the spots; null: there are none. */
export function boxOf(spots: readonly Spot[]): Box | null {
  const [first] = spots;
  if (first === undefined) return null;
  const box = { left: first[0], right: first[0], bottom: first[1], top: first[1] };
  for (const [x, y] of spots) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.bottom = Math.min(box.bottom, y);
    box.top = Math.max(box.top, y);
  }
  return box;
}

const LEVELS = 9; // heights at which the middle of a bent room is looked for

/** Return the middles of the stretches within an outline, and how wide each is. */
function stretchesOf(outline: readonly Spot[], box: Box): { spot: Spot; width: number }[] {
  const found: { spot: Spot; width: number }[] = [];
  for (let level = 1; level <= LEVELS; level += 1) {
    // Never quite at a corner's height, where a wall would be crossed twice.
    const y = box.bottom + ((box.top - box.bottom) * (level - 0.013)) / (LEVELS + 1);
    const crossings = walls(outline)
      .filter(([[, y1], [, y2]]) => y1 > y !== y2 > y)
      .map(([[x1, y1], [x2, y2]]) => x1 + ((y - y1) * (x2 - x1)) / (y2 - y1))
      .sort((a, b) => a - b);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from = 0, to = 0] = crossings.slice(index, index + 2);
      found.push({ spot: [(from + to) / 2, y], width: to - from });
    }
  }
  return found;
}

/** Return a spot well within an outline: the middle of its widest stretch. */
export function middleOf(outline: readonly Spot[]): Spot {
  const box = boxOf(outline);
  if (box === null) return [0, 0];
  const center = (box.bottom + box.top) / 2;
  let best: { spot: Spot; width: number } = {
    spot: [(box.left + box.right) / 2, center],
    width: 0,
  };
  for (const one of stretchesOf(outline, box)) {
    const isNearer = Math.abs(one.spot[1] - center) < Math.abs(best.spot[1] - center);
    const wider = one.width - best.width;
    if (wider > 1e-6 || (wider > -1e-6 && isNearer)) best = one;
  }
  return best.spot;
}

const CLEAR_M = 0.75; // around the name of a room

/** Return where a room's name stands: near its middle, but on none of the spots where things are. */
export function nameSpot(outline: readonly Spot[], taken: readonly Spot[]): Spot {
  const middle = middleOf(outline);
  const box = boxOf(outline);
  if (box === null) return middle;
  const far = (a: Spot, b: Spot): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const clear = (spot: Spot): number =>
    Math.min(CLEAR_M, ...taken.map((other) => far(spot, other)));
  const widest = Math.max(...stretchesOf(outline, box).map((one) => one.width));
  const margin = (box.top - box.bottom) * 0.15; // a name on a wall is no room's
  const spots = stretchesOf(outline, box)
    .filter(({ spot: [, y] }) => y > box.bottom + margin && y < box.top - margin)
    .filter((one) => one.width > widest * 0.6)
    .map((one) => one.spot);
  return [middle, ...spots].reduce((best, spot) => {
    const gain = clear(spot) - clear(best);
    const isNearer = far(spot, middle) < far(best, middle);
    return gain > 0.01 || (gain > -0.01 && isNearer) ? spot : best;
  });
}

export function lengthOf([a, b]: Wall): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** Return the walls of an outline, from each corner to the next. */
export const wallsOf: (outline: readonly Spot[]) => Wall[] = walls;

// --- changes of outlines ------------------------------------------------------------------------------

export function rectangle(left: number, bottom: number, width: number, depth: number): Spot[] {
  const [right, top] = [snapped(left + width), snapped(bottom + depth)];
  return [
    [snapped(left), snapped(bottom)],
    [right, snapped(bottom)],
    [right, top],
    [snapped(left), top],
  ];
}

export function shifted(outline: readonly Spot[], dx: number, dy: number): Spot[] {
  return outline.map(([x, y]) => [snapped(x + dx), snapped(y + dy)]);
}

export function withCorner(outline: readonly Spot[], index: number, spot: Spot): Spot[] {
  return outline.map((corner, at) => (at === index ? snappedSpot(spot) : corner));
}

/** Return the outline with a corner in the middle of the wall that begins at `index`. */
export function withCornerAfter(outline: readonly Spot[], index: number): Spot[] {
  const wall = walls(outline)[index];
  if (wall === undefined) return [...outline];
  const [[x1, y1], [x2, y2]] = wall;
  const spot = snappedSpot([(x1 + x2) / 2, (y1 + y2) / 2]);
  return [...outline.slice(0, index + 1), spot, ...outline.slice(index + 1)];
}

export function withoutCorner(outline: readonly Spot[], index: number): Spot[] {
  return outline.filter((_, at) => at !== index);
}

/** Return the outline stretched to so many metres, with its left and bottom where they were. */
export function resized(outline: readonly Spot[], width: number, depth: number): Spot[] {
  const box = boxOf(outline);
  if (box === null) return [...outline];
  const { left, right, bottom, top } = box;
  const wide = right > left ? width / (right - left) : 1;
  const deep = top > bottom ? depth / (top - bottom) : 1;
  return outline.map(([x, y]) => [
    snapped(left + (x - left) * wide),
    snapped(bottom + (y - bottom) * deep),
  ]);
}

/** Return where a new room may stand without lying on the others: to the right of them. */
export function freeSpot(rooms: readonly RoomOutline[]): Spot {
  const box = boxOf(rooms.flatMap((room) => room.outline));
  return box === null ? [0, 0] : [snapped(box.right), snapped(box.bottom)];
}

// --- things -------------------------------------------------------------------------------------------

export interface Usual {
  surface: Surface;
  height_m: number;
}

const USUAL: Readonly<Record<string, Usual>> = {
  light: { surface: "ceiling", height_m: 2.3 },
  air_conditioner: { surface: "wall", height_m: 2.1 },
  thermostat: { surface: "wall", height_m: 1.4 },
  heater: { surface: "floor", height_m: 0.4 },
  tv: { surface: "wall", height_m: 1.2 },
  speaker: { surface: "table", height_m: 0.8 },
  headset: { surface: "table", height_m: 0.8 },
  sensor: { surface: "wall", height_m: 1.5 },
  switch: { surface: "wall", height_m: 1.2 },
  outlet: { surface: "wall", height_m: 0.3 },
  lock: { surface: "wall", height_m: 1 },
  cover: { surface: "wall", height_m: 1.5 },
  valve: { surface: "wall", height_m: 0.5 },
  cooktop: { surface: "table", height_m: 0.9 },
  oven: { surface: "table", height_m: 0.9 },
};
const ON_FLOOR: Usual = { surface: "floor", height_m: 0.5 };

/** Return where things of a type mostly stand, and how high. */
export function usualOf(thing: Thing): Usual {
  return USUAL[thing.type] ?? ON_FLOOR;
}

const NEAR_WALL_M = 0.35;

/** What lies near a wall of the room that it is in, and is meant for one. */
export interface OnWall {
  spot: Spot;
  /** It faces the room; 0 looks up the plan, counter-clockwise from there. */
  yaw_deg: number;
}

/** Return the spot on the nearest wall of the room around it; null: none is near. */
export function onWall(spot: Spot, rooms: readonly RoomOutline[]): OnWall | null {
  let best: (OnWall & { far: number }) | null = null;
  for (const { outline } of rooms) {
    const inward = areaOf(outline) > 0 ? 1 : -1; // counter-clockwise: the room is on the left
    for (const [a, b] of walls(outline)) {
      const length = lengthOf([a, b]);
      if (length === 0) continue;
      const along = ((spot[0] - a[0]) * (b[0] - a[0]) + (spot[1] - a[1]) * (b[1] - a[1])) / length;
      const share = Math.min(1, Math.max(0, along / length));
      const at: Spot = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      const far = Math.hypot(spot[0] - at[0], spot[1] - at[1]);
      if (far > NEAR_WALL_M || (best !== null && far >= best.far)) continue;
      const normal: Spot = [-(b[1] - a[1]) * inward, (b[0] - a[0]) * inward];
      best = { spot: snappedSpot(at), yaw_deg: facing(normal), far };
    }
  }
  return best === null ? null : { spot: best.spot, yaw_deg: best.yaw_deg };
}

/** Return the angle of a direction: 0 up the plan, counter-clockwise, from 0 to less than 360. */
export function facing([x, y]: Spot): number {
  const degrees = Math.round((Math.atan2(-x, y) * 180) / Math.PI);
  return (degrees + 360) % 360;
}

/** Return the things of a room, by where they are. */
export function within(room: RoomOutline, places: readonly Place[]): Place[] {
  return places.filter((place) => contains(room.outline, [place.x, place.y]));
}

// --- what is seen ---------------------------------------------------------------------------------------

/** How the plan lies on the screen: the spot in its middle, and how many px a metre is. */
export interface Eye {
  x: number;
  y: number;
  scale: number;
}

const SCALES = [12, 240] as const; // px a metre

/**
 * Return the eye that sees all of a plan in so many px, but for `below` of them at the bottom, where
 * the buttons are; an empty plan shows ten metres.
 */
export function seeing(box: Box | null, width: number, height: number, below = 0): Eye {
  if (box === null || width <= 0 || height <= below) return { x: 5, y: 4, scale: 40 };
  const margin_m = 0.9;
  const [wide, deep] = [box.right - box.left + 2 * margin_m, box.top - box.bottom + 2 * margin_m];
  const scale = held(Math.min(width / wide, (height - below) / deep, 90));
  const y = (box.bottom + box.top) / 2 - below / 2 / scale;
  return { x: (box.left + box.right) / 2, y, scale };
}

function held(scale: number): number {
  return Math.min(SCALES[1], Math.max(SCALES[0], scale));
}

/** Return the eye nearer by a factor, with the spot under `at` (px from the middle) where it was. */
export function nearer(eye: Eye, factor: number, at: Spot = [0, 0]): Eye {
  const scale = held(eye.scale * factor);
  const shift = 1 / eye.scale - 1 / scale;
  return { x: eye.x + at[0] * shift, y: eye.y - at[1] * shift, scale };
}
