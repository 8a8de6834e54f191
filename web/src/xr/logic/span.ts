// From when to when somebody spoke, as well as the browser's recogniser lets one know. Pure.
//
// Some recognisers say when speech begins and ends. Where they do not, the first words come about a
// second after they were begun, and the last ones as they are said.

import type { Span } from "../../api/headset";

const LAG_MS = 900;

export class SpeechSpan {
  private begun_ms: number | null = null;
  private ended_ms: number | null = null;
  private first_ms: number | null = null;
  private last_ms: number | null = null;

  /** `pressed_ms`: when listening began; nothing was said before. */
  constructor(private readonly pressed_ms: number) {}

  /** Speech begins, or is over for now: a pause within does not end it. */
  speech(isSpeaking: boolean, now_ms: number): void {
    if (isSpeaking) {
      this.begun_ms ??= now_ms;
      this.ended_ms = null;
    } else this.ended_ms = now_ms;
  }

  /** Words came. */
  heard(now_ms: number): void {
    this.first_ms ??= now_ms;
    this.last_ms = now_ms;
  }

  /** Return when it was said; `now_ms` is when the recogniser had done. */
  span(now_ms: number): Span {
    const from_ms = this.begun_ms ?? (this.first_ms ?? now_ms) - LAG_MS;
    const to_ms = this.ended_ms ?? this.last_ms ?? now_ms;
    const from = Math.max(this.pressed_ms, from_ms);
    return { from_ms: from, to_ms: Math.max(from, to_ms) };
  }
}
