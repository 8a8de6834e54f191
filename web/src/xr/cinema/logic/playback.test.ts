import { describe, expect, it } from "vitest";
import {
  after,
  EMPTY,
  type Happening,
  type Playback,
  playbackName,
  type Report,
  resumeAt,
  toTell,
  within,
} from "./playback";

const opened: Happening = { kind: "opened", position_s: 0, isWanted: true };
const loaded: Happening = { kind: "loaded", duration_s: 100, width: 640, height: 320 };

function played(...events: Happening[]): Playback {
  return events.reduce(after, EMPTY);
}

describe("a film", () => {
  it("loads, plays, stands, ends", () => {
    expect(played(opened).phase).toBe("loading");
    expect(played(opened, loaded).phase).toBe("paused");
    const playing = played(opened, loaded, { kind: "began" }, { kind: "time", position_s: 3 });
    expect([playing.phase, playing.position_s, playing.duration_s]).toEqual(["playing", 3, 100]);
    expect(after(playing, { kind: "stood" }).phase).toBe("paused");
    expect(after(playing, { kind: "ended" }).phase).toBe("ended");
  });

  it("goes back after a jump to what was wished before it", () => {
    const jump: Happening[] = [{ kind: "jumping", position_s: 50 }, { kind: "jumped" }];
    const playing = played(opened, loaded, { kind: "began" }, ...jump);
    expect([playing.phase, playing.position_s]).toEqual(["playing", 50]);
    expect(
      played(
        opened,
        loaded,
        { kind: "began" },
        { kind: "wanted", isWanted: false },
        { kind: "stood" },
        ...jump,
      ).phase,
    ).toBe("paused");
  });

  it("shows where it jumps to, and no place of before the jump", () => {
    const jumping = played(opened, loaded, { kind: "began" }, { kind: "jumping", position_s: 50 });
    expect(after(jumping, { kind: "time", position_s: 3 }).position_s).toBe(50);
  });

  it("whose picture has no size fails, and says that its picture is missing", () => {
    const failed = played(opened, { ...loaded, width: 0, height: 0 });
    expect([failed.phase, failed.failure]).toEqual(["failed", "blank"]);
  });

  it("that failed stays so, whatever its element still says, until another is opened", () => {
    const failed = played(opened, { kind: "failed", failure: "codec" });
    for (const event of [loaded, { kind: "began" }, { kind: "ended" }] as Happening[])
      expect(after(failed, event)).toBe(failed);
    expect(after(failed, opened).phase).toBe("loading");
  });

  it("that the browser holds back waits for a press, and is not lost", () => {
    const held = played(opened, loaded, { kind: "failed", failure: "blocked" });
    expect([held.phase, held.isWanted, held.failure]).toEqual(["paused", false, "blocked"]);
    expect(after(held, { kind: "began" }).failure).toBeNull();
  });

  it("without an end has no length", () => {
    expect(
      played(opened, { ...loaded, duration_s: Number.POSITIVE_INFINITY }).duration_s,
    ).toBeNull();
  });
});

describe("a position", () => {
  it("to go on at is the one that was left, but for a beginning and the credits", () => {
    expect([resumeAt(5, 600), resumeAt(300, 600), resumeAt(590, 600), resumeAt(50, null)]).toEqual([
      0, 300, 0, 50,
    ]);
    expect(resumeAt(7000, 7200)).toBe(7000);
  });

  it("to jump to is within the film, and not its very end", () => {
    expect([within(-5, 100), within(50, 100), within(500, 100), within(500, null)]).toEqual([
      0, 50, 99.5, 500,
    ]);
  });
});

describe("what the hub is told", () => {
  const report = (change: Partial<Report>): Report => ({
    ...{ item: "a", content_id: "a", title: "A", duration_s: 100, playback: "playing" },
    ...{ position_s: 0, ...change },
  });
  const told = { report: report({}), at_s: 0 };

  it("is nothing before a film plays", () => {
    expect(toTell(null, report({ playback: "idle" }), 0)).toBeNull();
    expect(toTell(null, report({}), 0)).not.toBeNull();
  });

  it("comes less than 5 s apart while it plays, and not with each frame", () => {
    const times = [];
    let last = told;
    for (let at_s = 0; at_s <= 20; at_s += 0.25) {
      const due = toTell(last, report({ position_s: at_s }), at_s);
      if (due === null) continue;
      times.push(at_s);
      last = { report: due, at_s };
    }
    expect(times).toEqual([4, 8, 12, 16, 20]);
  });

  it("comes at once with a change: it stands, it jumps, it is another film", () => {
    expect(toTell(told, report({ playback: "paused" }), 0.1)).not.toBeNull();
    expect(toTell(told, report({ position_s: 50 }), 0.1)).not.toBeNull();
    expect(toTell(told, report({ item: "b" }), 0.1)).not.toBeNull();
  });

  it("is nothing while it stands", () => {
    const standing = { report: report({ playback: "paused", position_s: 7 }), at_s: 0 };
    expect(toTell(standing, report({ playback: "paused", position_s: 7 }), 1000)).toBeNull();
  });

  it("calls a jump what was wished before it", () => {
    const jump: Happening = { kind: "jumping", position_s: 50 };
    expect(playbackName(played(opened, loaded, { kind: "began" }, jump))).toBe("playing");
    expect(playbackName(played(opened, loaded, { kind: "began" }, { kind: "ended" }))).toBe("idle");
  });
});
