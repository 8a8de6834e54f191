// The library of films as the hub tells it, and what may be said about one. What plays is in `types`.

import { call, id } from "./client";

export type Projection =
  | "rectangular"
  | "equirectangular"
  | "half_equirectangular"
  | "fisheye"
  | "equiangular_cubemap";

export type Stereo = "mono" | "side_by_side" | "top_bottom" | "multiview";

/** Who said how a film is to be shown, the most trusted first. */
export const SOURCES = ["person", "google", "apple", "hls", "feed", "name", "default"] as const;
export type Source = (typeof SOURCES)[number];

/** How a film's picture is to be shown. */
export interface Video {
  projection: Projection;
  /** What one eye's picture covers from left to right; null: flat, and nobody says. */
  fov_deg: number | null;
  stereo: Stereo;
  /** The right eye's half stands first: on the left, or on top. */
  is_right_first: boolean;
  /** In pixels, of the whole frame; 0 where it is not known. */
  width: number;
  height: number;
  codec: string;
  source: Source;
}

export interface Subtitles {
  language: string | null;
  label: string;
  url: string;
}

export interface AudioTrack {
  language: string | null;
  label: string;
}

export interface Chapter {
  at_s: number;
  title: string;
}

export interface Item {
  id: string;
  title: string;
  duration_s: number | null;
  url: string;
  mime: string;
  /** As RFC 6381 writes them ("avc1.64001f,mp4a.40.2"); "": not known. */
  codecs: string;
  kind: "file" | "hls";
  video: Video;
  subtitles: Subtitles[];
  audio: AudioTrack[];
  thumbnail: string | null;
  source: string;
  chapters: Chapter[];
}

/** What a person says about a film's picture; it is trusted before all else. */
export type Correction = Pick<Video, "projection" | "stereo" | "is_right_first" | "fov_deg">;

export interface Films {
  items: Item[];
  /** The hub still looks through its folders: more may come. */
  is_looking: boolean;
}

/** Return the films of the home. Throws Problem. */
export function films(language: string): Promise<Films> {
  return call("GET", "/api/media", language);
}

/** Keep how a film's picture is to be shown; returns the film as it is then. Throws Problem. */
export function correct(language: string, item: string, correction: Correction): Promise<Item> {
  return call("PUT", `/api/media/${id(item)}/video`, language, correction);
}
