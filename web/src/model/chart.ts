// Scales, ticks and paths of a graph. Pure: numbers in, numbers and SVG paths out.

import type { Point } from "../api/history";
import { dateIn } from "./past";

export interface Scale {
  (value: number): number;
  /** Return the value at a place. */
  back: (place: number) => number;
}

/** Return the straight line from a domain of values to a range of places. */
export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const [from, to] = range;
  const slope = high === low ? 0 : (to - from) / (high - low);
  const scale = (value: number): number => from + (value - low) * slope;
  return Object.assign(scale, {
    back: (place: number) => (slope === 0 ? low : low + (place - from) / slope),
  });
}

/** Return a round step, 1, 2 or 5 times a power of ten, of which about `count` fit in a span. */
export function niceStep(span: number, count: number): number {
  if (!(span > 0) || count < 1) return 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
}

export interface Axis {
  low: number;
  high: number;
  ticks: number[];
}

/**
 * Return an axis of round numbers that holds all of the values.
 *
 * `least` is the least span: a room that stays within 0.3° must not look like a fever.
 */
export function axisOf(values: readonly number[], count: number, least: number): Axis {
  const known = values.filter(Number.isFinite);
  const [lowest, highest] = known.length === 0 ? [0, least] : [min(known), max(known)];
  const missing = Math.max(0, least - (highest - lowest)) / 2;
  const [from, to] = [lowest - missing, highest + missing];
  const step = niceStep(to - from, count);
  // A value of a step that is a hair off its multiple is that multiple.
  const low = Math.floor(from / step + 1e-9) * step;
  const high = Math.ceil(to / step - 1e-9) * step;
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) =>
    rounded(low + index * step, step),
  );
  return { low: rounded(low, step), high: rounded(high, step), ticks };
}

function rounded(value: number, step: number): number {
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return Number(value.toFixed(digits));
}

const min = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const max = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

const HOUR_MS = 3_600_000;

/**
 * Return the moments between two to write on an axis: whole hours of the home's clock (of 3, 6 or
 * 12), or its midnights where it is more than two days. Changes of the clock are followed.
 */
export function timeTicks(from: number, to: number, count: number, timezone: string): number[] {
  const hours = (to - from) / HOUR_MS;
  const step = hours > 48 ? 24 : ([1, 2, 3, 6, 12].find((one) => hours / one <= count) ?? 24);
  const ticks: number[] = [];
  const start = Math.ceil(from / HOUR_MS) * HOUR_MS;
  // Zones of half an hour have their whole hours between those of Greenwich.
  const shift = minuteIn(start, timezone) * 60_000;
  for (let at = start - shift; at <= to; at += HOUR_MS) {
    if (at >= from && hourIn(at, timezone) % step === 0) ticks.push(at);
  }
  return ticks;
}

export function hourIn(at: number, timezone: string): number {
  return Number(partIn(at, timezone, "hour"));
}

function minuteIn(at: number, timezone: string): number {
  return Number(partIn(at, timezone, "minute"));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partIn(at: number, timezone: string, part: "hour" | "minute"): string {
  const key = `${timezone} ${part}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  formats.set(key, format);
  return format.formatToParts(at).find((one) => one.type === part)?.value ?? "0";
}

/** A point in time as numbers. */
export interface Dot {
  at: number;
  mean: number;
  low: number;
  high: number;
}

export function dotsOf(points: readonly Point[]): Dot[] {
  return points
    .map(({ at, mean, low, high }) => ({ at: Date.parse(at), mean, low, high }))
    .filter((dot) => Number.isFinite(dot.at) && Number.isFinite(dot.mean))
    .sort((a, b) => a.at - b.at);
}

const BUCKET_MS = 300_000; // the hub keeps buckets of five minutes
const MAX_POINTS = 300; // and answers with at most so many

/** Return after how long without a report the line of so many hours is broken, in ms. */
export function gapOf(hours: number): number {
  const buckets = Math.max(1, Math.ceil((hours * HOUR_MS) / BUCKET_MS / MAX_POINTS));
  return 2.5 * buckets * BUCKET_MS;
}

/** Cut the dots where nothing was reported for longer than `gap_ms`. */
export function stretches(dots: readonly Dot[], gap_ms: number): Dot[][] {
  const found: Dot[][] = [];
  for (const dot of dots) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last === undefined || before === undefined || dot.at - before.at > gap_ms)
      found.push([dot]);
    else last.push(dot);
  }
  return found;
}

const place = (value: number): string => String(Math.round(value * 10) / 10);

/** Return the line of what was reported, as an SVG path; a lone dot makes none. */
export function linePath(parts: readonly Dot[][], x: Scale, y: Scale): string {
  return parts
    .filter((dots) => dots.length > 1)
    .map((dots) => `M${dots.map((dot) => `${place(x(dot.at))} ${place(y(dot.mean))}`).join("L")}`)
    .join("");
}

/** Return the band between what was least and most, as an SVG path. */
export function bandPath(parts: readonly Dot[][], x: Scale, y: Scale): string {
  return parts
    .filter((dots) => dots.length > 1)
    .map((dots) => {
      const over = dots.map((dot) => `${place(x(dot.at))} ${place(y(dot.high))}`);
      const under = dots.map((dot) => `${place(x(dot.at))} ${place(y(dot.low))}`).reverse();
      return `M${[...over, ...under].join("L")}Z`;
    })
    .join("");
}

/** Return the dot nearest to a moment, within `within_ms` of it; null: nothing was reported there. */
export function nearest(dots: readonly Dot[], at: number, within_ms: number): Dot | null {
  let [low, high] = [0, dots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dots[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const near = [dots[low - 1], dots[low]].filter((dot) => dot !== undefined);
  near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
  const [best] = near;
  return best !== undefined && Math.abs(best.at - at) <= within_ms ? best : null;
}

export interface Row {
  at: number;
  /** Null: nothing was reported in that time. */
  dot: Dot | null;
}

/** Return what was reported in each stretch between moments, the last of which ends at `to`. */
export function summarised(dots: readonly Dot[], moments: readonly number[], to: number): Row[] {
  return moments.map((at, index) => {
    const end = moments[index + 1] ?? to;
    const here = dots.filter((dot) => dot.at >= at && dot.at < end);
    if (here.length === 0) return { at, dot: null };
    return {
      at,
      dot: {
        at,
        mean: here.reduce((sum, dot) => sum + dot.mean, 0) / here.length,
        low: min(here.map((dot) => dot.low)),
        high: max(here.map((dot) => dot.high)),
      },
    };
  });
}

/** A part of a bar: from where to where, and whose it is. */
export interface Part {
  id: string;
  from: number;
  to: number;
}

/** Pile up amounts, those of `order` in its order; what is in no order is the rest, id "". */
export function piled(amounts: Readonly<Record<string, number>>, order: readonly string[]): Part[] {
  const known = order.map((id) => [id, amounts[id] ?? 0] as const);
  const rest = Object.entries(amounts)
    .filter(([id]) => !order.includes(id))
    .reduce((sum, [, amount]) => sum + amount, 0);
  const parts: Part[] = [];
  let from = 0;
  for (const [id, amount] of [...known, ["", rest] as const]) {
    if (amount <= 0) continue;
    parts.push({ id, from, to: from + amount });
    from += amount;
  }
  return parts;
}

/** Return the ids that came to most over all days, at most `count`, the most first. */
export function most(days: readonly Readonly<Record<string, number>>[], count: number): string[] {
  const sums = new Map<string, number>();
  for (const day of days)
    for (const [id, amount] of Object.entries(day)) sums.set(id, (sums.get(id) ?? 0) + amount);
  return [...sums]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .filter(([, sum]) => sum > 0)
    .slice(0, count)
    .map(([id]) => id);
}

/** Return the dates of so many days until today in a time zone, the oldest first. */
export function lastDates(now: Date, days: number, timezone: string): string[] {
  const today = new Date(`${dateIn(now, timezone)}T12:00:00Z`).getTime();
  return Array.from({ length: days }, (_, index) =>
    new Date(today - (days - 1 - index) * 24 * HOUR_MS).toISOString().slice(0, 10),
  );
}
