import { describe, expect, it } from "vitest";

import { backOff } from "../api/client";
import type { Outcome, Property, Thing } from "../api/types";
import {
  amount,
  clockOf,
  endLine,
  languageOf,
  shortTitle,
  stateLine,
  stepped,
  wishLine,
} from "./format";

const known: Property = {
  type: "number",
  unit: "DEG_C",
  minimum: 16,
  maximum: 30,
  step: 0.5,
  enum: [],
  read_only: false,
  nullable: false,
};
const thing = (part: Partial<Thing>): Thing => ({
  id: "a",
  title: "거실 에어컨",
  type: "air_conditioner",
  kind: null,
  measures: null,
  area: null,
  available: true,
  state: {},
  desired: {},
  properties: { target_temperature: known },
  actions: [],
  ...part,
});
const ended = (part: Partial<Outcome>): Outcome => ({
  thing: "a",
  name: "on",
  value: true,
  end: "done",
  observed: true,
  reason: null,
  ...part,
});

describe("what a thing says", () => {
  it("is what it reports, and never what is only wished for", () => {
    const waiting = thing({ state: { on: false }, desired: { on: true, target_temperature: 24 } });
    expect(stateLine(waiting, "ko")).toBe("꺼짐");
    expect(wishLine(waiting, "ko")).toBe("켜짐, 설정 온도 24°");
  });

  it("counts a washer's minutes", () => {
    const washer = thing({ type: "washer", state: { activity: "running", remaining: 3541 } });
    expect(stateLine(washer, "ko")).toBe("작동 중 · 1시간 남음");
  });

  it("says how far a curtain is open", () => {
    expect(stateLine(thing({ type: "cover", state: { position: 0 } }), "ko")).toBe("닫힘");
    expect(stateLine(thing({ type: "cover", state: { position: 50 } }), "en")).toBe("50% open");
  });

  it("tells a window from a movement", () => {
    const window = thing({ type: "sensor", measures: "window", state: { value: true } });
    expect(stateLine(window, "ko")).toBe("열림");
    expect(stateLine({ ...window, measures: "motion" }, "ko")).toBe("감지됨");
  });

  it("says of a command what was observed, or why not", () => {
    expect(endLine(ended({}), thing({}), "ko")).toBe("켜짐");
    expect(endLine(ended({ end: "timed_out", observed: false }), thing({}), "ko")).toBe(
      "응답이 없어요",
    );
    expect(endLine(ended({ end: "refused", reason: "문이 열려 있어요" }), thing({}), "ko")).toBe(
      "문이 열려 있어요",
    );
  });
});

describe("names and numbers", () => {
  it("leave a room's name out only where enough is left", () => {
    expect(shortTitle("거실 온도", "거실")).toBe("온도");
    expect(shortTitle("거실 등", "거실")).toBe("거실 등");
    expect(shortTitle("무드등", "거실")).toBe("무드등");
  });

  it("step within the range", () => {
    expect(stepped(24, 1, known)).toBe(24.5);
    expect(stepped(30, 1, known)).toBe(30);
    expect(stepped(16, -1, known)).toBe(16);
    expect(stepped(20.1, 1, { ...known, step: 0.1 })).toBe(20.2);
  });

  it("carry their unit", () => {
    expect(amount(24.53, "DEG_C")).toBe("24.5°");
    expect(amount(18, "MicroGM-PER-M3")).toBe("18 µg/m³");
    expect(clockOf(3725)).toBe("1:02:05");
    expect(clockOf(59.9)).toBe("0:59");
  });
});

describe("reconnection", () => {
  it("waits longer each time, up to a quarter of a minute, and never in step with others", () => {
    expect(backOff(0, 1)).toBe(500);
    expect(backOff(3, 1)).toBe(4000);
    expect(backOff(30, 1)).toBe(15_000);
    expect(backOff(30, 0)).toBe(7500);
  });
});

describe("a name's language", () => {
  it("is that of its letters, in whatever language the page is", () => {
    expect(languageOf("거실 TV")).toBe("ko");
    expect(languageOf("master bedroom lamp")).toBe("en");
  });
});
