// Where pointers meet the real room: by hit tests, by planes that were found, or by a guess.
//
// Asked for only while something is placed or lined up.

import type { Surface } from "../../api/layout";
import { floorOrGuess, meets, surfaceOf } from "../logic/surface";
import type { Pointer } from "./input";

interface Planes {
  detectedPlanes?: ReadonlySet<XRPlane>;
}
interface Found {
  matrix: Float32Array;
  polygon: readonly DOMPointReadOnly[];
}

export class Surfaces {
  private session: XRSession | null = null;
  private test: XRHitTestSource | null = null;
  private planes: Found[] = [];
  /** Where the head's ray meets the room: good for gaze, and for browsers with hit tests alone. */
  private hit: Float32Array | null = null;

  start(session: XRSession): void {
    if (this.session !== null) return;
    this.session = session;
    void this.ask(session);
  }

  private async ask(session: XRSession): Promise<void> {
    try {
      const space = await session.requestReferenceSpace("viewer");
      const test = await session.requestHitTestSource?.({ space });
      if (this.session === session) this.test = test ?? null;
      else test?.cancel();
    } catch {
      this.test = null; // no hit tests here: planes, or a guess
    }
  }

  stop(): void {
    if (this.session === null) return;
    this.session = null;
    try {
      this.test?.cancel();
    } catch {
      // the session is over, and the test with it
    }
    this.test = null;
    this.planes = [];
    this.hit = null;
  }

  update(frame: XRFrame, space: XRReferenceSpace): void {
    if (this.session === null) return;
    this.planes = [];
    for (const plane of (frame as XRFrame & Planes).detectedPlanes ?? []) {
      const pose = frame.getPose(plane.planeSpace, space);
      if (pose != null) this.planes.push({ matrix: pose.transform.matrix, polygon: plane.polygon });
    }
    const result = this.test === null ? undefined : frame.getHitTestResults(this.test)[0];
    this.hit = result?.getPose(space)?.transform.matrix ?? null;
  }

  /** Return how far along a pointer's ray the room is, in metres. */
  distance(pointer: Pointer): number {
    return (
      this.nearest(pointer)?.distance ??
      this.byHit(pointer) ??
      floorOrGuess(pointer.origin, pointer.direction)
    );
  }

  /** Return what kind of surface a pointer points at; "free" where the room is not known. */
  kind(pointer: Pointer): Surface {
    const found = this.nearest(pointer);
    const distance = this.distance(pointer);
    const height_m = pointer.origin.y + pointer.direction.y * distance;
    if (found !== null) return surfaceOf(found.plane.matrix[5] ?? 1, height_m);
    if (this.byHit(pointer) !== null) return surfaceOf(this.hit?.[5] ?? 1, height_m);
    return Math.abs(height_m) < 0.1 ? "floor" : "free";
  }

  private nearest(pointer: Pointer): { plane: Found; distance: number } | null {
    let best: { plane: Found; distance: number } | null = null;
    for (const plane of this.planes) {
      const distance = meets(plane, pointer.origin, pointer.direction);
      if (distance > 0 && (best === null || distance < best.distance)) best = { plane, distance };
    }
    return best;
  }

  /** The hit test is the head's: its surface, as a plane without an end, is met by other rays too. */
  private byHit({ origin, direction }: Pointer): number | null {
    const m = this.hit;
    if (m === null) return null;
    const [nx, ny, nz] = [m[4] ?? 0, m[5] ?? 1, m[6] ?? 0];
    const facing = nx * direction.x + ny * direction.y + nz * direction.z;
    if (Math.abs(facing) < 0.05) return null;
    const [x, y, z] = [(m[12] ?? 0) - origin.x, (m[13] ?? 0) - origin.y, (m[14] ?? 0) - origin.z];
    const distance = (x * nx + y * ny + z * nz) / facing;
    return distance > 0 && distance < 8 ? distance : null;
  }
}
