// What plugs into the stage: a screen, such as the cinema, and what the stage gives it.
//
// A screen draws in its own `group`, and says what is on its panel; the stage draws the panel,
// mirrors it to DOM, and calls `press` when an element of it is pressed, by whatever input. A
// screen never listens to pointers, and never starts a loop of its own.

import type { Group, WebGLRenderer } from "three";
import type { PlayingNow } from "../../api/headset";
import type { Language } from "../../model/i18n";
import type { PanelModel, PressValue } from "../logic/panel";

export interface Screen {
  readonly group: Group;
  /** It is shown from now on: its group is in the scene. */
  enter(): void;
  /** It is no longer shown; it stops what it plays and frees what it holds. */
  leave(): void;
  /** Called before each frame is drawn while it is shown; it must not allocate. `frame` is null without a headset. */
  update(now_ms: number, frame: XRFrame | null): void;
  /** What is on its panel now; null: no panel. Called after `Host.changed()`. */
  panel(): PanelModel | null;
  press(element: string, value: PressValue): void;
}

/** What a player reports to the hub. */
export type Report = PlayingNow;

/** What the stage gives a screen. */
export interface Host {
  readonly renderer: WebGLRenderer;
  readonly language: Language;
  /** The immersive session, or null on a plain screen. */
  readonly session: XRSession | null;
  /** The space that the scene is in (local-floor); null without a session. */
  readonly space: XRReferenceSpace | null;
  /** `panel()` gives something else now. */
  changed(): void;
  /** Leave this screen and show the home again. */
  close(): void;
  /** Tell the hub what plays: at each change, and at least every 5 s while playing. */
  report(playing: Report): void;
  /** Tell the hub what is set: volume (0 to 100), muted. */
  tell(values: { volume?: number; muted?: boolean }): void;
}

/** A screen that plays media: what the hub and the voice may ask of it. */
export interface Player extends Screen {
  /** Play an item of the hub's media (`GET /api/media`) from a position. */
  play(item: string, position_s: number): void;
  /** The headset is taken off, or the page hidden: playing pauses, and does not go on by itself. */
  pause(): void;
  resume(): void;
  next(): void;
  previous(): void;
  setVolume(volume: number): void;
  setMuted(isMuted: boolean): void;
}

/** `cinema/index.ts` exports `openCinema` of this type; it is loaded when somebody opens the cinema. */
export type OpenCinema = (host: Host) => Player;
