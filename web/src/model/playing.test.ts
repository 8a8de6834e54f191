import { describe, expect, it } from "vitest";
import type { Home, Playing, Thing } from "../api/types";
import { positionAt, shareAt, targetsOf } from "./playing";

const AT = "2026-11-26T10:00:00Z";
const later = (seconds: number): number => Date.parse(AT) + seconds * 1000;
const film = (part: Partial<Playing> = {}): Playing => ({
  player: "tv",
  item: "movie-1",
  app: null,
  content_id: null,
  title: "기생충",
  position_s: 60,
  at: AT,
  playback: "playing",
  duration_s: 120,
  ...part,
});

describe("what plays", () => {
  it("goes on without the hub, to its end and no further", () => {
    expect(positionAt(film(), later(30))).toBe(90);
    expect(positionAt(film(), later(999))).toBe(120);
    expect(shareAt(film(), later(30))).toBe(0.75);
  });

  it("stands still while it is paused, and when the clocks differ", () => {
    expect(positionAt(film({ playback: "paused" }), later(30))).toBe(60);
    expect(positionAt(film(), later(-30))).toBe(60);
  });

  it("is nowhere that is known where the player does not say it", () => {
    expect(positionAt(film({ position_s: null }), later(1))).toBeNull();
    expect(shareAt(film({ duration_s: null }), later(1))).toBeNull();
  });

  it("is carried on at another screen that can be reached", () => {
    const thing = (id: string, type: string, available = true) =>
      ({ id, type, available }) as Thing;
    const things = [
      thing("tv", "tv"),
      thing("headset/a", "headset"),
      thing("bedroom_tv", "tv", false),
      thing("speaker", "speaker"),
    ];
    expect(targetsOf(film(), { things } as Home).map((one) => one.id)).toEqual(["headset/a"]);
  });
});
