import { describe, expect, it } from "vitest";
import { SpeechSpan } from "./span";

describe("when somebody spoke", () => {
  it("is what the recogniser says, over pauses", () => {
    const said = new SpeechSpan(1000);
    said.speech(true, 2000);
    said.speech(false, 2400);
    said.speech(true, 2600);
    said.heard(3000);
    said.speech(false, 3200);
    expect(said.span(4500)).toEqual({ from_ms: 2000, to_ms: 3200 });
  });

  it("is taken from the words where it does not say", () => {
    const said = new SpeechSpan(1000);
    said.heard(3000);
    said.heard(3600);
    expect(said.span(5000)).toEqual({ from_ms: 2100, to_ms: 3600 });
  });

  it("never begins before listening did, nor ends before it began", () => {
    const said = new SpeechSpan(1000);
    said.heard(1100);
    expect(said.span(1200)).toEqual({ from_ms: 1000, to_ms: 1100 });
    expect(new SpeechSpan(1000).span(900)).toEqual({ from_ms: 1000, to_ms: 1000 });
  });
});
