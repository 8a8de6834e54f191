// What stands on the page of a thing, as text. Pure.

import type { Outcome, Property, Thing, Value } from "../api/types";
import { type Language, nameOf, valueName, word } from "./i18n";

const UNITS: Record<string, string> = {
  DEG_C: "°",
  PERCENT: "%",
  W: " W",
  K: " K",
  MIN: " min",
  "KiloW-HR": " kWh",
  LUX: " lx",
  PPM: " ppm",
  PPB: " ppb",
  "MicroGM-PER-M3": " µg/m³",
  HectoPA: " hPa",
  "M-PER-SEC": " m/s",
  MilliM: " mm",
  DeciB: " dB",
  V: " V",
  A: " A",
  L: " L",
};

const OPENINGS = new Set(["door", "window", "garage_door", "opening"]);

/** Write a number with its unit: 24.53, DEG_C -> "24.5°". */
export function amount(value: number, unit: string | null): string {
  return `${Math.round(value * 10) / 10}${UNITS[unit ?? ""] ?? ""}`;
}

/** Write a length of time: 90 -> "1분 30초". */
export function lengthOf(seconds: number, language: Language): string {
  const parts: [number, string, string][] = [
    [Math.floor(seconds / 3600), "시간", "h"],
    [Math.floor((seconds % 3600) / 60), "분", "min"],
    [Math.floor(seconds % 60), "초", "s"],
  ];
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, ko, en]) => (language === "ko" ? `${count}${ko}` : `${count} ${en}`));
  return said.join(" ") || (language === "ko" ? "0초" : "0 s");
}

/** Write what a timer has left as a clock does: 3725 -> "1:02:05". */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (count: number): string => String(count).padStart(2, "0");
  const [hours, minutes, left] = [
    Math.floor(whole / 3600),
    Math.floor((whole % 3600) / 60),
    whole % 60,
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(left)}` : `${minutes}:${two(left)}`;
}

/** Write one property's value as a person would say it. */
export function said(thing: Thing, name: string, value: Value, language: Language): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return word(truth(thing, name, value), language);
  if (name === "remaining" && typeof value === "number") return lengthOf(value, language);
  if (typeof value === "number") return amount(value, thing.properties[name]?.unit ?? null);
  return Array.isArray(value) ? value.join(", ") : valueName(value, language);
}

function truth(
  thing: Thing,
  name: string,
  isTrue: boolean,
): "on" | "off" | "locked" | "unlocked" | "isOpen" | "isClosed" | "detected" | "clear" {
  if (name === "locked") return isTrue ? "locked" : "unlocked";
  if (name === "door_open" || (name === "value" && OPENINGS.has(thing.measures ?? ""))) {
    return isTrue ? "isOpen" : "isClosed";
  }
  if (name === "value") return isTrue ? "detected" : "clear";
  return isTrue ? "on" : "off";
}

/** Return what a thing reports, on one line; what is only wished for is not in it. */
export function stateLine(thing: Thing, language: Language): string {
  const { state } = thing;
  const parts: string[] = [];
  const add = (name: string): void => {
    if (state[name] !== undefined && state[name] !== null)
      parts.push(said(thing, name, state[name], language));
  };
  add("on");
  add("locked");
  add("activity");
  if (typeof state["position"] === "number") parts.push(positionOf(state["position"], language));
  if (state["on"] === true) {
    for (const name of ["brightness", "speed", "mode", "title"]) add(name);
    if (state["playback"] === "playing") add("playback");
  }
  if (typeof state["remaining"] === "number" && state["remaining"] > 0) {
    parts.push(`${lengthOf(minutely(state["remaining"]), language)} ${word("left", language)}`);
  }
  if (thing.type === "vacuum" || thing.type === "mower") add("battery");
  if (thing.type === "refrigerator") add("target_temperature");
  if (thing.type === "refrigerator" && state["door_open"] === true)
    parts.push(word("doorOpen", language));
  if (thing.type === "sensor") add("value");
  if (thing.type === "person") add("location");
  return parts.join(" · ");
}

/** Leave the seconds out of what takes minutes. */
function minutely(seconds: number): number {
  return seconds < 60 ? seconds : Math.ceil(seconds / 60) * 60;
}

function positionOf(position: number, language: Language): string {
  if (position <= 0) return word("isClosed", language);
  if (position >= 100) return word("isOpen", language);
  return `${Math.round(position)}% ${word("isOpen", language)}`;
}

/** Return what a thing was asked to become and has not reported yet; "" where there is nothing. */
export function wishLine(thing: Thing, language: Language): string {
  return Object.entries(thing.desired)
    .map(([name, value]) => {
      const text = said(thing, name, value, language);
      return typeof value === "boolean" || name === "activity"
        ? text
        : `${nameOf(name, language)} ${text}`;
    })
    .join(", ");
}

/** Return how one command ended: "켜짐", "응답이 없어요", or why it was refused. */
export function endLine(outcome: Outcome, thing: Thing | undefined, language: Language): string {
  if (outcome.end === "timed_out") return word("timedOut", language);
  if (outcome.end === "refused") return outcome.reason ?? word("refused", language);
  const value = outcome.observed ?? outcome.value;
  if (value === null) return word("done", language);
  const text = thing === undefined ? String(value) : said(thing, outcome.name, value, language);
  const speaks = typeof value === "boolean" || ["activity", "playback"].includes(outcome.name);
  return speaks ? text : `${nameOf(outcome.name, language)} ${text}`;
}

/** Return a thing's name without its room's, where enough is left: "거실 온도" in 거실 is "온도". */
export function shortTitle(title: string, area: string | null): string {
  const rest =
    area !== null && title.startsWith(`${area} `) ? title.slice(area.length + 1).trim() : title;
  return rest.length < 2 ? title : rest;
}

/** Return the language that a name is read aloud in: a home's names may be of either. */
export function languageOf(name: string): Language {
  return /[\uac00-\ud7a3]/.test(name) ? "ko" : "en";
}

/** Return a number one step further, within the property's range. */
export function stepped(value: number, by: 1 | -1, known: Property): number {
  const step = known.step ?? (known.type === "integer" ? 1 : 0.5);
  const next = Math.round((value + by * step) * 100) / 100;
  return Math.min(known.maximum ?? next, Math.max(known.minimum ?? next, next));
}

/** Write a moment: the time, and the day unless it is today; without a zone, as the browser's. */
export function momentOf(at: string, now: Date, language: Language, timeZone?: string): string {
  const moment = new Date(at);
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = moment.toLocaleTimeString(language, { ...zone, hour: "numeric", minute: "2-digit" });
  const day = { ...zone, month: "short", day: "numeric", weekday: "short" } as const;
  const date = moment.toLocaleDateString(language, day);
  return date === now.toLocaleDateString(language, day) ? time : `${date} ${time}`;
}
