// From the plan to the headset's space and back: a turn about the vertical and a shift. Pure.
//
// A headset's space is level (local-floor), so four numbers say it. They are found from points that
// are known in both by least squares: the turn in closed form (the planar case of Kabsch, 1976), the
// shift from the means. Plan: x right, y up on the plan, z the height. Space: WebXR's, y is up.

export interface Vec {
  x: number;
  y: number;
  z: number;
}

/** A point of the plan is turned by `yaw` (radians, counter-clockwise from above), then shifted. */
export interface Alignment {
  yaw: number;
  x: number;
  y: number;
  z: number;
}

export const IDENTITY: Alignment = { yaw: 0, x: 0, y: 0, z: 0 };

export interface Pair {
  /** x, y of the plan and the height as z. */
  plan: Vec;
  space: Vec;
}

/** Return where a point of the plan is in space. */
export function toSpace(
  { yaw, x, y, z }: Alignment,
  plan: Vec,
  out: Vec = { x: 0, y: 0, z: 0 },
): Vec {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  // The plan's (x, y) lies at (x, -y) of the space's floor; a turn about y follows.
  const [a, b] = [plan.x, -plan.y];
  const height = plan.z;
  out.x = cos * a + sin * b + x;
  out.y = height + y;
  out.z = -sin * a + cos * b + z;
  return out;
}

/** Return which point of the plan a point in space is. */
export function toPlan({ yaw, x, y, z }: Alignment, space: Vec): Vec {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  const [a, b] = [space.x - x, space.z - z];
  return { x: cos * a - sin * b, y: -(sin * a + cos * b), z: space.y - y };
}

/** Return the alignment that fits best; null: fewer than two places, or all of them in one spot. */
export function fit(pairs: readonly Pair[]): Alignment | null {
  if (pairs.length < 2) return null;
  const plan = mean(pairs.map((pair) => pair.plan));
  const space = mean(pairs.map((pair) => pair.space));
  let dot = 0;
  let cross = 0;
  let spread = 0;
  for (const pair of pairs) {
    const [a, b] = [pair.plan.x - plan.x, -(pair.plan.y - plan.y)];
    const [c, d] = [pair.space.x - space.x, pair.space.z - space.z];
    dot += a * c + b * d;
    cross += b * c - a * d;
    spread += Math.min(a * a + b * b, c * c + d * d);
  }
  if (spread < 0.01) return null; // 10 cm apart says nothing of a direction
  const turned: Alignment = { yaw: Math.atan2(cross, dot), x: 0, y: 0, z: 0 };
  const at = toSpace(turned, plan);
  return { yaw: turned.yaw, x: space.x - at.x, y: space.y - at.y, z: space.z - at.z };
}

/** Return how far the places are from where they should be, at most, in metres on the floor. */
export function worst(alignment: Alignment, pairs: readonly Pair[]): number {
  return Math.max(
    0,
    ...pairs.map(({ plan, space }) => {
      const at = toSpace(alignment, plan);
      return Math.hypot(at.x - space.x, at.z - space.z);
    }),
  );
}

/** A pose as the hub keeps it: where an anchor lies in the plan. */
export interface PlanPose {
  x: number;
  y: number;
  height_m: number;
  yaw_deg: number;
}

/** Return where an anchor lies in the plan, from where it is in space (`yaw` in radians). */
export function anchorInPlan(alignment: Alignment, at: Vec, yaw: number): PlanPose {
  const plan = toPlan(alignment, at);
  return { x: plan.x, y: plan.y, height_m: plan.z, yaw_deg: degrees(yaw - alignment.yaw) };
}

/** Return the alignment that puts an anchor of the plan where it is in space. */
export function fromAnchor(plan: PlanPose, at: Vec, yaw: number): Alignment {
  const turned = { ...IDENTITY, yaw: turn(yaw - (plan.yaw_deg * Math.PI) / 180) };
  const there = toSpace(turned, { x: plan.x, y: plan.y, z: plan.height_m });
  return { yaw: turned.yaw, x: at.x - there.x, y: at.y - there.y, z: at.z - there.z };
}

/** Return the turn about the vertical of a rotation (a unit quaternion), in radians. */
export function yawOf(q: Readonly<{ x: number; y: number; z: number; w: number }>): number {
  return Math.atan2(2 * (q.w * q.y + q.x * q.z), 1 - 2 * (q.y * q.y + q.x * q.x));
}

/** Return an angle within half a turn of zero. */
export function turn(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

function degrees(angle: number): number {
  return (turn(angle) * 180) / Math.PI;
}

function mean(points: readonly Vec[]): Vec {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z }));
  return { x: sum.x / points.length, y: sum.y / points.length, z: sum.z / points.length };
}
