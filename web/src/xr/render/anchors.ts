// Keeps how the plan lies in a room from one session to the next, where the browser has anchors.
//
// WebXR Anchors (immersive-web.github.io/anchors); persistent handles as Meta's browser has them.
// A browser without them loses nothing but time: the person lines up the room again.

import type { Alignment as KeptAlignment } from "../../api/layout";
import type { PlanPose } from "../logic/align";
import { type Alignment, anchorInPlan, fromAnchor, yawOf } from "../logic/align";

interface Persistent {
  requestPersistentHandle?: () => Promise<string>;
}
interface Restoring {
  restorePersistentAnchor?: (handle: string) => Promise<XRAnchor>;
}

/** Who keeps where an anchor lies. */
export interface AnchorKeeper {
  keepAnchor(handle: string, at: PlanPose): Promise<void>;
}

export class Anchors {
  private restored: { anchor: XRAnchor; plan: PlanPose } | null = null;
  private wanted: Alignment | null = null;
  private round = 0;

  /** Look for the anchors of earlier sessions; the first that is found counts. */
  async restore(session: XRSession, kept: readonly KeptAlignment[]): Promise<void> {
    const round = ++this.round;
    const { restorePersistentAnchor } = session as XRSession & Restoring;
    if (restorePersistentAnchor === undefined) return;
    for (const { handle, ...plan } of kept) {
      const anchor = await restorePersistentAnchor.call(session, handle).catch(() => null);
      if (round !== this.round) return;
      if (anchor === null) continue; // of another room, or another browser
      this.restored = { anchor, plan };
      return;
    }
  }

  /** Make an anchor for an alignment in the next frame, and keep it. */
  keep(alignment: Alignment): void {
    this.wanted = alignment;
  }

  forget(): void {
    this.round++;
    this.restored = null;
    this.wanted = null;
  }

  /** Return the alignment of an anchor that was found just now; null: none. */
  update(frame: XRFrame, space: XRReferenceSpace, keeper: AnchorKeeper): Alignment | null {
    if (this.wanted !== null) this.make(frame, space, this.wanted, keeper);
    const { restored } = this;
    if (restored === null) return null;
    const pose = frame.getPose(restored.anchor.anchorSpace, space);
    if (pose == null) return null; // not seen yet: the headset still looks around
    this.restored = null;
    const { position, orientation } = pose.transform;
    return fromAnchor(restored.plan, position, yawOf(orientation));
  }

  private make(
    frame: XRFrame,
    space: XRReferenceSpace,
    alignment: Alignment,
    keeper: AnchorKeeper,
  ): void {
    this.wanted = null;
    if (frame.createAnchor === undefined) return;
    const at = new XRRigidTransform({ x: alignment.x, y: alignment.y, z: alignment.z, w: 1 });
    const made = frame.createAnchor(at, space);
    const keep = async (): Promise<void> => {
      const anchor = (await made) as (XRAnchor & Persistent) | undefined;
      const handle = await anchor?.requestPersistentHandle?.();
      if (handle === undefined) return;
      await keeper.keepAnchor(handle, anchorInPlan(alignment, alignment, 0));
    };
    // A headset that keeps no more anchors lines up again next time.
    keep().catch(() => undefined);
  }
}
