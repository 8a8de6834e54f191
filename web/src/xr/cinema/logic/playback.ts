// What a film does: loads, plays, stands still, jumps, has ended or failed. Pure: the element that
// plays says what happened, `after` says what that means, and `Report`s are made of it.

/** What the hub is told of what plays. */
export interface Report {
  item: string;
  content_id: string;
  title: string;
  position_s: number;
  duration_s: number;
  playback: "playing" | "paused" | "idle";
}

/** Why a film is not shown; each has words of its own. */
export type Failure =
  /** The browser has no decoder for it. */
  | "codec"
  /** It has sound, and no picture came of it: the decoder of its picture is missing. */
  | "blank"
  | "network"
  | "missing"
  | "broken"
  /** Only a press may start sound in this browser, and none was heard. */
  | "blocked";

export type Phase = "empty" | "loading" | "playing" | "paused" | "seeking" | "ended" | "failed";

export interface Playback {
  phase: Phase;
  /** A person wants it to play: what a jump or a wait goes back to. */
  isWanted: boolean;
  /** It plays on as soon as more of it has come. */
  isWaiting: boolean;
  position_s: number;
  /** null: not known, or without end. */
  duration_s: number | null;
  /** Of the picture as it was decoded. */
  width: number;
  height: number;
  failure: Failure | null;
}

export const EMPTY: Playback = {
  phase: "empty",
  isWanted: false,
  isWaiting: false,
  position_s: 0,
  duration_s: null,
  width: 0,
  height: 0,
  failure: null,
};

export type Happening =
  | { kind: "opened"; position_s: number; isWanted: boolean }
  | { kind: "closed" }
  | { kind: "loaded"; duration_s: number; width: number; height: number }
  | { kind: "resized"; width: number; height: number }
  | { kind: "wanted"; isWanted: boolean }
  | { kind: "began" }
  | { kind: "stood" }
  | { kind: "waiting" }
  | { kind: "jumping"; position_s: number }
  | { kind: "jumped" }
  | { kind: "time"; position_s: number }
  | { kind: "ended" }
  | { kind: "failed"; failure: Failure };

/** Return what a film does after something happened; a failure stays until another is opened. */
export function after(before: Playback, event: Happening): Playback {
  if (event.kind === "opened") {
    const { position_s, isWanted } = event;
    return { ...EMPTY, phase: "loading", position_s, isWanted };
  }
  if (event.kind === "closed") return EMPTY;
  if (before.phase === "empty" || before.phase === "failed") return before;
  switch (event.kind) {
    case "loaded": {
      if (event.width === 0 || event.height === 0) return failed(before, "blank");
      const duration_s = Number.isFinite(event.duration_s) ? event.duration_s : null;
      const phase = before.phase === "loading" ? "paused" : before.phase;
      return { ...before, phase, duration_s, width: event.width, height: event.height };
    }
    case "resized":
      return event.width === 0 || event.height === 0
        ? before
        : { ...before, width: event.width, height: event.height };
    case "wanted":
      return { ...before, isWanted: event.isWanted };
    case "began":
      return { ...before, phase: "playing", isWanted: true, isWaiting: false, failure: null };
    case "stood":
      // An element stands before it ends, and while it jumps.
      return before.phase === "playing"
        ? { ...before, phase: "paused", isWanted: false, isWaiting: false }
        : before;
    case "waiting":
      return { ...before, isWaiting: true };
    case "jumping":
      return { ...before, phase: "seeking", position_s: event.position_s };
    case "jumped":
      if (before.phase !== "seeking") return before;
      return { ...before, phase: before.isWanted ? "playing" : "paused", isWaiting: false };
    case "time":
      return before.phase === "seeking" || before.phase === "loading"
        ? before
        : { ...before, position_s: event.position_s };
    case "ended":
      return { ...before, phase: "ended", isWanted: false, isWaiting: false };
    case "failed":
      // A press mends it: nothing has to be loaded again.
      return event.failure === "blocked"
        ? { ...before, phase: "paused", isWanted: false, isWaiting: false, failure: "blocked" }
        : failed(before, event.failure);
  }
}

function failed(before: Playback, failure: Failure): Playback {
  return { ...before, phase: "failed", isWanted: false, isWaiting: false, failure };
}

/** A press within a few seconds of the beginning, or at the end, is meant for the whole film. */
const BEGINNING_S = 10;
const CREDITS_S = 30;

/** Return where to go on in a film that was left at a position. */
export function resumeAt(position_s: number, duration_s: number | null): number {
  if (position_s < BEGINNING_S) return 0;
  if (duration_s === null) return position_s;
  const end = Math.max(duration_s * 0.95, duration_s - CREDITS_S);
  return position_s >= end ? 0 : position_s;
}

/** Return a position within a film; the very end is left out, for a jump there ends it. */
export function within(position_s: number, duration_s: number | null): number {
  const last = duration_s === null ? Number.MAX_VALUE : Math.max(0, duration_s - 0.5);
  return Math.min(last, Math.max(0, position_s));
}

export const STEP_S = 10;

/** The hub wants a report every 5 s: one is made a little earlier, for it has a way to go. */
const REPORT_EVERY_S = 4;
/** A clock and a film drift apart by less than this between two reports. */
const JUMP_S = 2;

export interface Told {
  report: Report;
  at_s: number;
}

/** Return what to tell the hub now; null: it knows. `at_s` is a clock that only goes on. */
export function toTell(told: Told | null, now: Report, at_s: number): Report | null {
  if (told === null) return now.playback === "idle" ? null : now;
  const before = told.report;
  if (before.item !== now.item || before.playback !== now.playback) return now;
  if (before.title !== now.title || before.duration_s !== now.duration_s) return now;
  const passed_s = at_s - told.at_s;
  const expected = before.position_s + (now.playback === "playing" ? passed_s : 0);
  if (Math.abs(now.position_s - expected) > JUMP_S) return now;
  return now.playback === "playing" && passed_s >= REPORT_EVERY_S ? now : null;
}

/** Return how a hub calls what a film does. */
export function playbackName(playback: Playback): Report["playback"] {
  switch (playback.phase) {
    case "playing":
      return "playing";
    case "seeking":
    case "loading":
      return playback.isWanted ? "playing" : "paused";
    case "paused":
      return "paused";
    default:
      return "idle";
  }
}
