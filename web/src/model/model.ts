// What the page knows of the home, reduced from the hub's messages. Pure.

import type { Area, Entry, Home, Message, Playing, Thing, Value } from "../api/types";

export interface Announcement {
  message: string;
  at: string;
}

export interface Model {
  home: Home | null;
  journal: Entry[];
  announcements: Announcement[];
  playing: Playing[];
}

export const empty: Model = { home: null, journal: [], announcements: [], playing: [] };

/** As many as the hub gives at once. */
export const MAX_JOURNAL = 500;

/** Return the model after a message; what it does not concern is left as it is. */
export function reduce(model: Model, message: Message): Model {
  if (message.type === "home") return { ...model, home: message.home };
  if (message.type === "journal") {
    const rest = model.journal.filter((entry) => entry.id !== message.entry.id);
    const journal = [message.entry, ...rest].sort((a, b) => b.at.localeCompare(a.at));
    return { ...model, journal: journal.slice(0, MAX_JOURNAL) };
  }
  if (message.type === "announcement") {
    const said = { message: message.message, at: message.at };
    return { ...model, announcements: [said, ...model.announcements].slice(0, 5) };
  }
  if (message.type === "playing") return { ...model, playing: message.playing };
  const home = model.home;
  if (home === null) return model;
  return { ...model, home: reduceHome(home, message) };
}

function reduceHome(home: Home, message: Message): Home {
  switch (message.type) {
    case "state":
      return withThing(home, message.thing, (thing) => ({
        ...thing,
        state: message.state,
        desired: message.desired,
      }));
    case "availability":
      return withThing(home, message.thing, (thing) => ({
        ...thing,
        available: message.available,
      }));
    case "found": {
      const others = home.things.filter((thing) => thing.id !== message.thing.id);
      return { ...home, things: [...others, message.thing] };
    }
    case "gone":
      return { ...home, things: home.things.filter((thing) => thing.id !== message.thing) };
    case "confirmation": {
      const others = home.confirmations.filter((one) => one.id !== message.confirmation.id);
      return { ...home, confirmations: [...others, message.confirmation] };
    }
    case "confirmation_ended":
      return {
        ...home,
        confirmations: home.confirmations.filter((one) => one.id !== message.id),
      };
    case "timers":
      return { ...home, timers: message.timers, schedules: message.schedules };
    default:
      return home;
  }
}

function withThing(home: Home, id: string, change: (thing: Thing) => Thing): Home {
  return { ...home, things: home.things.map((thing) => (thing.id === id ? change(thing) : thing)) };
}

/** What is wanted of a property if a change is under way, else what is reported. */
export function shown(thing: Thing, name: string): Value {
  const wanted = thing.desired[name];
  return wanted !== undefined ? wanted : (thing.state[name] ?? null);
}

export function isPending(thing: Thing): boolean {
  return Object.keys(thing.desired).length > 0;
}

export interface Room {
  area: Area;
  things: Thing[];
  readings: Thing[];
}

export interface Floor {
  name: string | null;
  rooms: Room[];
}

const ORDER = [
  "light",
  "air_conditioner",
  "thermostat",
  "heater",
  "cover",
  "lock",
  "fan",
  "tv",
  "speaker",
  "headset",
  "air_purifier",
  "humidifier",
  "dehumidifier",
  "diffuser",
  "vacuum",
  "mower",
  "washer",
  "dryer",
  "dishwasher",
  "refrigerator",
  "oven",
  "cooktop",
  "water_heater",
  "switch",
  "outlet",
  "valve",
];

const rank = (thing: Thing): number =>
  (ORDER.indexOf(thing.type) + ORDER.length + 1) % (ORDER.length + 1);

/** Return the things of a home in the order in which the page shows them. */
export function inOrder(things: readonly Thing[]): Thing[] {
  return [...things].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** Return the floors with their rooms, in the home's order; a room without things is left out. */
export function floors(home: Home): Floor[] {
  const things = inOrder(home.things);
  const found = new Map<string | null, Room[]>();
  for (const area of home.areas) {
    const here = things.filter((thing) => thing.area === area.id);
    if (here.length === 0) continue;
    const room = {
      area,
      things: here.filter((thing) => thing.type !== "sensor"),
      readings: here.filter((thing) => thing.type === "sensor"),
    };
    found.set(area.floor, [...(found.get(area.floor) ?? []), room]);
  }
  return [...found].map(([name, rooms]) => ({ name, rooms }));
}

/** Return the things of the whole home: those of no room that the home knows. */
export function placeless(home: Home): Thing[] {
  const known = new Set(home.areas.map((area) => area.id));
  return inOrder(home.things).filter((thing) => thing.area === null || !known.has(thing.area));
}

/** Say whether a thing works now: lit, running, open, or heating. */
export function isActive(thing: Thing): boolean {
  if (!thing.available) return false;
  const { on, locked, activity, position } = thing.state;
  if (on !== undefined) return on === true;
  if (locked !== undefined) return locked === false;
  if (activity !== undefined)
    return activity === "running" || activity === "cleaning" || activity === "returning";
  return typeof position === "number" && position > 0;
}

/** Return a colour's name as CSS, or null for what is no colour. */
export function cssColor(value: Value | undefined): string | null {
  return typeof value === "string" && /^[a-z]+$/.test(value) ? value : null;
}

/** Let the timers run on for a while without the hub. */
export function elapsed(model: Model, seconds: number): Model {
  const home = model.home;
  if (home === null || home.timers.every((timer) => timer.paused)) return model;
  const timers = home.timers.map((timer) =>
    timer.paused ? timer : { ...timer, left_s: Math.max(0, timer.left_s - seconds) },
  );
  return { ...model, home: { ...home, timers } };
}
