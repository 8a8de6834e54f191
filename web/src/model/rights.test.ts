import { describe, expect, it } from "vitest";
import type { Home, Rule } from "../api/types";
import { withParticle } from "./korean";
import {
  ANY,
  calledBy,
  endOf,
  isOwnMachine,
  linkOf,
  localOf,
  momentAt,
  moved,
  nameOf,
  ruleLine,
  stayLine,
  typesOf,
  waysOf,
} from "./rights";

const SEOUL = "Asia/Seoul";
const thing = (type: string, kind: string | null = null) => ({ type, kind, title: type });
const home = {
  timezone: SEOUL,
  areas: [
    { id: "living", name: "거실", floor: null },
    { id: "guest", name: "작은방", floor: null },
  ],
  things: [thing("tv"), thing("light"), thing("sensor"), thing("cover", "curtain"), thing("light")],
} as unknown as Home;
const rule = (part: Partial<Rule>): Rule => ({ ...ANY, ...part });

describe("a rule in plain words", () => {
  const night = rule({ types: ["tv"], areas: ["living"], start: "21:00:00", end: "07:00:00" });

  it("says what, where, when and how", () => {
    expect(ruleLine(night, home, "ko")).toBe("거실의 TV는 21:00–07:00에 쓸 수 없음");
    expect(ruleLine(night, home, "en")).toBe("May not use TVs in 거실 from 21:00 to 07:00");
    const way = rule({ types: ["lock", "garage"], ways: ["mcp"] });
    expect(ruleLine(way, home, "ko")).toBe("도어락·차고 문은 AI 비서로는 쓸 수 없음");
    expect(ruleLine(way, home, "en")).toBe(
      "May not use locks or garage doors through an AI assistant",
    );
  });

  it("says all things, or all the rest behind another rule", () => {
    expect(ruleLine(ANY, home, "ko")).toBe("모든 기기는 쓸 수 없음");
    expect(ruleLine(ANY, home, "ko", false)).toBe("그 밖의 모든 기기는 쓸 수 없음");
    expect(ruleLine(ANY, home, "en", false)).toBe("May not use anything else");
    const room = rule({ allow: true, areas: ["guest", "living"] });
    expect(ruleLine(room, home, "ko")).toBe("작은방·거실의 모든 기기는 쓸 수 있음");
    expect(ruleLine(room, home, "en")).toBe("May use anything in 작은방 or 거실");
  });

  it("writes a half of a day with both of its ends", () => {
    expect(ruleLine(rule({ start: "21:00:00" }), home, "ko")).toContain("21:00–24:00에");
    expect(ruleLine(rule({ end: "07:00:00" }), home, "en")).toContain("from 00:00 to 07:00");
  });

  it("names by its id what this page does not know", () => {
    const other = rule({ types: ["submarine"], areas: ["attic"] });
    expect(ruleLine(other, home, "ko")).toBe("attic의 submarine은(는) 쓸 수 없음");
  });
});

describe("the choices of a rule", () => {
  it("are what the home has, and what the rule holds already", () => {
    expect(typesOf(home, rule({ types: ["oven"] }))).toEqual(["light", "curtain", "tv", "oven"]);
    expect(waysOf({ role: "child" }, ANY)).toEqual(["page", "headset", "api", "mcp"]);
    expect(waysOf({ role: "voice" }, rule({ ways: ["voice"] }))).toEqual(["voice"]);
  });

  it("move one place, and no further than the ends", () => {
    expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });
});

describe("a guest's stay", () => {
  const friday = new Date("2026-11-27T20:30:00+09:00");
  const said = (end: Date, now = friday): string => stayLine(end.toISOString(), now, SEOUL, "ko");

  it("ends with the day or the week of the home's own clocks", () => {
    expect(endOf("tonight", friday, SEOUL).toISOString()).toBe("2026-11-27T14:59:00.000Z");
    expect(endOf("weekend", friday, SEOUL).toISOString()).toBe("2026-11-29T14:59:00.000Z");
    const sunday = new Date("2026-11-29T00:10:00+09:00"); // still Saturday in UTC
    expect(endOf("weekend", sunday, SEOUL)).toEqual(endOf("tonight", sunday, SEOUL));
  });

  it("is said as people say days", () => {
    expect(said(endOf("tonight", friday, SEOUL))).toBe("오늘 23:59까지");
    expect(said(new Date("2026-11-29T12:00:00+09:00"))).toBe("일요일 12:00까지");
    expect(said(new Date("2026-12-24T12:00:00+09:00"))).toBe("12월 24일 12:00까지");
    expect(said(friday)).toBe("기간이 끝났어요");
    const sunday = "2026-11-29T12:00:00+09:00";
    expect(stayLine(sunday, friday, SEOUL, "en")).toBe("until Sunday 12:00");
  });

  it("goes from a form to the hub and back, over changes of the clocks too", () => {
    for (const zone of [SEOUL, "America/New_York", "Australia/Lord_Howe", "UTC"]) {
      for (const local of ["2026-03-08T12:00", "2026-11-01T09:30", "2026-07-01T00:00"]) {
        expect(localOf(momentAt(local, zone), zone), `${local} ${zone}`).toBe(local);
      }
    }
  });
});

describe("a key's link", () => {
  it("carries the token where no server sees it", () => {
    expect(new URL(linkOf("http://192.168.0.9:8420", "abc")).pathname).toBe("/");
    expect(new URL(linkOf("http://192.168.0.9:8420", "abc")).hash).toBe("#token=abc");
  });

  it("is told from one that only this machine can open", () => {
    const own = ["http://localhost:8420", "http://127.0.0.1:8420", "http://[::1]:8420"];
    expect(own.map(isOwnMachine)).toEqual([true, true, true]);
    expect(isOwnMachine("http://192.168.0.9:8420")).toBe(false);
  });
});

describe("Korean particles", () => {
  it("follow the sound that they stand behind", () => {
    const topics = ["조명", "TV", "커튼", "이모", "XR"].map((one) => withParticle(one, "topic"));
    expect(topics).toEqual(["조명은", "TV는", "커튼은", "이모는", "XR은"]);
    const ways = ["페이지", "프로그램", "말", "MQTT"].map((one) => withParticle(one, "by"));
    expect(ways).toEqual(["페이지로", "프로그램으로", "말로", "MQTT로"]);
  });
});

describe("a person's name", () => {
  it("is what it is for those that are always there", () => {
    expect(nameOf({ id: "owner", name: "owner", role: "owner" }, "ko")).toBe("주인");
    expect(nameOf({ id: "7", name: "하늘", role: "child" }, "ko")).toBe("하늘");
    expect(calledBy("owner", "en")).toBe("Owner");
    expect(calledBy("하늘", "en")).toBe("하늘");
  });
});
