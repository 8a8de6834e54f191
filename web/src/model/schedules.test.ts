import { describe, expect, it } from "vitest";
import type { Home, Schedule, Thing } from "../api/types";
import { scheduleExamples, soonest } from "./schedules";

describe("schedules", () => {
  it("stand by what comes next, whatever the zone it is written in", () => {
    const one = (id: string, next_at: string | null): Schedule => ({ id, summary: id, next_at });
    const sorted = soonest([
      one("never", null),
      one("noon", "2026-11-26T12:00:00+09:00"),
      one("night", "2026-11-26T02:00:00+00:00"),
    ]);
    expect(sorted.map((each) => each.id)).toEqual(["night", "noon", "never"]);
  });

  it("are shown how to be made with things that are there", () => {
    const things = [{ type: "light", title: "거실 등", area: "living" }] as Thing[];
    const said = scheduleExamples({ things } as Home, "ko");
    expect(said).toEqual(["10분 타이머 맞춰줘", "30분 뒤에 거실 등 꺼줘"]);
  });
});
