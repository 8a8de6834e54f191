// The journal as people read it: by day, narrowed to whom and what they look for. Pure.

import type { Entry, Home } from "../api/types";
import { type Language, word } from "./i18n";
import { nameOf } from "./rights";

export interface Narrowing {
  /** Words that must occur. */
  text: string;
  /** Who asked: a key of `whoOf`; "": anybody. */
  who: string;
  /** The id of a thing, or "area:ID" for all that stand in a room; "": anything. */
  what: string;
}

export const ALL: Narrowing = { text: "", who: "", what: "" };

export interface Day {
  /** In the home's time: "2026-11-26". */
  date: string;
  entries: Entry[];
}

/** Return what names an entry's actor among others: the person's name where the hub says it. */
export function actorKey(entry: Entry): string {
  return entry.why?.person ?? entry.actor;
}

/** Return what to call who did it; those that are always there by what they are. */
export function actorName(entry: Entry, language: Language): string {
  const { actor, why } = entry;
  const isKnown = actor === "owner" || actor === "voice" || actor === "program";
  if (isKnown) return nameOf({ id: actor, name: actor, role: actor }, language);
  return why?.person ?? word("somebody", language);
}

/** Return everybody who did something, by key and name, each once. */
export function whoOf(entries: readonly Entry[], language: Language): [string, string][] {
  const found = new Map(entries.map((entry) => [actorKey(entry), actorName(entry, language)]));
  return [...found].sort((a, b) => a[1].localeCompare(b[1]));
}

/** Return the ids of all things that something was done to. */
export function touchedBy(entries: readonly Entry[]): Set<string> {
  return new Set(entries.flatMap((entry) => entry.outcomes.map((one) => one.thing)));
}

/** Return the entries that are looked for, in their order. */
export function narrowed(entries: readonly Entry[], by: Narrowing, home: Home): Entry[] {
  const wanted = by.text.trim().toLocaleLowerCase();
  const things = by.what.startsWith("area:")
    ? new Set(
        home.things
          .filter((one) => one.area === by.what.slice("area:".length))
          .map((one) => one.id),
      )
    : new Set([by.what]);
  return entries.filter((entry) => {
    if (by.who !== "" && actorKey(entry) !== by.who) return false;
    if (by.what !== "" && !entry.outcomes.some((one) => things.has(one.thing))) return false;
    if (wanted === "") return true;
    const said = [entry.text, entry.summary, entry.reply, entry.why?.schedule];
    return said.some((one) => one?.toLocaleLowerCase().includes(wanted));
  });
}

/** Return entries by day of the home, in their order. */
export function byDay(entries: readonly Entry[], timezone: string): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const date = dateIn(new Date(entry.at), timezone);
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, entries: [entry] });
  }
  return days;
}

/** Return the date of a moment in a time zone: "2026-11-26". */
export function dateIn(moment: Date, timezone: string): string {
  return moment.toLocaleDateString("sv-SE", { timeZone: timezone });
}

/** Write a date as people do: "오늘", "어제", "11월 24일 화요일". */
export function dayName(date: string, now: Date, timezone: string, language: Language): string {
  if (date === dateIn(now, timezone)) return word("dayToday", language);
  if (date === dateIn(new Date(now.getTime() - 86_400_000), timezone))
    return word("dayYesterday", language);
  const noon = new Date(`${date}T12:00:00Z`);
  return noon.toLocaleDateString(language, {
    timeZone: "UTC",
    month: "long",
    day: "numeric",
    weekday: "long",
  });
}

/** Write the time of a moment in the home. */
export function timeIn(at: string, timezone: string, language: Language): string {
  return new Date(at).toLocaleTimeString(language, {
    timeZone: timezone,
    hour: "numeric",
    minute: "2-digit",
  });
}
