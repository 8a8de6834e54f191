// How a film is handed to the headset's own compositor, which shows it sharper and at less cost than
// a mesh: once, at the display's resolution, without a copy into our texture. Pure.
//
// Source: WebXR Layers API Level 1, sections 5 (composition layers) and 8 (media binding). A quad's
// width and height are counted from its middle, as browsers have it.
// Lenses and cubemaps are no shapes of that API: those are drawn by us.

import type { Video } from "../../../api/media";
import { pictureOf } from "./picture";
import type { Screen } from "./screen";

export type LayerPlan = { layout: XRLayerLayout; invertStereo: boolean } & (
  | { kind: "quad"; width: number; height: number; z: number }
  | { kind: "cylinder"; radius: number; centralAngle: number; aspectRatio: number; z: number }
  | {
      kind: "equirect";
      centralHorizontalAngle: number;
      upperVerticalAngle: number;
      lowerVerticalAngle: number;
    }
);

/** Return how to show a film as a layer, `z` metres from the eyes; null: it has to be drawn. */
export function layerOf(video: Video, screen: Screen): LayerPlan | null {
  const { shape, isStereo } = pictureOf(video);
  const layouts = { side_by_side: "stereo-left-right", top_bottom: "stereo-top-bottom" } as const;
  const layout: XRLayerLayout =
    isStereo && (video.stereo === "side_by_side" || video.stereo === "top_bottom")
      ? layouts[video.stereo]
      : "mono";
  const eyes = { layout, invertStereo: isStereo && video.is_right_first };
  switch (shape.kind) {
    case "screen": {
      const { width_m, distance_m, curve } = screen;
      const { aspect } = shape;
      if (curve === 0) {
        const [width, height] = [width_m / 2, width_m / aspect / 2];
        return { ...eyes, kind: "quad", width, height, z: -distance_m };
      }
      const radius = distance_m / curve;
      const bend = { radius, centralAngle: width_m / radius, aspectRatio: aspect };
      return { ...eyes, kind: "cylinder", ...bend, z: radius - distance_m };
    }
    case "sphere":
      return {
        ...{ ...eyes, kind: "equirect", centralHorizontalAngle: shape.span },
        ...{ upperVerticalAngle: Math.PI / 2, lowerVerticalAngle: -Math.PI / 2 },
      };
    case "fisheye":
    case "cubemap":
      return null;
  }
}
