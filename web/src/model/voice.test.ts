import { describe, expect, it } from "vitest";
import { failureOf } from "../api/speech";
import { aloud, idle, step, type Voice, type VoiceEvent } from "./voice";

const after = (...events: VoiceEvent[]): Voice => events.reduce(step, idle);
const SAID: VoiceEvent[] = [{ type: "start" }, { type: "heard", text: "거실 불" }];

describe("speaking to the page", () => {
  it("listens, thinks, speaks, and is idle again", () => {
    const all: VoiceEvent[] = [...SAID, { type: "ended" }, { type: "speaks" }, { type: "quiet" }];
    const phases = all.map((_, at) => after(...all.slice(0, at + 1)).phase);
    expect(phases).toEqual(["listening", "listening", "thinking", "speaking", "idle"]);
  });

  it("shows what it hears, and no more once all was said", () => {
    expect(after(...SAID)).toEqual({ phase: "listening", heard: "거실 불", failure: null });
    expect(after(...SAID, { type: "ended" }).heard).toBe("");
  });

  it("says that nothing was heard", () => {
    expect(after({ type: "start" }, { type: "ended" })).toEqual({ ...idle, failure: "silence" });
  });

  it("forgets a failure when it listens again, and when somebody types", () => {
    const failed = after({ type: "start" }, { type: "failed", failure: "denied" });
    expect(failed).toEqual({ ...idle, failure: "denied" });
    expect(step(failed, { type: "start" }).failure).toBeNull();
    expect(step(failed, { type: "typed" })).toEqual(idle);
  });

  it("does not begin to speak while somebody is speaking", () => {
    expect(after({ type: "start" }, { type: "speaks" }).phase).toBe("listening");
    expect(after({ type: "start" }, { type: "quiet" }).phase).toBe("listening");
  });

  it("does not read an answer that nobody waits for any more", () => {
    const stopped = after(...SAID, { type: "ended" }, { type: "quiet" });
    expect(step(stopped, { type: "speaks" })).toEqual(idle);
  });

  it("listens in the middle of its own words", () => {
    const speaking = after(...SAID, { type: "ended" }, { type: "speaks" });
    expect(step(speaking, { type: "start" }).phase).toBe("listening");
  });

  it("takes nothing that comes too late", () => {
    const late: VoiceEvent[] = [
      { type: "heard", text: "불" },
      { type: "ended" },
      { type: "failed", failure: "offline" },
      { type: "speaks" },
      { type: "quiet" },
      { type: "typed" },
    ];
    for (const event of late) expect(step(idle, event)).toEqual(idle);
  });

  it("tells what stopped it on purpose from what went wrong", () => {
    expect(failureOf("aborted")).toBeNull();
    expect(failureOf("not-allowed")).toBe("denied");
    expect(failureOf("no-speech")).toBe("silence");
    expect(failureOf("something new")).toBe("unknown");
  });

  it("reads no marks aloud", () => {
    expect(aloud("**네**, `거실 등`을 켰어요.")).toBe("네, 거실 등을 켰어요.");
  });
});
