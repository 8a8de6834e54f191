// What this browser remembers of the cinema: where films were left, and how they are watched.

import { type Places, placesOf } from "./logic/library";
import type { Room, Size } from "./logic/screen";
import type { State } from "./logic/state";

const PLACES = "ondol.cinema.places";
const HABITS = "ondol.cinema.habits";

/** How somebody watches. */
export interface Habits {
  volume: number;
  size: Size;
  isCurved: boolean;
  room: Room;
  /** The language of subtitles that was chosen last; "": none; null: never chosen. */
  subtitles: string | null;
}

export function keptPlaces(): Places {
  return placesOf(read(PLACES));
}

export function keepPlaces(places: Places): void {
  write(PLACES, JSON.stringify(places));
}

/** Return what is known of somebody's habits; what cannot be read is left out. */
export function keptHabits(): Partial<Habits> {
  let found: unknown;
  try {
    found = JSON.parse(read(HABITS) ?? "{}");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (typeof found !== "object" || found === null) return {};
  const { volume, size, isCurved, room, subtitles } = found as Record<string, unknown>;
  return {
    ...(typeof volume === "number" && volume >= 0 && volume <= 100 ? { volume } : {}),
    ...(isOneOf(size, ["near", "television", "cinema", "imax"]) ? { size } : {}),
    ...(typeof isCurved === "boolean" ? { isCurved } : {}),
    ...(isOneOf(room, ["dark", "lit", "passthrough"]) ? { room } : {}),
    ...(typeof subtitles === "string" ? { subtitles } : {}),
  };
}

export function keepHabits(state: State, subtitles: string | null): void {
  const { volume, size, isCurved, room } = state;
  write(HABITS, JSON.stringify({ volume, size, isCurved, room, subtitles }));
}

function isOneOf<T extends string>(value: unknown, known: readonly T[]): value is T {
  return known.some((one) => one === value);
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // A browser that keeps nothing still shows films; it only forgets.
  }
}
