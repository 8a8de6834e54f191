// Which readings of a home are worth a graph, together and under which names. Pure.

import type { Home, Thing } from "../api/types";
import { shortTitle } from "./format";
import type { Language } from "./i18n";

/** What is drawn, in this order; `least` is the least span of the axis, in the measure's unit. */
export const MEASURES = {
  temperature: { least: 4, floor: null },
  humidity: { least: 20, floor: null },
  pm25: { least: 20, floor: 0 },
  pm10: { least: 20, floor: 0 },
  co2: { least: 400, floor: null },
  voc: { least: 100, floor: 0 },
} as const;

export type Measure = keyof typeof MEASURES;

const SAME: Readonly<Record<string, Measure>> = {
  temperature: "temperature",
  humidity: "humidity",
  moisture: "humidity",
  pm25: "pm25",
  pm10: "pm10",
  co2: "co2",
  carbon_dioxide: "co2",
  volatile_organic_compounds: "voc",
  volatile_organic_compounds_parts: "voc",
};

/** One line of a graph. */
export interface Source {
  thing: string;
  property: string;
  /** The room, and the thing where the room alone does not tell. */
  name: string;
  /** The same for one room in all graphs; from 0. */
  slot: number;
}

export interface Group {
  measure: Measure;
  sources: Source[];
}

interface Candidate {
  thing: Thing;
  property: string;
  measure: Measure;
}

/** Return what things of the home measure, by measure; what nothing measures is left out. */
export function groupsOf(home: Home, language: Language): Group[] {
  const candidates = home.things.flatMap(measuredBy);
  const areas = [...home.areas.map((area) => area.id), null].filter((id) =>
    candidates.some(({ thing }) => areaOf(thing, home) === id),
  );
  return (Object.keys(MEASURES) as Measure[])
    .map((measure) => {
      const here = areas.flatMap((area, slot) => {
        const inRoom = candidates.filter(
          (one) => one.measure === measure && areaOf(one.thing, home) === area,
        );
        return inRoom.map(({ thing, property }) => ({
          thing: thing.id,
          property,
          name: nameIn(thing, area, inRoom.length > 1, home, language),
          slot,
        }));
      });
      return { measure, sources: distinct(here) };
    })
    .filter((group) => group.sources.length > 0);
}

/** Two of one room must not look the same: the later takes a slot of its own. */
function distinct(sources: Source[]): Source[] {
  const taken = new Set<number>();
  return sources.map((source) => {
    let slot = source.slot;
    while (taken.has(slot)) slot += 1;
    taken.add(slot);
    return { ...source, slot };
  });
}

function measuredBy(thing: Thing): Candidate[] {
  if (thing.type === "sensor") {
    const measure = SAME[thing.measures ?? ""];
    return measure === undefined ? [] : [{ thing, property: "value", measure }];
  }
  return (["temperature", "humidity", "pm25"] as const)
    .filter((name) => thing.properties[name]?.read_only === true)
    .map((name) => ({ thing, property: name, measure: name }));
}

function areaOf(thing: Thing, home: Home): string | null {
  return home.areas.some((area) => area.id === thing.area) ? thing.area : null;
}

function nameIn(
  thing: Thing,
  area: string | null,
  isOneOfMore: boolean,
  home: Home,
  language: Language,
): string {
  const room = home.areas.find((one) => one.id === area)?.name;
  if (room === undefined) return thing.title;
  if (!isOneOfMore) return room;
  const short = shortTitle(thing.title, room);
  return language === "ko" ? `${room} ${short}` : `${room}, ${short}`;
}
