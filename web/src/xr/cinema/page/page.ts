// The cinema on a page without a headset: the library, and a film with its controls under it.
//
// Both are the cinema's panel, as real DOM (`Mirror`), in place of the home's view. Of a stereo film
// one eye is shown.

import { Mirror } from "../../dom";
import type { PanelModel, PressValue } from "../../logic/panel";
import { commandOf, type Focus, type KeyCommand } from "../logic/keys";
import { failureOf } from "../logic/panels";
import { eyeAspect, type Picture, pictureOf } from "../logic/picture";
import type { State } from "../logic/state";
import { type Language, phrase } from "../words";
import { LookAround } from "./look";
import "./style.css";

export interface PageListener {
  onPress(element: string, value: PressValue): void;
  onKey(command: KeyCommand): void;
}

/** Controls fade out when nothing was touched for so long while the film plays. */
const IDLE_MS = 3000;

export class CinemaPage {
  readonly root = document.createElement("section");
  private readonly frame = document.createElement("div");
  private readonly captions = document.createElement("div");
  private readonly hint = document.createElement("p");
  private readonly failure = document.createElement("p");
  private readonly panel: Mirror;
  private readonly covered: Element[] = [];
  private look: LookAround | null = null;
  private shownAs = "";
  private item: string | null = null;
  private idle = 0;
  private isPlaying = false;

  /** `beside`: an element of the page; the cinema takes the place of its neighbours but the header. */
  constructor(
    private readonly beside: Element,
    private readonly video: HTMLVideoElement,
    private readonly language: () => Language,
    private readonly listener: PageListener,
  ) {
    this.root.className = "cinema-page";
    this.root.tabIndex = -1;
    this.frame.className = "frame";
    this.captions.className = "captions";
    this.hint.className = "hint";
    this.failure.className = "failure";
    this.failure.setAttribute("role", "alert");
    this.panel = new Mirror(language, (element, value) => listener.onPress(element, value));
    this.root.append(this.frame, this.failure, this.captions, this.panel.root, this.hint);
    this.root.addEventListener("keydown", (event) => this.onKeyDown(event));
    for (const name of ["pointermove", "pointerdown", "focusin", "keydown"])
      this.root.addEventListener(name, () => this.stir());
    this.frame.addEventListener("dblclick", () => this.fullscreen());
  }

  show(state: State, panel: PanelModel | null): void {
    if (!this.root.isConnected) this.open();
    const { item, video, playback } = state;
    const language = this.language();
    this.isPlaying = playback.phase === "playing";
    this.root.classList.toggle("has-film", item !== null);
    const label =
      item === null ? phrase("cinema", language) : phrase("watching", language, item.title);
    this.root.setAttribute("aria-label", label);
    this.showPicture(state, video === null ? null : pictureOf(video, true));
    this.failure.textContent = failureOf(state, language) ?? "";
    this.failure.hidden = playback.phase !== "failed";
    this.showPanel(panel);
    const around = this.look === null ? "" : `${phrase("lookAround", language)} `;
    this.hint.textContent = item === null ? "" : around + phrase("keys", language);
    if (!this.isPlaying) this.stir();
    this.moveFocus(item?.id ?? null);
  }

  setLines(lines: readonly string[]): void {
    const made = lines.map((line) => {
      const one = document.createElement("span");
      one.textContent = line;
      return one;
    });
    this.captions.replaceChildren(...made);
  }

  recentre(): void {
    this.look?.recentre();
  }

  close(): void {
    if (!this.root.isConnected) return;
    clearTimeout(this.idle);
    this.showPicture(null, null);
    this.setLines([]);
    this.panel.show(null);
    this.item = null;
    if (document.fullscreenElement === this.root) void document.exitFullscreen();
    for (const one of this.covered.splice(0)) one.removeAttribute("inert");
    this.root.remove();
  }

  private open(): void {
    const page = this.beside.closest(".xr") ?? document.body;
    for (const one of page.children) {
      // The header stays: it has the ways into the headset.
      if (one.tagName === "HEADER" || one.tagName === "SCRIPT" || one.hasAttribute("inert"))
        continue;
      one.setAttribute("inert", "");
      this.covered.push(one);
    }
    page.append(this.root);
    this.root.focus();
    this.stir();
  }

  /** Show a panel; where it is another one, a focus that was on it goes on to what replaced it. */
  private showPanel(model: PanelModel | null): void {
    const { root } = this.panel;
    const before = root.dataset["panel"];
    const hadFocus = root.contains(document.activeElement);
    this.panel.show(model);
    if (model === null || before === model.id || !hadFocus) return;
    // Back on the film's panel that is the button of the page that was left, else what comes first.
    const opener = before?.replace("cinema-", "") ?? "";
    const wanted =
      root.querySelector<HTMLElement>(`[data-element="${CSS.escape(opener)}"]`) ??
      root.querySelector<HTMLElement>("input, .pieces button:enabled");
    (wanted ?? this.root).focus();
  }

  /** With a film the focus goes to it, and after it back to its place in the library. */
  private moveFocus(item: string | null): void {
    if (item === this.item) return;
    const left = this.item;
    this.item = item;
    const card = left === null ? null : `[data-key="${CSS.escape(left)}"]`;
    const wanted =
      item === null && card !== null ? this.root.querySelector<HTMLElement>(card) : null;
    (wanted ?? this.root).focus();
  }

  private fullscreen(): void {
    const done =
      document.fullscreenElement === null
        ? this.root.requestFullscreen?.()
        : document.exitFullscreen();
    // A browser that shows nothing in full screen shows it in the page.
    void done?.catch(() => undefined);
  }

  private showPicture(state: State | null, picture: Picture | null): void {
    const video = state?.video ?? null;
    const as = video === null ? "" : JSON.stringify([state?.item?.id, video]);
    if (as === this.shownAs) return;
    this.shownAs = as;
    this.look?.end();
    this.look = null;
    this.frame.replaceChildren();
    if (picture === null || video === null) return;
    if (picture.shape.kind !== "screen") {
      this.look = new LookAround(this.video, picture);
      this.look.canvas.setAttribute("role", "img");
      this.look.canvas.setAttribute("aria-label", state?.item?.title ?? "");
      this.frame.append(this.look.canvas);
      return;
    }
    // One eye's half is made as large as the frame, and the other lies outside of it.
    const [wide, high] = [
      video.stereo === "side_by_side" ? 2 : 1,
      video.stereo === "top_bottom" ? 2 : 1,
    ];
    const crop = document.createElement("div");
    crop.className = "crop";
    crop.style.setProperty("--aspect", String(eyeAspect(video)));
    this.video.style.width = `${wide * 100}%`;
    this.video.style.height = `${high * 100}%`;
    this.video.style.left = video.is_right_first && wide > 1 ? "-100%" : "0";
    this.video.style.top = video.is_right_first && high > 1 ? "-100%" : "0";
    crop.append(this.video);
    this.frame.append(crop);
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (this.item === null) {
      if (event.key === "Escape") this.listener.onKey("leave");
      else if (!this.moveAmongFilms(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const command = commandOf(event, focusOf(event.target));
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    switch (command) {
      case "fullscreen":
        this.fullscreen();
        return;
      case "left":
      case "right":
        this.look?.turn(command === "right" ? 1 : -1, 0);
        return;
      case "up":
      case "down":
        this.look?.turn(0, command === "up" ? 1 : -1);
        return;
      default:
        this.listener.onKey(command);
    }
  }

  /** Arrows go from film to film as they stand; say whether there was one to go to. */
  private moveAmongFilms(key: string): boolean {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[key];
    if (step === undefined) return false;
    const cards = [...this.root.querySelectorAll<HTMLElement>(".list li button")];
    const at = cards.findIndex((one) => one.matches(":focus"));
    if (at < 0) {
      cards[0]?.focus();
      return cards.length > 0;
    }
    const isAcross = key === "ArrowLeft" || key === "ArrowRight";
    const first = cards[0]?.getBoundingClientRect().top;
    const columns = cards.filter((one) => one.getBoundingClientRect().top === first).length;
    const next = cards[at + step * (isAcross ? 1 : columns)];
    next?.focus();
    return next !== undefined;
  }

  /** Something was touched: show the controls for a while. */
  private stir(): void {
    this.root.classList.remove("is-idle");
    clearTimeout(this.idle);
    this.idle = window.setTimeout(() => {
      const isUsed = this.panel.root.matches(":hover, :has(:focus-visible)");
      this.root.classList.toggle("is-idle", this.isPlaying && !isUsed);
    }, IDLE_MS);
  }
}

function focusOf(target: EventTarget | null): Focus {
  if (target instanceof HTMLInputElement) return target.type === "range" ? "slider" : "text";
  return target instanceof HTMLButtonElement ? "button" : "picture";
}
