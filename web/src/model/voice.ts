// Speaking to the page: listening, waiting for the answer, reading it aloud. Pure.

import type { Failure } from "../api/speech";

export interface Voice {
  phase: "idle" | "listening" | "thinking" | "speaking";
  /** What was understood so far of what is being said. */
  heard: string;
  failure: Failure | null;
}

export type VoiceEvent =
  /** Somebody begins to speak. */
  | { type: "start" }
  /** So much was understood; more may come, and change it. */
  | { type: "heard"; text: string }
  /** All was said. */
  | { type: "ended" }
  | { type: "failed"; failure: Failure }
  /** The answer is being read aloud. */
  | { type: "speaks" }
  /** It is read, or will not be: there is none, no voice, or nobody wants to hear it. */
  | { type: "quiet" }
  /** Somebody types instead. */
  | { type: "typed" };

export const idle: Voice = { phase: "idle", heard: "", failure: null };

/** Return what comes of an event; one that comes too late changes nothing. */
export function step(voice: Voice, event: VoiceEvent): Voice {
  switch (event.type) {
    case "start":
      return { ...idle, phase: "listening" };
    case "heard":
      return voice.phase === "listening" ? { ...voice, heard: event.text } : voice;
    case "ended":
      if (voice.phase !== "listening") return voice;
      return voice.heard === "" ? { ...idle, failure: "silence" } : { ...idle, phase: "thinking" };
    case "failed":
      return voice.phase === "listening" ? { ...idle, failure: event.failure } : voice;
    case "speaks":
      return voice.phase === "thinking" ? { ...idle, phase: "speaking" } : voice;
    case "quiet":
      return voice.phase === "thinking" || voice.phase === "speaking" ? idle : voice;
    case "typed":
      return voice.failure === null ? voice : { ...voice, failure: null };
  }
}

/** Return what is read aloud of a reply: its words, without marks that only eyes need. */
export function aloud(reply: string): string {
  return reply.replace(/[*_#`>]/g, "").trim();
}
