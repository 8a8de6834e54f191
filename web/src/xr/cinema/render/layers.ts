// A film as a layer of the headset's compositor, where the browser has them (`logic/layer`).
//
// The layer lies behind ours, in which the film is cut out (`Theatre.setDrawn`). A browser that
// refuses one gets meshes: the film is shown either way.

import type { Video } from "../../../api/media";
import { layerOf } from "../logic/layer";
import type { Screen } from "../logic/screen";

/** Where the film's group is, in the session's space. */
export interface Seat {
  x: number;
  y: number;
  z: number;
  yaw: number;
}

export class MediaLayer {
  private layer: XRCompositionLayer | null = null;
  private shownAs = "";

  constructor(private readonly session: XRSession) {}

  /** Say whether a session composes layers: three.js draws into one then, and others can join it. */
  static isIn(session: XRSession): boolean {
    return typeof XRMediaBinding !== "undefined" && (session.renderState.layers?.length ?? 0) > 0;
  }

  /** Show a film, and say whether it is shown; where it is not, it has to be drawn. */
  show(
    element: HTMLVideoElement,
    video: Video,
    screen: Screen,
    seat: Seat,
    space: XRSpace,
  ): boolean {
    const as = JSON.stringify([video, screen, seat]);
    if (as === this.shownAs) return this.layer !== null;
    this.clear();
    this.shownAs = as;
    const plan = layerOf(video, screen);
    if (plan === null || element.videoWidth === 0) return false;
    try {
      this.layer = this.made(element, plan, seat, space);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      console.warn(`the compositor took no layer for the film, it is drawn: ${error.message}`);
      return false;
    }
    this.compose([this.layer, ...this.others()]);
    return true;
  }

  clear(): void {
    this.shownAs = "";
    if (this.layer === null) return;
    const left = this.others();
    this.layer.destroy();
    this.layer = null;
    this.compose(left);
  }

  private made(
    element: HTMLVideoElement,
    plan: NonNullable<ReturnType<typeof layerOf>>,
    seat: Seat,
    space: XRSpace,
  ): XRCompositionLayer {
    const binding = new XRMediaBinding(this.session);
    const { layout, invertStereo } = plan;
    const turn = { x: 0, y: Math.sin(seat.yaw / 2), z: 0, w: Math.cos(seat.yaw / 2) };
    const ahead = plan.kind === "equirect" ? 0 : plan.z;
    const at = {
      x: seat.x + Math.sin(seat.yaw) * ahead,
      y: seat.y,
      z: seat.z + Math.cos(seat.yaw) * ahead,
    };
    const transform = new XRRigidTransform(at, turn);
    const common = { space, layout, invertStereo, transform };
    switch (plan.kind) {
      case "quad":
        return binding.createQuadLayer(element, {
          ...{ ...common, width: plan.width, height: plan.height },
        });
      case "cylinder": {
        const { radius, centralAngle, aspectRatio } = plan;
        return binding.createCylinderLayer(element, {
          ...{ ...common, radius, centralAngle, aspectRatio },
        });
      }
      case "equirect": {
        const { centralHorizontalAngle, upperVerticalAngle, lowerVerticalAngle } = plan;
        // A radius of 0 is infinity: nothing but the recording says how far things are.
        return binding.createEquirectLayer(element, {
          ...{ ...common, radius: 0, centralHorizontalAngle },
          ...{ upperVerticalAngle, lowerVerticalAngle },
        });
      }
    }
  }

  private others(): XRLayer[] {
    return [...(this.session.renderState.layers ?? [])].filter((one) => one !== this.layer);
  }

  private compose(layers: XRLayer[]): void {
    void this.session.updateRenderState({ layers });
  }
}
