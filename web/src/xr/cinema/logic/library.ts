// The films as a person goes through them: kinds, order, where each was left. Pure.

import type { Item, Video } from "../../../api/media";
import type { Playing } from "../../../api/types";
import { clockOf } from "../../../model/format";
import type { Language } from "../../../model/i18n";
import { phrase } from "../words";
import { codecName } from "./decoding";
import { resumeAt } from "./playback";

/** Where a film was left. */
export interface Place {
  position_s: number;
  /** When, in ms since 1970. */
  at: number;
}

export type Places = Readonly<Record<string, Place>>;

const MAX_PLACES = 200;

/** Return the places that a browser kept; what cannot be read is left out. */
export function placesOf(text: string | null): Places {
  let read: unknown;
  try {
    read = JSON.parse(text ?? "{}");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
  if (typeof read !== "object" || read === null) return {};
  const found = Object.entries(read).filter(
    (entry): entry is [string, Place] =>
      typeof entry[1]?.position_s === "number" && typeof entry[1]?.at === "number",
  );
  return Object.fromEntries(found.slice(-MAX_PLACES));
}

/** Return the places with one more; the oldest are let go. */
export function withPlace(places: Places, item: string, place: Place): Places {
  const others = Object.entries(places).filter(([id]) => id !== item);
  const newest = others.sort(([, a], [, b]) => a.at - b.at).slice(1 - MAX_PLACES);
  return Object.fromEntries([...newest, [item, place]]);
}

/** Return the places with what all players of the home told the hub: the latest word counts. */
export function withPlaying(places: Places, playing: readonly Playing[]): Places {
  let known = places;
  for (const one of playing) {
    if (one.item === null || one.position_s === null) continue;
    const at = Date.parse(one.at);
    if (Number.isNaN(at) || (known[one.item]?.at ?? 0) >= at) continue;
    known = withPlace(known, one.item, { position_s: one.position_s, at });
  }
  return known;
}

/** Return where to go on in a film; 0: at the beginning. */
export function startOf(item: Item, places: Places): number {
  return resumeAt(places[item.id]?.position_s ?? 0, item.duration_s);
}

export const KINDS = ["all", "begun", "flat", "stereo", "around"] as const;
export type Kind = (typeof KINDS)[number];

/** Return the films of a kind; those that were begun, the latest first. */
export function ofKind(items: readonly Item[], kind: Kind, places: Places): Item[] {
  switch (kind) {
    case "all":
      return [...items];
    case "begun":
      return items
        .filter((one) => startOf(one, places) > 0)
        .sort((a, b) => (places[b.id]?.at ?? 0) - (places[a.id]?.at ?? 0));
    case "flat":
      return items.filter(({ video }) => !isAround(video) && video.stereo === "mono");
    case "stereo":
      return items.filter(({ video }) => video.stereo !== "mono");
    case "around":
      return items.filter(({ video }) => isAround(video));
  }
}

/** Return the kinds that there is a film of, "all" first. */
export function kindsOf(items: readonly Item[], places: Places): Kind[] {
  return KINDS.filter((kind) => kind === "all" || ofKind(items, kind, places).length > 0);
}

/** Say whether a picture goes around the viewer. */
export function isAround(video: Video): boolean {
  return video.projection !== "rectangular";
}

/** Return the film after (1) or before (-1) another in a list; null: there is none. */
export function neighbour(items: readonly Item[], item: string, by: 1 | -1): Item | null {
  const at = items.findIndex((one) => one.id === item);
  return at < 0 ? null : (items[at + by] ?? null);
}

/** Write what a film is: "1:32:05 · 180° 3D · 4K". */
export function detailOf(item: Item, places: Places, language: Language): string {
  const start = startOf(item, places);
  const length = item.duration_s === null ? "" : clockOf(item.duration_s);
  const left = start > 0 ? phrase("from", language, clockOf(start)) : length;
  return [left, pictureName(item.video, language), sizeName(item.video)]
    .filter((part) => part !== "")
    .join(" · ");
}

/** Write how a picture is shown: "180° 3D"; "": flat, as films are. */
export function pictureName(video: Video, language: Language): string {
  const stereo = video.stereo === "mono" ? "" : "3D";
  const shape = isAround(video) ? `${Math.round(video.fov_deg ?? usualFov(video))}°` : "";
  const lens = video.projection === "fisheye" ? phrase("fisheye", language) : "";
  return [shape, lens, stereo].filter((part) => part !== "").join(" ");
}

function usualFov(video: Video): number {
  return video.projection === "half_equirectangular" || video.projection === "fisheye" ? 180 : 360;
}

const SIZES: readonly [number, string][] = [
  [7000, "8K"],
  [5000, "6K"],
  [3800, "4K"],
];

function sizeName({ width }: Video): string {
  return SIZES.find(([least]) => width >= least)?.[1] ?? "";
}

/** Write a film's technical facts: "3840×1920 · H.264". */
export function factsOf(video: Video): string {
  const size = video.width > 0 ? `${video.width}×${video.height}` : "";
  return [size, codecName(video.codec)].filter((part) => part !== "").join(" · ");
}
