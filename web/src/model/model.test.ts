import { describe, expect, it } from "vitest";
import type { Home, Thing } from "../api/types";
import { lengthOf } from "./format";
import { valueName, word } from "./i18n";
import { cssColor, empty, floors, isPending, type Model, placeless, reduce, shown } from "./model";

const light: Thing = {
  id: "light",
  title: "거실 등",
  type: "light",
  kind: null,
  measures: null,
  area: "living",
  available: true,
  state: { on: false },
  desired: {},
  properties: {},
  actions: [],
};
const home: Home = {
  id: "flat",
  language: "ko",
  timezone: "Asia/Seoul",
  areas: [{ id: "living", name: "거실", floor: "1층" }],
  things: [light],
  timers: [],
  schedules: [],
  confirmations: [],
};
const started: Model = reduce(empty, { type: "home", home });

describe("the model", () => {
  it("shows what is wanted until it is reported", () => {
    const wished = reduce(started, {
      type: "state",
      thing: "light",
      state: { on: false },
      desired: { on: true },
    });
    const thing = wished.home?.things[0] as Thing;
    expect(shown(thing, "on")).toBe(true);
    expect(isPending(thing)).toBe(true);
    const done = reduce(wished, {
      type: "state",
      thing: "light",
      state: { on: true },
      desired: {},
    });
    expect(isPending(done.home?.things[0] as Thing)).toBe(false);
  });

  it("leaves things that a message does not concern as they are", () => {
    const next = reduce(started, { type: "availability", thing: "other", available: false });
    expect(next.home?.things[0]).toBe(light);
  });

  it("forgets a thing that has gone and a confirmation that has ended", () => {
    expect(reduce(started, { type: "gone", thing: "light" }).home?.things).toEqual([]);
    const asked = reduce(started, {
      type: "confirmation",
      confirmation: { id: "c", summary: "도어락 열기", expires_at: "", own: true },
    });
    expect(asked.home?.confirmations).toHaveLength(1);
    const ended = reduce(asked, { type: "confirmation_ended", id: "c", end: "expired" });
    expect(ended.home?.confirmations).toEqual([]);
  });

  it("keeps one line of the journal for each entry, the newest first", () => {
    const line = {
      id: "1",
      at: "2026-01-01T00:00:00Z",
      actor: "a",
      text: "불 켜",
      summary: "",
      reply: "",
      status: "accepted",
      outcomes: [],
      undone: false,
      can_undo: false,
    };
    const once = reduce(started, { type: "journal", entry: line });
    const twice = reduce(once, { type: "journal", entry: { ...line, status: "completed" } });
    expect(twice.journal.map((entry) => entry.status)).toEqual(["completed"]);
    const later = reduce(twice, {
      type: "journal",
      entry: { ...line, id: "2", at: "2026-01-01T00:01:00Z" },
    });
    expect(later.journal.map((entry) => entry.id)).toEqual(["2", "1"]);
  });

  it("keeps what belongs to no room apart from the rooms", () => {
    const scene = { ...light, id: "scene", type: "scene", area: null };
    const whole = { ...home, things: [light, scene] };
    expect(floors(whole).map((floor) => floor.rooms.map((room) => room.area.name))).toEqual([
      ["거실"],
    ]);
    expect(placeless(whole)).toEqual([scene]);
  });

  it("takes no value for a colour that is none", () => {
    expect(cssColor("red")).toBe("red");
    expect(cssColor("red; background: url(x)")).toBeNull();
  });
});

describe("words", () => {
  it("are in both languages", () => {
    expect(word("undo", "ko")).toBe("되돌리기");
    expect(word("undo", "en")).toBe("Undo");
    expect(valueName("cool", "ko")).toBe("냉방");
    expect(valueName("표준", "en")).toBe("표준");
  });

  it("write lengths of time", () => {
    expect(lengthOf(5430, "ko")).toBe("1시간 30분 30초");
    expect(lengthOf(0, "en")).toBe("0 s");
  });
});
