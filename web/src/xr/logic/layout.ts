// The home's layout, kept up by what the hub says. Pure.

import type { Layout, LayoutChange } from "../../api/layout";

export const noLayout: Layout = { revision: 0, rooms: [], things: [], alignments: [] };

/** Return the layout after a change. */
export function reduceLayout(layout: Layout, change: LayoutChange): Layout {
  const isGone = new Set([...change.gone_rooms, ...change.rooms.map((room) => room.area)]);
  const isLost = new Set([...change.gone_things, ...change.things.map((place) => place.thing)]);
  return {
    ...layout,
    revision: change.revision,
    rooms: [...layout.rooms.filter((room) => !isGone.has(room.area)), ...change.rooms],
    things: [...layout.things.filter((place) => !isLost.has(place.thing)), ...change.things],
  };
}
