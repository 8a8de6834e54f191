import { describe, expect, it } from "vitest";
import { angleTo, nearest, neighbour, PressState, type Signal } from "./input";
import { seeded } from "./seeded";

const effects = (signals: Signal[], step_ms = 20): (string | null)[] => {
  const press = new PressState();
  return signals.map((signal, index) => press.step(signal, index * step_ms));
};
const count = (signals: Signal[], effect: string, step_ms?: number): number =>
  effects(signals, step_ms).filter((one) => one === effect).length;

describe("a press", () => {
  it("acts once in the order of the standard", () => {
    expect(effects(["start", "select", "end"])).toEqual(["down", "press", "up"]);
  });

  it("acts once where select comes first", () => {
    expect(effects(["select", "start", "end"])).toEqual(["press", null, "up"]);
  });

  it("does not act where it is cancelled, or its source goes away", () => {
    expect(effects(["start", "end"])).toEqual(["down", "up"]);
    expect(effects(["start", "gone"])).toEqual(["down", "up"]);
  });

  it("acts again where a source only ever says select", () => {
    expect(count(["select", "select", "select"], "press", 1000)).toBe(3);
    expect(count(["select", "select"], "press", 20)).toBe(1);
  });

  it("acts as often as it was pressed, whatever the order within each", () => {
    const random = seeded(7);
    for (let run = 0; run < 200; run++) {
      const signals: Signal[] = [];
      const times = 1 + Math.floor(random() * 5);
      for (let press = 0; press < times; press++)
        signals.push(
          ...(random() < 0.5 ? (["start", "select"] as const) : (["select", "start"] as const)),
          "end",
        );
      expect(count(signals, "press")).toBe(times);
      expect(count(signals, "up")).toBe(times);
    }
  });
});

describe("pointing", () => {
  const origin = { x: 0, y: 1.6, z: 0 };
  const ahead = { x: 0, y: 0, z: -1 };
  const out = new Float32Array(1);

  it("finds the point that is nearest by angle, not by distance", () => {
    const points = new Float32Array([0.3, 1.6, -1, 0.3, 1.6, -5]);
    expect(nearest(points, 2, origin, ahead, 0.5, out)).toBe(1);
    expect(out[0]).toBeCloseTo(Math.atan(0.06));
  });

  it("finds nothing beside, behind, or not there", () => {
    const points = new Float32Array([1, 1.6, -1, 0, 1.6, 1, Number.NaN, 0, 0]);
    expect(nearest(points, 3, origin, ahead, 0.1, out)).toBe(-1);
    expect(angleTo(points, 2, origin, ahead)).toBe(Math.PI);
  });
});

describe("the arrow keys", () => {
  const xs = [0, 1, 2, 1];
  const ys = [0, 0, 0.1, 1];
  it("go to the next mark in their direction, and stay where there is none", () => {
    expect(neighbour(xs, ys, 0, [1, 0])).toBe(1);
    expect(neighbour(xs, ys, 1, [1, 0])).toBe(2);
    expect(neighbour(xs, ys, 2, [1, 0])).toBe(2);
    expect(neighbour(xs, ys, 1, [0, 1])).toBe(3);
    expect(neighbour(xs, ys, 3, [0, -1])).toBe(1);
  });
  it("begin near the middle", () => {
    expect(neighbour([3, 0.2, -2], [0, 0.1, 0], -1, [1, 0])).toBe(1);
  });
});
