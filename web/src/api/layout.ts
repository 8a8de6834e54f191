// Where rooms and things are in the home's plan; the hub keeps it for all headsets and the page.
//
// Plan coordinates are metres: x to the right, y up on the plan, heights above the floor.

import { call, id } from "./client";

export type Spot = [number, number];

export interface RoomOutline {
  area: string;
  outline: Spot[];
  height_m: number;
}

export type Surface = "wall" | "floor" | "table" | "ceiling" | "free";

export interface Place {
  thing: string;
  x: number;
  y: number;
  height_m: number;
  /** Counter-clockwise seen from above. */
  yaw_deg: number;
  surface: Surface;
  floor: string | null;
}

/** Where a persistent anchor of a headset lies in the plan. */
export interface Alignment {
  headset: string;
  handle: string;
  x: number;
  y: number;
  height_m: number;
  yaw_deg: number;
}

export interface Layout {
  revision: number;
  rooms: RoomOutline[];
  things: Place[];
  alignments: Alignment[];
}

/** What of it changed: an event of /api/events. */
export interface LayoutChange {
  type: "layout";
  revision: number;
  rooms: RoomOutline[];
  things: Place[];
  gone_rooms: string[];
  gone_things: string[];
}

export function layout(language: string): Promise<Layout> {
  return call("GET", "/api/layout", language);
}

export function putRoom(language: string, room: RoomOutline): Promise<unknown> {
  const { area, ...body } = room;
  return call("PUT", `/api/layout/rooms/${id(area)}`, language, body);
}

export function forgetRoom(language: string, area: string): Promise<unknown> {
  return call("DELETE", `/api/layout/rooms/${id(area)}`, language);
}

export function putPlace(language: string, place: Place): Promise<unknown> {
  const { thing, ...body } = place;
  return call("PUT", `/api/layout/things/${id(thing)}`, language, body);
}

export function forgetPlace(language: string, thing: string): Promise<unknown> {
  return call("DELETE", `/api/layout/things/${id(thing)}`, language);
}

export function putAlignment(
  language: string,
  alignment: Omit<Alignment, "headset">,
): Promise<unknown> {
  return call("PUT", "/api/layout/alignments", language, alignment);
}
