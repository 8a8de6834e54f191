import { describe, expect, it } from "vitest";
import { Problem } from "../api/client";
import type { Layout, LayoutChange, Place, RoomOutline, Spot } from "../api/layout";
import { rectangle } from "./plan";
import { type Change, type Keeper, Planner } from "./planner";

const room = (area: string, outline: Spot[] = rectangle(0, 0, 4, 3)): RoomOutline => ({
  area,
  outline,
  height_m: 2.4,
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

/** A hub that keeps a layout, and says what changes as the real one does. */
class FakeHub implements Keeper {
  layoutNow: Layout = {
    revision: 1,
    rooms: [room("living")],
    things: [place("tv")],
    alignments: [],
  };
  readonly calls: string[] = [];
  problem: Problem | null = null;
  onChange: (change: LayoutChange) => void = () => undefined;

  layout(): Promise<Layout> {
    return Promise.resolve(this.layoutNow);
  }
  putRoom(_: string, put: RoomOutline): Promise<void> {
    return this.done(`room ${put.area}`, { rooms: [put] });
  }
  forgetRoom(_: string, area: string): Promise<void> {
    return this.done(`no room ${area}`, { gone_rooms: [area] });
  }
  putPlace(_: string, put: Place): Promise<void> {
    return this.done(`thing ${put.thing} ${put.x}`, { things: [put] });
  }
  forgetPlace(_: string, thing: string): Promise<void> {
    return this.done(`no thing ${thing}`, { gone_things: [thing] });
  }

  async done(call: string, part: Partial<LayoutChange>): Promise<void> {
    this.calls.push(call);
    if (this.problem !== null) throw this.problem;
    const { rooms = [], things = [], gone_rooms = [], gone_things = [] } = part;
    const revision = this.layoutNow.revision + 1;
    const old = this.layoutNow;
    this.layoutNow = {
      ...old,
      revision,
      rooms: [
        ...old.rooms.filter(
          ({ area }) => !gone_rooms.includes(area) && !rooms.some((one) => one.area === area),
        ),
        ...rooms,
      ],
      things: [
        ...old.things.filter(
          ({ thing }) => !gone_things.includes(thing) && !things.some((one) => one.thing === thing),
        ),
        ...things,
      ],
    };
    this.onChange({ type: "layout", revision, rooms, things, gone_rooms, gone_things });
  }
}

async function opened(): Promise<{ hub: FakeHub; planner: Planner }> {
  const hub = new FakeHub();
  const planner = new Planner("ko", (problem) => String((problem as Problem).detail), hub);
  hub.onChange = (change) => planner.take(change);
  await planner.load();
  return { hub, planner };
}

const settled = async (planner: Planner): Promise<void> => {
  while (planner.state.saving > 0) await Promise.resolve();
};
const tvTo = (before: number, after: number): Change => ({
  kind: "thing",
  id: "tv",
  before: place("tv", before),
  after: place("tv", after),
});
const tvAt = (planner: Planner): number | undefined =>
  planner.state.layout.things.find((one) => one.thing === "tv")?.x;

describe("a plan that is changed", () => {
  it("shows what is moved at once, and keeps it once it is let go", async () => {
    const { hub, planner } = await opened();
    planner.hold([tvTo(1, 2)]);
    planner.hold([tvTo(1, 3)]);
    expect([tvAt(planner), hub.calls]).toEqual([3, []]);
    expect(planner.settle()).toBe(true);
    await settled(planner);
    expect([hub.calls, planner.state.isOvertaken]).toEqual([["thing tv 3"], false]);
  });

  it("undoes the last edit, and all of it", async () => {
    const { hub, planner } = await opened();
    planner.make([
      { kind: "room", id: "living", before: room("living"), after: null },
      { kind: "thing", id: "tv", before: place("tv"), after: null },
    ]);
    expect([planner.state.layout.rooms, planner.state.layout.things]).toEqual([[], []]);
    planner.undo();
    await settled(planner);
    expect(hub.calls).toEqual(["no room living", "no thing tv", "thing tv 1", "room living"]);
    expect([tvAt(planner), planner.state.layout.rooms.length]).toEqual([1, 1]);
    expect(planner.undo()).toBeNull();
  });

  it("refuses walls that cross, and falls back to what was", async () => {
    const { hub, planner } = await opened();
    const bow: Spot[] = [
      [0, 0],
      [4, 3],
      [4, 0],
      [0, 3],
    ];
    planner.hold([
      { kind: "room", id: "living", before: room("living"), after: room("living", bow) },
    ]);
    expect(planner.state.flaw).toBe("outlineCrossing");
    expect(planner.settle()).toBe(false);
    expect(planner.state.layout.rooms).toEqual([room("living")]);
    expect([planner.state.flaw, hub.calls, planner.state.done]).toEqual([
      "outlineCrossing",
      [],
      [],
    ]);
  });

  it("is not set back by the echo of an earlier edit", async () => {
    const { hub, planner } = await opened();
    const seen: (number | undefined)[] = [];
    planner.subscribe(() => seen.push(tvAt(planner)));
    planner.make([tvTo(1, 2)]);
    planner.make([tvTo(2, 3)]);
    await settled(planner);
    expect(hub.calls).toEqual(["thing tv 2", "thing tv 3"]);
    expect(seen.slice(seen.indexOf(3))).not.toContain(2);
    expect([tvAt(planner), planner.state.isOvertaken]).toEqual([3, false]);
  });

  it("follows other screens, and says so where they change what was changed here", async () => {
    const { hub, planner } = await opened();
    await hub.putPlace("ko", place("lamp", 5));
    expect(planner.state.layout.things.map((one) => one.thing)).toEqual(["tv", "lamp"]);
    expect(planner.state.isOvertaken).toBe(false);
    planner.make([tvTo(1, 2)]);
    await settled(planner);
    await hub.putPlace("ko", place("tv", 9));
    expect([tvAt(planner), planner.state.isOvertaken]).toEqual([9, true]);
    planner.see();
    expect(planner.state.isOvertaken).toBe(false);
  });

  it("keeps what the hand holds while another screen changes it", async () => {
    const { hub, planner } = await opened();
    planner.hold([tvTo(1, 4)]);
    await hub.putPlace("ko", place("tv", 9));
    expect(tvAt(planner)).toBe(4);
    planner.settle();
    await settled(planner);
    expect([tvAt(planner), hub.layoutNow.things[0]?.x]).toEqual([4, 4]);
  });

  it("shows what is there where the hub refuses, and says why", async () => {
    const { hub, planner } = await opened();
    hub.problem = new Problem(422, "x: 900 is not from -500 to 500");
    planner.make([tvTo(1, 2)]);
    await settled(planner);
    await planner.load();
    expect(tvAt(planner)).toBe(1);
    expect(planner.state.problem).toContain("900");
  });

  it("is read anew where a change was missed", async () => {
    const { hub, planner } = await opened();
    hub.onChange = () => undefined;
    await hub.putPlace("ko", place("tv", 6));
    hub.onChange = (change) => planner.take(change);
    await hub.putPlace("ko", place("lamp", 5));
    await Promise.resolve();
    await Promise.resolve();
    expect(tvAt(planner)).toBe(6);
  });

  it("is absent where the hub has no plan", async () => {
    const hub = new FakeHub();
    hub.layout = () => Promise.reject(new Problem(404, "not found"));
    const planner = new Planner("ko", String, hub);
    await planner.load();
    expect(planner.state.phase).toBe("absent");
  });
});
