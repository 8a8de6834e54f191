// How large, how far and how curved the screen is, the room it stands in, and where subtitles are.
// Pure; lengths in metres, angles in radians.

import type { Shape } from "./picture";

export interface Screen {
  width_m: number;
  distance_m: number;
  /** 0: flat; 1: bent about the viewer. */
  curve: number;
}

export type Size = "near" | "television" | "cinema" | "imax";

/**
 * Sizes that people know. A cinema's good seats see the screen under 36 to 50 degrees (SMPTE EG 18
 * asks for 30 at least); a giant screen fills 70.
 */
export const SIZES: Readonly<Record<Size, Screen>> = {
  near: { width_m: 1.2, distance_m: 1.5, curve: 0 },
  television: { width_m: 1.9, distance_m: 2.8, curve: 0 },
  cinema: { width_m: 7.2, distance_m: 8, curve: 0 },
  imax: { width_m: 16.8, distance_m: 12, curve: 0 },
};

/** How a bent screen is bent: enough to be seen, not so much that straight lines look bent. */
export const CURVED = 0.6;

const NEAREST_M = 1;
const FARTHEST_M = 20;

/** Move a screen nearer (below 1) or farther (above 1) and keep how large it looks. */
export function moved(screen: Screen, factor: number): Screen {
  const distance_m = Math.min(FARTHEST_M, Math.max(NEAREST_M, screen.distance_m * factor));
  return { ...screen, distance_m, width_m: (screen.width_m * distance_m) / screen.distance_m };
}

/** Return the angle that a screen fills, as seen from the seat. */
export function angleOf({ width_m, distance_m }: Screen): number {
  return 2 * Math.atan(width_m / 2 / distance_m);
}

export type Room = "dark" | "lit" | "passthrough";

/** Return the rooms that a session can show: passthrough needs a display that blends. */
export function roomsFor(blend: XREnvironmentBlendMode | "none"): readonly Room[] {
  return blend === "alpha-blend" || blend === "additive"
    ? ["passthrough", "dark", "lit"]
    : ["dark", "lit"];
}

/** A plate for subtitles, upright before the viewer. */
export interface Plate {
  width_m: number;
  /** The bottom of its text, from the height of the eyes. */
  bottom_m: number;
  distance_m: number;
}

/** Under a sphere's horizon, as far as a person standing there would be. */
const SPHERE_PLATE: Plate = { width_m: 2.2, bottom_m: -1.1, distance_m: 3 };

/**
 * Return where subtitles stand.
 *
 * Both eyes see one plate in space, at the depth of what they look at: on a screen's own plane, so
 * that the eyes need not turn between a line and the picture, and never inside the packed frame,
 * where half a line would go to each eye.
 */
export function plateOf(shape: Shape, screen: Screen): Plate {
  if (shape.kind !== "screen") return SPHERE_PLATE;
  const height = screen.width_m / shape.aspect;
  return {
    width_m: Math.min(screen.width_m, screen.distance_m) * 0.9,
    bottom_m: -height / 2 + height * 0.05,
    // A hair before the screen, so that it is drawn on it; a bent one comes nearer at its sides.
    distance_m: screen.distance_m * 0.99,
  };
}
