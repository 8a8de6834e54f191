// What people may do, in plain words, and the times that a guest's stay can end at. Pure.

import type { Home, Key, Me, Person, Role, Rule, Way } from "../api/types";
import { type Language, thingsName, type Word, word } from "./i18n";
import { withParticle } from "./korean";
import { inOrder } from "./model";

/** The roles that people can be given. */
export const GIVEN = ["adult", "child", "guest", "owner"] as const satisfies readonly Role[];

export const ANY: Rule = { allow: false, types: [], areas: [], ways: [], start: null, end: null };

/** Say whether those of a role are adults of the home: they see the journal, and say yes for others. */
export function isAdult(role: Role): boolean {
  return role === "owner" || role === "adult";
}

const ALWAYS_THERE: Readonly<Record<string, Word>> = {
  owner: "always_owner",
  voice: "always_voice",
  program: "always_program",
};

/** Return what to call a person: those that are always there by what they are. */
export function nameOf(person: Me, language: Language): string {
  return calledBy(ALWAYS_THERE[person.id] === undefined ? person.name : person.id, language);
}

/** Return what to call whom the hub names: its own words for those that are always there. */
export function calledBy(name: string, language: Language): string {
  const known = ALWAYS_THERE[name];
  return known === undefined ? name : word(known, language);
}

/** Write what a rule means: "거실의 TV는 21:00–07:00에 쓸 수 없음". `isFirst`: none stands before it. */
export function ruleLine(rule: Rule, home: Home, language: Language, isFirst = true): string {
  const areas = rule.areas.map((id) => home.areas.find((area) => area.id === id)?.name ?? id);
  const types = rule.types.map((type) => thingsName(type, language));
  const ways = rule.ways.map((way) => word(`way_${way}`, language));
  const isRest = !isFirst && areas.length + types.length === 0;
  const times = timesOf(rule);
  if (language === "ko") {
    const what = types.join("·") || word(isRest ? "allTheRest" : "allThings", "ko");
    const parts = [
      areas.length > 0 ? `${areas.join("·")}의` : "",
      withParticle(what, "topic"),
      times === null ? "" : `${times.join("–")}에`,
      ways.length > 0 ? `${withParticle(ways.join("·"), "by")}는` : "",
      word(rule.allow ? "may" : "mayNot", "ko"),
    ];
    return parts.filter(Boolean).join(" ");
  }
  const what = listed(types) || word(isRest ? "allTheRest" : "allThings", "en");
  const parts = [
    word(rule.allow ? "may" : "mayNot", "en"),
    what,
    areas.length > 0 ? `in ${listed(areas)}` : "",
    times === null ? "" : `from ${times[0]} to ${times[1]}`,
    ways.length > 0 ? `through ${listed(ways)}` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function listed(names: readonly string[]): string {
  const [last, ...rest] = [...names].reverse();
  return rest.length === 0 ? (last ?? "") : `${rest.reverse().join(", ")} or ${last}`;
}

/** Return when a rule holds, as times of day; null: always. */
function timesOf(rule: Rule): [string, string] | null {
  if (rule.start === null && rule.end === null) return null;
  return [rule.start?.slice(0, 5) ?? "00:00", rule.end?.slice(0, 5) ?? "24:00"];
}

/** Return a list with others, or none, in the place of the item at `index`. */
export function replaced<T>(items: readonly T[], index: number, ...others: T[]): T[] {
  return [...items.slice(0, index), ...others, ...items.slice(index + 1)];
}

/** Return a list with the item at `index` moved one place; at its end it stays. */
export function moved<T>(items: readonly T[], index: number, by: 1 | -1): T[] {
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(Math.max(0, index + by), 0, item);
  return next;
}

/** Return the types and kinds of thing that a rule of this home can speak of; those of `rule` too. */
export function typesOf(home: Home, rule: Rule): string[] {
  const here = inOrder(home.things)
    .filter((thing) => thing.type !== "sensor" && thing.type !== "person")
    .map((thing) => thing.kind ?? thing.type);
  return [...new Set([...here, ...rule.types])];
}

/** Return the ways in that a rule of a person can speak of; those of `rule` too. */
export function waysOf(person: Pick<Person, "role">, rule: Rule): Way[] {
  const isNobody = person.role === "voice" || person.role === "program";
  const theirs: Way[] = isNobody ? [] : ["page", "headset", "api", "mcp"];
  return [...new Set([...theirs, ...rule.ways])];
}

/** Return the link that signs in with a key; the fragment is never sent over the network. */
export function linkOf(origin: string, token: string): string {
  return `${origin}/#token=${token}`;
}

/** Say whether an origin names this machine itself, so that no other device can open it. */
export function isOwnMachine(origin: string): boolean {
  const name = new URL(origin).hostname;
  return name === "localhost" || name === "[::1]" || name.startsWith("127.");
}

/** Return what a key is called: where it is used, else when it was made. */
export function keyName(key: Key, timezone: string, language: Language): string {
  const made = dayOf(new Date(key.made_at), timezone, language);
  return key.label || `${word("aKey", language)} (${made})`;
}

// --- how long a guest stays ----------------------------------------------------------------------

export type Stay = "tonight" | "weekend" | "date" | "open";

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** Return what clocks and calendars in `timezone` show at a moment. */
export function wallOf(moment: Date, timezone: string): Wall {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const part = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, hour, minute, weekday };
}

/** Return the moment when clocks in `timezone` show a local time, "2026-11-29T12:00". */
export function momentAt(local: string, timezone: string): Date {
  const asUtc = Date.parse(`${local}:00Z`);
  let moment = asUtc;
  for (let pass = 0; pass < 2; pass++) {
    // the second pass is for a change of the clocks between the guess and the moment
    const wall = wallOf(new Date(moment), timezone);
    moment += asUtc - Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  }
  return new Date(moment);
}

/** Return a moment as a local time of `timezone`, as date fields of forms hold it. */
export function localOf(moment: Date, timezone: string): string {
  const { year, month, day, hour, minute } = wallOf(moment, timezone);
  const two = (count: number): string => String(count).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** Return the last minute of today, or of the Sunday that comes; `timezone` is the home's. */
export function endOf(stay: "tonight" | "weekend", now: Date, timezone: string): Date {
  const { year, month, day, weekday } = wallOf(now, timezone);
  const days = stay === "tonight" ? 0 : (7 - weekday) % 7;
  const last = new Date(Date.UTC(year, month - 1, day + days));
  return momentAt(`${last.toISOString().slice(0, 10)}T23:59`, timezone);
}

/** Write when a stay ends: "일요일 12:00까지", "12월 24일 12:00까지", or that it has ended. */
export function stayLine(end: string, now: Date, timezone: string, language: Language): string {
  const moment = new Date(end);
  if (moment <= now) return word("stayIsOver", language);
  const { hour, minute } = wallOf(moment, timezone);
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const day = nearDayOf(moment, now, timezone, language);
  return language === "ko" ? `${day} ${time}까지` : `until ${day} ${time}`;
}

function nearDayOf(moment: Date, now: Date, timezone: string, language: Language): string {
  const dayNumber = (at: Date): number => {
    const { year, month, day } = wallOf(at, timezone);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };
  const days = dayNumber(moment) - dayNumber(now);
  if (days === 0) return word("today", language);
  if (days < 7) return moment.toLocaleDateString(language, { weekday: "long", timeZone: timezone });
  return dayOf(moment, timezone, language);
}

function dayOf(moment: Date, timezone: string, language: Language): string {
  return moment.toLocaleDateString(language, {
    month: "short",
    day: "numeric",
    timeZone: timezone,
  });
}
