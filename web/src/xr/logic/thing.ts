// A thing as a panel: what it reports, and a control for each property that can be set. Pure.

import type { Property, Thing, Value } from "../../api/types";
import { amount, lengthOf, said, stateLine, wishLine } from "../../model/format";
import { type Language, nameOf, valueName, word } from "../../model/i18n";
import { shown } from "../../model/model";
import { say } from "../words";
import type { Element, PanelModel, PressValue } from "./panel";

/** What a press on the panel of a thing asks for. */
export type Wish =
  | { kind: "set"; values: Record<string, Value> }
  | { kind: "invoke"; action: string }
  | { kind: "place" }
  | { kind: "close" };

const ROBOTS = new Set(["vacuum", "mower"]);
const SKIPPED = new Set(["on", "locked", "activity", "playback", "items"]);
const COLORS = ["white", "red", "orange", "yellow", "green", "blue", "purple", "pink"];
/** So many steps are taken one by one; more are slid over. */
const FEW_STEPS = 40;
const MOST_OPTIONS = 6;
const MOST_CONTROLS = 7;

export interface Circumstances {
  language: Language;
  isBusy: boolean;
  trouble: string | null;
  mayPlace: boolean;
  areaName: (id: string) => string | null;
}

/** Return the panel of a thing. */
export function thingPanel(thing: Thing, given: Circumstances): PanelModel {
  const { language } = given;
  const wish = wishLine(thing, language);
  const state = thing.available ? stateLine(thing, language) || "–" : word("away", language);
  const elements: Element[] = [
    { kind: "text", id: "state", text: wish === "" ? state : `${state} → ${wish}` },
  ];
  if (given.trouble !== null)
    elements.push({ kind: "text", id: "trouble", role: "trouble", text: given.trouble });
  if (thing.available) elements.push(...controls(thing, given));
  elements.push(...readings(thing, language));
  if (given.mayPlace)
    elements.push({ kind: "button", id: "place", tone: "quiet", label: say("place", language) });
  return { id: `thing:${thing.id}`, title: thing.title, width_m: 0.56, elements, isClosable: true };
}

function controls(thing: Thing, given: Circumstances): Element[] {
  const { language, isBusy } = given;
  const can = (name: string): boolean => thing.properties[name]?.read_only === false;
  const elements: Element[] = [];
  if (can("on")) {
    const isOn = shown(thing, "on") === true;
    const isPending = thing.desired["on"] !== undefined;
    const label = word("turnsOn", language);
    elements.push({ kind: "toggle", id: "on", label, value: isOn, isPending });
  }
  if (can("locked")) {
    const isLocked = thing.state["locked"] !== false;
    const label = word(isLocked ? "unlock" : "lock", language);
    elements.push({ kind: "button", id: "locked", label, tone: "main", isDisabled: isBusy });
  }
  if (can("activity")) elements.push(...activity(thing, language));
  if (can("playback")) elements.push(...playback(thing, language));
  const names = Object.keys(thing.properties).filter((name) => can(name) && !SKIPPED.has(name));
  const each = names.flatMap((name) => {
    const known = thing.properties[name];
    return known === undefined ? [] : control(thing, name, known, given);
  });
  // What reads as one line stands before what takes more of the panel.
  const rank = (one: Element): number =>
    one.kind === "stepper" ? 0 : one.kind === "slider" ? 1 : 2;
  each.sort((a, b) => rank(a) - rank(b));
  elements.push(...each.slice(0, MOST_CONTROLS));
  if (elements.length === 0 && thing.actions.includes("run"))
    elements.push({ kind: "button", id: "do:run", label: word("run", language), tone: "main" });
  return elements;
}

function control(thing: Thing, name: string, known: Property, given: Circumstances): Element[] {
  const { language, areaName } = given;
  const id = `set:${name}`;
  const label = nameOf(name, language);
  const now = shown(thing, name);
  const isPending = thing.desired[name] !== undefined;
  if (known.type === "boolean")
    return [{ kind: "toggle", id, label, value: now === true, isPending }];
  if (known.type === "number" || known.type === "integer") {
    const minimum = known.minimum ?? 0;
    const maximum = known.maximum ?? 100;
    const step =
      known.step ?? (name === "color_temperature" ? 50 : known.type === "integer" ? 1 : 0.5);
    const value = typeof now === "number" ? now : minimum;
    const text =
      typeof now !== "number"
        ? "–"
        : known.unit === "MIN"
          ? lengthOf(now * 60, language)
          : amount(now, known.unit);
    const isFew = known.unit !== "PERCENT" && (maximum - minimum) / step <= FEW_STEPS;
    const of = { id, label, value, minimum, maximum, step, text, isPending };
    return [isFew ? { kind: "stepper", ...of } : { kind: "slider", ...of }];
  }
  const options = name === "color" ? COLORS : known.enum.filter((one) => typeof one === "string");
  if (options.length === 0 || options.length > 40) return [];
  const named = options.map((value) => ({
    value,
    label: areaName(value) ?? valueName(value, language),
  }));
  const value = typeof now === "string" ? now : null;
  if (options.length <= MOST_OPTIONS || name === "color")
    return [{ kind: "choice", id, label, options: named, value, isPending }];
  const rows = named.map((one) => ({ ...one, isPressed: one.value === value }));
  const at = Math.max(
    0,
    rows.findIndex((row) => row.isPressed),
  );
  const first = Math.min(Math.max(0, rows.length - 4), Math.floor(at / 4) * 4);
  return [
    { kind: "text", id: `name:${name}`, role: "note", text: label },
    { kind: "list", id, label, rows, first, count: 4, columns: 2 },
  ];
}

function activity(thing: Thing, language: Language): Element[] {
  const now = thing.state["activity"];
  const isUnderWay = now === "running" || now === "cleaning";
  const isRobot = ROBOTS.has(thing.type);
  const steps: [string, "start" | "pause" | "stop" | "dock"][] = [
    isUnderWay ? ["paused", "pause"] : [isRobot ? "cleaning" : "running", "start"],
  ];
  if (now !== "idle" && now !== "docked" && now !== "returning")
    steps.push(isRobot ? ["returning", "dock"] : ["idle", "stop"]);
  return steps.map(([value, name], index) => ({
    kind: "button",
    id: `do:activity=${value}`,
    label: word(name, language),
    share: 1 / steps.length,
    tone: index === 0 ? "main" : "plain",
  }));
}

function playback(thing: Thing, language: Language): Element[] {
  const isPlaying = thing.state["playback"] === "playing";
  const has = (action: string): boolean => thing.actions.includes(action);
  const skips = (["previous", "next"] as const).filter(has);
  const share = 1 / (skips.length + 1);
  const skip = (action: "previous" | "next"): Element[] =>
    skips.includes(action)
      ? [{ kind: "button", id: `do:${action}`, label: word(action, language), share }]
      : [];
  const value = isPlaying ? "paused" : "playing";
  const label = word(isPlaying ? "pause" : "play", language);
  return [
    ...skip("previous"),
    { kind: "button", id: `do:playback=${value}`, label, share, tone: "main" },
    ...skip("next"),
  ];
}

function readings(thing: Thing, language: Language): Element[] {
  const worth = Object.entries(thing.properties).filter(([name, known]) => {
    const value = thing.state[name];
    if (!known.read_only || name === "value" || name === "location") return false;
    return value !== null && value !== undefined && value !== "" && value !== 0;
  });
  return worth.slice(0, 4).map(([name]) => ({
    kind: "text",
    id: `read:${name}`,
    role: "note",
    share: 0.5,
    text: `${nameOf(name, language)} ${said(thing, name, thing.state[name] ?? null, language)}`,
  }));
}

/** Return what a press on a thing's panel asks for; null: nothing. */
export function wishOf(thing: Thing, element: string, value: PressValue): Wish | null {
  if (element === "close") return { kind: "close" };
  if (element === "place") return { kind: "place" };
  if (element === "on") return { kind: "set", values: { on: value === true } };
  if (element === "locked")
    return { kind: "set", values: { locked: thing.state["locked"] === false } };
  if (element.startsWith("set:")) {
    const name = element.slice(4);
    return name in thing.properties ? { kind: "set", values: { [name]: value } } : null;
  }
  if (!element.startsWith("do:")) return null;
  const [name = "", wanted] = element.slice(3).split("=");
  return wanted === undefined
    ? { kind: "invoke", action: name }
    : { kind: "set", values: { [name]: wanted } };
}
