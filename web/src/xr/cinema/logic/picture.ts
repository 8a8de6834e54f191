// From a film's record to what each eye is shown: the shape that carries the picture, and the part
// of the frame that belongs to the eye. Pure; `surface` turns a shape into vertices.
//
// Texture coordinates are those of WebGL: u to the right, v up, 0 to 1.
// Sources: Google Spherical Video V2, Apple HLS authoring specification (REQ-VIDEO-LAYOUT).

import { SOURCES, type Video } from "../../../api/media";

export type Eye = "left" | "right";

/** A part of the frame. */
export interface Region {
  u0: number;
  v0: number;
  u1: number;
  v1: number;
}

export type Shape =
  /** `aspect`: width by height of what one eye sees. */
  | { kind: "screen"; aspect: number }
  /** `span` in radians, from left to right; from top to bottom it is always half a turn. */
  | { kind: "sphere"; span: number }
  /** An equidistant lens whose circle touches the shorter sides; `fov` in radians. */
  | { kind: "fisheye"; fov: number; aspect: number }
  | { kind: "cubemap" };

export interface Picture {
  shape: Shape;
  regions: Readonly<Record<Eye, Region>>;
  isStereo: boolean;
  /** Both views are in one stream, and browsers decode the first alone: it is shown flat. */
  isBaseViewOnly: boolean;
}

const RADIANS = Math.PI / 180;
/** Taken where a file does not say how large it is. */
const USUAL_ASPECT = 16 / 9;

/** Return what is shown of a film; `asFlat`: the left eye's view for both. */
export function pictureOf(video: Video, asFlat = false): Picture {
  const isPacked = video.stereo === "side_by_side" || video.stereo === "top_bottom";
  const first = isPacked ? half(video, 0) : WHOLE;
  const second = isPacked ? half(video, 1) : WHOLE;
  const left = video.is_right_first ? second : first;
  const right = video.is_right_first ? first : second;
  return {
    shape: shapeOf(video),
    regions: { left, right: asFlat ? left : right },
    isStereo: isPacked && !asFlat,
    isBaseViewOnly: video.stereo === "multiview",
  };
}

const WHOLE: Region = { u0: 0, v0: 0, u1: 1, v1: 1 };

/** Return the first or second half of the frame. */
function half(video: Video, index: 0 | 1): Region {
  // Half a pixel less all round: the filter must not mix in the other eye at the seam.
  const du = video.width > 0 ? 0.5 / video.width : 0;
  const dv = video.height > 0 ? 0.5 / video.height : 0;
  const [u0, u1] = video.stereo === "side_by_side" ? [index / 2, (index + 1) / 2] : [0, 1];
  const [v0, v1] = video.stereo === "top_bottom" ? [(1 - index) / 2, (2 - index) / 2] : [0, 1];
  return { u0: u0 + du, v0: v0 + dv, u1: u1 - du, v1: v1 - dv };
}

function shapeOf(video: Video): Shape {
  const said = video.fov_deg ?? 0;
  const span = (usual: number): number => (said > 0 && said <= 360 ? said : usual) * RADIANS;
  switch (video.projection) {
    case "rectangular":
      return { kind: "screen", aspect: eyeAspect(video) };
    case "equirectangular":
      return { kind: "sphere", span: span(360) };
    case "half_equirectangular":
      return { kind: "sphere", span: span(180) };
    case "fisheye":
      return { kind: "fisheye", fov: span(180), aspect: halfAspect(video) };
    case "equiangular_cubemap":
      return { kind: "cubemap" };
  }
}

/** Return width by height of one eye's part of the frame, as it is stored. */
function halfAspect(video: Video): number {
  const aspect = video.width > 0 && video.height > 0 ? video.width / video.height : USUAL_ASPECT;
  if (video.stereo === "side_by_side") return aspect / 2;
  return video.stereo === "top_bottom" ? aspect * 2 : aspect;
}

/**
 * Return width by height of what one eye sees on a screen.
 *
 * A frame that was made for a flat screen has each eye's view squeezed to half of it, and no
 * container says so; a view that would be narrower than a square, or wider than any cinema's, was.
 */
export function eyeAspect(video: Video): number {
  const aspect = halfAspect(video);
  if (video.stereo === "side_by_side" && aspect < 1.2) return aspect * 2;
  if (video.stereo === "top_bottom" && aspect > 2.8) return aspect / 2;
  return aspect;
}

/**
 * Return a film's record with what its HLS stream says (REQ-VIDEO-LAYOUT: "CH-STEREO/PROJ-HEQU"),
 * unless somebody who is trusted more has spoken. Of several layouts the first is the stream's.
 */
export function withLayout(video: Video, layout: string | undefined): Video {
  if (layout === undefined || SOURCES.indexOf(video.source) < SOURCES.indexOf("hls")) return video;
  const parts = (layout.split(",")[0] ?? "").trim().toUpperCase().split("/");
  const projection = parts.map((part) => PROJECTIONS[part]).find((known) => known !== undefined);
  const hasStereo = parts.includes("CH-STEREO");
  if (projection === undefined && !hasStereo && !parts.includes("CH-MONO")) return video;
  const kept = projection === undefined || projection.projection === video.projection;
  return {
    ...video,
    ...(kept ? {} : projection),
    // The layout says that there are two views, not how they are packed.
    stereo: !hasStereo ? "mono" : video.stereo === "mono" ? "multiview" : video.stereo,
    source: "hls",
  };
}

const PROJECTIONS: Readonly<Record<string, Pick<Video, "projection" | "fov_deg">>> = {
  "PROJ-RECT": { projection: "rectangular", fov_deg: null },
  "PROJ-EQUI": { projection: "equirectangular", fov_deg: 360 },
  "PROJ-HEQU": { projection: "half_equirectangular", fov_deg: 180 },
};
