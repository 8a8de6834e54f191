// The controls of one thing, by its properties: what it reports, and what can be asked of it.

import { h } from "./dom";
import { lengthOf, nameOf, valueOf, word, type Language } from "./i18n";
import { cssColor, isPending, shown } from "./model";
import type { Thing, Value } from "./types";

export interface Wishes {
  set(thing: Thing, values: Record<string, Value>): void;
  invoke(thing: Thing, action: string): void;
}

const SLIDERS = ["brightness", "volume", "position", "tilt", "speed", "intensity", "color_temperature"];
const STEPPERS = ["target_temperature", "freezer_target_temperature", "target_humidity", "interval"];
const CHOICES = ["mode", "fan_speed", "swing", "program", "source", "app", "channel", "direction"];
const TOGGLES = ["muted", "oscillating", "rapid_freeze"];
const READINGS = [
  "temperature", "humidity", "pm25", "battery", "power", "energy", "remaining", "door_open",
  "location", "title",
];
const COLORS = ["white", "red", "orange", "yellow", "green", "blue", "purple", "pink"];
const BUTTONS: Record<string, readonly (readonly [string, "start" | "pause" | "stop" | "dock"])[]> = {
  robot: [["cleaning", "start"], ["paused", "pause"], ["returning", "dock"]],
  machine: [["running", "start"], ["paused", "pause"], ["idle", "stop"]],
};

/** Return the card of a thing. */
export function card(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const can = (name: string): boolean => {
    const known = thing.properties[name];
    return known !== undefined && !known.read_only;
  };
  const isOn = shown(thing, "on") === true || shown(thing, "locked") === false;
  const body = [
    ...TOGGLES.filter(can).map((name) => toggle(thing, name, wishes, language)),
    can("activity") ? activity(thing, wishes, language) : null,
    can("position") ? ends(thing, wishes, language) : null,
    can("playback") ? playback(thing, wishes, language) : null,
    ...STEPPERS.filter(can).map((name) => stepper(thing, name, wishes, language)),
    ...SLIDERS.filter(can).map((name) => slider(thing, name, wishes, language)),
    can("color") ? colors(thing, wishes, language) : null,
    ...CHOICES.filter(can).map((name) => choice(thing, name, wishes, language)),
    readings(thing, language),
    thing.type === "list" ? items(thing, language) : null,
  ].filter((one): one is HTMLElement => one !== null);
  return h(
    "li",
    {
      className: `card ${isOn ? "is-on" : ""} ${thing.available ? "" : "is-away"}`,
      "data-thing": thing.id,
      "data-state": JSON.stringify(thing.state),
    },
    h(
      "div",
      { className: "card-head" },
      h(
        "div",
        { className: "card-name" },
        h("h3", {}, thing.title),
        h("p", { className: "card-state", "aria-live": "polite" }, stateLine(thing, language)),
      ),
      can("on") ? power(thing, wishes, language) : null,
      can("locked") ? locker(thing, wishes, language) : null,
      can("activated") ? runner(thing, wishes, language) : null,
    ),
    ...body,
  );
}

function stateLine(thing: Thing, language: Language): string {
  if (!thing.available) return word("away", language);
  const parts: string[] = [];
  if (typeof thing.state["on"] === "boolean") parts.push(word(thing.state["on"] ? "on" : "off", language));
  if (typeof thing.state["locked"] === "boolean") {
    parts.push(word(thing.state["locked"] ? "locked" : "unlocked", language));
  }
  const activity = thing.state["activity"];
  if (typeof activity === "string") parts.push(valueOf(activity, language));
  if (thing.type === "sensor") parts.push(reading(thing, "value", language));
  if (thing.type === "person") parts.push(reading(thing, "location", language));
  if (isPending(thing)) parts.push(`${word("pending", language)}…`);
  return parts.join(" · ");
}

function power(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const isOn = shown(thing, "on") === true;
  return switcher(`${thing.title} ${word("on", language)}`, isOn, () =>
    wishes.set(thing, { on: !isOn }),
  );
}

function switcher(label: string, isOn: boolean, onclick: () => void): HTMLElement {
  return h(
    "button",
    { className: "switch", role: "switch", "aria-checked": String(isOn), "aria-label": label, onclick },
    h("span", { className: "knob" }),
  );
}

function toggle(thing: Thing, name: string, wishes: Wishes, language: Language): HTMLElement {
  const isOn = shown(thing, name) === true;
  return h(
    "div",
    { className: "row" },
    h("span", {}, nameOf(name, language)),
    switcher(`${thing.title} ${nameOf(name, language)}`, isOn, () => wishes.set(thing, { [name]: !isOn })),
  );
}

function button(text: string, label: string, onclick: () => void, extra = ""): HTMLElement {
  return h("button", { className: `soft ${extra}`, "aria-label": label, onclick }, text);
}

function locker(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const isLocked = shown(thing, "locked") !== false;
  const name = word(isLocked ? "unlock" : "lock", language);
  return button(name, `${thing.title} ${name}`, () => wishes.set(thing, { locked: !isLocked }));
}

function runner(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const name = word("run", language);
  return button(name, `${thing.title} ${name}`, () => wishes.set(thing, { activated: true }));
}

function activity(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const isRobot = thing.type === "vacuum" || thing.type === "mower";
  const now = shown(thing, "activity");
  const buttons = (BUTTONS[isRobot ? "robot" : "machine"] ?? []).map(([value, name]) =>
    button(
      word(name, language),
      `${thing.title} ${word(name, language)}`,
      () => wishes.set(thing, { activity: value }),
      now === value ? "is-chosen" : "",
    ),
  );
  return h("div", { className: "buttons", role: "group" }, ...buttons);
}

function ends(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const both = [["open", 100], ["close", 0]] as const;
  return h(
    "div",
    { className: "buttons", role: "group" },
    ...both.map(([name, position]) =>
      button(word(name, language), `${thing.title} ${word(name, language)}`, () =>
        wishes.set(thing, { position }),
      ),
    ),
  );
}

function playback(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const isPlaying = shown(thing, "playback") === "playing";
  const has = (action: string): boolean => thing.actions.includes(action);
  const name = word(isPlaying ? "pause" : "play", language);
  return h(
    "div",
    { className: "buttons", role: "group" },
    has("previous") && button("⏮", word("previous", language), () => wishes.invoke(thing, "previous")),
    button(isPlaying ? "⏸" : "▶", name, () =>
      wishes.set(thing, { playback: isPlaying ? "paused" : "playing" }),
    ),
    has("next") && button("⏭", word("next", language), () => wishes.invoke(thing, "next")),
  );
}

function slider(thing: Thing, name: string, wishes: Wishes, language: Language): HTMLElement {
  const known = thing.properties[name];
  const value = shown(thing, name);
  const number = typeof value === "number" ? value : (known?.minimum ?? 0);
  const unit = known?.unit === "K" ? " K" : "%";
  const output = h("output", {}, `${Math.round(number)}${unit}`);
  const input = h("input", {
    type: "range",
    min: String(known?.minimum ?? 0),
    max: String(known?.maximum ?? 100),
    step: String(known?.step ?? (name === "color_temperature" ? 100 : 1)),
    "aria-label": `${thing.title} ${nameOf(name, language)}`,
    oninput: () => {
      output.textContent = `${input.value}${unit}`;
    },
    onchange: () => wishes.set(thing, { [name]: Number(input.value) }),
  });
  input.value = String(number);
  return h("label", { className: "row slider" }, h("span", {}, nameOf(name, language)), input, output);
}

function stepper(thing: Thing, name: string, wishes: Wishes, language: Language): HTMLElement {
  const known = thing.properties[name];
  const value = shown(thing, name);
  const number = typeof value === "number" ? value : null;
  const step = known?.step ?? 1;
  const unit = known?.unit === "DEG_C" ? "°" : known?.unit === "PERCENT" ? "%" : "";
  const change = (by: number) => () => {
    const from = number ?? known?.minimum ?? 0;
    const bounded = Math.min(known?.maximum ?? from + by, Math.max(known?.minimum ?? from + by, from + by));
    wishes.set(thing, { [name]: bounded });
  };
  const label = `${thing.title} ${nameOf(name, language)}`;
  return h(
    "div",
    { className: "row stepper" },
    h("span", {}, nameOf(name, language)),
    button("−", `${label} ${word("decrease", language)}`, change(-step)),
    h("output", { "aria-label": label }, number === null ? "–" : `${number}${unit}`),
    button("+", `${label} ${word("increase", language)}`, change(step)),
  );
}

function colors(thing: Thing, wishes: Wishes, language: Language): HTMLElement {
  const now = cssColor(shown(thing, "color"));
  return h(
    "div",
    { className: "row swatches", role: "group", "aria-label": `${thing.title} ${nameOf("color", language)}` },
    ...COLORS.map((color) =>
      h("button", {
        className: `swatch ${now === color ? "is-chosen" : ""}`,
        style: { "--swatch": color },
        "aria-label": `${thing.title} ${color}`,
        "aria-pressed": String(now === color),
        onclick: () => wishes.set(thing, { color }),
      }),
    ),
  );
}

function choice(thing: Thing, name: string, wishes: Wishes, language: Language): HTMLElement | null {
  const known = thing.properties[name];
  const now = shown(thing, name);
  const options = (known?.enum ?? []).filter((one): one is string => typeof one === "string");
  if (options.length === 0) {
    if (typeof now !== "string" || now === "") return null;
    return h("div", { className: "row" }, h("span", {}, nameOf(name, language)), h("output", {}, now));
  }
  const select = h(
    "select",
    {
      "aria-label": `${thing.title} ${nameOf(name, language)}`,
      onchange: () => wishes.set(thing, { [name]: select.value }),
    },
    ...options.map((one) => h("option", { value: one, selected: one === now }, valueOf(one, language))),
  );
  return h("label", { className: "row" }, h("span", {}, nameOf(name, language)), select);
}

function readings(thing: Thing, language: Language): HTMLElement | null {
  const known = READINGS.filter((name) => {
    const value = thing.state[name];
    return value !== undefined && value !== null && value !== "" && thing.properties[name]?.read_only;
  });
  const worth = known.filter((name) => !(name === "remaining" && thing.state[name] === 0));
  if (worth.length === 0 || thing.type === "person") return null;
  return h(
    "dl",
    { className: "readings" },
    ...worth.flatMap((name) => [
      h("dt", {}, nameOf(name, language)),
      h("dd", {}, reading(thing, name, language)),
    ]),
  );
}

const UNITS: Record<string, string> = {
  DEG_C: "°C", PERCENT: "%", W: " W", "KiloW-HR": " kWh", LUX: " lx", PPM: " ppm",
  "MicroGM-PER-M3": " ㎍/㎥",
};

function reading(thing: Thing, name: string, language: Language): string {
  const value = thing.state[name];
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") {
    const isOpening = name === "door_open" || ["door", "window", "garage_door", "opening"].includes(thing.measures ?? "");
    const words = isOpening ? (["열림", "닫힘", "open", "closed"] as const) : (["감지됨", "이상 없음", "detected", "clear"] as const);
    return words[(language === "ko" ? 0 : 2) + (value ? 0 : 1)] ?? "";
  }
  if (name === "remaining" && typeof value === "number") return lengthOf(value, language);
  if (typeof value === "number") {
    return `${Math.round(value * 10) / 10}${UNITS[thing.properties[name]?.unit ?? ""] ?? ""}`;
  }
  return Array.isArray(value) ? value.join(", ") : valueOf(String(value), language);
}

function items(thing: Thing, language: Language): HTMLElement {
  const value = thing.state["items"];
  const all = Array.isArray(value) ? value : [];
  if (all.length === 0) return h("p", { className: "quiet" }, word("empty", language));
  return h("ul", { className: "items" }, ...all.map((item) => h("li", {}, item)));
}
