import { describe, expect, it } from "vitest";
import type { Property, Thing, Value } from "../../api/types";
import { hit, laid } from "./panel";
import { type Circumstances, thingPanel, wishOf } from "./thing";

const property = (part: Partial<Property>): Property => ({
  ...{ type: "number", unit: null, minimum: null, maximum: null, step: null, enum: [] },
  ...{ read_only: false, nullable: false },
  ...part,
});
const thing = (
  type: string,
  properties: Record<string, Property>,
  state: Record<string, Value>,
  part: Partial<Thing> = {},
): Thing => ({
  ...{ id: "t", title: "거실 등", type, kind: null, measures: null, area: "living" },
  ...{ available: true, state, desired: {}, properties, actions: [] },
  ...part,
});
const GIVEN: Circumstances = {
  ...{ language: "ko", isBusy: false, trouble: null, mayPlace: false },
  areaName: () => null,
};
const ON = property({ type: "boolean" });
const PERCENT = { unit: "PERCENT", minimum: 0, maximum: 100 };

const kinds = (one: Thing): string[] =>
  thingPanel(one, GIVEN).elements.map((element) => `${element.kind} ${element.id}`);

describe("a thing's panel", () => {
  it("has a toggle, and a slider for a percentage", () => {
    const lamp = thing(
      "light",
      { on: ON, brightness: property(PERCENT) },
      { on: true, brightness: 40 },
    );
    expect(kinds(lamp)).toEqual(["text state", "toggle on", "slider set:brightness"]);
  });

  it("has steps for a temperature, and buttons for few modes", () => {
    const cooler = thing(
      "air_conditioner",
      {
        on: ON,
        mode: property({ type: "string", enum: ["cool", "heat", "auto"] }),
        target_temperature: property({ unit: "DEG_C", minimum: 18, maximum: 30, step: 1 }),
      },
      { on: false, mode: "cool", target_temperature: 26 },
    );
    expect(kinds(cooler)).toEqual([
      ...["text state", "toggle on", "stepper set:target_temperature", "choice set:mode"],
    ]);
  });

  it("lists what there is much of", () => {
    const washer = thing(
      "washer",
      {
        program: property({ type: "string", enum: Array.from({ length: 12 }, (_, n) => `p${n}`) }),
      },
      { program: "p9" },
    );
    const list = thingPanel(washer, GIVEN).elements.find((one) => one.kind === "list");
    expect(list).toMatchObject({ first: 8, count: 4 });
  });

  it("says what is wished for until it is reported", () => {
    const lamp = thing("light", { on: ON }, { on: false }, { desired: { on: true } });
    const [state, toggle] = thingPanel(lamp, GIVEN).elements;
    expect(state).toMatchObject({ text: "꺼짐 → 켜짐" });
    expect(toggle).toMatchObject({ value: true, isPending: true });
  });

  it("offers nothing of a thing that is away", () => {
    const lamp = thing("light", { on: ON }, { on: true }, { available: false });
    expect(kinds(lamp)).toEqual(["text state"]);
  });

  it("asks for what was pressed", () => {
    const lamp = thing(
      "light",
      { on: ON, brightness: property(PERCENT) },
      { on: false, brightness: 0 },
    );
    const shown = laid(thingPanel(lamp, GIVEN));
    const wishes = shown.zones.map((zone) => {
      const u = (zone.x + zone.width / 2) / shown.width;
      const press = hit(shown, u, (zone.y + zone.height / 2) / shown.height);
      return press === null ? null : wishOf(lamp, press.element, press.value);
    });
    expect(wishes).toEqual([
      { kind: "close" },
      { kind: "set", values: { on: true } },
      { kind: "set", values: { brightness: 50 } },
    ]);
  });

  it("locks what is unlocked, and asks to open what is locked or unknown", () => {
    const lock = (locked: Value): Thing => thing("lock", { locked: ON }, { locked });
    expect(wishOf(lock(false), "locked", null)).toEqual({ kind: "set", values: { locked: true } });
    expect(wishOf(lock(true), "locked", null)).toEqual({ kind: "set", values: { locked: false } });
    expect(wishOf(lock(null), "locked", null)).toEqual({ kind: "set", values: { locked: false } });
  });

  it("sets no property that the thing does not have", () => {
    expect(wishOf(thing("light", { on: ON }, {}), "set:__proto__x", 1)).toBeNull();
    expect(wishOf(thing("light", { on: ON }, {}), "nonsense", 1)).toBeNull();
  });

  it("starts and pauses a machine, and skips what plays", () => {
    const robot = thing(
      "vacuum",
      { activity: property({ type: "string" }) },
      { activity: "cleaning" },
    );
    const ids = thingPanel(robot, GIVEN).elements.map((one) => one.id);
    expect(ids).toContain("do:activity=paused");
    expect(ids).toContain("do:activity=returning");
    expect(wishOf(robot, "do:activity=paused", null)).toEqual({
      ...{ kind: "set", values: { activity: "paused" } },
    });
    expect(wishOf(robot, "do:next", null)).toEqual({ kind: "invoke", action: "next" });
  });
});
