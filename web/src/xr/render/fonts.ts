// Noto Sans KR in some hundred files by letters: a browser fetches those that a text needs.
//
// Headsets' browsers have no Korean font of their own that can be relied on. One weight, 500: thin
// strokes flicker in a headset. Bold is made by the browser.

import ranges from "@fontsource/noto-sans-kr/unicode.json";
import { filesOf, unasked } from "../logic/subsets";

const NAME = "Ondol Sans";
export const FAMILY = `"${NAME}", "Noto Sans KR", "Apple SD Gothic Neo", sans-serif`;

const addresses = import.meta.glob<string>(
  "/node_modules/@fontsource/noto-sans-kr/files/noto-sans-kr-*-500-normal.woff2",
  { query: "?url", import: "default", eager: true },
);
const SHAPE = `500 32px "${NAME}"`;
const asked = new Set<string>();
let isReady = false;

/** Name the font's files to the browser; it fetches none yet. */
function prepare(): void {
  isReady = true;
  for (const [file, unicodeRange] of filesOf(ranges)) {
    const end = `/noto-sans-kr-${file}-500-normal.woff2`;
    const address = Object.entries(addresses).find(([path]) => path.endsWith(end))?.[1];
    if (address === undefined) continue;
    document.fonts.add(new FontFace(NAME, `url(${address})`, { weight: "500", unicodeRange }));
  }
}

/** Fetch the letters of a text; `then` is called once they can be drawn, if any had to be fetched. */
export function needGlyphs(text: string, then: () => void): void {
  if (!isReady) prepare();
  const fresh = unasked(text, asked);
  if (fresh === "" && document.fonts.status === "loaded") return;
  // A file that does not come leaves the system's own font: nothing to repair, nothing to stop for.
  void document.fonts.load(SHAPE, fresh === "" ? text : fresh).then(then, () => undefined);
}
