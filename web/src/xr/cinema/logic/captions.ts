// Text of subtitles, from a WebVTT cue to the lines that are shown. Pure: the browser reads the
// file (a cue's `text` is what it says between the times), this takes the markup out of it.
//
// Source: WebVTT, W3C candidate recommendation, section 4.2.2 (cue text) and 6.4 (its parsing).
// Where a cue wants to stand on a 2D picture (`line`, `position`) is left out on purpose: text in
// space is at one place, at the depth of the screen.

const ESCAPES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: "\u00a0",
  lrm: "\u200e",
  rlm: "\u200f",
};

const MAX_LINES = 4;
const MAX_LENGTH = 400;

/** Return a cue's lines, without markup: at most 4 lines and 400 characters. */
export function linesOf(cue: string): string[] {
  return cue
    .slice(0, 4 * MAX_LENGTH)
    .replaceAll(/<rt>.*?(<\/rt>|$)/gs, "") // how to read a word, written above it
    .replaceAll(/<[^>]*(>|$)/g, "")
    .replaceAll(/&(\w+);/g, (whole, name: string) => ESCAPES[name] ?? whole)
    .slice(0, MAX_LENGTH)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .slice(0, MAX_LINES);
}

/** Return the lines of all cues that are shown now, the earliest first. */
export function linesOfAll(cues: Iterable<{ startTime: number; text: string }>): string[] {
  return [...cues]
    .sort((a, b) => a.startTime - b.startTime)
    .flatMap((cue) => linesOf(cue.text))
    .slice(-MAX_LINES);
}

/** A track to choose: `id` is the player's. */
export interface Track {
  id: string;
  label: string;
  language: string | null;
}

/** Return the track that a person who chose `wanted` last, or reads `language`, would take. */
export function usualTrack(
  tracks: readonly Track[],
  wanted: string | null,
  language: string,
): Track | null {
  const speaks = (track: Track, tongue: string): boolean =>
    track.language !== null && tongueOf(track.language) === tongueOf(tongue);
  if (wanted !== null) return tracks.find((one) => speaks(one, wanted)) ?? null;
  return tracks.find((one) => speaks(one, language)) ?? null;
}

/** ISO 639-2 codes that files carry, as the two letters that browsers and playlists use. */
const TONGUES: Readonly<Record<string, string>> = {
  kor: "ko",
  eng: "en",
  jpn: "ja",
  zho: "zh",
  chi: "zh",
  fra: "fr",
  fre: "fr",
  deu: "de",
  ger: "de",
  spa: "es",
};

/** Return a language without its region, in two letters where they are known. */
export function tongueOf(language: string): string {
  const tongue = language.toLowerCase().split(/[-_]/)[0] ?? "";
  return TONGUES[tongue] ?? tongue;
}

/** Return what to call a track, in a reader's language. */
export function trackName(track: Track, language: string, index: number): string {
  if (track.label !== "") return track.label;
  if (track.language !== null && track.language !== "") {
    try {
      const names = new Intl.DisplayNames([language], { type: "language" });
      return names.of(tongueOf(track.language)) ?? track.language;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // not a language's code: shown as it is
      return track.language;
    }
  }
  return `${index + 1}`;
}
