import { describe, expect, it } from "vitest";
import { layerOf } from "./layer";
import { CURVED, SIZES } from "./screen";
import { video } from "./testing";

const { cinema } = SIZES;

describe("a film as a layer", () => {
  it("is a quad where the screen is flat, as wide as the screen from its middle", () => {
    const plan = layerOf(video({ width: 2000, height: 1000 }), cinema);
    expect(plan).toEqual({
      ...{ kind: "quad", layout: "mono", invertStereo: false },
      ...{ width: cinema.width_m / 2, height: cinema.width_m / 4, z: -cinema.distance_m },
    });
  });

  it("is a cylinder where it is bent: its arc is the screen's width, its middle as far away", () => {
    const plan = layerOf(video({}), { ...cinema, curve: CURVED });
    if (plan?.kind !== "cylinder") throw new Error(`it is a ${plan?.kind}`);
    expect(plan.centralAngle * plan.radius).toBeCloseTo(cinema.width_m);
    expect(plan.radius - plan.z).toBeCloseTo(cinema.distance_m);
    expect(plan.aspectRatio).toBeCloseTo(16 / 9);
  });

  it("spans half the world or all of it", () => {
    for (const [projection, span] of [
      ["half_equirectangular", Math.PI],
      ["equirectangular", 2 * Math.PI],
    ] as const) {
      const plan = layerOf(video({ projection, width: 4096, height: 2048 }), cinema);
      expect(plan).toMatchObject({ kind: "equirect", centralHorizontalAngle: span });
    }
  });

  it("says whose eye is where", () => {
    const of = (change: Parameters<typeof video>[0]) => layerOf(video(change), cinema);
    expect(of({ stereo: "side_by_side", width: 3840 })?.layout).toBe("stereo-left-right");
    expect(of({ stereo: "top_bottom", height: 2160 })?.layout).toBe("stereo-top-bottom");
    expect(of({ stereo: "side_by_side", width: 3840, is_right_first: true })?.invertStereo).toBe(
      true,
    );
    expect(of({ is_right_first: true })?.invertStereo).toBe(false);
  });

  it("is drawn by us where the compositor has no such shape", () => {
    expect(layerOf(video({ projection: "fisheye", fov_deg: 190 }), cinema)).toBeNull();
    expect(layerOf(video({ projection: "equiangular_cubemap" }), cinema)).toBeNull();
  });
});
