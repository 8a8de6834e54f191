// What only a headset says to the hub: its pairing, what its wearer looks at, and its own state as a thing.

import { backOff, call } from "./client";
import type { Answer, Value } from "./types";

/** What a headset keeps of its pairing. */
export interface Paired {
  id: string;
  token: string;
}

/** Give a code for a key of this headset's own. */
export function pair(language: string, code: string, name: string): Promise<Paired> {
  return call("POST", "/api/headsets", language, { code, name });
}

/** One thing that was looked at for a while; times on any one clock. */
export interface Look {
  thing: string;
  from_ms: number;
  to_ms: number;
  angle_deg: number;
}

export interface Span {
  from_ms: number;
  to_ms: number;
}

export interface Looks {
  candidates: Look[];
  speech: Span;
  /** Empty where the recogniser has no times. */
  words: (Span & { text: string })[];
}

/** An answer may name the things that it could be about, for the person to choose from. */
export type AskAnswer = Answer & { options?: string[] };

export function askLooking(
  language: string,
  text: string,
  area: string | null,
  looks: Looks | null,
): Promise<AskAnswer> {
  const body = looks === null ? { text, area } : { text, area, looks };
  return call("POST", "/api/ask", language, body);
}

// --- the headset as a thing ------------------------------------------------------------------------

export interface HeadsetState {
  battery?: number;
  worn?: boolean;
  /** The id of the area that it is in. */
  room?: string | null;
  volume?: number;
  muted?: boolean;
  playback?: "playing" | "paused" | "idle";
  title?: string;
  app?: string;
}

export interface PlayingNow {
  item: string;
  content_id: string;
  title: string;
  position_s: number;
  duration_s: number;
  playback: "playing" | "paused" | "idle";
}

export type Action =
  | { name: "show"; input: unknown }
  | { name: "play"; input: unknown }
  | { name: "next" | "previous"; input?: unknown };

export interface Command {
  type: "command";
  id: string;
  set?: Record<string, Value>;
  actions?: Action[];
}

type FromHub = { type: "welcome"; id: string; thing: string } | Command;

export interface LinkListener {
  onWelcome(thing: string): void;
  /** Return why it is not done; null: it was. */
  onCommand(command: Command): string | null;
  /** The hub does not know this headset any more. */
  onRefused(): void;
}

/** 4401: the session is over; 4403: the id is not this key's. */
const REFUSED = new Set([4401, 4403]);
/** Another window of this headset is the one that speaks now: two would take turns for ever. */
const TAKEN_OVER = 4409;

/** Keeps the hub told of this headset; connects again, later and later, until it is closed. */
export class HeadsetLink {
  private socket: WebSocket | null = null;
  private timer = 0;
  private tries = 0;
  private isClosed = false;
  private isWelcome = false;
  /** What is true now: said after each connection. */
  private readonly state: HeadsetState = {};
  private playing: PlayingNow | null = null;

  constructor(
    private readonly id: string,
    private readonly abilities: readonly string[],
    private readonly listener: LinkListener,
  ) {
    this.connect();
  }

  /** Say what changed; what is said already is not said again. */
  tell(values: HeadsetState): void {
    const fresh = Object.entries(values).filter(
      ([name, value]) => this.state[name as keyof HeadsetState] !== value,
    );
    if (fresh.length === 0) return;
    Object.assign(this.state, values);
    this.send({ type: "state", values: Object.fromEntries(fresh) });
  }

  report(playing: PlayingNow): void {
    this.playing = playing.playback === "idle" ? null : playing;
    this.send({ type: "playing", ...playing });
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private connect(): void {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/api/headset`);
    this.socket = socket;
    this.isWelcome = false;
    socket.onopen = () => {
      const hello = { type: "hello", id: this.id, protocol: 1, abilities: this.abilities };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = (event: MessageEvent<string>) => this.take(JSON.parse(event.data));
    socket.onclose = (event) => {
      if (this.isClosed) return;
      if (event.code === TAKEN_OVER) {
        this.isClosed = true;
        return;
      }
      if (REFUSED.has(event.code)) {
        this.isClosed = true;
        this.listener.onRefused();
        return;
      }
      this.timer = window.setTimeout(() => this.connect(), backOff(this.tries++, Math.random()));
    };
  }

  private take(message: FromHub): void {
    if (message.type === "welcome") {
      this.tries = 0;
      this.isWelcome = true;
      this.send({ type: "state", values: this.state });
      if (this.playing !== null) this.send({ type: "playing", ...this.playing });
      this.listener.onWelcome(message.thing);
      return;
    }
    if (message.type !== "command") return; // of a later version of the hub
    const reason = this.listener.onCommand(message);
    this.send(
      reason === null
        ? { type: "done", id: message.id }
        : { type: "refused", id: message.id, reason },
    );
  }

  private send(message: object): void {
    if (this.isWelcome && this.socket?.readyState === WebSocket.OPEN)
      this.socket.send(JSON.stringify(message));
  }
}
