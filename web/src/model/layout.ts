// Where rooms and things are, kept up by what the hub says. Pure.

import type { Layout, LayoutChange } from "../api/layout";

/**
 * Return the layout after a change, or null where one was missed: then all of it must be read.
 *
 * What is older than the layout changes nothing.
 */
export function changed(layout: Layout, change: LayoutChange): Layout | null {
  if (change.revision <= layout.revision) return layout;
  if (change.revision > layout.revision + 1) return null;
  const goneRooms = new Set([...change.gone_rooms, ...change.rooms.map((room) => room.area)]);
  const goneThings = new Set([...change.gone_things, ...change.things.map((one) => one.thing)]);
  return {
    ...layout,
    revision: change.revision,
    rooms: [...layout.rooms.filter((room) => !goneRooms.has(room.area)), ...change.rooms],
    things: [...layout.things.filter((one) => !goneThings.has(one.thing)), ...change.things],
  };
}
