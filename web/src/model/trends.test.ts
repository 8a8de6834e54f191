import { describe, expect, it } from "vitest";
import type { Home, Property, Thing } from "../api/types";
import { groupsOf } from "./trends";

const READ = { read_only: true } as Property;
const thing = (part: Partial<Thing>): Thing =>
  ({
    id: part.title,
    type: "sensor",
    measures: null,
    area: null,
    properties: {},
    ...part,
  }) as Thing;
const home = {
  areas: [
    { id: "living", name: "거실", floor: null },
    { id: "attic", name: "다락", floor: null },
    { id: "bed", name: "안방", floor: null },
  ],
  things: [
    thing({
      title: "안방 난방",
      type: "thermostat",
      area: "bed",
      properties: { temperature: READ },
    }),
    thing({ title: "거실 온도", measures: "temperature", area: "living" }),
    thing({
      title: "거실 에어컨",
      type: "air_conditioner",
      area: "living",
      properties: { temperature: READ, humidity: READ },
    }),
    thing({ title: "창문", measures: "window", area: "living" }),
    thing({ title: "바깥 온도", measures: "temperature" }),
  ],
} as unknown as Home;

describe("the graphs of a home", () => {
  const groups = groupsOf(home, "ko");

  it("are of what is measured, and of nothing else", () => {
    expect(groups.map((group) => group.measure)).toEqual(["temperature", "humidity"]);
    expect(groups[0]?.sources.map((one) => [one.thing, one.property])).toEqual([
      ["거실 온도", "value"],
      ["거실 에어컨", "temperature"],
      ["안방 난방", "temperature"],
      ["바깥 온도", "value"],
    ]);
  });

  it("name lines by room, and by thing where a room has two", () => {
    expect(groups[0]?.sources.map((one) => one.name)).toEqual([
      "거실 온도",
      "거실 에어컨",
      "안방",
      "바깥 온도",
    ]);
    expect(groups[1]?.sources.map((one) => one.name)).toEqual(["거실"]);
  });

  it("give no two lines of one graph the same look", () => {
    for (const { sources } of groups)
      expect(new Set(sources.map((one) => one.slot)).size).toBe(sources.length);
  });
});
