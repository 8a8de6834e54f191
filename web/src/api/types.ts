// The hub's wire types; /openapi.json is their source.

import type { LayoutChange } from "./layout";

export type Value = boolean | number | string | null | string[];
export type State = Record<string, Value>;

export interface Property {
  type: string;
  unit: string | null;
  minimum: number | null;
  maximum: number | null;
  step: number | null;
  enum: Value[];
  read_only: boolean;
  nullable: boolean;
}

export interface Thing {
  id: string;
  title: string;
  type: string;
  kind: string | null;
  measures: string | null;
  area: string | null;
  available: boolean;
  state: State;
  desired: State;
  properties: Record<string, Property>;
  actions: string[];
}

export interface Area {
  id: string;
  name: string;
  floor: string | null;
}

export interface Timer {
  id: string;
  name: string | null;
  area: string | null;
  length_s: number;
  left_s: number;
  paused: boolean;
}

export interface Schedule {
  id: string;
  summary: string;
  next_at: string | null;
}

export interface Confirmation {
  id: string;
  summary: string;
  expires_at: string;
  own: boolean;
}

export interface Outcome {
  thing: string;
  name: string;
  value: Value;
  end: "done" | "refused" | "timed_out";
  observed: Value;
  reason: string | null;
}

export interface Answer {
  id: string | null;
  kind: string;
  reply: string;
  /** "model": a larger model's own words, and nothing that the home observed. */
  by: "home" | "model";
  outcomes: Outcome[];
  confirmation: Confirmation | null;
}

/** A line of an answer that comes line by line. */
export type AnswerLine =
  | { type: "words"; text: string }
  | { type: "answer"; answer: Answer }
  | { type: "problem"; problem: { title: string; detail: string; status: number } };

/** How an entry of the journal came to be. */
export interface Why {
  kind: "said" | "touched" | "schedule" | "undo" | "assistant" | "program";
  person: string | null;
  way: string;
  /** The schedule that did it, in words. */
  schedule: string | null;
  confirmed_by: string | null;
  /** What was heard, understood, ruled and done, in the reader's language. */
  steps: string[];
}

export interface Entry {
  id: string;
  at: string;
  actor: string;
  text: string | null;
  summary: string;
  reply: string;
  status: string;
  outcomes: Outcome[];
  undone: boolean;
  can_undo: boolean;
  /** Absent where the hub does not say it. */
  why?: Why | null;
}

/** What plays somewhere. */
export interface Playing {
  /** The id of the thing that plays it. */
  player: string;
  item: string | null;
  app: string | null;
  content_id: string | null;
  title: string | null;
  /** Where it was at `at`, in seconds. */
  position_s: number | null;
  at: string;
  playback: string;
  duration_s: number | null;
}

export interface Home {
  id: string;
  language: string;
  timezone: string;
  areas: Area[];
  things: Thing[];
  timers: Timer[];
  schedules: Schedule[];
  confirmations: Confirmation[];
}

export type Role = "owner" | "adult" | "child" | "guest" | "voice" | "program";

/** Who calls. */
export interface Me {
  id: string;
  name: string;
  role: Role;
}

export type Way = "page" | "api" | "mcp" | "voice" | "mqtt" | "headset";

/** What one person may or may not ask for: empty lists mean any; times are "21:00:00". */
export interface Rule {
  allow: boolean;
  types: string[];
  areas: string[];
  ways: Way[];
  start: string | null;
  end: string | null;
}

/** A key that a person holds; `way` is the one way in that it opens, null: page and API. */
export interface Key {
  id: string;
  label: string;
  way: Way | null;
  made_at: string;
}

export interface Rights {
  rules: Rule[];
  expires_at: string | null;
}

export interface NewPerson extends Rights {
  name: string;
  role: Role;
}

export interface Person extends NewPerson {
  id: string;
  keys: Key[];
  built_in: boolean;
}

/** A new key, for the only time that it is shown. */
export interface KeyGiven {
  id: string;
  token: string;
}

export type Message =
  | { type: "home"; home: Home }
  | { type: "state"; thing: string; state: State; desired: State }
  | { type: "availability"; thing: string; available: boolean }
  | { type: "found"; thing: Thing }
  | { type: "gone"; thing: string }
  | { type: "journal"; entry: Entry }
  | { type: "confirmation"; confirmation: Confirmation }
  | { type: "confirmation_ended"; id: string; end: string }
  | { type: "timers"; timers: Timer[]; schedules: Schedule[] }
  | { type: "playing"; playing: Playing[] }
  | LayoutChange
  | { type: "announcement"; message: string; at: string };
