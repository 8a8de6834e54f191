import { describe, expect, it } from "vitest";
import { Dwell } from "./dwell";

const rad = (degrees: number): number => (degrees * Math.PI) / 180;
const IDS = ["a", "b", "c"];

/** Look at a thing for a while, at 72 frames a second. */
function look(dwell: Dwell, thing: number, from_ms: number, to_ms: number, degrees = 2): void {
  for (let now = from_ms; now <= to_ms; now += 14) dwell.see(thing, rad(degrees), now);
}

describe("looks", () => {
  it("are one as long as the thing is not left for longer than a blink", () => {
    const dwell = new Dwell();
    look(dwell, 0, 1000, 1400);
    look(dwell, 0, 1600, 2000);
    const [only, ...others] = dwell.since(0, IDS);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ thing: "a", from_ms: 1000, angle_deg: 2 });
  });

  it("are two when it was looked at again later", () => {
    const dwell = new Dwell();
    look(dwell, 0, 1000, 1400);
    look(dwell, 0, 3000, 3100);
    expect(dwell.since(0, IDS).map((one) => one.from_ms)).toEqual([1000, 3000]);
  });

  it("are of all things that lie near the middle, the longest first", () => {
    const dwell = new Dwell();
    look(dwell, 0, 1000, 1200, 1);
    look(dwell, 1, 1000, 2000, 6);
    look(dwell, 2, 1000, 2000, 30);
    expect(dwell.since(0, IDS).map((one) => [one.thing, one.angle_deg])).toEqual([
      ["b", 6],
      ["a", 1],
    ]);
  });

  it("are apart where the head moved on: the sweep there says little of where it rested", () => {
    const dwell = new Dwell();
    for (let degrees = 9; degrees > 1; degrees -= 0.5)
      dwell.see(0, rad(degrees), 1000 - degrees * 14);
    look(dwell, 0, 1000, 2000, 1);
    expect(dwell.since(0, IDS)[0]).toMatchObject({ thing: "a", to_ms: 1994 });
    expect(dwell.since(0, IDS)[0]?.angle_deg).toBeLessThan(1.3);
  });

  it("that are quite straight are not mistaken for a choice by hand", () => {
    const dwell = new Dwell();
    look(dwell, 0, 1000, 2000, 0);
    expect(dwell.since(0, IDS)[0]?.angle_deg).toBe(0.1);
  });

  it("begin no earlier than they are asked for", () => {
    const dwell = new Dwell();
    look(dwell, 0, 1000, 2000);
    expect(dwell.since(1500, IDS)[0]?.from_ms).toBe(1500);
    expect(dwell.since(2500, IDS)).toEqual([]);
  });

  it("count a choice by hand as sure, beside looking", () => {
    const dwell = new Dwell();
    look(dwell, 0, 1000, 1500, 5);
    dwell.choose(0, 1500);
    look(dwell, 0, 1500, 2000, 5);
    expect(
      dwell
        .since(0, IDS)
        .map((one) => one.angle_deg)
        .sort(),
    ).toEqual([0, 5]);
  });

  it("are forgotten oldest first, however many there are", () => {
    const dwell = new Dwell();
    for (let time = 0; time < 500; time++) dwell.see(time % 3, 0, time * 1000);
    const looks = dwell.since(0, IDS);
    expect(looks.length).toBeLessThanOrEqual(32);
    expect(looks.some((one) => one.to_ms === 499_000)).toBe(true);
    expect(looks.some((one) => one.to_ms === 0)).toBe(false);
  });

  it("of things that are no more are none", () => {
    const dwell = new Dwell();
    look(dwell, 2, 0, 100);
    expect(dwell.since(0, ["a"])).toEqual([]);
    dwell.clear();
    expect(dwell.since(0, IDS)).toEqual([]);
  });
});
