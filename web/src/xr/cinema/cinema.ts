// The cinema: what may be asked of it, by a press, a key, a voice or the hub, and what it shows.
//
// It holds one state (`logic/state`). Each wish and each happening makes a new one, and `sync`
// brings the stream's picture, the room, the page's window and the hub's knowledge to it.

import { call, Problem } from "../../api/client";
import { correct, films, type Item, type Video } from "../../api/media";
import type { Answer, Home, Playing } from "../../api/types";
import { CLOSE, type PanelModel, type PressValue } from "../logic/panel";
import type { Host, Player } from "../render/screen";
import { type Habits, keepHabits, keepPlaces, keptHabits, keptPlaces } from "./kept";
import { tongueOf, usualTrack } from "./logic/captions";
import type { KeyCommand } from "./logic/keys";
import { KINDS, startOf, withPlace, withPlaying } from "./logic/library";
import { NO_TRACK, PROJECTIONS, panelOf, STEREOS } from "./logic/panels";
import { pictureOf, withLayout } from "./logic/picture";
import {
  after,
  type Happening,
  playbackName,
  type Report,
  STEP_S,
  type Told,
  toTell,
} from "./logic/playback";
import { roomsFor, SIZES, type Size } from "./logic/screen";
import { beside, type Page, START, type State, screenOf } from "./logic/state";
import { CinemaPage } from "./page/page";
import { MediaLayer, type Seat } from "./render/layers";
import { Theatre } from "./render/theatre";
import { Stream } from "./stream";
import { phrase } from "./words";

const VOLUME_STEP = 5;
const LOOK_AGAIN_MS = 3000;
/** A report has reached the hub by then. */
const ASK_HUB_MS = 1500;

export type PlayingListener = (report: Report) => void;

export class Cinema implements Player {
  private readonly theatre = new Theatre();
  private readonly stream: Stream;
  private readonly page: CinemaPage;
  private readonly listeners = new Set<PlayingListener>();
  private readonly seat: Seat = { x: 0, y: 1.5, z: 0, yaw: 0 };
  private current: State = START;
  private habits: Partial<Habits> = {};
  private session: XRSession | null = null;
  private layer: MediaLayer | null = null;
  private told: Told | null = null;
  private isEntered = false;
  /** The group has to stand where the viewer is, from the next frame on. */
  private isAstray = true;
  private isSubtitleChosen = false;
  private loading: Promise<void> | null = null;
  private lookAgain = 0;
  private askHub = 0;

  constructor(private readonly host: Host) {
    this.stream = new Stream({
      onHappening: (event) => this.happened(event),
      onTracks: () => this.tracksChanged(),
      onLines: (lines) => {
        this.theatre.setLines(lines);
        this.page.setLines(lines);
      },
      onLayout: (layout) => {
        const { video } = this.current;
        if (video !== null) this.set({ video: withLayout(video, layout) });
      },
    });
    const { domElement } = host.renderer;
    this.page = new CinemaPage(domElement, this.stream.video, () => host.language, {
      onPress: (element, value) => this.press(element, value),
      onKey: (command) => this.key(command),
    });
  }

  get group() {
    return this.theatre.group;
  }

  /** What is shown and done; a value that never changes, another comes in its place. */
  get state(): State {
    return this.current;
  }

  /** Tell `listener` what the hub is told, until the returned function is called. */
  onPlaying(listener: PlayingListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  enter(): void {
    this.isEntered = true;
    this.isAstray = true;
    this.habits = keptHabits();
    const { subtitles: _, ...watched } = this.habits;
    this.set({ ...watched, places: keptPlaces() });
    this.stream.setSound(this.current.volume, this.current.isMuted);
    void this.load();
  }

  leave(): void {
    clearTimeout(this.lookAgain);
    clearTimeout(this.askHub);
    this.isEntered = false;
    this.close();
    this.session = null;
    this.page.close();
    this.theatre.dispose();
  }

  update(_now_ms: number, frame: XRFrame | null): void {
    if (this.host.session !== this.session) this.sessionChanged();
    if (this.isAstray && frame !== null && this.host.space !== null) {
      const pose = frame.getViewerPose(this.host.space);
      if (pose !== undefined) this.sitDown(pose.transform);
    }
    this.theatre.update();
  }

  panel(): PanelModel | null {
    // On a page the cinema has a place of its own for it.
    if (this.host.session === null) return null;
    return panelOf(this.current, { language: this.host.language, isImmersive: true });
  }

  /** Play an item of the library; one that is not in it is looked for again, for it may be new. */
  play(item: string, position_s: number): void {
    void this.find(item).then((found) => {
      if (found !== null && this.isEntered) this.open(found, position_s);
    });
  }

  /** Open a film, and play it from a position. */
  open(item: Item, position_s: number): void {
    this.keepPlace();
    this.isSubtitleChosen = false;
    this.isAstray = true;
    this.set({
      ...{
        item,
        video: item.video,
        page: "film",
        note: null,
        isFlat: false,
        first: 0,
        isKnown: false,
      },
      // In space the film is what is to be seen; on a page the controls stand beside it.
      ...{ isHidden: this.host.session !== null, subtitles: [], subtitle: null },
      ...{ audio: [], sound: null },
    });
    this.stream.open(item, position_s, true);
  }

  /** Close the film and show the library; where it was left is kept. */
  close(): void {
    if (this.current.item === null) return;
    this.keepPlace();
    this.layer?.clear();
    this.stream.close();
    this.set({ item: null, video: null, page: "library", note: null });
  }

  pause(): void {
    if (this.current.playback.isWanted) this.stream.pause();
  }

  /** Go on; who took the headset off and puts it on again decides that with a press. */
  resume(): void {
    if (this.current.item !== null) this.stream.play();
  }

  seek(position_s: number): void {
    this.stream.seek(position_s);
  }

  next(): void {
    this.openBeside(1);
  }

  previous(): void {
    // As players do: first to the film's own beginning.
    if (this.current.playback.position_s > STEP_S / 2 || beside(this.current, -1) === null)
      this.stream.seek(0);
    else this.openBeside(-1);
  }

  setVolume(volume: number): void {
    const rounded = Math.round(Math.min(100, Math.max(0, volume)));
    this.stream.setSound(rounded, this.current.isMuted);
    this.set({ volume: rounded });
    this.keepHabits();
    this.host.tell({ volume: rounded });
  }

  setMuted(isMuted: boolean): void {
    this.stream.setSound(this.current.volume, isMuted);
    this.set({ isMuted });
    this.host.tell({ muted: isMuted });
  }

  press(element: string, value: PressValue): void {
    if (this.current.note !== null && element !== "seek") this.set({ note: null });
    this.presses[element]?.(value);
  }

  /** What a press on each element of the panel means. */
  private readonly presses: Readonly<Record<string, (value: PressValue) => void>> = {
    [CLOSE]: () => this.onClose(),
    reload: () => void this.load(true),
    kind: (value) => this.set({ kind: KINDS.find((kind) => kind === value) ?? "all", first: 0 }),
    films: (value) =>
      typeof value === "number" ? this.set({ first: value }) : this.choose(String(value)),
    library: () => this.toLibrary(),

    show: () => this.set({ isHidden: false }),
    hide: () => this.set({ isHidden: true, page: "film" }),
    film: () => this.turnTo("film"),
    picture: () => this.turnTo("picture"),
    sound: () => this.turnTo("sound"),
    fix: () => this.turnTo("fix"),
    chapters: () => this.turnTo("chapters"),

    again: () => this.again(),
    toggle: () => this.toggle(),
    back: () => this.seek(this.current.playback.position_s - STEP_S),
    on: () => this.seek(this.current.playback.position_s + STEP_S),
    seek: numberTo((position_s) => this.seek(position_s)),
    previous: () => this.openBeside(-1),
    next: () => this.next(),
    chapter: (value) =>
      typeof value === "number" ? this.set({ first: value }) : this.seek(Number(value)),

    "hand-off": () => this.askWhere(),
    receiver: (value) => void this.handOff(String(value)),

    volume: numberTo((volume) => this.setVolume(volume)),
    muted: (value) => this.setMuted(value === true),
    audio: (value) => this.stream.chooseSound(String(value)),
    subtitle: (value) => this.chooseSubtitle(value === NO_TRACK ? null : String(value)),

    size: (value) => {
      if (typeof value === "string" && value in SIZES) this.set({ size: value as Size, reach: 1 });
      this.keepHabits();
    },
    reach: numberTo((reach) => this.set({ reach })),
    curved: (value) => {
      this.set({ isCurved: value === true });
      this.keepHabits();
    },
    room: (value) => {
      const room = this.current.rooms.find((one) => one === value);
      if (room !== undefined) this.set({ room });
      this.keepHabits();
    },
    flat: (value) => this.set({ isFlat: value === true }),
    recentre: () => {
      this.page.recentre();
      this.isAstray = true;
    },

    projection: (value) => {
      const projection = PROJECTIONS.find((one) => one === value);
      if (projection !== undefined) void this.correct({ projection, fov_deg: null });
    },
    stereo: (value) => {
      const stereo = STEREOS.find((one) => one === value);
      if (stereo !== undefined) void this.correct({ stereo });
    },
    swapped: (value) => void this.correct({ is_right_first: value === true }),
  };

  private key(command: KeyCommand): void {
    const { volume, isMuted } = this.current;
    switch (command) {
      case "previous":
        this.previous();
        break;
      case "louder":
      case "quieter":
        this.setVolume(volume + (command === "louder" ? VOLUME_STEP : -VOLUME_STEP));
        break;
      case "mute":
        this.setMuted(!isMuted);
        break;
      case "captions":
        this.nextSubtitle();
        break;
      case "leave":
        this.onClose();
        break;
      default:
        this.press(command, null);
    }
  }

  // --- films -------------------------------------------------------------------------------------

  /** Ask the hub for its films, and where they were left; `anew`: it was asked before. */
  private load(anew = false): Promise<void> {
    if (this.loading === null || anew) this.loading = this.loaded();
    return this.loading;
  }

  private async loaded(): Promise<void> {
    const { language } = this.host;
    if (this.current.library.phase !== "ready") this.set({ library: START.library });
    try {
      const { items, is_looking } = await films(language);
      this.set({ library: { phase: "ready", isGrowing: is_looking, items } });
      if (is_looking) this.lookAgain = window.setTimeout(() => void this.load(true), LOOK_AGAIN_MS);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      const phase = problem.status === 401 ? "signedOut" : "failed";
      this.set({ library: { ...START.library, phase } });
      this.loading = null;
      return;
    }
    // Films are shown without these; what the hub cannot say now it says at the next visit.
    const [playing, home] = await Promise.all([
      call<Playing[]>("GET", "/api/playing", language).catch(unlessProblem),
      call<Home>("GET", "/api/home", language).catch(unlessProblem),
    ]);
    const receivers = (home?.things ?? [])
      .filter((one) => one.type === "tv")
      .map(({ id, title }) => ({ id, title }));
    this.set({ receivers, places: withPlaying(this.current.places, playing ?? []) });
  }

  private async find(item: string): Promise<Item | null> {
    await this.load();
    const known = (): Item | undefined => this.current.library.items.find((one) => one.id === item);
    if (known() === undefined) await this.load(true);
    return known() ?? null;
  }

  private choose(item: string): void {
    const { library, places, item: open } = this.current;
    if (open?.id === item) {
      this.turnTo("film");
      return;
    }
    const found = library.items.find((one) => one.id === item);
    if (found !== undefined) this.open(found, startOf(found, places));
  }

  private openBeside(by: 1 | -1): void {
    const item = beside(this.current, by);
    if (item === null) return;
    // Its place first: what was just left is no reason to begin the next one anywhere but there.
    this.open(item, startOf(item, this.current.places));
  }

  private again(): void {
    const { item, playback } = this.current;
    if (item !== null) this.open(item, playback.position_s);
  }

  private toggle(): void {
    const { playback } = this.current;
    if (playback.phase === "ended") this.stream.seek(0);
    if (playback.isWanted) this.stream.pause();
    else this.stream.play();
  }

  private onClose(): void {
    const { page, item } = this.current;
    if (item === null) this.host.close();
    else if (page === "film") this.close();
    else this.turnTo("film");
  }

  /** In space the film goes on behind its library; on a page one takes the other's place. */
  private toLibrary(): void {
    if (this.host.session === null) this.close();
    else this.turnTo("library");
  }

  private turnTo(page: Page): void {
    this.set({ page, first: 0 });
  }

  // --- what is chosen ----------------------------------------------------------------------------

  private tracksChanged(): void {
    const { tracks, chosen } = this.stream.subtitles;
    const sounds = this.stream.sounds;
    this.set({
      ...{ subtitles: tracks, subtitle: chosen },
      ...{ audio: sounds.tracks, sound: sounds.chosen },
    });
    if (this.isSubtitleChosen || tracks.length === 0) return;
    // Once for each film: as it was wished last. Nobody is given subtitles unasked.
    this.isSubtitleChosen = true;
    const wished = this.habits.subtitles ?? "";
    const usual = wished === "" ? null : usualTrack(tracks, wished, this.host.language);
    this.stream.chooseSubtitle(usual?.id ?? null);
  }

  private chooseSubtitle(id: string | null): void {
    const chosen = this.current.subtitles.find((one) => one.id === id);
    this.habits = { ...this.habits, subtitles: tongueOf(chosen?.language ?? "") };
    this.stream.chooseSubtitle(id);
    this.keepHabits();
  }

  /** Go through the subtitles, one after the other, and then none. */
  private nextSubtitle(): void {
    const { subtitles, subtitle } = this.current;
    const at = subtitles.findIndex((one) => one.id === subtitle);
    this.chooseSubtitle(subtitles[at + 1]?.id ?? null);
  }

  private keepHabits(): void {
    keepHabits(this.current, this.habits.subtitles ?? null);
  }

  private async correct(change: Partial<Video>): Promise<void> {
    const { item, video: before } = this.current;
    if (item === null || before === null) return;
    const video = { ...before, ...change };
    const { projection, stereo, is_right_first, fov_deg } = video;
    this.set({ video: { ...video, source: "person" } }); // at once: it is tried out by eye
    const { language } = this.host;
    let kept: Item;
    try {
      kept = await correct(language, item.id, { projection, stereo, is_right_first, fov_deg });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.set({ note: phrase("notFixed", language) });
      return;
    }
    const { library } = this.current;
    const items = library.items.map((one) => (one.id === item.id ? kept : one));
    this.set({
      ...{ library: { ...library, items }, note: phrase("fixed", language) },
      ...(this.current.item?.id === item.id ? { item: kept } : {}),
    });
  }

  // --- hand-off ----------------------------------------------------------------------------------

  private askWhere(): void {
    const [only, ...more] = this.current.receivers;
    if (only !== undefined && more.length === 0) void this.handOff(only.id);
    else this.set({ page: "players" });
  }

  private async handOff(to: string): Promise<void> {
    const { language } = this.host;
    this.set({ page: "film", note: phrase("handingOff", language) });
    this.tell(true); // the TV goes on where the film is now, not where it was 5 s ago
    try {
      const answer = await call<Answer>("POST", "/api/handoff", language, { to });
      const { outcomes } = answer;
      const isThere = outcomes.length > 0 && outcomes.every((one) => one.end === "done");
      if (isThere) this.stream.pause();
      this.set({ note: answer.reply || phrase("handOffFailed", language) });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.set({ note: phrase("handOffFailed", language) });
    }
  }

  // --- what happens ------------------------------------------------------------------------------

  private happened(event: Happening): void {
    const playback = after(this.current.playback, event);
    const hasFailed = playback.failure !== null && this.current.playback.failure === null;
    // What went wrong is said where it is seen.
    this.set({ playback, ...(hasFailed ? { isHidden: false, page: "film" } : {}) });
    if (event.kind === "ended") this.keepPlace();
    this.tell(false);
  }

  private sessionChanged(): void {
    const { session } = this.host;
    this.layer = null;
    this.session = session;
    this.isAstray = true;
    if (session !== null) {
      if (MediaLayer.isIn(session)) this.layer = new MediaLayer(session);
      this.host.space?.addEventListener("reset", () => {
        this.isAstray = true;
      });
    }
    const rooms = roomsFor(session?.environmentBlendMode ?? "none");
    const wished = this.habits.room ?? rooms[0] ?? "dark";
    this.set({
      ...{ rooms, room: rooms.includes(wished) ? wished : "dark" },
      ...{ isHidden: session !== null && this.current.item !== null },
      ...(session === null && this.current.item !== null && this.current.page === "library"
        ? { page: "film" }
        : {}),
    });
  }

  /** Stand the film where the viewer's eyes are, and face where they face. */
  private sitDown({ position, orientation }: XRRigidTransform): void {
    this.isAstray = false;
    const { x, y, z, w } = orientation;
    this.seat.x = position.x;
    this.seat.y = position.y;
    this.seat.z = position.z;
    this.seat.yaw = Math.atan2(2 * (w * y + x * z), 1 - 2 * (x * x + y * y));
    this.theatre.faceFrom(this.seat.x, this.seat.y, this.seat.z, this.seat.yaw);
    this.sync();
  }

  private set(change: Partial<State>): void {
    this.current = { ...this.current, ...change };
    this.sync();
    this.host.changed();
  }

  /** Show what the state says. */
  private sync(): void {
    const state = this.current;
    const { video } = state;
    const isImmersive = this.host.session !== null;
    this.theatre.setRoom(state.room);
    const hasPicture = state.playback.width > 0 && state.playback.phase !== "failed";
    if (!isImmersive) {
      this.theatre.show(null);
      const place = { language: this.host.language, isImmersive };
      if (this.isEntered) this.page.show(state, panelOf(state, place));
      else this.page.close();
      return;
    }
    this.page.close();
    if (video === null || !hasPicture) {
      this.layer?.clear();
      this.theatre.show(null);
      return;
    }
    const screen = screenOf(state);
    const element = this.stream.video;
    const { space } = this.host;
    const sized = { ...video, width: state.playback.width, height: state.playback.height };
    const isLayer =
      this.layer !== null && space !== null && !state.isFlat
        ? this.layer.show(element, sized, screen, this.seat, space)
        : false;
    if (!isLayer) this.layer?.clear();
    this.theatre.setDrawn(!isLayer);
    this.theatre.show({ video: element, picture: pictureOf(sized, state.isFlat), screen });
  }

  // --- what is told and kept ---------------------------------------------------------------------

  private tell(isAsked: boolean): void {
    const { item, playback } = this.current;
    if (item === null) return;
    // A film that was closed is where it was told to be last.
    const hasGone = playback.phase === "empty" && this.told?.report.item === item.id;
    const position_s = hasGone ? (this.told?.report.position_s ?? 0) : playback.position_s;
    const report: Report = {
      ...{ item: item.id, content_id: item.id, title: item.title },
      position_s: Math.round(position_s * 10) / 10,
      duration_s: playback.duration_s ?? item.duration_s ?? 0,
      playback: playbackName(playback),
    };
    const at_s = performance.now() / 1000;
    const due = isAsked ? report : toTell(this.told, report, at_s);
    if (due === null) return;
    const isFirst = this.told?.report.item !== item.id;
    this.told = { report: due, at_s };
    this.keepPlace();
    this.host.report(due);
    for (const listener of this.listeners) listener(due);
    if (isFirst) this.askHub = window.setTimeout(() => void this.seeWhetherKnown(), ASK_HUB_MS);
  }

  /** A page that is no headset of the home plays what the hub does not know of. */
  private async seeWhetherKnown(): Promise<void> {
    const playing = await call<Playing[]>("GET", "/api/playing", this.host.language).catch(
      unlessProblem,
    );
    const { item } = this.current;
    const isKnown = item !== null && (playing ?? []).some((one) => one.item === item.id);
    if (isKnown !== this.current.isKnown) this.set({ isKnown });
  }

  private keepPlace(): void {
    const { item, playback } = this.current;
    const { phase } = playback;
    if (item === null || phase === "empty" || phase === "loading" || phase === "failed") return;
    const place = { position_s: playback.position_s, at: Date.now() };
    this.current = { ...this.current, places: withPlace(this.current.places, item.id, place) };
    keepPlaces(this.current.places);
  }
}

function unlessProblem(problem: unknown): null {
  if (problem instanceof Problem) return null;
  throw problem;
}

/** Hand on numbers alone. */
function numberTo(act: (value: number) => void): (value: PressValue) => void {
  return (value) => {
    if (typeof value === "number") act(value);
  };
}
