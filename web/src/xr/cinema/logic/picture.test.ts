import { describe, expect, it } from "vitest";
import type { Video } from "../../../api/media";
import { eyeAspect, pictureOf, withLayout } from "./picture";
import { video } from "./testing";

describe("what each eye is shown", () => {
  it("is the whole frame for both where there is one view", () => {
    const { regions, isStereo } = pictureOf(video({}));
    expect(regions.left).toEqual({ u0: 0, v0: 0, u1: 1, v1: 1 });
    expect(regions.right).toEqual(regions.left);
    expect(isStereo).toBe(false);
  });

  it("is the left half for the left eye, and half a pixel less at the seam", () => {
    const { regions } = pictureOf(video({ stereo: "side_by_side", width: 1000, height: 500 }));
    expect(regions.left).toEqual({ u0: 0.0005, v0: 0.001, u1: 0.4995, v1: 0.999 });
    expect(regions.right).toEqual({ u0: 0.5005, v0: 0.001, u1: 0.9995, v1: 0.999 });
  });

  it("is the upper half for the left eye: v goes up", () => {
    const { regions } = pictureOf(video({ stereo: "top_bottom", width: 0, height: 0 }));
    expect(regions.left).toEqual({ u0: 0, v0: 0.5, u1: 1, v1: 1 });
    expect(regions.right).toEqual({ u0: 0, v0: 0, u1: 1, v1: 0.5 });
  });

  it("is the other half where the right eye stands first", () => {
    for (const stereo of ["side_by_side", "top_bottom"] as const) {
      const usual = pictureOf(video({ stereo })).regions;
      const swapped = pictureOf(video({ stereo, is_right_first: true })).regions;
      expect(swapped).toEqual({ left: usual.right, right: usual.left });
    }
  });

  it("is the left view for both where somebody wants no 3D", () => {
    const shown = pictureOf(video({ stereo: "side_by_side", is_right_first: true }), true);
    expect(shown.isStereo).toBe(false);
    expect(shown.regions.right).toEqual(shown.regions.left);
    expect(shown.regions.left.u0).toBeGreaterThan(0.5);
  });

  it("is one view of a stream with two, and that is known", () => {
    const shown = pictureOf(video({ stereo: "multiview" }));
    expect([shown.isStereo, shown.isBaseViewOnly]).toEqual([false, true]);
  });
});

describe("the shape of a picture", () => {
  it("spans what its record says, and else what its projection usually does", () => {
    const span = (change: Partial<Video>): unknown => pictureOf(video(change)).shape;
    const [half, whole] = ["half_equirectangular", "equirectangular"] as const;
    expect(span({ projection: half, fov_deg: null })).toEqual({ kind: "sphere", span: Math.PI });
    expect(span({ projection: whole, fov_deg: 0 })).toEqual({ kind: "sphere", span: 2 * Math.PI });
    expect(span({ projection: whole, fov_deg: 270 })).toEqual({
      kind: "sphere",
      span: 1.5 * Math.PI,
    });
    expect(
      span({
        projection: "fisheye",
        fov_deg: 190,
        width: 200,
        height: 100,
        stereo: "side_by_side",
      }),
    ).toEqual({ kind: "fisheye", fov: (190 / 180) * Math.PI, aspect: 1 });
  });

  it.each([
    ["a flat film", {}, 1920, 1080, 16 / 9],
    ["halves squeezed side by side", { stereo: "side_by_side" }, 1920, 1080, 16 / 9],
    ["whole pictures side by side", { stereo: "side_by_side" }, 3840, 1080, 16 / 9],
    ["halves squeezed on top", { stereo: "top_bottom" }, 1920, 1080, 16 / 9],
    ["whole pictures on top", { stereo: "top_bottom" }, 1920, 2160, 16 / 9],
    ["a film that says no size", {}, 0, 0, 16 / 9],
  ] as const)("is not distorted: %s", (_, change, width, height, aspect) => {
    expect(eyeAspect(video({ ...change, width, height }))).toBeCloseTo(aspect, 5);
  });
});

describe("what a stream says of its picture", () => {
  const told = "CH-STEREO/PROJ-HEQU";

  it("counts before a feed, a name and nothing", () => {
    for (const source of ["hls", "feed", "name", "default"] as const) {
      const known = withLayout(video({ source }), told);
      expect([known.projection, known.fov_deg, known.source]).toEqual([
        "half_equirectangular",
        180,
        "hls",
      ]);
    }
  });

  it("counts after a person and the file's own boxes", () => {
    for (const source of ["person", "google", "apple"] as const) {
      const record = video({ source });
      expect(withLayout(record, told)).toBe(record);
    }
  });

  it("says that there are two views, and leaves their packing to who knows it", () => {
    expect(withLayout(video({ stereo: "top_bottom" }), told).stereo).toBe("top_bottom");
    expect(withLayout(video({}), told).stereo).toBe("multiview");
    expect(withLayout(video({ stereo: "side_by_side" }), "CH-MONO").stereo).toBe("mono");
  });

  it("is the first of several layouts, and nothing where it is not known", () => {
    expect(withLayout(video({}), "PROJ-EQUI, CH-STEREO/PROJ-RECT").projection).toBe(
      "equirectangular",
    );
    const record = video({});
    for (const text of [undefined, "", "PROJ-AIV", "rubbish"])
      expect(withLayout(record, text)).toBe(record);
  });
});
