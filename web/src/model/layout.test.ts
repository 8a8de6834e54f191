import { describe, expect, it } from "vitest";
import type { Layout, LayoutChange, Place, RoomOutline } from "../api/layout";
import { changed } from "./layout";

const room = (area: string, height_m = 2.4): RoomOutline => ({
  area,
  outline: [
    [0, 0],
    [4, 0],
    [4, 3],
  ],
  height_m,
});
const place = (thing: string, x = 1): Place => ({
  thing,
  x,
  y: 1,
  height_m: 1,
  yaw_deg: 0,
  surface: "wall",
  floor: null,
});
const layout: Layout = {
  revision: 4,
  rooms: [room("living"), room("study")],
  things: [place("lamp"), place("tv")],
  alignments: [],
};
const change = (part: Partial<LayoutChange>): LayoutChange => ({
  type: "layout",
  revision: 5,
  rooms: [],
  things: [],
  gone_rooms: [],
  gone_things: [],
  ...part,
});

describe("the layout", () => {
  it("takes on what changed, and loses what is gone", () => {
    const after = changed(
      layout,
      change({ rooms: [room("living", 3)], things: [place("lamp", 2)], gone_things: ["tv"] }),
    );
    expect(after?.revision).toBe(5);
    expect(after?.rooms.map((one) => [one.area, one.height_m])).toEqual([
      ["study", 2.4],
      ["living", 3],
    ]);
    expect(after?.things.map((one) => [one.thing, one.x])).toEqual([["lamp", 2]]);
  });

  it("is not set back by what is older", () => {
    expect(changed(layout, change({ revision: 4, gone_rooms: ["living"] }))).toBe(layout);
  });

  it("is read anew where a change was missed", () => {
    expect(changed(layout, change({ revision: 6 }))).toBeNull();
  });
});
