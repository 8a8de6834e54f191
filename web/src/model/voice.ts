// Speaking to the page: what it listens to, what it says aloud, and what went wrong. Pure.

import type { Failure } from "../api/speech";

export interface Voice {
  phase: "idle" | "listening" | "speaking";
  /** What was understood so far of what is being said. */
  heard: string;
  failure: Failure | null;
}

export type VoiceEvent =
  | { type: "start" }
  | { type: "heard"; text: string }
  | { type: "ended" }
  | { type: "failed"; failure: Failure }
  | { type: "speaks" }
  | { type: "quiet" };

export const idle: Voice = { phase: "idle", heard: "", failure: null };

/** Return what comes of an event; one that comes too late changes nothing. */
export function step(voice: Voice, event: VoiceEvent): Voice {
  switch (event.type) {
    case "start":
      return { phase: "listening", heard: "", failure: null };
    case "heard":
      return voice.phase === "listening" ? { ...voice, heard: event.text } : voice;
    case "ended":
      if (voice.phase !== "listening") return voice;
      return { ...idle, failure: voice.heard.trim() === "" ? "silence" : null };
    case "failed":
      return voice.phase === "listening" ? { ...idle, failure: event.failure } : voice;
    case "speaks":
      return voice.phase === "idle" ? { ...voice, phase: "speaking", failure: null } : voice;
    case "quiet":
      return voice.phase === "speaking" ? { ...voice, phase: "idle" } : voice;
  }
}

/** Return what is read aloud of a reply: its words, without marks that only eyes need. */
export function aloud(reply: string): string {
  return reply.replace(/[*_#`>]/g, "").trim();
}
