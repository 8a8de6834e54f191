import { describe, expect, it } from "vitest";
import type { Layout, Spot } from "../../api/layout";
import type { Home, Thing } from "../../api/types";
import { isWithin, lifted, pack, roomAt, sceneOf, spread } from "./home";
import { noLayout, reduceLayout } from "./layout";
import { seeded } from "./seeded";

const thing = (id: string, area: string | null, part: Partial<Thing> = {}): Thing => ({
  ...{ id, title: id, type: "light", kind: null, measures: null, area, available: true },
  ...{ state: { on: false }, desired: {}, properties: {}, actions: [] },
  ...part,
});
const home = (things: Thing[], areas: [string, string | null][]): Home => ({
  ...{
    id: "h",
    language: "ko",
    timezone: "Asia/Seoul",
    timers: [],
    schedules: [],
    confirmations: [],
  },
  areas: areas.map(([id, floor]) => ({ id, name: id, floor })),
  things,
});
const SQUARE: Spot[] = [
  [0, 0],
  [4, 0],
  [4, 3],
  [0, 3],
];
const L_SHAPE: Spot[] = [
  [0, 0],
  [6, 0],
  [6, 2],
  [2, 2],
  [2, 6],
  [0, 6],
];

const area = (outline: readonly Spot[]): number =>
  Math.abs(
    outline.reduce((sum, [x, y], index) => {
      const [a, b] = outline[(index + 1) % outline.length] ?? [0, 0];
      return sum + x * b - a * y;
    }, 0) / 2,
  );

describe("rooms that nobody drew", () => {
  it("are as many rectangles of one rectangle, and overlap nowhere", () => {
    const random = seeded(1);
    for (let run = 0; run < 200; run++) {
      const counts = Array.from({ length: 1 + Math.floor(random() * 14) }, () =>
        Math.floor(random() * 20),
      );
      const rooms = pack(counts, [0, 0]);
      expect(rooms.length).toBe(counts.length);
      const xs = rooms.flat().map(([x]) => x);
      const ys = rooms.flat().map(([, y]) => y);
      const all = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
      expect(rooms.reduce((sum, room) => sum + area(room), 0)).toBeCloseTo(all);
      rooms.forEach((room, index) => {
        expect(area(room)).toBeGreaterThan(5.9);
        for (const other of rooms.slice(index + 1)) {
          const middle: Spot = [
            ((other[0]?.[0] ?? 0) + (other[2]?.[0] ?? 0)) / 2,
            ((other[0]?.[1] ?? 0) + (other[2]?.[1] ?? 0)) / 2,
          ];
          expect(isWithin(room, middle)).toBe(false);
        }
      });
    }
  });
});

describe("things that nobody placed", () => {
  it.each([SQUARE, L_SHAPE])("stand within their room, each on its own spot", (...outline) => {
    for (let count = 1; count < 40; count++) {
      const spots = spread(outline, count);
      expect(spots.length).toBe(count);
      for (const spot of spots) expect(isWithin(outline, spot)).toBe(true);
      expect(new Set(spots.map(String)).size).toBe(count);
    }
  });
});

describe("the home in the plan", () => {
  const layout: Layout = {
    ...noLayout,
    rooms: [{ area: "living", outline: SQUARE, height_m: 2.3 }],
    things: [
      {
        ...{ thing: "lamp", x: 1, y: 2, height_m: 2, yaw_deg: 0 },
        ...{ surface: "ceiling", floor: null },
      },
    ],
  };

  it("keeps what is placed and drawn, and finds a spot for the rest", () => {
    const given = home(
      [thing("lamp", "living"), thing("fan", "living"), thing("bed", "room"), thing("scene", null)],
      [
        ["living", "1"],
        ["room", "1"],
      ],
    );
    const scene = sceneOf(given, layout);
    expect(scene.rooms.map((room) => [room.area.id, room.isDrawn])).toEqual([
      ["living", true],
      ["room", false],
    ]);
    const at = (id: string) => scene.things.find((one) => one.thing.id === id);
    expect(at("lamp")).toMatchObject({ x: 1, y: 2, height_m: 2 });
    expect(at("fan")?.place).toBeNull();
    expect(at("scene")).toBeUndefined();
    for (const one of scene.things)
      expect(isWithin(scene.rooms[one.room]?.outline ?? [], [one.x, one.y])).toBe(true);
    const [living, room] = scene.rooms;
    for (const [x, y] of room?.outline ?? [])
      expect(isWithin(living?.outline ?? [], [x, y])).toBe(false);
  });

  it("puts floors side by side", () => {
    const given = home(
      [thing("a", "one"), thing("b", "two")],
      [
        ["one", "1층"],
        ["two", "2층"],
      ],
    );
    const { rooms } = sceneOf(given, noLayout);
    const right = Math.max(...(rooms[0]?.outline ?? []).map(([x]) => x));
    const left = Math.min(...(rooms[1]?.outline ?? []).map(([x]) => x));
    expect(left).toBeGreaterThan(right);
    expect(rooms[1]?.shift_m).toBeCloseTo(left);
  });

  it("shows a room as lit when one of its lamps is on", () => {
    const on = thing("lamp", "living", { state: { on: true } });
    expect(sceneOf(home([on], [["living", null]]), layout).rooms[0]).toMatchObject({
      ...{ isLit: true, active: 1 },
    });
  });

  it("knows the room that a head is in", () => {
    expect(roomAt(layout, [2, 1])).toBe("living");
    expect(roomAt(layout, [9, 9])).toBeNull();
  });

  it("follows what the hub says of the layout", () => {
    const moved = { ...(layout.things[0] as Layout["things"][number]), x: 3 };
    const change = {
      ...{ type: "layout" as const, revision: 2, rooms: [], things: [moved] },
      ...{ gone_rooms: ["living"], gone_things: [] },
    };
    const next = reduceLayout(layout, change);
    expect(next).toMatchObject({ revision: 2, rooms: [], things: [{ x: 3 }] });
    const gone = reduceLayout(next, { ...change, things: [], gone_things: ["lamp"] });
    expect(gone.things).toEqual([]);
  });
});

describe("labels", () => {
  it("never cover one another, and the nearest stays lowest", () => {
    const random = seeded(5);
    for (let run = 0; run < 100; run++) {
      const across = Array.from({ length: 15 }, () => random());
      const deep = Array.from({ length: 15 }, () => random());
      const levels = lifted(across, deep, 0.2);
      across.forEach((x, one) => {
        for (let other = one + 1; other < across.length; other++)
          if (Math.abs(x - (across[other] ?? 0)) < 0.2) expect(levels[one]).not.toBe(levels[other]);
      });
      expect(levels[deep.indexOf(Math.max(...deep))]).toBe(0);
    }
  });
});
