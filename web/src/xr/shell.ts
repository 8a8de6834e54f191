// The page around the view: pairing, ways into the headset, and all panels as DOM.

import { button, Mirror } from "./dom";
import { CLOSE, type PanelModel, type PressValue } from "./logic/panel";
import type { Mode } from "./render/stage";
import type { Slot, Visit } from "./visit";
import { type Language, pageWord, say, type XrWord } from "./words";

const SHOWN: readonly Slot[] = ["front", "screen", "side", "home"];

export class Shell {
  readonly canvas = document.createElement("canvas");
  private readonly page = element("div", "xr");
  private readonly pairing: HTMLElement;
  private readonly ways = element("div", "ways");
  private readonly note = element("p", "note");
  private readonly spoken = element("p", "visually-hidden");
  private readonly mirrors = new Map<Slot, Mirror>();
  private readonly problem = element("p", "problem");
  private readonly ask = document.createElement("form");
  private readonly text = document.createElement("input");

  constructor(
    root: HTMLElement,
    private readonly visit: Visit,
    private readonly onPress: (slot: Slot, element: string, value: PressValue) => void,
  ) {
    const { language } = visit;
    document.documentElement.lang = language;
    this.pairing = this.pairingPage();
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", say("view", language));
    this.spoken.setAttribute("aria-live", "polite");
    const view = element("div", "view");
    view.append(this.canvas, this.note, this.spoken);

    const title = document.createElement("h1");
    const link = document.createElement("a");
    link.href = "/";
    link.textContent = pageWord("ondol", language);
    title.append(link, " XR");
    const head = document.createElement("header");
    head.append(title, this.ways);

    const panels = document.createElement("main");
    panels.className = "panels";
    this.askForm();
    panels.append(this.ask);
    for (const slot of SHOWN) {
      const mirror = new Mirror(
        () => language,
        (name, value) => this.pressed(slot, name, value),
      );
      if (slot === "front") mirror.root.setAttribute("aria-live", "polite");
      this.mirrors.set(slot, mirror);
      panels.append(mirror.root);
    }
    this.page.append(head, view, panels);
    root.append(this.page, this.pairing);
    visit.subscribe(() => this.phase());
    this.phase();
  }

  /** Show a panel's model as DOM. */
  readonly mirror = (slot: Slot, model: PanelModel | null): void => {
    this.mirrors.get(slot)?.show(model);
  };

  /** Say something to a screen reader. */
  readonly announce = (text: string): void => {
    this.spoken.textContent = text;
  };

  /** Offer the ways into a headset that this browser has. */
  offer(modes: readonly Mode[], enter: (mode: Mode) => Promise<void>): void {
    const { language } = this.visit;
    for (const mode of modes) {
      const word: XrWord = mode === "immersive-vr" ? "enterVr" : "enterAr";
      const way = button(say(word, language));
      way.className = "way";
      way.dataset["mode"] = mode;
      way.addEventListener("click", () => {
        this.note.textContent = "";
        enter(mode).catch(() => {
          this.note.textContent = say("entryFailed", language);
        });
      });
      this.ways.append(way);
    }
    if (modes.length === 0)
      this.note.textContent = say(window.isSecureContext ? "noHeadset" : "insecure", language);
  }

  private pressed(slot: Slot, name: string, value: PressValue): void {
    // In the page, a text is written in the field; the keyboard of space is for the headset.
    if (slot === "home" && name === "type" && this.visit.state.mode === null) this.text.focus();
    else this.onPress(slot, name, value);
    if (name === CLOSE && slot !== "home") this.canvas.focus({ preventScroll: true });
  }

  private phase(): void {
    const { phase, problem } = this.visit.state;
    this.page.hidden = phase !== "home";
    this.pairing.hidden = phase !== "pair";
    this.problem.textContent = problem ?? "";
    this.problem.hidden = problem === null;
  }

  private askForm(): void {
    const { language } = this.visit;
    const label = pageWord("ask", language);
    this.ask.className = "ask";
    this.text.type = "text";
    this.text.maxLength = 300;
    this.text.placeholder = pageWord("placeholder", language);
    this.text.setAttribute("aria-label", label);
    const send = button(say("send", language));
    send.type = "submit";
    this.ask.append(this.text, send);
    this.ask.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.text.value.trim();
      this.text.value = "";
      if (text !== "") this.visit.send(text);
    });
  }

  // --- pairing -------------------------------------------------------------------------------------

  private pairingPage(): HTMLElement {
    const { language } = this.visit;
    const page = document.createElement("main");
    page.className = "pairing";
    const title = document.createElement("h1");
    title.textContent = say("pairTitle", language);
    const help = element("p", "help");
    help.textContent = say("pairHelp", language);
    const form = document.createElement("form");
    const code = field(form, "pairCode", language);
    code.inputMode = "numeric";
    code.autocomplete = "one-time-code";
    code.pattern = "[0-9]{6}";
    code.maxLength = 6;
    code.required = true;
    code.className = "code";
    const digits = digitPad(code, language);
    const name = field(form, "pairName", language);
    name.value = say("pairDefault", language);
    name.maxLength = 60;
    name.required = true;
    const go = button(say("pairGo", language));
    go.type = "submit";
    go.className = "way";
    this.problem.setAttribute("role", "alert");
    code.parentElement?.after(digits);
    form.append(this.problem, go);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go.disabled = true;
      void this.visit.pair(code.value.trim(), name.value.trim()).finally(() => {
        go.disabled = false;
        code.value = "";
      });
    });
    page.append(title, help, form);
    return page;
  }
}

function element(tag: "div" | "p", name: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

function field(form: HTMLFormElement, word: XrWord, language: Language): HTMLInputElement {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "text";
  input.name = word;
  label.append(say(word, language), input);
  form.append(label);
  return input;
}

/** Large digits: a headset's own keyboard is slow to open and hides the page. */
function digitPad(code: HTMLInputElement, language: Language): HTMLElement {
  const pad = element("div", "digits");
  for (const digit of [..."1234567890"]) {
    const key = button(digit);
    key.addEventListener("click", () => {
      code.value = (code.value + digit).slice(0, 6);
    });
    pad.append(key);
  }
  const erase = button("⌫", say("delete", language));
  erase.addEventListener("click", () => {
    code.value = code.value.slice(0, -1);
  });
  pad.append(erase);
  return pad;
}
