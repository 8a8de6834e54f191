// What the page does: signs in, watches, carries out wishes. The view draws `state` at each change.

import { type Hub, Problem, watch } from "../api/client";
import type { Answer, Me, Message, Outcome, Thing, Value } from "../api/types";
import { endLine } from "./format";
import { Household } from "./household";
import { type Language, type Word, word } from "./i18n";
import { elapsed, empty, MAX_JOURNAL, type Model, reduce } from "./model";
import { Store } from "./store";

export interface Line {
  id: number;
  who: "me" | "home";
  kind: string;
  text: string;
  outcomes: readonly Outcome[];
  /** A larger model's own words, and nothing that the home observed. */
  isByModel: boolean;
  /** More of it is coming. */
  isGrowing: boolean;
}

export interface State {
  phase: "starting" | "signIn" | "home";
  problem: string | null;
  /** Who is signed in; null: not known yet. */
  me: Me | null;
  model: Model;
  isConnected: boolean;
  wasConnected: boolean;
  talk: readonly Line[];
  isThinking: boolean;
  /** How many wishes for a thing are on their way. */
  busy: Readonly<Record<string, number>>;
  /** What went wrong with a thing last; gone with its next wish. */
  troubles: Readonly<Record<string, string>>;
  /** Why an answer to a confirmation was not taken. */
  objections: Readonly<Record<string, string>>;
}

const MAX_LINES = 100;
const START: State = {
  phase: "starting",
  problem: null,
  me: null,
  model: empty,
  isConnected: false,
  wasConnected: false,
  talk: [],
  isThinking: false,
  busy: {},
  troubles: {},
  objections: {},
};

export class Session extends Store<State> {
  language: Language = "ko";
  readonly household: Household;
  private stop: (() => void) | null = null;
  private readonly hearers = new Set<(message: Message) => void>();
  private lines = 0;

  constructor(private readonly hub: Hub) {
    super(START);
    this.household = new Household(hub, (problem) =>
      problem instanceof Problem && problem.status === 409
        ? this.word("nameTaken")
        : this.told(problem),
    );
  }

  speak(language: Language): void {
    this.language = language;
    this.hub.language = language;
    if (this.state.phase === "home") this.watch();
  }

  /** Open a session with the token, or go on with the one that the browser holds. */
  async begin(token: string | null): Promise<void> {
    if (token === null) {
      this.watch();
      return;
    }
    try {
      await this.hub.signIn(token);
      this.change({ problem: null, talk: [] });
      this.watch();
    } catch (problem) {
      const isWrong = problem instanceof Problem && problem.status === 401;
      this.change({
        phase: "signIn",
        problem: isWrong ? this.word("wrong") : this.told(problem),
      });
    }
  }

  async leave(): Promise<void> {
    await this.hub.signOut().catch(() => null);
    this.close(null);
  }

  /** Show the sign-in, and nothing of the home; `problem` says why. */
  private close(problem: string | null): void {
    this.stop?.();
    this.household.forget();
    this.change({ ...START, phase: "signIn", problem });
  }

  private watch(): void {
    this.stop?.();
    this.stop = watch(this.language, {
      onMessage: (message) => this.take(message),
      onLost: () => this.change({ isConnected: false }),
      onRefused: () => this.close(this.state.phase === "home" ? this.word("signedOut") : null),
    });
  }

  /** Call `listener` with each message of the hub, until the returned function is called. */
  hear(listener: (message: Message) => void): () => void {
    this.hearers.add(listener);
    return () => this.hearers.delete(listener);
  }

  private take(message: Message): void {
    for (const listener of this.hearers) listener(message);
    this.change({ model: reduce(this.state.model, message) });
    if (message.type === "home") {
      this.change({ isConnected: true, wasConnected: true });
      void this.learnWho();
    }
    if (message.type === "confirmation_ended") {
      const { [message.id]: _, ...objections } = this.state.objections;
      this.change({ objections });
    }
  }

  /** Learn who is signed in, show the home, and what plays there. */
  private async learnWho(): Promise<void> {
    const me = await this.hub.me().catch(() => null);
    if (me === null) return; // the stream breaks as well, and comes again with the home
    this.change({ me, phase: "home" });
    const playing = await this.hub.playing().catch(() => []); // a hub without it plays nothing
    this.change({ model: { ...this.state.model, playing } });
  }

  /** Return in words what went wrong, for a view that asks the hub by itself. */
  readonly explain = (problem: unknown): string => this.told(problem);

  /** Read what was done; for adults. It is kept up by what happens from then on. */
  async readJournal(): Promise<string | null> {
    try {
      const journal = await this.hub.journal(MAX_JOURNAL);
      this.change({ model: { ...this.state.model, journal } });
      return null;
    } catch (problem) {
      return this.told(problem);
    }
  }

  /** Carry on elsewhere with what plays on `from`; return what the home says of it. */
  async handOff(to: string, from: string): Promise<string> {
    try {
      return (await this.hub.handOff(to, from)).reply;
    } catch (problem) {
      return this.told(problem);
    }
  }

  /** Say something to the home, and return what it answers; null: it did not. */
  async ask(text: string, area: string | null): Promise<string | null> {
    this.say({ who: "me", kind: "said", text });
    this.change({ isThinking: true });
    let id: number | null = null;
    let heard = "";
    try {
      const answer = await this.hub.ask(text, area, (words) => {
        heard += words;
        id ??= this.say({ who: "home", kind: "chat", text: "", isByModel: true });
        this.amend(id, { text: heard.trimStart(), isGrowing: true });
      });
      const { kind, reply, outcomes } = answer;
      const said = { kind, text: reply, outcomes, isByModel: answer.by === "model" };
      if (id === null) this.say({ who: "home", ...said });
      else this.amend(id, { ...said, isGrowing: false });
      return reply;
    } catch (problem) {
      if (id !== null) this.amend(id, { isGrowing: false });
      this.say({ who: "home", kind: "problem", text: this.told(problem) });
      return null;
    } finally {
      this.change({ isThinking: false });
    }
  }

  set(thing: Thing, values: Record<string, Value>): Promise<void> {
    return this.wish(thing, () => this.hub.set(thing.id, values));
  }

  invoke(thing: Thing, action: string): Promise<void> {
    return this.wish(thing, () => this.hub.invoke(thing.id, action));
  }

  private async wish(thing: Thing, send: () => Promise<Answer>): Promise<void> {
    this.change({
      busy: this.counted(thing.id, 1),
      troubles: without(this.state.troubles, thing.id),
    });
    try {
      const answer = await send();
      const bad = answer.outcomes.find((outcome) => outcome.end !== "done");
      if (bad !== undefined) this.trouble(thing, endLine(bad, thing, this.language));
      else if (answer.outcomes.length === 0 && answer.confirmation === null)
        this.trouble(thing, answer.reply);
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

  /** Take back the last act, and return what the home says of it. */
  async undo(): Promise<string> {
    try {
      const answer = await this.hub.undo();
      this.say({ who: "home", kind: "undo", text: answer.reply, outcomes: answer.outcomes });
      return answer.reply;
    } catch (problem) {
      const text = this.told(problem);
      this.say({ who: "home", kind: "problem", text });
      return text;
    }
  }

  async confirm(id: string, accept: boolean): Promise<void> {
    try {
      const answer = await this.hub.confirm(id, accept);
      this.say({ who: "home", kind: answer.kind, text: answer.reply, outcomes: answer.outcomes });
    } catch (problem) {
      const status = problem instanceof Problem ? problem.status : 0;
      const why =
        status === 409
          ? this.word("other")
          : status === 410
            ? this.word("gone")
            : this.told(problem);
      this.change({ objections: { ...this.state.objections, [id]: why } });
    }
  }

  /** Cancel a timer or a schedule; return why it did not work, null: it did. */
  async drop(kind: "timers" | "schedules", id: string): Promise<string | null> {
    try {
      await this.hub.drop(kind, id);
      return null;
    } catch (problem) {
      const text = this.told(problem);
      this.say({ who: "home", kind: "problem", text });
      return text;
    }
  }

  forget(confirmation: string): void {
    this.change({
      model: reduce(this.state.model, {
        type: "confirmation_ended",
        id: confirmation,
        end: "seen",
      }),
    });
  }

  hush(at: string): void {
    const { model } = this.state;
    const announcements = model.announcements.filter((one) => one.at !== at);
    this.change({ model: { ...model, announcements } });
  }

  tick(seconds: number): void {
    const model = elapsed(this.state.model, seconds);
    if (model !== this.state.model) this.change({ model });
  }

  private say(line: Pick<Line, "who" | "kind" | "text"> & Partial<Line>): number {
    const next = { outcomes: [], isByModel: false, isGrowing: false, ...line, id: this.lines++ };
    this.change({ talk: [...this.state.talk, next].slice(-MAX_LINES) });
    return next.id;
  }

  private amend(id: number, part: Partial<Line>): void {
    const talk = this.state.talk.map((line) => (line.id === id ? { ...line, ...part } : line));
    this.change({ talk });
  }

  /** Say what went wrong; where the session is over, the sign-in says it. */
  private told(problem: unknown): string {
    if (problem instanceof Problem && problem.status === 401) this.close(this.word("signedOut"));
    if (problem instanceof Problem && problem.status === 0) return this.word("noAnswer");
    const detail = problem instanceof Problem ? problem.detail : String(problem);
    return `${this.word("failed")}: ${detail}`;
  }

  private word(name: Word): string {
    return word(name, this.language);
  }
}

function without<T>(record: Readonly<Record<string, T>>, id: string): Record<string, T> {
  const { [id]: _, ...rest } = record;
  return rest;
}
