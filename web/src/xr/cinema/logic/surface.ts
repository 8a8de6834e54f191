// The vertices of what a film is shown on. Pure: no three.js, so that every mapping can be tested
// against directions that are known.
//
// The viewer is at the origin and looks along -z, y is up; lengths in metres. Triangles face the
// viewer. Positions are shared by both eyes; `eyeUvs` places an eye's part of the frame on them.

import type { Region, Shape } from "./picture";
import type { Screen } from "./screen";

export interface Surface {
  /** x, y, z of each vertex. */
  positions: Float32Array;
  /** u, v of each vertex, within one eye's view. */
  uvs: Float32Array;
  indices: Uint16Array;
}

/** Far enough that both eyes see the sphere's own depth, that of the recording, and no other. */
export const SPHERE_RADIUS_M = 40;

/** Columns and rows of a whole sphere: a step of 5 degrees bends a line by 0.1 %. */
const SPHERE_STEP = Math.PI / 36;
const CURVE_STEPS = 48;
const CUBE_STEPS = 12;

/** Return the surface for a shape; `screen` says how large, far and curved a flat picture is. */
export function surfaceOf(shape: Shape, screen: Screen): Surface {
  switch (shape.kind) {
    case "screen":
      return screenSurface(shape.aspect, screen);
    case "sphere":
      return sphereSurface(shape.span);
    case "fisheye":
      return fisheyeSurface(shape.fov, shape.aspect);
    case "cubemap":
      return cubemapSurface();
  }
}

/** Return the texture coordinates of a surface within an eye's part of the frame. */
export function eyeUvs(surface: Surface, region: Region): Float32Array {
  const uvs = new Float32Array(surface.uvs.length);
  for (let at = 0; at < uvs.length; at += 2) {
    uvs[at] = region.u0 + (surface.uvs[at] ?? 0) * (region.u1 - region.u0);
    uvs[at + 1] = region.v0 + (surface.uvs[at + 1] ?? 0) * (region.v1 - region.v0);
  }
  return uvs;
}

/** A point of a surface: x, y, z, u, v. */
type Vertex = readonly [number, number, number, number, number];

/** Build a grid; `at` gets how far a vertex is from left (0 to 1) and from the bottom (0 to 1). */
function grid(columns: number, rows: number, at: (s: number, t: number) => Vertex): Surface {
  const count = (columns + 1) * (rows + 1);
  const positions = new Float32Array(count * 3);
  const uvs = new Float32Array(count * 2);
  const indices = new Uint16Array(columns * rows * 6);
  for (let row = 0, n = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++, n++) {
      const [x, y, z, u, v] = at(column / columns, row / rows);
      positions.set([x, y, z], n * 3);
      uvs.set([u, v], n * 2);
    }
  }
  for (let row = 0, n = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, n += 6) {
      const a = row * (columns + 1) + column;
      const b = a + columns + 1;
      indices.set([a, a + 1, b, a + 1, b + 1, b], n);
    }
  }
  return { positions, uvs, indices };
}

function screenSurface(aspect: number, { width_m, distance_m, curve }: Screen): Surface {
  const height = width_m / aspect;
  if (curve === 0) {
    return grid(1, 1, (s, t) => [(s - 0.5) * width_m, (t - 0.5) * height, -distance_m, s, t]);
  }
  const radius = distance_m / curve;
  return grid(CURVE_STEPS, 1, (s, t) => {
    const angle = ((s - 0.5) * width_m) / radius;
    const z = radius - distance_m - radius * Math.cos(angle);
    return [radius * Math.sin(angle), (t - 0.5) * height, z, s, t];
  });
}

/** Return where to look: `longitude` to the right, `latitude` up, both in radians. */
function direction(longitude: number, latitude: number): readonly [number, number, number] {
  const across = Math.cos(latitude);
  return [Math.sin(longitude) * across, Math.sin(latitude), -Math.cos(longitude) * across];
}

function sphereSurface(span: number): Surface {
  const columns = Math.max(8, Math.ceil(span / SPHERE_STEP));
  return grid(columns, Math.ceil(Math.PI / SPHERE_STEP), (s, t) => {
    const [x, y, z] = direction((s - 0.5) * span, (t - 0.5) * Math.PI);
    return [x * SPHERE_RADIUS_M, y * SPHERE_RADIUS_M, z * SPHERE_RADIUS_M, s, t];
  });
}

/** Rings about the axis: how far a ring is from the picture's middle is how far it is off the axis. */
function fisheyeSurface(fov: number, aspect: number): Surface {
  const [across, up] = aspect >= 1 ? [0.5 / aspect, 0.5] : [0.5, 0.5 * aspect];
  return grid(72, Math.ceil(fov / 2 / SPHERE_STEP), (s, t) => {
    // Counter-clockwise as the viewer sees it, and inwards with t: so the triangles face the viewer.
    const turn = s * 2 * Math.PI;
    const off = (1 - t) * (fov / 2);
    const x = Math.sin(off) * Math.cos(turn);
    const y = Math.sin(off) * Math.sin(turn);
    const r = SPHERE_RADIUS_M;
    const [du, dv] = [across * (1 - t) * Math.cos(turn), up * (1 - t) * Math.sin(turn)];
    return [x * r, y * r, -Math.cos(off) * r, 0.5 + du, 0.5 + dv];
  });
}

type Axis = readonly [number, number, number];

/**
 * The six faces, as YouTube packs them in three columns and two rows: left, front and right on top;
 * below, turned by a quarter, down, back and up. `right` and `up` say where a face's picture, as it
 * stands in the frame, has its right and its top in the world.
 */
const FACES: readonly { column: number; row: number; ahead: Axis; right: Axis; up: Axis }[] = [
  { column: 0, row: 1, ahead: [-1, 0, 0], right: [0, 0, -1], up: [0, 1, 0] },
  { column: 1, row: 1, ahead: [0, 0, -1], right: [1, 0, 0], up: [0, 1, 0] },
  { column: 2, row: 1, ahead: [1, 0, 0], right: [0, 0, 1], up: [0, 1, 0] },
  { column: 0, row: 0, ahead: [0, -1, 0], right: [0, 0, 1], up: [1, 0, 0] },
  { column: 1, row: 0, ahead: [0, 0, 1], right: [0, 1, 0], up: [1, 0, 0] },
  { column: 2, row: 0, ahead: [0, 1, 0], right: [0, 0, -1], up: [1, 0, 0] },
];

/** Equal angles take equal parts of a face: a plain cubemap would spend its corners. */
function cubemapSurface(): Surface {
  const half = SPHERE_RADIUS_M / Math.sqrt(3);
  const faces = FACES.map(({ column, row, ahead, right, up }) =>
    grid(CUBE_STEPS, CUBE_STEPS, (s, t) => {
      const [a, b] = [Math.tan((s - 0.5) * (Math.PI / 2)), Math.tan((t - 0.5) * (Math.PI / 2))];
      const at = (axis: 0 | 1 | 2): number => (ahead[axis] + a * right[axis] + b * up[axis]) * half;
      return [at(0), at(1), at(2), (column + s) / 3, (row + t) / 2];
    }),
  );
  return joined(faces);
}

function joined(parts: readonly Surface[]): Surface {
  const vertices = parts.reduce((sum, part) => sum + part.uvs.length / 2, 0);
  const count = parts.reduce((sum, part) => sum + part.indices.length, 0);
  const whole: Surface = {
    positions: new Float32Array(vertices * 3),
    uvs: new Float32Array(vertices * 2),
    indices: new Uint16Array(count),
  };
  let [vertex, index] = [0, 0];
  for (const part of parts) {
    whole.positions.set(part.positions, vertex * 3);
    whole.uvs.set(part.uvs, vertex * 2);
    whole.indices.set(
      part.indices.map((one) => one + vertex),
      index,
    );
    vertex += part.uvs.length / 2;
    index += part.indices.length;
  }
  return whole;
}
