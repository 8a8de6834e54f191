// Where the home's rooms and things stand in the plan, also those that nobody has placed yet. Pure.
//
// Rooms that have an outline keep it. The others are laid out as a flat of rectangles of one width,
// larger where there are more things. Things without a place are spread over their room.

import type { Layout, Place, Spot, Surface } from "../../api/layout";
import type { Area, Home, Thing } from "../../api/types";
import { inOrder, isActive } from "../../model/model";

export interface SceneRoom {
  area: Area;
  outline: readonly Spot[];
  height_m: number;
  /** Somebody drew it; else its shape says nothing of the real room. */
  isDrawn: boolean;
  /** How far it is moved to the right, so that floors stand side by side. */
  shift_m: number;
  /** A light is on there. */
  isLit: boolean;
  /** How many of its things work now. */
  active: number;
}

export interface SceneThing {
  thing: Thing;
  room: number;
  x: number;
  y: number;
  height_m: number;
  /** Where it really is; null: nobody said. */
  place: Place | null;
}

export interface SceneModel {
  rooms: readonly SceneRoom[];
  things: readonly SceneThing[];
  /** Of the floor plan, all floors side by side, in metres. */
  left: number;
  right: number;
  bottom: number;
  top: number;
}

const DEFAULT_HEIGHT_M = 2.4;
const ASIDE_M = 1.2;

/** Return what stands where. */
export function sceneOf(home: Home, layout: Layout): SceneModel {
  const places = new Map(layout.things.map((place) => [place.thing, place]));
  const things = inOrder(home.things).filter((thing) => thing.type !== "person");
  const byArea = new Map<string, Thing[]>();
  for (const thing of things) {
    if (thing.area === null) continue;
    byArea.set(thing.area, [...(byArea.get(thing.area) ?? []), thing]);
  }
  const outlines = new Map(layout.rooms.map((room) => [room.area, room]));
  const floors = new Map<string | null, Area[]>();
  for (const area of home.areas) {
    if (!byArea.has(area.id) && !outlines.has(area.id)) continue;
    floors.set(area.floor, [...(floors.get(area.floor) ?? []), area]);
  }

  const rooms: SceneRoom[] = [];
  const placed: SceneThing[] = [];
  let aside = 0; // floors stand side by side
  for (const areas of floors.values()) {
    const drawn = areas.flatMap((area) => outlines.get(area.id) ?? []);
    const others = areas.filter((area) => !outlines.has(area.id));
    const under = drawn.flatMap((room) => room.outline);
    const origin: Spot = [
      under.length === 0 ? 0 : Math.min(...under.map(([x]) => x)),
      under.length === 0 ? 0 : Math.min(...under.map(([, y]) => y)) - ASIDE_M,
    ];
    const packed = pack(
      others.map((area) => (byArea.get(area.id) ?? []).length),
      origin,
    );
    const packedOf = new Map(others.map((area, index) => [area.id, packed[index] ?? []]));
    const flat = [...under, ...packed.flat()];
    const move = rooms.length === 0 ? 0 : aside - Math.min(...flat.map(([x]) => x));
    for (const area of areas) {
      const known = outlines.get(area.id);
      const outline = (known?.outline ?? packedOf.get(area.id) ?? []).map(
        ([x, y]): Spot => [x + move, y],
      );
      const here = byArea.get(area.id) ?? [];
      const unplaced = here.filter((thing) => !places.has(thing.id));
      const spots = spread(outline, unplaced.length);
      for (const thing of here) {
        const place = places.get(thing.id) ?? null;
        const spot = spots[unplaced.indexOf(thing)] ?? middle(outline);
        placed.push({
          thing,
          place,
          room: rooms.length,
          x: place === null ? spot[0] : place.x + move,
          y: place === null ? spot[1] : place.y,
          height_m: place?.height_m ?? usual(thing).height_m,
        });
      }
      rooms.push({
        area,
        outline,
        height_m: known?.height_m ?? DEFAULT_HEIGHT_M,
        isDrawn: known !== undefined,
        shift_m: move,
        isLit: here.some((thing) => thing.type === "light" && isActive(thing)),
        active: here.filter((thing) => thing.type !== "sensor" && isActive(thing)).length,
      });
    }
    aside = Math.max(...rooms.flatMap((room) => room.outline.map(([x]) => x))) + ASIDE_M;
  }
  return { rooms, things: placed, ...boundsOf(rooms, placed) };
}

function boundsOf(
  rooms: readonly SceneRoom[],
  things: readonly SceneThing[],
): Pick<SceneModel, "left" | "right" | "bottom" | "top"> {
  const xs = [...rooms.flatMap((room) => room.outline.map(([x]) => x)), ...things.map((t) => t.x)];
  const ys = [
    ...rooms.flatMap((room) => room.outline.map(([, y]) => y)),
    ...things.map((one) => one.y),
  ];
  if (xs.length === 0) return { left: 0, right: 1, bottom: 0, top: 1 };
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    bottom: Math.min(...ys),
    top: Math.max(...ys),
  };
}

/** Return where a thing of a type is as a rule. */
export function usual(thing: Thing): { surface: Surface; height_m: number } {
  switch (thing.type) {
    case "light":
      return { surface: "ceiling", height_m: 2.2 };
    case "air_conditioner":
    case "thermostat":
    case "switch":
    case "lock":
      return { surface: "wall", height_m: 1.3 };
    case "cover":
    case "tv":
    case "sensor":
      return { surface: "wall", height_m: 1.6 };
    case "vacuum":
    case "mower":
      return { surface: "floor", height_m: 0.1 };
    default:
      return { surface: "table", height_m: 0.9 };
  }
}

/** Return rectangles for rooms of so many things each: rows of one width, from `origin` downwards. */
export function pack(counts: readonly number[], origin: Spot): Spot[][] {
  if (counts.length === 0) return [];
  const areas = counts.map((count) => Math.max(6, 4 + 1.6 * count));
  const total = areas.reduce((sum, area) => sum + area, 0);
  const width = Math.sqrt(total * 1.35);
  const rows = Math.max(1, Math.min(areas.length, Math.round(Math.sqrt(total / 1.35) / 3)));
  const outlines: Spot[][] = [];
  let at = 0;
  let done = 0;
  let y = origin[1];
  for (let row = 0; row < rows; row++) {
    const wanted = (total * (row + 1)) / rows;
    const first = at;
    let area = 0;
    while (at < areas.length && (at === first || done + area + (areas[at] ?? 0) / 2 <= wanted)) {
      if (areas.length - at < rows - row && at > first) break; // a room for each row that is left
      area += areas[at] ?? 0;
      at++;
    }
    if (row === rows - 1) for (; at < areas.length; at++) area += areas[at] ?? 0;
    done += area;
    const height = area / width;
    let x = origin[0];
    for (const one of areas.slice(first, at)) {
      const wide = one / height;
      outlines.push([
        [x, y - height],
        [x + wide, y - height],
        [x + wide, y],
        [x, y],
      ]);
      x += wide;
    }
    y -= height;
  }
  return outlines;
}

/** Return so many spots within an outline, evenly spread and away from its walls. */
export function spread(outline: readonly Spot[], count: number): Spot[] {
  if (count === 0 || outline.length < 3) return [];
  const [left, right] = [
    Math.min(...outline.map(([x]) => x)),
    Math.max(...outline.map(([x]) => x)),
  ];
  const [low, high] = [
    Math.min(...outline.map(([, y]) => y)),
    Math.max(...outline.map(([, y]) => y)),
  ];
  for (let fine = 1; fine < 64; fine *= 1.25) {
    const step = Math.sqrt(((right - left) * (high - low)) / (count * fine));
    const columns = Math.max(1, Math.round((right - left) / step));
    const rows = Math.max(1, Math.round((high - low) / step));
    const spots: Spot[] = [];
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const spot: Spot = [
          left + ((column + 0.5) / columns) * (right - left),
          high - ((row + 0.5) / rows) * (high - low),
        ];
        if (isWithin(outline, spot)) spots.push(spot);
      }
    if (spots.length >= count)
      return Array.from(
        { length: count },
        (_, index) => spots[Math.floor((index * spots.length) / count)] ?? middle(outline),
      );
  }
  return Array.from({ length: count }, () => middle(outline));
}

export function middle(outline: readonly Spot[]): Spot {
  const many = Math.max(1, outline.length);
  return [
    outline.reduce((sum, [x]) => sum + x, 0) / many,
    outline.reduce((sum, [, y]) => sum + y, 0) / many,
  ];
}

/** Say whether a spot is within an outline (the even-odd rule). */
export function isWithin(outline: readonly Spot[], [x, y]: Spot): boolean {
  let isInside = false;
  let before = outline.at(-1);
  for (const corner of outline) {
    if (before !== undefined && corner[1] > y !== before[1] > y) {
      const at = ((before[0] - corner[0]) * (y - corner[1])) / (before[1] - corner[1]) + corner[0];
      if (x < at) isInside = !isInside;
    }
    before = corner;
  }
  return isInside;
}

/** Return the room that a spot of the plan is in, by its area; null: none that was drawn. */
export function roomAt(layout: Layout, spot: Spot): string | null {
  return layout.rooms.find((room) => isWithin(room.outline, spot))?.area ?? null;
}

/**
 * Return how many steps each label is lifted so that none covers another.
 *
 * Args: `across` is where each stands from left to right and `deep` how near it is to who looks;
 * labels are `width` wide. The nearest stay lowest.
 */
export function lifted(
  across: readonly number[],
  deep: readonly number[],
  width: number,
): number[] {
  const order = across.map((_, index) => index);
  order.sort((a, b) => (deep[b] ?? 0) - (deep[a] ?? 0));
  const levels = new Array<number>(across.length).fill(0);
  const done: number[] = [];
  for (const one of order) {
    const taken = new Set(
      done
        .filter((other) => Math.abs((across[other] ?? 0) - (across[one] ?? 0)) < width)
        .map((other) => levels[other]),
    );
    let level = 0;
    while (taken.has(level)) level++;
    levels[one] = level;
    done.push(one);
  }
  return levels;
}
