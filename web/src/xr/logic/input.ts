// One press, one action, whatever the input: controllers, hands, transient pointers, gaze, mouse.
// Pure; `render/input.ts` feeds it.
//
// WebXR 1.0, section 10.3: an input source fires `selectstart`, `select`, `selectend`, and no
// `select` where it was cancelled. Some runtimes fire `select` first: a press acts once all the same.

export type Signal = "start" | "select" | "end" | "gone";

/** What of it means something: the target is taken at "down", acts at "press", is let go at "up". */
export type Effect = "down" | "press" | "up" | null;

type Phase = "idle" | "down" | "acted";

/** After so long a press that never ended is over: a source that only fires `select` acts again. */
const FORGOTTEN_MS = 400;

/** One input source's press; made once per source and used again. */
export class PressState {
  private phase: Phase = "idle";
  private actedAt_ms = 0;

  get isDown(): boolean {
    return this.phase === "down";
  }

  /** Take a signal, and return what it means. */
  step(signal: Signal, now_ms: number): Effect {
    const isOver = this.phase === "acted" && now_ms - this.actedAt_ms > FORGOTTEN_MS;
    if (isOver && (signal === "start" || signal === "select")) this.phase = "idle";
    switch (signal) {
      case "start":
        if (this.phase !== "idle") return null;
        this.phase = "down";
        return "down";
      case "select":
        if (this.phase === "acted") return null;
        this.phase = "acted";
        this.actedAt_ms = now_ms;
        return "press";
      case "end":
      case "gone": {
        const was = this.phase;
        this.phase = "idle";
        return was === "idle" ? null : "up";
      }
    }
  }
}

/**
 * Return which of some points is nearest to a ray by angle, or -1.
 *
 * Args: `points` holds x, y, z of each of `count`; `direction` has length 1; `most_rad` is how far a
 * point may be from the ray; the angle of the one found is left in `out[0]`.
 */
export function nearest(
  points: Float32Array,
  count: number,
  origin: Readonly<{ x: number; y: number; z: number }>,
  direction: Readonly<{ x: number; y: number; z: number }>,
  most_rad: number,
  out: Float32Array,
): number {
  let best = -1;
  let least = most_rad;
  for (let index = 0; index < count; index++) {
    const angle = angleTo(points, index, origin, direction);
    if (angle > least) continue;
    least = angle;
    best = index;
  }
  out[0] = least;
  return best;
}

/** Return the angle between a ray and a point, in radians; one that is not there (NaN) is behind. */
export function angleTo(
  points: Float32Array,
  index: number,
  origin: Readonly<{ x: number; y: number; z: number }>,
  direction: Readonly<{ x: number; y: number; z: number }>,
): number {
  const x = (points[index * 3] ?? 0) - origin.x;
  const y = (points[index * 3 + 1] ?? 0) - origin.y;
  const z = (points[index * 3 + 2] ?? 0) - origin.z;
  const length = Math.sqrt(x * x + y * y + z * z);
  if (!(length > 0)) return Math.PI;
  const cosine = (x * direction.x + y * direction.y + z * direction.z) / length;
  return Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/**
 * Return which of some points on a screen comes next in a direction, or `from` where none does.
 *
 * Args: `xs` and `ys` are right and up; a NaN is not there; `from` is -1 where none is chosen yet.
 */
export function neighbour(
  xs: readonly number[],
  ys: readonly number[],
  from: number,
  [right, up]: readonly [number, number],
): number {
  const [x, y] = [xs[from] ?? 0, ys[from] ?? 0];
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < xs.length; index++) {
    if (index === from) continue;
    const [a, b] = [(xs[index] ?? Number.NaN) - x, (ys[index] ?? Number.NaN) - y];
    const along = from < 0 ? Math.hypot(a, b) : a * right + b * up;
    const aside = from < 0 ? 0 : Math.abs(a * up - b * right);
    if (!(along > 0) || aside > along * 1.5) continue;
    const far = along + 2 * aside;
    if (far >= least) continue;
    least = far;
    best = index;
  }
  return best;
}
