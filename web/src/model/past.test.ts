import { describe, expect, it } from "vitest";
import type { Entry, Home, Outcome, Thing } from "../api/types";
import { ALL, actorName, byDay, dayName, narrowed, whoOf } from "./past";

const SEOUL = "Asia/Seoul";
const outcome = (thing: string): Outcome => ({
  thing,
  name: "on",
  value: true,
  end: "done",
  observed: true,
  reason: null,
});
const entry = (id: string, part: Partial<Entry> = {}): Entry => ({
  id,
  at: "2026-11-26T09:00:00+00:00",
  actor: "owner",
  text: null,
  summary: "거실 등 켜기",
  reply: "거실 등을 켰어요.",
  status: "completed",
  outcomes: [outcome("lamp")],
  undone: false,
  can_undo: true,
  ...part,
});
const thing = (id: string, area: string): Thing => ({ id, area }) as Thing;
const home = { things: [thing("lamp", "living"), thing("fan", "study")] } as Home;
const why = { way: "page", schedule: null, confirmed_by: null, steps: [] };

describe("the journal", () => {
  const child = entry("2", {
    actor: "p1",
    text: "선풍기 꺼줘",
    outcomes: [outcome("fan")],
    why: { ...why, kind: "said", person: "하늘" },
  });
  const both = [entry("1"), child];

  it("is narrowed to who, what, where and words", () => {
    const ids = (part: object) => narrowed(both, { ...ALL, ...part }, home).map((one) => one.id);
    expect(ids({})).toEqual(["1", "2"]);
    expect(ids({ who: "하늘" })).toEqual(["2"]);
    expect(ids({ what: "lamp" })).toEqual(["1"]);
    expect(ids({ what: "area:study" })).toEqual(["2"]);
    expect(ids({ text: " 선풍기 " })).toEqual(["2"]);
    expect(ids({ who: "하늘", what: "lamp" })).toEqual([]);
  });

  it("calls people by name, and those that are always there by what they are", () => {
    expect(whoOf([...both, ...both], "ko")).toEqual([
      ["owner", "주인"],
      ["하늘", "하늘"],
    ]);
    expect(actorName(entry("3", { actor: "p9" }), "ko")).toBe("누군가");
  });

  it("is kept by the days of the home, not of the clock in Greenwich", () => {
    const late = entry("4", { at: "2026-11-25T16:30:00+00:00" }); // half past one at night in Seoul
    const early = entry("5", { at: "2026-11-25T12:00:00+00:00" });
    const days = byDay([entry("1"), late, early], SEOUL);
    expect(days.map((day) => [day.date, day.entries.length])).toEqual([
      ["2026-11-26", 2],
      ["2026-11-25", 1],
    ]);
  });

  it("calls days as people do", () => {
    const now = new Date("2026-11-26T03:00:00Z");
    const names = ["2026-11-26", "2026-11-25", "2026-11-24"].map((date) =>
      dayName(date, now, SEOUL, "ko"),
    );
    expect(names).toEqual(["오늘", "어제", "11월 24일 화요일"]);
  });
});
