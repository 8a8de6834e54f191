// What the headset's client does: pairs, watches the home, carries out what is pressed and said.
// It knows no three.js: `render/world.ts` shows its state and tells it what was pointed at.

import { type Hub, Problem, watch } from "../api/client";
import {
  askLooking,
  type Command,
  HeadsetLink,
  type HeadsetState,
  type Look,
  type Looks,
  type Paired,
  type PlayingNow,
  pair,
} from "../api/headset";
import {
  forgetPlace,
  type Layout,
  type LayoutChange,
  layout,
  type Place,
  putAlignment,
  putPlace,
} from "../api/layout";
import { hearing, hush, type Listening, listen, speak } from "../api/speech";
import type { Answer, Me, Message, Thing, Value } from "../api/types";
import { endLine, languageOf } from "../model/format";
import type { Language } from "../model/i18n";

export type { Language } from "../model/i18n";

import { empty, type Model, reduce } from "../model/model";
import { isAdult } from "../model/rights";
import { Store } from "../model/store";
import { aloud, idle, step, type Voice } from "../model/voice";
import {
  type Alignment,
  fit,
  IDENTITY,
  type Pair,
  type PlanPose,
  toPlan,
  type Vec,
  worst,
} from "./logic/align";
import { playOf, shownText } from "./logic/commands";
import { erased, typed } from "./logic/hangul";
import { usual } from "./logic/home";
import { noLayout, reduceLayout } from "./logic/layout";
import type { PanelModel, PressValue } from "./logic/panel";
import {
  aligningPanel,
  homePanel,
  type Keyboard,
  keyboardPanel,
  placingPanel,
  type Reply,
  replyPanel,
} from "./logic/panels";
import { SpeechSpan } from "./logic/span";
import { thingPanel, wishOf } from "./logic/thing";
import { pageWord, say, type XrWord } from "./words";

/** Where panels stand around the person. */
export type Slot = "home" | "side" | "front" | "keyboard" | "screen";

export interface Aligning {
  thing: string | null;
  pairs: readonly (Pair & { thing: string })[];
  problem: XrWord | null;
}

export interface VisitState {
  phase: "starting" | "pair" | "home";
  /** Why the pairing page is shown. */
  problem: string | null;
  me: Me | null;
  model: Model;
  layout: Layout;
  hasLayout: boolean;
  isConnected: boolean;
  mode: "immersive-vr" | "immersive-ar" | null;
  screen: "home" | "cinema";
  room: string | null;
  thing: string | null;
  /** The first row of lists that were turned. */
  firsts: Readonly<Record<string, number>>;
  busy: Readonly<Record<string, number>>;
  troubles: Readonly<Record<string, string>>;
  voice: Voice;
  reply: Reply | null;
  keyboard: Keyboard | null;
  placing: Place | null;
  aligning: Aligning | null;
  /** From the plan to this session's space; null: not known. */
  alignment: Alignment | null;
  view: "miniature" | "place";
  hint: XrWord | null;
}

const START: VisitState = {
  phase: "starting",
  problem: null,
  me: null,
  model: empty,
  layout: noLayout,
  hasLayout: false,
  isConnected: false,
  mode: null,
  screen: "home",
  room: null,
  thing: null,
  firsts: {},
  busy: {},
  troubles: {},
  voice: idle,
  reply: null,
  keyboard: null,
  placing: null,
  aligning: null,
  alignment: null,
  view: "miniature",
  hint: null,
};

/** What the room around does for the visit. */
export interface World {
  /** What was looked at since a moment of performance.now(). */
  looks(since_ms: number): Look[];
  /** The room that the head is in. */
  here(): string | null;
  leave(): void;
  /** Show the cinema, and play an item there. */
  openCinema(item: string | null, position_s: number): void;
  closeCinema(): void;
  /** Ask the player for something; returns why not, null: it is done. */
  control(what: "next" | "previous" | Record<string, Value>): string | null;
  /** The plan lies so in this session's space from now on: keep it by an anchor, where there are any. */
  keepAlignment(alignment: Alignment): void;
}

/** What the browser keeps. */
export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
}

const BEFORE_MS = 3000;
const MOST_LETTERS = 300;
/** Two places that are so far from the plan were pointed at by mistake. */
const FAR_M = 0.6;
/** What this headset can be told, and what it tells; few browsers say how full the battery is. */
const ABILITIES = [
  ...["show", "play", "next", "previous", "volume", "muted", "playback", "title", "app"],
  ...["worn", "room", ...("getBattery" in globalThis.navigator ? ["battery"] : [])],
];

export class Visit extends Store<VisitState> {
  world: World | null = null;
  private stop: (() => void) | null = null;
  private link: HeadsetLink | null = null;
  private listening: Listening | null = null;
  private heardFrom_ms = 0;
  private said: HeadsetState = {};

  constructor(
    private readonly hub: Hub,
    readonly language: Language,
    private readonly keep: Keep,
  ) {
    super(START);
    hub.language = language;
  }

  // --- coming in -----------------------------------------------------------------------------------

  /** Open a session with a token of the address, with this headset's key, or with what the browser holds. */
  async begin(token: string | null): Promise<void> {
    const key = token ?? this.paired()?.token ?? null;
    try {
      if (key !== null) await this.hub.signIn(key);
      this.watch();
    } catch (problem) {
      const isWrong = problem instanceof Problem && problem.status === 401;
      if (isWrong && token === null) this.keep.set("headset", null);
      const wasPaired = isWrong && token === null;
      const why = wasPaired ? say("revoked", this.language) : this.told(problem);
      this.change({ phase: "pair", problem: why });
    }
  }

  /** Give the six digits that the hub's page shows. */
  async pair(code: string, name: string): Promise<void> {
    try {
      const paired = await pair(this.language, code, name);
      this.keep.set("headset", JSON.stringify({ id: paired.id, token: paired.token }));
      await this.begin(null);
    } catch (problem) {
      const status = problem instanceof Problem ? problem.status : 0;
      const isWrong =
        status === 400 || status === 401 || status === 403 || status === 404 || status === 410;
      const word = status === 429 ? "pairLater" : isWrong || status === 422 ? "pairWrong" : null;
      this.change({ problem: word === null ? this.told(problem) : say(word, this.language) });
    }
  }

  private paired(): Paired | null {
    try {
      const kept: unknown = JSON.parse(this.keep.get("headset") ?? "null");
      if (typeof kept !== "object" || kept === null) return null;
      const { id, token } = kept as Partial<Paired>;
      return typeof id === "string" && typeof token === "string" ? { id, token } : null;
    } catch {
      return null; // somebody else wrote there
    }
  }

  private watch(): void {
    this.stop?.();
    this.stop = watch(this.language, {
      onMessage: (message) => this.take(message),
      onLost: () => this.change({ isConnected: false }),
      onRefused: () => void this.comeAgain(),
    });
  }

  /** Nobody is signed in: the hub was started anew, the key was taken back, or this is the first time. */
  private async comeAgain(): Promise<void> {
    const wasIn = this.state.phase === "home";
    this.close();
    if (wasIn && this.paired() !== null) await this.begin(null);
    else this.change({ phase: "pair" });
  }

  private close(): void {
    this.stop?.();
    this.stop = null;
    this.link?.close();
    this.link = null;
    this.change({ ...START, mode: this.state.mode });
  }

  private take(message: Message | LayoutChange): void {
    if (message.type === "layout") {
      this.change({ layout: reduceLayout(this.state.layout, message) });
      return;
    }
    this.change({ model: reduce(this.state.model, message) });
    if (message.type === "home") {
      this.change({ isConnected: true, phase: "home" });
      void this.learn();
    }
    if (message.type === "announcement") this.showMessage(message.message);
    if (message.type === "confirmation_ended" && this.state.reply?.isWaiting)
      this.change({ reply: { ...this.state.reply, isWaiting: false } });
  }

  /** Learn who this is, and where things are. */
  private async learn(): Promise<void> {
    const [me, places] = await Promise.all([
      this.hub.me().catch(() => null),
      layout(this.language).catch(() => null),
    ]);
    this.change({
      me,
      layout: places ?? noLayout,
      hasLayout: places !== null,
    });
    const paired = this.paired();
    if (this.link === null && paired !== null && me !== null) this.connect(paired.id);
  }

  // --- the headset as a thing ----------------------------------------------------------------------

  private connect(id: string): void {
    this.link = new HeadsetLink(id, ABILITIES, {
      onWelcome: () => this.link?.tell(this.said),
      onCommand: (command) => this.obey(command),
      onRefused: () => void this.comeAgain(),
    });
  }

  /** Tell the hub what is so of this headset. */
  tell(values: HeadsetState): void {
    this.said = { ...this.said, ...values };
    this.link?.tell(values);
  }

  report(playing: PlayingNow): void {
    this.link?.report(playing);
  }

  private obey(command: Command): string | null {
    for (const action of command.actions ?? []) {
      if (action.name === "show") this.showMessage(shownText(action.input));
      else if (action.name === "play") {
        const wanted = playOf(action.input);
        if (wanted === null) return "play needs an item, and a position in seconds";
        this.openCinema(wanted.item, wanted.position_s);
      } else {
        const refused = this.world?.control(action.name) ?? null;
        if (refused !== null) return refused;
      }
    }
    const set = command.set ?? {};
    return Object.keys(set).length === 0 ? null : (this.world?.control(set) ?? null);
  }

  showMessage(text: string): void {
    if (text === "") return;
    this.change({ reply: { asked: "", text, kind: "message", options: [], isWaiting: false } });
  }

  // --- speaking ------------------------------------------------------------------------------------

  /** Begin to listen, or end what goes on: listening, or reading the answer aloud. */
  pressSpeak(): void {
    const { phase } = this.state.voice;
    if (phase === "listening") this.listening?.stop();
    else if (phase === "speaking") this.quieten();
    else if (phase === "idle" && hearing() === "yes") this.startListening();
    else if (phase === "idle") this.openKeyboard();
  }

  private startListening(): void {
    const pressed_ms = performance.now();
    const said = new SpeechSpan(pressed_ms);
    this.voice({ type: "start" });
    this.listening = listen(this.language, {
      onSpeech: (isSpeaking) => said.speech(isSpeaking, performance.now()),
      onHeard: (text) => {
        said.heard(performance.now());
        this.voice({ type: "heard", text });
      },
      onFailed: (failure) => {
        this.voice({ type: "failed", failure });
        const text = pageWord(`voice_${failure}`, this.language);
        this.change({ reply: { asked: "", text, kind: "problem", options: [], isWaiting: false } });
      },
      onEnded: (text) => {
        this.voice({ type: "ended" });
        const { from_ms, to_ms } = said.span(performance.now());
        if (text !== "") void this.ask(text, this.looksOf(from_ms, to_ms));
      },
    });
  }

  private voice(event: Parameters<typeof step>[1]): void {
    this.change({ voice: step(this.state.voice, event) });
  }

  private quieten(): void {
    hush();
    this.voice({ type: "quiet" });
  }

  private looksOf(from_ms: number, to_ms: number): Looks {
    const candidates = this.world?.looks(from_ms - BEFORE_MS) ?? [];
    const speech = { from_ms: Math.round(from_ms), to_ms: Math.round(to_ms) };
    return { candidates, speech, words: [] };
  }

  /** Say something to the home, and show what it answers. */
  async ask(text: string, looks: Looks | null): Promise<void> {
    const isSpoken = this.state.voice.phase === "thinking";
    const asked = (reply: Omit<Reply, "asked">): void =>
      this.change({ reply: { asked: text, ...reply } });
    const plain = { options: [], isWaiting: false };
    asked({ text: say("thinking", this.language), kind: "answer", ...plain });
    const area = this.world?.here() ?? this.state.room;
    try {
      const used = looks !== null && looks.candidates.length > 0 ? looks : null;
      const answer = await askLooking(this.language, text, area === "" ? null : area, used);
      const options = (answer.options ?? []).map((value) => ({
        value,
        label: this.thing(value)?.title ?? value,
      }));
      const isWaiting = answer.confirmation !== null;
      asked({ text: answer.reply, kind: "answer", options, isWaiting });
      const quiet = (): void => this.voice({ type: "quiet" });
      if (isSpoken && speak(aloud(answer.reply), languageOf(answer.reply), quiet))
        this.voice({ type: "speaks" });
      else quiet();
    } catch (problem) {
      asked({ text: this.told(problem), kind: "problem", ...plain });
      this.voice({ type: "quiet" });
    }
  }

  private openKeyboard(): void {
    this.heardFrom_ms = performance.now();
    this.change({ keyboard: { text: "", layout: this.language, isShifted: false } });
  }

  /** The headset is off, or the page hidden: nobody speaks, and nobody listens. */
  rest(): void {
    this.listening?.abort();
    this.listening = null;
    hush();
    this.change({ voice: idle });
  }

  // --- what is shown -------------------------------------------------------------------------------

  thing(id: string): Thing | null {
    return this.state.model.home?.things.find((one) => one.id === id) ?? null;
  }

  get mayPlace(): boolean {
    const { me, hasLayout } = this.state;
    return hasLayout && me !== null && isAdult(me.role);
  }

  /** Things are placed in the room itself, and not on the model. */
  get isInRoom(): boolean {
    return this.state.mode === "immersive-ar";
  }

  /** Return what each panel shows. */
  panels(): Record<Exclude<Slot, "screen">, PanelModel | null> {
    const { state, language } = this;
    const none = { home: null, side: null, front: null, keyboard: null };
    if (state.phase !== "home") return none;
    const front = state.reply === null ? null : replyPanel(state.reply, language);
    const keyboard = state.keyboard === null ? null : keyboardPanel(state.keyboard, language);
    if (state.screen === "cinema") return { ...none, front, keyboard };
    const home = homePanel({
      language,
      home: state.model.home,
      room: state.room,
      first: 0,
      isConnected: state.isConnected,
      phase: state.voice.phase,
      heard: state.voice.heard,
      canHear: hearing() === "yes",
      where: state.mode === "immersive-ar" && state.alignment !== null ? state.view : null,
      canAlign: state.mode === "immersive-ar" && state.hasLayout,
      isImmersive: state.mode !== null,
      hint: state.hint,
    });
    return { home: this.turned(home), side: this.turned(this.side()), front, keyboard };
  }

  private side(): PanelModel | null {
    const { placing, aligning, thing: id, model } = this.state;
    if (placing !== null) {
      const thing = this.thing(placing.thing);
      if (thing !== null) return placingPanel(thing, placing, !this.isInRoom, this.language);
    }
    if (aligning !== null) {
      const placed = this.placedThings();
      const chosen = aligning.thing === null ? null : this.thing(aligning.thing);
      return aligningPanel(placed, chosen, aligning.problem, this.language);
    }
    const thing = id === null ? null : this.thing(id);
    if (thing === null) return null;
    return thingPanel(thing, {
      language: this.language,
      isBusy: (this.state.busy[thing.id] ?? 0) > 0,
      trouble: this.state.troubles[thing.id] ?? null,
      mayPlace: this.mayPlace && thing.area !== null && (this.isInRoom || this.isDrawn(thing.area)),
      areaName: (area) => model.home?.areas.find((one) => one.id === area)?.name ?? null,
    });
  }

  /** Say whether somebody drew a room: only then has a spot of the model a meaning. */
  private isDrawn(area: string): boolean {
    return this.state.layout.rooms.some((room) => room.area === area);
  }

  private placedThings(): Thing[] {
    return this.state.layout.things.flatMap((place) => this.thing(place.thing) ?? []);
  }

  /** Lists that were turned stay where they are. */
  private turned<P extends PanelModel | null>(panel: P): P {
    if (panel === null) return panel;
    const elements = panel.elements.map((one) => {
      const first = this.state.firsts[`${panel.id}/${this.state.room}/${one.id}`];
      return one.kind === "list" && first !== undefined && first < one.rows.length
        ? { ...one, first }
        : one;
    });
    return { ...panel, elements };
  }

  // --- what is pressed -----------------------------------------------------------------------------

  press(slot: Exclude<Slot, "screen">, element: string, value: PressValue): void {
    const panel = this.panels()[slot];
    const pressed = panel?.elements.find((one) => one.id === element);
    if (panel !== null && pressed?.kind === "list" && typeof value === "number") {
      const key = `${panel.id}/${this.state.room}/${element}`;
      this.change({ firsts: { ...this.state.firsts, [key]: value } });
      return;
    }
    switch (slot) {
      case "home":
        this.pressHome(element, value);
        return;
      case "front":
        this.pressReply(element);
        return;
      case "keyboard":
        this.pressKey(element);
        return;
      case "side":
        if (this.state.placing !== null) this.pressPlacing(this.state.placing, element, value);
        else if (this.state.aligning !== null) this.pressAligning(element, value);
        else this.pressOfThing(element, value);
    }
  }

  private pressHome(element: string, value: PressValue): void {
    switch (element) {
      case "speak":
        this.pressSpeak();
        return;
      case "type":
        this.openKeyboard();
        return;
      case "cinema":
        this.openCinema(null, 0);
        return;
      case "leave":
        this.world?.leave();
        return;
      case "where":
        this.change({ view: this.state.view === "place" ? "miniature" : "place", hint: null });
        return;
      case "align":
        this.startAligning();
        return;
      case "rooms":
        this.chooseRoom(null);
        return;
      case "room":
        if (typeof value === "string") this.chooseRoom(value);
        return;
      case "thing":
        if (typeof value === "string") this.choose(value);
    }
  }

  chooseRoom(room: string | null): void {
    this.change({ room, hint: null });
  }

  /** Open a thing's panel. */
  choose(id: string | null): void {
    const thing = id === null ? null : this.thing(id);
    const room =
      this.state.view === "miniature" ? (thing?.area ?? this.state.room) : this.state.room;
    this.change({ thing: id, room, placing: null, hint: null });
  }

  private pressOfThing(element: string, value: PressValue): void {
    const thing = this.state.thing === null ? null : this.thing(this.state.thing);
    if (thing === null) return;
    const wish = wishOf(thing, element, value);
    switch (wish?.kind) {
      case "close":
        this.choose(null);
        return;
      case "place":
        this.startPlacing(thing);
        return;
      case "set":
        void this.wish(thing, () => this.hub.set(thing.id, wish.values));
        return;
      case "invoke":
        void this.wish(thing, () => this.hub.invoke(thing.id, wish.action));
    }
  }

  private async wish(thing: Thing, send: () => Promise<Answer>): Promise<void> {
    const { [thing.id]: _, ...troubles } = this.state.troubles;
    this.change({ busy: this.counted(thing.id, 1), troubles });
    try {
      const answer = await send();
      const bad = answer.outcomes.find((outcome) => outcome.end !== "done");
      if (bad !== undefined) this.trouble(thing, endLine(bad, thing, this.language));
      else if (answer.confirmation !== null)
        this.change({
          reply: { asked: "", text: answer.reply, kind: "answer", options: [], isWaiting: true },
        });
      else if (answer.outcomes.length === 0) this.trouble(thing, answer.reply);
    } catch (problem) {
      this.trouble(thing, this.told(problem));
    } finally {
      this.change({ busy: this.counted(thing.id, -1) });
    }
  }

  private counted(id: string, by: number): Record<string, number> {
    return { ...this.state.busy, [id]: (this.state.busy[id] ?? 0) + by };
  }

  private trouble(thing: Thing, why: string): void {
    this.change({ troubles: { ...this.state.troubles, [thing.id]: why } });
  }

  private pressReply(element: string): void {
    const { reply } = this.state;
    if (reply === null) return;
    if (element === "close") {
      if (this.state.voice.phase === "speaking") this.quieten();
      this.change({ reply: null });
      return;
    }
    const option = reply.options.find((one) => `option:${one.value}` === element);
    if (option !== undefined) void this.ask(option.label, null);
  }

  private pressKey(element: string): void {
    const { keyboard } = this.state;
    if (keyboard === null) return;
    const put = (part: Partial<Keyboard>): void =>
      this.change({ keyboard: { ...keyboard, ...part } });
    const { text } = keyboard;
    if (element.startsWith("key:") && text.length < MOST_LETTERS)
      put({ text: typed(text, element.slice(4)), isShifted: false });
    else if (element === "erase") put({ text: erased(text) });
    else if (element === "shift") put({ isShifted: !keyboard.isShifted });
    else if (element === "layout")
      put({ layout: keyboard.layout === "ko" ? "en" : "ko", isShifted: false });
    else if (element === "close") this.change({ keyboard: null });
    else if (element === "send") {
      this.change({ keyboard: null });
      // What was looked at before the keyboard opened: from then on the keys were.
      const looks = this.looksOf(this.heardFrom_ms - BEFORE_MS, this.heardFrom_ms);
      if (text.trim() !== "") void this.ask(text.trim(), looks);
    }
  }

  /** Take a whole text, from a field of the page. */
  send(text: string): void {
    const now_ms = performance.now();
    void this.ask(text, this.looksOf(now_ms - BEFORE_MS, now_ms));
  }

  openCinema(item: string | null, position_s: number): void {
    this.change({ screen: "cinema", keyboard: null, reply: null });
    this.world?.openCinema(item, position_s);
  }

  closeCinema(): void {
    this.change({ screen: "home" });
    this.world?.closeCinema();
  }

  // --- where things are ----------------------------------------------------------------------------

  private startPlacing(thing: Thing): void {
    const known = this.state.layout.things.find((place) => place.thing === thing.id);
    const floor =
      this.state.model.home?.areas.find((area) => area.id === thing.area)?.floor ?? null;
    const placing = known ?? { thing: thing.id, x: 0, y: 0, yaw_deg: 0, floor, ...usual(thing) };
    if (this.isInRoom && this.state.alignment === null) {
      if (this.state.layout.things.length > 0) {
        this.startAligning();
        return;
      }
      this.lineUp(IDENTITY); // nothing is placed yet: this room, as it is now, is the plan
    }
    this.change({ placing, hint: null });
  }

  private pressPlacing(placing: Place, element: string, value: PressValue): void {
    if (element === "close") this.change({ placing: null });
    else if (element === "here") void this.save(placing);
    else if (element === "forget") void this.forget(placing.thing);
    else if (typeof value === "number") this.change({ placing: { ...placing, [element]: value } });
  }

  /** The person pointed at a spot of the plan, and pressed. */
  placeAt(x: number, y: number, height_m: number | null, surface: Place["surface"] | null): void {
    const { placing } = this.state;
    if (placing === null) return;
    const round = (number: number): number => Math.round(number * 1000) / 1000;
    void this.save({
      ...placing,
      x: round(x),
      y: round(y),
      height_m: round(Math.max(0, height_m ?? placing.height_m)),
      surface: surface ?? placing.surface,
    });
  }

  private async save(place: Place): Promise<void> {
    try {
      await putPlace(this.language, place);
      const rest = this.state.layout.things.filter((one) => one.thing !== place.thing);
      const kept = { ...this.state.layout, things: [...rest, place] };
      this.change({ placing: null, hint: "placed", layout: kept });
    } catch (problem) {
      this.change({
        placing: null,
        troubles: { ...this.state.troubles, [place.thing]: this.told(problem) },
      });
    }
  }

  private async forget(thing: string): Promise<void> {
    await forgetPlace(this.language, thing).catch(() => null); // the event says what is so
    const things = this.state.layout.things.filter((one) => one.thing !== thing);
    this.change({ placing: null, layout: { ...this.state.layout, things } });
  }

  private startAligning(): void {
    const placed = this.placedThings();
    if (placed.length < 2) {
      this.change({ hint: "alignFew" });
      return;
    }
    const thing = placed[0]?.id ?? null;
    this.change({ aligning: { thing, pairs: [], problem: null }, hint: null });
  }

  private pressAligning(element: string, value: PressValue): void {
    const { aligning } = this.state;
    if (aligning === null) return;
    if (element === "close") this.change({ aligning: null });
    else if (element === "thing" && typeof value === "string")
      this.change({ aligning: { ...aligning, thing: value, problem: null } });
  }

  /** The person pointed at where the chosen thing really is. */
  alignAt(space: Vec): void {
    const { aligning, layout: known } = this.state;
    const place = known.things.find((one) => one.thing === aligning?.thing);
    if (aligning === null || place === undefined) return;
    const plan = { x: place.x, y: place.y, z: place.height_m };
    const others = aligning.pairs.filter((one) => one.thing !== place.thing);
    const pairs = [...others, { thing: place.thing, plan, space: { ...space } }];
    const found = fit(pairs);
    if (found === null) {
      const rest = this.placedThings().find((one) => !pairs.some((pair) => pair.thing === one.id));
      this.change({ aligning: { thing: rest?.id ?? null, pairs, problem: null } });
      return;
    }
    if (worst(found, pairs) > FAR_M) {
      const first = this.placedThings()[0]?.id ?? null;
      this.change({ aligning: { thing: first, pairs: [], problem: "alignBad" } });
      return;
    }
    this.lineUp(found);
    this.change({ hint: "alignDone" });
  }

  private lineUp(alignment: Alignment): void {
    this.change({ aligning: null, alignment, view: "place" });
    this.world?.keepAlignment(alignment);
  }

  /** An anchor of an earlier session was found, or the space is another one (null). */
  aligned(alignment: Alignment | null): void {
    const isNew = this.state.alignment === null && alignment !== null;
    this.change({
      alignment,
      view: alignment === null ? "miniature" : isNew ? "place" : this.state.view,
    });
  }

  /** Keep where an anchor lies in the plan; a hub that cannot is no reason to stop. */
  async keepAnchor(handle: string, at: PlanPose): Promise<void> {
    await putAlignment(this.language, { handle, ...at }).catch(() => null);
  }

  /** Return which point of the plan a point in space is; null: the room is not lined up. */
  planOf(space: Vec): Vec | null {
    return this.state.alignment === null ? null : toPlan(this.state.alignment, space);
  }

  entered(mode: VisitState["mode"]): void {
    this.change({
      mode,
      alignment: null,
      view: "miniature",
      aligning: null,
      placing: null,
      hint: null,
    });
  }

  private told(problem: unknown): string {
    if (problem instanceof Problem && problem.status === 0)
      return pageWord("noAnswer", this.language);
    const detail = problem instanceof Problem ? problem.detail : String(problem);
    return `${say("problem", this.language)}: ${detail}`;
  }
}
