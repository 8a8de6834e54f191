// The page: signs in, watches the hub, draws what it knows.

import { Hub, Problem, watch } from "./api";
import { card, type Wishes } from "./controls";
import { h } from "./dom";
import { lengthOf, word, type Language } from "./i18n";
import { empty, reduce, rooms, type Model } from "./model";
import "./style.css";
import type { Answer, Confirmation, Entry, Thing, Value } from "./types";

const root = document.getElementById("app") as HTMLElement;
const hub = new Hub();
let model: Model = empty;
let isConnected = false;
let language: Language = stored("language") === "en" || (!stored("language") && !navigator.language.startsWith("ko")) ? "en" : "ko";
let area: string | null = stored("area");
let theme = stored("theme");
const talk: { who: "me" | "home"; text: string; outcomes?: Answer["outcomes"] }[] = [];

function stored(name: string): string | null {
  try {
    return localStorage.getItem(`ondol.${name}`);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(`ondol.${name}`, value);
  } catch {
    // A browser that keeps nothing still works; it only forgets.
  }
}

const t = (name: Parameters<typeof word>[0]): string => word(name, language);

// --- signing in -----------------------------------------------------------------------------------

async function begin(): Promise<void> {
  applyLook();
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  history.replaceState(null, "", location.pathname);
  if (token !== null) {
    try {
      await hub.signIn(token);
    } catch (problem) {
      signInView(problem instanceof Problem ? problem.detail : String(problem));
      return;
    }
  }
  start();
}

let stop: (() => void) | null = null;

function start(): void {
  stop?.();
  layout();
  stop = watch(
    (message) => {
      model = reduce(model, message);
      draw();
      if (message.type === "announcement") say("home", `📢 ${message.message || "⏰"}`);
    },
    (isOpen) => {
      isConnected = isOpen;
      drawConnection();
      if (isOpen) void loadJournal();
    },
    () => {
      stop?.();
      signInView(null);
    },
  );
}

async function loadJournal(): Promise<void> {
  const journal = await hub.journal().catch(() => null);
  if (journal !== null) {
    model = { ...model, journal };
    draw();
  }
}

function signInView(problem: string | null): void {
  const input = h("input", {
    id: "token",
    type: "password",
    autocomplete: "off",
    required: true,
    "aria-describedby": "token-help",
  });
  const form = h(
    "form",
    {
      className: "sign-in",
      onsubmit: (event: Event) => {
        event.preventDefault();
        hub.signIn(input.value.trim()).then(start, (error: unknown) => {
          signInView(error instanceof Problem && error.status !== 401 ? error.detail : t("wrong"));
        });
      },
    },
    h("h1", {}, "온돌"),
    h("label", { htmlFor: "token" }, t("token")),
    input,
    h("p", { id: "token-help", className: "quiet" }, t("tokenHelp")),
    problem === null ? null : h("p", { className: "problem", role: "alert" }, problem),
    h("button", { className: "strong" }, t("signIn")),
  );
  root.replaceChildren(h("main", {}, form));
  input.focus();
}

// --- layout ---------------------------------------------------------------------------------------

const parts = {
  connection: h("span", { className: "connection", role: "status" }),
  home: h("section", { className: "home", "aria-label": "home" }),
  talk: h("div", { className: "talk", role: "log", "aria-live": "polite", tabIndex: 0 }),
  text: h("input", { id: "text", type: "text", autocomplete: "off", enterkeyhint: "send", maxlength: "300" }),
  place: h("select", { id: "place" }),
  history: h("section", { className: "history" }),
  timers: h("section", { className: "timers" }),
  confirm: h("div", { className: "confirms" }),
};

function layout(): void {
  const form = h(
    "form",
    {
      className: "ask",
      onsubmit: (event: Event) => {
        event.preventDefault();
        void ask();
      },
    },
    h("label", { htmlFor: "place", className: "visually-hidden" }, t("here")),
    parts.place,
    h("label", { htmlFor: "text", className: "visually-hidden" }, t("ask")),
    parts.text,
    h("button", { className: "strong", type: "submit" }, t("send")),
  );
  parts.text.placeholder = t("placeholder");
  parts.place.onchange = () => {
    area = parts.place.value || null;
    store("area", area ?? "");
  };
  root.replaceChildren(
    h("a", { className: "skip", href: "#text" }, t("skip")),
    h(
      "header",
      {},
      h("h1", {}, h("img", { src: "/icon.svg", alt: "", width: 28, height: 28 }), "온돌"),
      parts.connection,
      h("button", { className: "soft", onclick: changeLanguage, lang: language === "ko" ? "en" : "ko" }, t("language")),
      h("button", { className: "soft", onclick: changeTheme, "aria-label": t("theme") }, "◐"),
    ),
    parts.confirm,
    h(
      "main",
      {},
      h(
        "aside",
        { className: "side" },
        h("section", { className: "conversation" }, h("h2", {}, t("ask")), parts.talk, form),
        parts.timers,
        parts.history,
      ),
      parts.home,
    ),
  );
  drawn.clear();
  drawTalk();
  draw();
  drawConnection();
}

function changeLanguage(): void {
  language = language === "ko" ? "en" : "ko";
  store("language", language);
  applyLook();
  start();
}

function changeTheme(): void {
  const isDark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  theme = isDark ? "light" : "dark";
  store("theme", theme);
  applyLook();
}

function applyLook(): void {
  hub.language = language;
  document.documentElement.lang = language;
  if (theme) document.documentElement.dataset["theme"] = theme;
}

function drawConnection(): void {
  parts.connection.textContent = isConnected ? t("online") : t("offline");
  parts.connection.classList.toggle("is-lost", !isConnected);
}

// --- drawing --------------------------------------------------------------------------------------

const wishes: Wishes = {
  set: (thing: Thing, values: Record<string, Value>) => void carryOut(hub.set(thing.id, values)),
  invoke: (thing: Thing, action: string) => void carryOut(hub.invoke(thing.id, action)),
};

async function carryOut(wish: Promise<Answer>): Promise<void> {
  try {
    const answer = await wish;
    const isTrouble = answer.confirmation !== null || answer.outcomes.some((one) => one.end !== "done");
    if (isTrouble) say("home", answer.reply);
  } catch (problem) {
    say("home", `${t("failed")}: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}

async function ask(): Promise<void> {
  const text = parts.text.value.trim();
  if (text === "") return;
  parts.text.value = "";
  say("me", text);
  try {
    const answer = await hub.ask(text, area);
    say("home", answer.reply, answer.outcomes);
  } catch (problem) {
    say("home", `${t("failed")}: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}

function say(who: "me" | "home", text: string, outcomes: Answer["outcomes"] = []): void {
  talk.push({ who, text, outcomes });
  if (talk.length > 50) talk.shift();
  drawTalk();
}

function drawTalk(): void {
  const lines = talk.length > 0 ? talk : [{ who: "home" as const, text: t("hello") }];
  parts.talk.replaceChildren(
    ...lines.map((line) => h("p", { className: `line from-${line.who}` }, line.text)),
  );
  parts.talk.scrollTop = parts.talk.scrollHeight;
}

let isDrawing = false;

/** Draw soon, once for all messages of one frame. */
function draw(): void {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    drawHome();
    drawHistory();
    drawTimers();
    drawConfirmations();
  });
}

const drawn = new Map<string, { thing: Thing; element: HTMLElement }>();

function drawHome(): void {
  const home = model.home;
  if (home === null) return;
  drawPlaces();
  const sections = rooms(home).map((room) => {
    const floor = room.area?.floor;
    return h(
      "section",
      { className: "room" },
      h("h2", {}, room.area?.name ?? t("home"), floor ? h("small", {}, floor) : null),
      h("ul", { className: "cards" }, ...room.things.map(cardOf)),
    );
  });
  const focused = document.activeElement?.getAttribute("aria-label");
  parts.home.replaceChildren(...sections);
  if (focused && document.activeElement === document.body) {
    const again = parts.home.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`);
    again?.focus({ preventScroll: true });
  }
}

function cardOf(thing: Thing): HTMLElement {
  const known = drawn.get(thing.id);
  if (known?.thing === thing) return known.element;
  const element = card(thing, wishes, language);
  drawn.set(thing.id, { thing, element });
  return element;
}

function drawPlaces(): void {
  const areas = model.home?.areas ?? [];
  const wanted = ["", ...areas.map((one) => one.id)].join();
  if (parts.place.dataset["areas"] === wanted + language) return;
  parts.place.dataset["areas"] = wanted + language;
  parts.place.replaceChildren(
    h("option", { value: "" }, t("here")),
    ...areas.map((one) => h("option", { value: one.id }, one.name)),
  );
  parts.place.value = areas.some((one) => one.id === area) ? (area ?? "") : "";
}

function drawHistory(): void {
  const entries = model.journal.slice(0, 12);
  const newest = entries.find((entry) => entry.can_undo);
  parts.history.replaceChildren(
    h("h2", {}, t("history")),
    h("ol", {}, ...entries.map((entry) => entryView(entry, entry === newest))),
  );
}

function entryView(entry: Entry, canUndo: boolean): HTMLElement {
  const at = new Date(entry.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  return h(
    "li",
    { className: entry.undone ? "is-undone" : "" },
    h("time", { dateTime: entry.at }, at),
    h("div", {}, h("p", {}, entry.text ?? entry.summary), h("p", { className: "quiet" }, entry.undone ? t("undone") : entry.reply)),
    canUndo
      ? h("button", { className: "soft", onclick: () => void carryOut(hub.undo()) }, t("undo"))
      : null,
  );
}

function drawTimers(): void {
  const { timers, schedules } = model.home ?? { timers: [], schedules: [] };
  if (timers.length + schedules.length === 0) {
    parts.timers.replaceChildren();
    return;
  }
  const drop = (kind: "timers" | "schedules", id: string) => () => void hub.drop(kind, id).catch(() => null);
  parts.timers.replaceChildren(
    h("h2", {}, t("timers")),
    h(
      "ul",
      {},
      ...timers.map((timer) =>
        h(
          "li",
          {},
          h("span", {}, `${timer.name ?? ""} ${lengthOf(timer.left_s, language)} ${timer.paused ? t("paused") : ""}`),
          h("button", { className: "soft", onclick: drop("timers", timer.id) }, t("cancel")),
        ),
      ),
      ...schedules.map((schedule) =>
        h(
          "li",
          {},
          h("span", {}, schedule.summary),
          h("button", { className: "soft", onclick: drop("schedules", schedule.id) }, t("cancel")),
        ),
      ),
    ),
  );
}

let confirmationsDrawn = "";

function drawConfirmations(): void {
  const open = model.home?.confirmations ?? [];
  const signature = JSON.stringify(open) + language;
  if (signature === confirmationsDrawn) return;
  confirmationsDrawn = signature;
  parts.confirm.replaceChildren(...open.map(confirmationView));
}

function confirmationView(asked: Confirmation): HTMLElement {
  const answer = (accept: boolean) => () => void carryOut(hub.confirm(asked.id, accept));
  return h(
    "section",
    { className: "confirm", role: "alertdialog", "aria-label": t("confirm") },
    h("h2", {}, t("confirm")),
    h("p", { className: "what" }, asked.summary),
    asked.own ? h("p", { className: "quiet" }, t("other")) : null,
    h(
      "div",
      { className: "buttons" },
      asked.own ? null : h("button", { className: "strong", onclick: answer(true) }, t("accept")),
      h("button", { className: "soft", onclick: answer(false) }, t("decline")),
    ),
  );
}

// Timers count down between the hub's messages.
setInterval(() => {
  const home = model.home;
  if (home === null || home.timers.length === 0) return;
  const timers = home.timers.map((timer) =>
    timer.paused ? timer : { ...timer, left_s: Math.max(0, timer.left_s - 1) },
  );
  model = { ...model, home: { ...home, timers } };
  drawTimers();
}, 1000);

void begin();
