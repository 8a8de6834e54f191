// Where a ray meets the real room: planes that the headset found, the floor, or a distance. Pure.

import type { Surface } from "../../api/layout";
import { isWithin } from "./home";

/** A plane that was found: its pose as a column-major matrix, and its outline in its own x and z. */
export interface Plane {
  matrix: ArrayLike<number>;
  polygon: readonly Readonly<{ x: number; z: number }>[];
}

export interface Vec3 {
  x: number;
  y: number;
  z: number;
}

/** Return how far along a ray a plane's outline is met; -1: it is not. */
export function meets(plane: Plane, origin: Vec3, direction: Vec3): number {
  const m = plane.matrix;
  const at = (index: number): number => m[index] ?? 0;
  const [nx, ny, nz] = [at(4), at(5), at(6)]; // the plane's y is its normal
  const facing = nx * direction.x + ny * direction.y + nz * direction.z;
  if (Math.abs(facing) < 1e-4) return -1;
  const [ox, oy, oz] = [at(12) - origin.x, at(13) - origin.y, at(14) - origin.z];
  const distance = (ox * nx + oy * ny + oz * nz) / facing;
  if (distance <= 0) return -1;
  const [px, py, pz] = [
    origin.x + direction.x * distance - at(12),
    origin.y + direction.y * distance - at(13),
    origin.z + direction.z * distance - at(14),
  ];
  const x = px * at(0) + py * at(1) + pz * at(2);
  const z = px * at(8) + py * at(9) + pz * at(10);
  const outline = plane.polygon.map((corner): [number, number] => [corner.x, corner.z]);
  return isWithin(outline, [x, z]) ? distance : -1;
}

const FAR_M = 8;
/** Where nothing is known of the room, a thing is put at arm's length and a half. */
const GUESS_M = 1.5;

/** Return how far along a ray the floor is, or a guess where it points elsewhere. */
export function floorOrGuess(origin: Vec3, direction: Vec3): number {
  const distance = direction.y < -0.05 ? -origin.y / direction.y : -1;
  return distance > 0 && distance < FAR_M ? distance : GUESS_M;
}

/** Return what kind of surface a normal and a height above the floor are. */
export function surfaceOf(up: number, height_m: number): Surface {
  if (Math.abs(up) < 0.6) return "wall";
  if (height_m < 0.25) return "floor";
  return height_m > 1.9 ? "ceiling" : "table";
}
