// What things reported over time, and the energy that they used.

import { call } from "./client";

/** One stretch of time: what was reported in it, on the whole, at least and at most. */
export interface Point {
  at: string;
  mean: number;
  low: number;
  high: number;
}

/** Of numbers, and of booleans as the share of the time that they were true. */
export interface Readings {
  thing: string;
  property: string;
  unit: string | null;
  points: Point[];
}

export interface EnergyDay {
  /** A day of the home: "2026-11-26". */
  date: string;
  kwh: number;
  by_thing: Record<string, number>;
}

/** Return what a property of a thing was over so many hours until now. Throws Problem. */
export function readings(
  language: string,
  thing: string,
  property: string,
  hours: number,
): Promise<Readings> {
  const asked = new URLSearchParams({ thing, property, hours: String(hours) });
  return call("GET", `/api/history?${asked}`, language);
}

/** Return the energy of so many days until today, the oldest first. Throws Problem. */
export async function energy(language: string, days: number): Promise<EnergyDay[]> {
  const answer = await call<{ days: EnergyDay[] }>("GET", `/api/energy?days=${days}`, language);
  return [...answer.days].sort((a, b) => a.date.localeCompare(b.date));
}
