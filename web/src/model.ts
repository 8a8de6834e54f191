// What the page knows of the home, reduced from the hub's messages. Pure.

import type { Area, Entry, Home, Message, Thing, Value } from "./types";

export interface Model {
  home: Home | null;
  journal: Entry[];
  announcements: { message: string; at: string }[];
}

export const empty: Model = { home: null, journal: [], announcements: [] };

const MAX_JOURNAL = 50;

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
  area: Area | null;
  things: Thing[];
}

const ORDER = [
  "light", "air_conditioner", "thermostat", "heater", "fan", "cover", "tv", "speaker", "headset",
  "air_purifier", "humidifier", "dehumidifier", "diffuser", "vacuum", "mower", "washer", "dryer",
  "dishwasher", "refrigerator", "oven", "cooktop", "water_heater", "switch", "outlet", "lock",
  "valve", "scene", "script", "list", "sensor", "person",
];

/** Return the rooms with their things, in the home's order; things of no room come last. */
export function rooms(home: Home): Room[] {
  const order = (thing: Thing): number => ORDER.indexOf(thing.type);
  const sorted = [...home.things].sort(
    (a, b) => order(a) - order(b) || a.title.localeCompare(b.title),
  );
  const known = new Set(home.areas.map((area) => area.id));
  const placeless = sorted.filter((thing) => thing.area === null || !known.has(thing.area));
  const placed = home.areas.map((area) => ({
    area,
    things: sorted.filter((thing) => thing.area === area.id),
  }));
  return [...placed, { area: null, things: placeless }].filter((room) => room.things.length > 0);
}

/** Return a colour's name as CSS, or null for what is no colour. */
export function cssColor(value: Value): string | null {
  return typeof value === "string" && /^[a-z]+$/.test(value) ? value : null;
}
