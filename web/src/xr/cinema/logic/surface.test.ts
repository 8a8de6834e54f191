import { describe, expect, it } from "vitest";
import type { Shape } from "./picture";
import { SIZES } from "./screen";
import { eyeUvs, type Surface, surfaceOf } from "./surface";

const { PI } = Math;
const screen = SIZES.cinema;

type Vector = [number, number, number];

const at = (surface: Surface, vertex: number): Vector => [
  surface.positions[vertex * 3] ?? 0,
  surface.positions[vertex * 3 + 1] ?? 0,
  surface.positions[vertex * 3 + 2] ?? 0,
];

function* triangles(surface: Surface): Generator<[number, number, number]> {
  for (let n = 0; n < surface.indices.length; n += 3) {
    const [a, b, c] = surface.indices.subarray(n, n + 3);
    yield [a ?? 0, b ?? 0, c ?? 0];
  }
}

/** Return where a place of the picture is seen. */
function seen(surface: Surface, u: number, v: number): Vector {
  const uv = (vertex: number): [number, number] => [
    surface.uvs[vertex * 2] ?? 0,
    surface.uvs[vertex * 2 + 1] ?? 0,
  ];
  for (const corners of triangles(surface)) {
    const [[au, av], [bu, bv], [cu, cv]] = [uv(corners[0]), uv(corners[1]), uv(corners[2])];
    const area = (bu - au) * (cv - av) - (cu - au) * (bv - av);
    if (Math.abs(area) < 1e-12) continue;
    const s = ((u - au) * (cv - av) - (cu - au) * (v - av)) / area;
    const t = ((bu - au) * (v - av) - (u - au) * (bv - av)) / area;
    if (s < -1e-6 || t < -1e-6 || s + t > 1 + 1e-6) continue;
    const [a, b, c] = [at(surface, corners[0]), at(surface, corners[1]), at(surface, corners[2])];
    const point = a.map((x, i) => x + s * ((b[i] ?? 0) - x) + t * ((c[i] ?? 0) - x));
    const length = Math.hypot(...point);
    return point.map((x) => x / length) as Vector;
  }
  throw new Error(`nothing is seen of ${u}, ${v}`);
}

const SHAPES: [string, Shape][] = [
  ["screen", { kind: "screen", aspect: 16 / 9 }],
  ["half sphere", { kind: "sphere", span: PI }],
  ["sphere", { kind: "sphere", span: 2 * PI }],
  ["fisheye", { kind: "fisheye", fov: PI, aspect: 1 }],
  ["cubemap", { kind: "cubemap" }],
];

describe("a surface", () => {
  it.each(SHAPES)("faces the viewer everywhere: %s", (_, shape) => {
    const surface = surfaceOf(shape, screen);
    for (const corners of triangles(surface)) {
      const [a, b, c] = [at(surface, corners[0]), at(surface, corners[1]), at(surface, corners[2])];
      const [d, e] = [b.map((x, i) => x - (a[i] ?? 0)), c.map((x, i) => x - (a[i] ?? 0))];
      const [dx = 0, dy = 0, dz = 0] = d;
      const [ex = 0, ey = 0, ez = 0] = e;
      const normal = [dy * ez - dz * ey, dz * ex - dx * ez, dx * ey - dy * ex];
      const towards = normal.reduce((sum, x, i) => sum - x * (a[i] ?? 0), 0);
      expect(towards).toBeGreaterThan(-1e-3); // at poles triangles have no size
    }
  });

  it.each(SHAPES)("is seen upright and not mirrored, straight ahead: %s", (name, shape) => {
    const surface = surfaceOf(shape, screen);
    // The front of a cubemap is the upper row's middle.
    const [u, v, du, dv] = name === "cubemap" ? [0.5, 0.75, 0.05, 0.05] : [0.5, 0.5, 0.05, 0.05];
    const [x, y, z] = seen(surface, u, v);
    expect([x, y, z].map((one) => Math.round(one * 1000) / 1000)).toEqual(
      [0, 0, -1].map((one) => one || expect.closeTo(0)),
    );
    expect(seen(surface, u + du, v)[0]).toBeGreaterThan(0.01);
    expect(seen(surface, u, v + dv)[1]).toBeGreaterThan(0.01);
  });
});

// Recorded from FFmpeg 8.1 (filter v360): a sphere whose colours are directions was put into each
// projection, and read back at some places. u and v as here, then x, y, z.
const RECORDED: [string, Shape, number[][]][] = [
  [
    "cubemap",
    { kind: "cubemap" },
    [
      [0.0566, 0.8545, -0.83, 0.279, 0.484],
      [0.5801, 0.7178, 0.366, -0.098, -0.925],
      [0.7246, 0.7764, 0.868, 0.067, -0.491],
      [0.1608, 0.3857, 0.42, -0.907, -0.035],
      [0.5632, 0.4053, 0.462, 0.257, 0.849],
      [0.804, 0.2432, -0.02, 0.991, 0.129],
      [0.1478, 0.7158, -0.989, -0.113, 0.098],
      [0.2194, 0.333, 0.255, -0.939, 0.232],
      [0.3665, 0.0615, -0.491, -0.515, 0.703],
      [0.7793, 0.3252, 0.233, 0.942, 0.241],
    ],
  ],
  [
    "fisheye",
    { kind: "fisheye", fov: PI, aspect: 1 },
    [
      [0.5068, 0.4131, 0.02, -0.271, -0.962],
      [0.1592, 0.6924, -0.823, 0.456, -0.339],
      [0.417, 0.4639, -0.262, -0.113, -0.958],
      [0.6357, 0.2861, 0.381, -0.601, -0.703],
      [0.7744, 0.2627, 0.684, -0.598, -0.418],
    ],
  ],
  [
    "half sphere",
    { kind: "sphere", span: PI },
    [
      [0.085, 0.7627, -0.655, 0.733, -0.184],
      [0.8018, 0.417, 0.781, -0.255, -0.569],
      [0.4795, 0.8408, -0.027, 0.875, -0.483],
      [0.7354, 0.8857, 0.231, 0.937, -0.263],
      [0.3916, 0.4834, -0.332, -0.051, -0.942],
    ],
  ],
];

describe("a direction", () => {
  it.each(RECORDED)("is where another program has it, within a degree: %s", (_, shape, places) => {
    const surface = surfaceOf(shape, screen);
    for (const [u = 0, v = 0, x = 0, y = 0, z = 0] of places) {
      const [sx, sy, sz] = seen(surface, u, v);
      const off = Math.acos(Math.min(1, (sx * x + sy * y + sz * z) / Math.hypot(x, y, z)));
      expect((off * 180) / PI, `${u}, ${v}`).toBeLessThan(1);
    }
  });

  it("is the same on a wide lens's frame, whose circle is as high as the frame", () => {
    const wide = surfaceOf({ kind: "fisheye", fov: PI, aspect: 2 }, screen);
    const square = surfaceOf({ kind: "fisheye", fov: PI, aspect: 1 }, screen);
    const [a, b] = [seen(wide, 0.6, 0.5), seen(square, 0.7, 0.5)];
    for (const axis of [0, 1, 2] as const) expect(a[axis]).toBeCloseTo(b[axis], 5);
  });
});

describe("a screen", () => {
  it("is as wide and far as it is said to be", () => {
    const { positions } = surfaceOf(
      { kind: "screen", aspect: 2 },
      { width_m: 4, distance_m: 3, curve: 0 },
    );
    expect([...positions]).toEqual([-2, -1, -3, 2, -1, -3, -2, 1, -3, 2, 1, -3]);
  });

  it("bends towards the viewer, who is as far from its middle as before", () => {
    const bent = surfaceOf({ kind: "screen", aspect: 2 }, { width_m: 4, distance_m: 3, curve: 1 });
    const [x, , z] = [...bent.positions.slice(0, 3)];
    expect(Math.hypot(x ?? 0, z ?? 0)).toBeCloseTo(3, 5);
    expect(seen(bent, 0.5, 0.5)[2]).toBeCloseTo(-1, 5);
  });
});

describe("an eye's part of the frame", () => {
  it("is all of a surface, and nothing beside the part", () => {
    const surface = surfaceOf({ kind: "sphere", span: PI }, screen);
    const uvs = eyeUvs(surface, { u0: 0.5, v0: 0, u1: 1, v1: 1 });
    const us = [...uvs].filter((_, index) => index % 2 === 0);
    expect([Math.min(...us), Math.max(...us)]).toEqual([0.5, 1]);
  });
});
