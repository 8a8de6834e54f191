import { describe, expect, it } from "vitest";
import { failureOf } from "../api/speech";
import { aloud, idle, step, type Voice, type VoiceEvent } from "./voice";

const after = (...events: VoiceEvent[]): Voice => events.reduce(step, idle);

describe("speaking to the page", () => {
  it("shows what it hears, and is idle once it has heard it", () => {
    const listening = after({ type: "start" }, { type: "heard", text: "거실 불" });
    expect(listening).toEqual({ phase: "listening", heard: "거실 불", failure: null });
    expect(step(listening, { type: "ended" })).toEqual(idle);
  });

  it("says that nothing was heard", () => {
    expect(after({ type: "start" }, { type: "ended" }).failure).toBe("silence");
  });

  it("forgets a failure when it listens again", () => {
    const failed = after({ type: "start" }, { type: "failed", failure: "denied" });
    expect(failed).toEqual({ ...idle, failure: "denied" });
    expect(step(failed, { type: "start" }).failure).toBeNull();
  });

  it("does not begin to speak while somebody is speaking", () => {
    expect(after({ type: "start" }, { type: "speaks" }).phase).toBe("listening");
  });

  it("listens in the middle of its own words", () => {
    expect(after({ type: "speaks" }, { type: "start" }).phase).toBe("listening");
  });

  it("takes nothing that comes too late", () => {
    const late: VoiceEvent[] = [
      { type: "heard", text: "불" },
      { type: "ended" },
      { type: "failed", failure: "offline" },
      { type: "quiet" },
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
