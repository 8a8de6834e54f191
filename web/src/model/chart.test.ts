import { describe, expect, it } from "vitest";
import {
  axisOf,
  bandPath,
  type Dot,
  dotsOf,
  gapOf,
  hourIn,
  lastDates,
  linear,
  linePath,
  most,
  nearest,
  niceStep,
  piled,
  stretches,
  summarised,
  timeTicks,
} from "./chart";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse("2026-11-25T15:00:00Z"); // midnight in Seoul
const dot = (minutes: number, mean = 20): Dot => ({
  at: START + minutes * MINUTE,
  mean,
  low: mean - 1,
  high: mean + 1,
});

describe("a scale", () => {
  it("is undone by its way back", () => {
    const scale = linear([10, 30], [200, 0]);
    expect([scale(10), scale(30), scale(15)]).toEqual([200, 0, 150]);
    for (const value of [10, 12.5, 30, 99]) expect(scale.back(scale(value))).toBeCloseTo(value);
  });

  it("of one value puts all in one place", () => {
    expect(linear([5, 5], [0, 100])(5)).toBe(0);
  });
});

describe("an axis", () => {
  it("has round steps and holds every value", () => {
    for (const values of [
      [21.2, 24.9],
      [0.1, 0.34],
      [412, 1890],
      [-7.5, 3],
      [20, 20],
    ]) {
      const { low, high, ticks } = axisOf(values, 4, 2);
      expect(low).toBeLessThanOrEqual(Math.min(...values));
      expect(high).toBeGreaterThanOrEqual(Math.max(...values));
      expect([ticks[0], ticks.at(-1)]).toEqual([low, high]);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
    expect(axisOf([21.2, 24.9], 4, 2).ticks).toEqual([21, 22, 23, 24, 25]);
    expect(axisOf([0.1, 0.3], 4, 0.1).ticks).toEqual([0.1, 0.15, 0.2, 0.25, 0.3]);
  });

  it("makes no fever of a tenth of a degree", () => {
    const { low, high } = axisOf([21.4, 21.5], 4, 4);
    expect(high - low).toBeGreaterThanOrEqual(4);
  });

  it("stands where nothing is known", () => {
    expect(axisOf([], 4, 4).ticks).toEqual([0, 1, 2, 3, 4]);
  });

  it("takes steps of one, two or five", () => {
    expect([niceStep(10, 5), niceStep(7, 5), niceStep(0.3, 4), niceStep(0, 4)]).toEqual([
      2, 2, 0.1, 1,
    ]);
  });
});

describe("the ticks of time", () => {
  it("are whole hours of the home's clock", () => {
    const ticks = timeTicks(START + 10 * MINUTE, START + 24 * HOUR, 6, "Asia/Seoul");
    expect(ticks.map((at) => hourIn(at, "Asia/Seoul"))).toEqual([6, 12, 18, 0]);
    const india = timeTicks(START, START + 12 * HOUR, 6, "Asia/Kolkata");
    expect(india.map((at) => at % HOUR)).toEqual(india.map(() => 30 * MINUTE));
    expect(india.every((at) => hourIn(at, "Asia/Kolkata") % 2 === 0)).toBe(true);
  });

  it("are midnights where it is a week, also when the clock changes", () => {
    const from = Date.parse("2026-10-22T12:00:00Z");
    const ticks = timeTicks(from, from + 7 * 24 * HOUR, 7, "Europe/Berlin");
    expect(ticks.length).toBe(7);
    expect(ticks.every((at) => hourIn(at, "Europe/Berlin") === 0)).toBe(true);
  });
});

describe("a line", () => {
  const x = linear([START, START + HOUR], [0, 60]);
  const y = linear([0, 100], [100, 0]);

  it("is broken where nothing was reported", () => {
    const parts = stretches([dot(0), dot(5), dot(30), dot(35)], gapOf(24));
    expect(parts.map((part) => part.length)).toEqual([2, 2]);
    expect(linePath(parts, x, y)).toBe("M0 80L5 80M30 80L35 80");
  });

  it("and its band are not made of a lone report", () => {
    const parts = stretches([dot(7)], gapOf(24));
    expect(linePath(parts, x, y)).toBe("");
    expect(bandPath(parts, x, y)).toBe("");
    expect(bandPath(stretches([dot(0), dot(5)], gapOf(24)), x, y)).toBe("M0 79L5 79L5 81L0 81Z");
  });

  it("waits longer over a week, whose points are longer apart", () => {
    expect(gapOf(24)).toBe(12.5 * MINUTE);
    expect(gapOf(168)).toBe(2.5 * 35 * MINUTE);
  });

  it("is of reports in order, whatever the order they came in; what is no report is left out", () => {
    const points = [
      { at: "2026-11-26T01:00:00Z", mean: 2, low: 1, high: 3 },
      { at: "2026-11-26T00:00:00Z", mean: 1, low: 1, high: 1 },
      { at: "yesterday", mean: 1, low: 1, high: 1 },
    ];
    expect(dotsOf(points).map((one) => one.mean)).toEqual([1, 2]);
  });
});

describe("a moment", () => {
  const dots = [dot(0), dot(5, 21), dot(60, 25)];

  it("has the nearest report, and none in a gap", () => {
    const at = (minutes: number) => nearest(dots, START + minutes * MINUTE, 10 * MINUTE)?.mean;
    expect([at(-3), at(3), at(14), at(30), at(55), at(90)]).toEqual([
      20,
      21,
      21,
      undefined,
      25,
      undefined,
    ]);
    expect(nearest([], START, HOUR)).toBeNull();
  });

  it("in a table has what was least and most until the next", () => {
    const rows = summarised(dots, [START, START + HOUR / 2, START + HOUR], START + 2 * HOUR);
    expect(rows.map((row) => row.dot?.mean ?? null)).toEqual([20.5, null, 25]);
    expect([rows[0]?.dot?.low, rows[0]?.dot?.high]).toEqual([19, 22]);
  });
});

describe("a pile", () => {
  const days = [
    { oven: 1, lamp: 0.2, tv: 0.5 },
    { oven: 2, fan: 0.1 },
  ];

  it("begins with what came to most, and ends with the rest", () => {
    const order = most(days, 2);
    expect(order).toEqual(["oven", "tv"]);
    expect(piled({ oven: 1, lamp: 0.2, tv: 0.5 }, order)).toEqual([
      { id: "oven", from: 0, to: 1 },
      { id: "tv", from: 1, to: 1.5 },
      { id: "", from: 1.5, to: 1.7 },
    ]);
    expect(piled({}, order)).toEqual([]);
  });

  it("is of the last days in the home", () => {
    const now = new Date("2026-11-25T16:00:00Z"); // the 26th in Seoul
    expect(lastDates(now, 3, "Asia/Seoul")).toEqual(["2026-11-24", "2026-11-25", "2026-11-26"]);
  });
});
