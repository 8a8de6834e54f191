import { describe, expect, it } from "vitest";
import { floorOrGuess, meets, surfaceOf } from "./surface";

const square = [
  { x: -1, z: -1 },
  { x: 1, z: -1 },
  { x: 1, z: 1 },
  { x: -1, z: 1 },
];
const eye = { x: 0, y: 1.6, z: 0 };
/** A wall two metres ahead: its y, the normal, looks at the person. */
const wall = { matrix: [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1.5, -2, 1], polygon: square };

describe("a ray into the room", () => {
  it("meets a wall that it points at, and not beside it", () => {
    expect(meets(wall, eye, { x: 0, y: 0, z: -1 })).toBeCloseTo(2);
    expect(meets(wall, eye, { x: 0.8, y: 0, z: -0.6 })).toBe(-1);
    expect(meets(wall, eye, { x: 0, y: 0, z: 1 })).toBe(-1);
  });

  it("meets the floor where it points down, else a guess", () => {
    expect(floorOrGuess(eye, { x: 0, y: -0.8, z: -0.6 })).toBeCloseTo(2);
    expect(floorOrGuess(eye, { x: 0, y: 0.2, z: -0.98 })).toBe(1.5);
    expect(floorOrGuess(eye, { x: 0, y: -0.051, z: -0.99 })).toBe(1.5);
  });

  it("tells walls, floors, tables and ceilings apart", () => {
    expect(surfaceOf(0.05, 1.2)).toBe("wall");
    expect(surfaceOf(1, 0.02)).toBe("floor");
    expect(surfaceOf(1, 0.75)).toBe("table");
    expect(surfaceOf(-1, 2.4)).toBe("ceiling");
  });
});
