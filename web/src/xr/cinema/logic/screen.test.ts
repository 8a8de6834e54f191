import { describe, expect, it } from "vitest";
import { commandOf, type Key } from "./keys";
import { layerOf } from "./layer";
import { angleOf, moved, plateOf, roomsFor, SIZES } from "./screen";
import { video } from "./testing";

const screen = { kind: "screen", aspect: 16 / 9 } as const;

describe("a screen", () => {
  it("looks as large after it was moved", () => {
    const far = moved(SIZES.cinema, 1.6);
    expect(angleOf(far)).toBeCloseTo(angleOf(SIZES.cinema), 6);
    expect(far.distance_m).toBeCloseTo(12.8, 6);
  });

  it("stays within a room, however it is moved", () => {
    expect(moved(SIZES.imax, 9).distance_m).toBe(20);
    expect(moved(SIZES.near, 0.1).distance_m).toBe(1);
  });

  it("of a cinema fills the angle that good seats have", () => {
    const degrees = (angleOf(SIZES.cinema) * 180) / Math.PI;
    expect(degrees).toBeGreaterThan(36);
    expect(degrees).toBeLessThan(50);
  });
});

describe("subtitles", () => {
  it("stand at the screen's own depth, within its picture", () => {
    for (const size of Object.values(SIZES)) {
      const plate = plateOf(screen, size);
      expect(plate.distance_m / size.distance_m).toBeCloseTo(1, 1);
      expect(plate.distance_m).toBeLessThan(size.distance_m);
      expect(plate.width_m).toBeLessThanOrEqual(size.width_m);
      expect(plate.bottom_m).toBeGreaterThan(-size.width_m / screen.aspect / 2);
    }
  });

  it("stand near enough to be read where the picture goes around", () => {
    const plate = plateOf({ kind: "sphere", span: Math.PI }, SIZES.cinema);
    expect(plate.distance_m).toBeLessThan(5);
    expect(plate.bottom_m).toBeLessThan(0);
  });
});

describe("rooms", () => {
  it("are the viewer's own where the display lets it through", () => {
    expect(roomsFor("opaque")).toEqual(["dark", "lit"]);
    expect(roomsFor("alpha-blend")[0]).toBe("passthrough");
  });
});

describe("a layer of the compositor", () => {
  const flat = SIZES.television;

  it("is a quad for a flat film, measured from its middle", () => {
    expect(layerOf(video({}), flat)).toMatchObject({
      ...{ kind: "quad", layout: "mono", invertStereo: false, z: -2.8 },
      ...{ width: 0.95, height: expect.closeTo(0.95 / (16 / 9)) },
    });
  });

  it("bends about the same axis as the drawn screen", () => {
    const plan = layerOf(video({}), { ...flat, curve: 0.5 });
    expect(plan).toMatchObject({ kind: "cylinder", radius: 5.6, z: expect.closeTo(2.8) });
  });

  it("knows each eye's half, and which stands first", () => {
    const plan = layerOf(
      video({
        ...{ projection: "half_equirectangular", stereo: "side_by_side", is_right_first: true },
      }),
      flat,
    );
    expect(plan).toMatchObject({
      ...{ kind: "equirect", layout: "stereo-left-right", invertStereo: true },
      centralHorizontalAngle: Math.PI,
    });
    expect(layerOf(video({ stereo: "top_bottom" }), flat)?.layout).toBe("stereo-top-bottom");
  });

  it("is none for lenses and cubemaps", () => {
    expect(layerOf(video({ projection: "fisheye" }), flat)).toBeNull();
    expect(layerOf(video({ projection: "equiangular_cubemap" }), flat)).toBeNull();
  });
});

describe("a key", () => {
  const key = (name: string, change: Partial<Key> = {}): Key => ({
    ...{ key: name, code: name.length === 1 ? `Key${name.toUpperCase()}` : name },
    ...{ shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...change },
  });

  it("does what it does in other players, wherever its letter is typed in Hangul", () => {
    expect(commandOf(key("k"), "picture")).toBe("toggle");
    expect(commandOf(key("ㅏ", { code: "KeyK" }), "picture")).toBe("toggle");
    expect(commandOf(key("ArrowLeft"), "picture")).toBe("back");
    expect(commandOf(key("ArrowLeft", { shiftKey: true }), "slider")).toBe("left");
  });

  it("is left to what has the focus and needs it", () => {
    expect(commandOf(key(" "), "picture")).toBe("toggle");
    expect(commandOf(key(" "), "button")).toBeNull();
    expect(commandOf(key("ArrowLeft"), "slider")).toBeNull();
    expect(commandOf(key("m"), "text")).toBeNull();
  });

  it("with Control is the browser's", () => {
    expect(commandOf(key("f", { ctrlKey: true }), "picture")).toBeNull();
  });
});
