// Whether a browser can show a film, asked before it is loaded: a missing decoder is said in words
// and not seen as a black screen. Pure: the browser is an argument.
//
// Measured with Chromium 156 on Debian: a file with HEVC plays its sound, and its picture has the
// size 0x0. So what is decoded is looked at too (`playback`, "blank").

import type { Item } from "../../../api/media";

/** What is asked of a browser. */
export interface Decoders {
  /** HTMLMediaElement.canPlayType: "" for no. */
  canPlayType(type: string): string;
  /** MediaCapabilities.decodingInfo; null: the browser does not know that question. */
  decodes(type: string, width: number, height: number): Promise<boolean | null>;
}

interface Codec {
  /** As people know it. */
  name: string;
  /** As RFC 6381 writes a usual profile of it; null: no browser plays it. */
  usual: string | null;
}

/** By the name that FFmpeg has for it. */
const CODECS: Readonly<Record<string, Codec>> = {
  h264: { name: "H.264", usual: "avc1.640028" },
  hevc: { name: "HEVC (H.265)", usual: "hvc1.1.6.L120.90" },
  av1: { name: "AV1", usual: "av01.0.08M.08" },
  vp9: { name: "VP9", usual: "vp09.00.41.08" },
  vp8: { name: "VP8", usual: "vp8" },
  mpeg4: { name: "MPEG-4", usual: "mp4v.20.9" },
  mpeg2video: { name: "MPEG-2", usual: null },
  mpeg1video: { name: "MPEG-1", usual: null },
  prores: { name: "ProRes", usual: null },
  dnxhd: { name: "DNxHD", usual: null },
  vc1: { name: "VC-1", usual: null },
  wmv3: { name: "WMV", usual: null },
  mjpeg: { name: "Motion JPEG", usual: null },
};

const FOURCC: Readonly<Record<string, string>> = {
  avc1: "h264",
  avc3: "h264",
  hvc1: "hevc",
  hev1: "hevc",
  av01: "av1",
  vp09: "vp9",
  mp4v: "mpeg4",
};

/** Return how people call a film's codec. */
export function codecName(codec: string): string {
  const known = CODECS[codec] ?? CODECS[FOURCC[codec.slice(0, 4)] ?? ""];
  return known?.name ?? codec;
}

/** Return how to ask for a film's picture; null: there is no way to ask. */
export function typeOf(item: Item): string | null {
  const { codec } = item.video;
  const container = codec === "vp8" ? "video/webm" : "video/mp4";
  const written = item.codecs.split(",").map((one) => one.trim());
  const picture = written.find((one) => one.slice(0, 4) in FOURCC);
  if (picture !== undefined) return `${container}; codecs="${picture}"`;
  const known = CODECS[codec];
  return known?.usual ? `${container}; codecs="${known.usual}"` : null;
}

/** Say whether a browser can show a film: "unknown" is worth a try. */
export async function canShow(item: Item, decoders: Decoders): Promise<"yes" | "no" | "unknown"> {
  // A stream has several versions, and its player chooses among those that can be decoded.
  if (item.kind === "hls") return "unknown";
  const type = typeOf(item);
  if (type === null) return CODECS[item.video.codec]?.usual === null ? "no" : "unknown";
  if (decoders.canPlayType(type) !== "") return "yes";
  const { width, height } = item.video;
  const isDecoded = await decoders.decodes(type, width || 1920, height || 1080);
  return isDecoded === true ? "yes" : "no";
}
