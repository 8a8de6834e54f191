import { describe, expect, it } from "vitest";
import {
  type Alignment,
  anchorInPlan,
  fit,
  fromAnchor,
  IDENTITY,
  type Pair,
  toPlan,
  toSpace,
  turn,
  type Vec,
  worst,
  yawOf,
} from "./align";
import { seeded } from "./seeded";

const random = seeded(42);
const between = (low: number, high: number): number => low + random() * (high - low);
const point = (): Vec => ({ x: between(-8, 8), y: between(-8, 8), z: between(0, 2.5) });
const alignment = (): Alignment => ({ yaw: between(-3.1, 3.1), ...point() });

function expectNear(found: Vec, wanted: Vec, digits = 6): void {
  for (const axis of ["x", "y", "z"] as const)
    expect(found[axis]).toBeCloseTo(wanted[axis], digits);
}

describe("the plan in space", () => {
  it("lies with its y to the back and its heights upwards", () => {
    expectNear(toSpace(IDENTITY, { x: 1, y: 2, z: 0.5 }), { x: 1, y: 0.5, z: -2 });
  });

  it("is turned counter-clockwise seen from above", () => {
    const quarter = { ...IDENTITY, yaw: Math.PI / 2 };
    expectNear(toSpace(quarter, { x: 1, y: 0, z: 0 }), { x: 0, y: 0, z: -1 });
  });

  it("comes back from space as it went", () => {
    for (let run = 0; run < 200; run++) {
      const [given, plan] = [alignment(), point()];
      expectNear(toPlan(given, toSpace(given, plan)), plan);
    }
  });
});

describe("lining up", () => {
  it("finds the alignment from any two places that are apart, exactly", () => {
    for (let run = 0; run < 300; run++) {
      const truth = alignment();
      const pairs = Array.from({ length: 2 + (run % 4) }, (): Pair => {
        const plan = point();
        return { plan, space: toSpace(truth, plan) };
      });
      const found = fit(pairs);
      if (found === null) continue; // two random places may lie in one spot
      expect(turn(found.yaw - truth.yaw)).toBeCloseTo(0, 6);
      expect(worst(found, pairs)).toBeLessThan(1e-6);
    }
  });

  it("is no worse than the truth where hands tremble: it is the least-squares fit", () => {
    for (let run = 0; run < 100; run++) {
      const truth = alignment();
      const pairs = Array.from({ length: 5 }, (): Pair => {
        const plan = point();
        const space = toSpace(truth, plan);
        return {
          plan,
          space: { ...space, x: space.x + between(-0.1, 0.1), z: space.z + between(-0.1, 0.1) },
        };
      });
      const found = fit(pairs);
      if (found === null) throw new Error("five places are apart");
      const squares = (given: Alignment): number =>
        pairs.reduce((sum, { plan, space }) => {
          const at = toSpace(given, plan);
          return sum + (at.x - space.x) ** 2 + (at.z - space.z) ** 2;
        }, 0);
      expect(squares(found)).toBeLessThanOrEqual(squares(truth) + 1e-9);
      const turned = { ...found, yaw: found.yaw + 0.01 };
      expect(squares(found)).toBeLessThanOrEqual(squares(turned) + 1e-9);
    }
  });

  it("is not possible from one place, or from places in one spot", () => {
    const here = { plan: point(), space: point() };
    expect(fit([])).toBeNull();
    expect(fit([here])).toBeNull();
    expect(fit([here, here])).toBeNull();
  });

  it("shows when one place was pointed at by mistake", () => {
    const pairs = [
      { plan: { x: 0, y: 0, z: 1 }, space: { x: 0, y: 1, z: 0 } },
      { plan: { x: 4, y: 0, z: 1 }, space: { x: 2, y: 1, z: 0 } },
    ];
    const found = fit(pairs);
    expect(found === null ? 0 : worst(found, pairs)).toBeCloseTo(1);
  });
});

describe("an anchor", () => {
  it("brings the plan back wherever the next session's space begins", () => {
    for (let run = 0; run < 200; run++) {
      const [first, later, plan] = [alignment(), alignment(), point()];
      const anchorPlan = point();
      const [at, yaw] = [toSpace(first, anchorPlan), between(-3, 3)];
      const kept = anchorInPlan(first, at, yaw);
      // In the later session the same spot of the room has other coordinates.
      const seen = toSpace(later, anchorPlan);
      const back = fromAnchor(kept, seen, yaw - first.yaw + later.yaw);
      expectNear(toSpace(back, plan), toSpace(later, plan));
    }
  });

  it("turns as its quaternion does", () => {
    for (let yaw = -3; yaw < 3; yaw += 0.1)
      expect(yawOf({ x: 0, y: Math.sin(yaw / 2), z: 0, w: Math.cos(yaw / 2) })).toBeCloseTo(yaw);
  });
});
