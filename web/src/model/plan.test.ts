import { describe, expect, it } from "vitest";
import type { RoomOutline, Spot } from "../api/layout";
import {
  areaOf,
  boxOf,
  contains,
  facing,
  flawOf,
  freeSpot,
  middleOf,
  nameSpot,
  nearer,
  onWall,
  rectangle,
  resized,
  seeing,
  shifted,
  snapped,
  withCorner,
  withCornerAfter,
  withoutCorner,
} from "./plan";

const SQUARE = rectangle(0, 0, 4, 3);
const BENT: Spot[] = [
  [0, 0],
  [6, 0],
  [6, 2],
  [2, 2],
  [2, 5],
  [0, 5],
];
const room = (area: string, outline: Spot[]): RoomOutline => ({ area, outline, height_m: 2.4 });

describe("the grid", () => {
  it("is of ten centimetres, without the dust of binary fractions", () => {
    expect([snapped(0.30000000000000004), snapped(1.249), snapped(-0.04), snapped(1e9)]).toEqual([
      0.3, 1.2, 0, 500,
    ]);
    expect(Object.is(snapped(-0.01), 0)).toBe(true);
    for (let tenths = -60; tenths <= 60; tenths += 1)
      expect(snapped(snapped(tenths / 10) + 0.1)).toBe(Number(((tenths + 1) / 10).toFixed(1)));
  });
});

describe("an outline", () => {
  it("may be bent, and run either way", () => {
    expect(flawOf(SQUARE)).toBeNull();
    expect(flawOf(BENT)).toBeNull();
    expect(flawOf([...BENT].reverse())).toBeNull();
  });

  it("may not cross, touch or run back along itself", () => {
    const bow: Spot[] = [
      [0, 0],
      [4, 3],
      [4, 0],
      [0, 3],
    ];
    expect(flawOf(bow)).toBe("outlineCrossing");
    const touching: Spot[] = [
      [0, 0],
      [4, 0],
      [4, 3],
      [2, 0],
      [0, 3],
    ];
    expect(flawOf(touching)).toBe("outlineCrossing");
    const back: Spot[] = [
      [0, 0],
      [4, 0],
      [2, 0],
      [2, 3],
    ];
    expect(flawOf(back)).toBe("outlineCrossing");
    expect(flawOf([...SQUARE, [0, 3]])).toBe("outlineCrossing");
  });

  it("crosses the same when it is moved along the grid", () => {
    const bow = withCorner(BENT, 3, [6.1, 2.1]);
    for (const [dx, dy] of [
      [0.1, 0.2],
      [-3.3, 7.7],
      [12.3, -0.7],
    ] as const) {
      expect(flawOf(shifted(bow, dx, dy))).toBe(flawOf(bow));
      expect(flawOf(shifted(BENT, dx, dy))).toBeNull();
    }
  });

  it("has three corners to sixty-four, and some ground", () => {
    expect(flawOf(SQUARE.slice(0, 2))).toBe("outlineFew");
    expect(flawOf(Array.from({ length: 65 }, (_, at): Spot => [at, at * at]))).toBe("outlineMany");
    expect(flawOf(rectangle(0, 0, 0.3, 0.3))).toBe("outlineThin");
  });

  it("has an area, whichever way its corners run", () => {
    expect([areaOf(SQUARE), areaOf([...SQUARE].reverse())]).toEqual([12, -12]);
    expect(areaOf(BENT)).toBe(18);
  });
});

describe("a spot", () => {
  it("lies in a room or not, also in a bent one", () => {
    const spots: Spot[] = [
      [1, 4],
      [5, 1],
      [5, 4],
      [-1, 1],
    ];
    expect(spots.map((spot) => contains(BENT, spot))).toEqual([true, true, false, false]);
  });

  it("for a name is within the walls, also where the middle is not", () => {
    const horseshoe: Spot[] = [
      [0, 0],
      [6, 0],
      [6, 5],
      [5, 5],
      [5, 1],
      [1, 1],
      [1, 5],
      [0, 5],
    ];
    for (const outline of [SQUARE, BENT, horseshoe])
      expect(contains(outline, middleOf(outline))).toBe(true);
    const [x, y] = middleOf(SQUARE);
    expect([x, Math.round(y * 10) / 10]).toEqual([2, 1.5]);
  });

  it("for a name keeps away from things, and stays in the room", () => {
    const lamp: Spot = [2, 1.5];
    const [x, y] = nameSpot(SQUARE, [lamp]);
    expect(contains(SQUARE, [x, y])).toBe(true);
    expect(Math.hypot(x - lamp[0], y - lamp[1])).toBeGreaterThan(0.6);
    expect(nameSpot(SQUARE, [])).toEqual(middleOf(SQUARE));
  });

  it("near a wall is on it, and faces the room", () => {
    const rooms = [room("a", SQUARE)];
    expect(onWall([2, 0.2], rooms)).toEqual({ spot: [2, 0], yaw_deg: 0 });
    expect(onWall([3.9, 1.5], rooms)).toEqual({ spot: [4, 1.5], yaw_deg: 90 });
    expect(onWall([2, 2.8], [room("a", [...SQUARE].reverse())])).toEqual({
      spot: [2, 3],
      yaw_deg: 180,
    });
    expect(onWall([2, 1.5], rooms)).toBeNull();
  });

  it("is faced counter-clockwise from up the plan", () => {
    const ways: Spot[] = [
      [0, 1],
      [-1, 0],
      [0, -1],
      [1, 0],
    ];
    expect(ways.map(facing)).toEqual([0, 90, 180, 270]);
  });
});

describe("a room that is drawn", () => {
  it("gets and loses corners", () => {
    const more = withCornerAfter(SQUARE, 3);
    expect(more[4]).toEqual([0, 1.5]);
    expect(withoutCorner(more, 4)).toEqual(SQUARE);
    expect(withCorner(SQUARE, 2, [4.04, 3.26])[2]).toEqual([4, 3.3]);
  });

  it("is stretched from its left and bottom", () => {
    expect(resized(SQUARE, 5, 2)).toEqual(rectangle(0, 0, 5, 2));
    expect(boxOf(resized(BENT, 3, 10))).toEqual({ left: 0, right: 3, bottom: 0, top: 10 });
  });

  it("begins beside the others", () => {
    expect(freeSpot([])).toEqual([0, 0]);
    expect(freeSpot([room("a", BENT)])).toEqual([6, 0]);
  });
});

describe("the eye", () => {
  it("sees all of the plan", () => {
    const eye = seeing(boxOf(BENT), 700, 500);
    expect([eye.x, eye.y]).toEqual([3, 2.5]);
    expect(6 * eye.scale).toBeLessThan(700);
    expect(5 * eye.scale).toBeLessThan(500);
    const { y, scale } = seeing(boxOf(BENT), 700, 500, 60);
    expect(250 + y * scale).toBeLessThan(440); // the foot of the plan, in px from the top
  });

  it("keeps the spot under the hand where it was, however near it comes", () => {
    const eye = { x: 3, y: 2, scale: 50 };
    const at: Spot = [100, -40]; // px right of, and above, the middle
    const before = [eye.x + at[0] / eye.scale, eye.y - at[1] / eye.scale];
    const close = nearer(eye, 1.5, at);
    expect([close.x + at[0] / close.scale, close.y - at[1] / close.scale]).toEqual([
      expect.closeTo(before[0] ?? 0),
      expect.closeTo(before[1] ?? 0),
    ]);
    expect(nearer(eye, 1e9).scale).toBe(240);
  });
});
