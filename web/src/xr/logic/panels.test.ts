import { describe, expect, it } from "vitest";
import { playOf, shownText } from "./commands";
import { KEYS } from "./hangul";
import { laid } from "./panel";
import { keyboardPanel, replyPanel } from "./panels";
import { filesOf, unasked } from "./subsets";

describe("the keyboard", () => {
  it.each(["ko", "en"] as const)(
    "has every key of the %s layout in four rows of its width",
    (layout) => {
      const panel = keyboardPanel({ text: "", layout, isShifted: false }, "ko");
      const ids = panel.elements.map((one) => one.id);
      for (const letter of KEYS[layout].plain.join("")) expect(ids).toContain(`key:${letter}`);
      const shown = laid(panel);
      const rows = new Set(shown.frames.map((frame) => frame.y));
      expect(rows.size).toBe(6); // the text, digits, three rows, and the space bar's
      for (const { x, width } of shown.frames)
        expect(x + width).toBeLessThanOrEqual(shown.width - 0.03 + 1e-6);
    },
  );

  it("sends nothing while nothing is written", () => {
    const send = (text: string) =>
      keyboardPanel({ text, layout: "ko", isShifted: false }, "ko").elements.find(
        (one) => one.id === "send",
      );
    expect(send(" ")).toMatchObject({ isDisabled: true });
    expect(send("불 꺼")).toMatchObject({ isDisabled: false });
  });
});

describe("a reply", () => {
  it("offers what it could have been about", () => {
    const options = [
      { value: "a", label: "거실 등" },
      { value: "b", label: "무드등" },
    ];
    const panel = replyPanel(
      { asked: "이거 꺼", text: "어느 것이요?", kind: "answer", options, isWaiting: false },
      "ko",
    );
    expect(panel.elements.slice(-2)).toMatchObject([
      { id: "option:a", label: "거실 등" },
      { id: "option:b", label: "무드등" },
    ]);
  });

  it("says that somebody else must allow it, and has no button for that", () => {
    const panel = replyPanel(
      { asked: "", text: "도어락을 열까요?", kind: "answer", options: [], isWaiting: true },
      "ko",
    );
    expect(panel.elements.map((one) => one.kind)).toEqual(["text", "text"]);
    expect(panel.elements[1]).toMatchObject({ text: expect.stringContaining("휴대폰") });
  });
});

describe("a command from outside", () => {
  it("is read with care", () => {
    expect(playOf(["movie-1", "754.2"])).toEqual({ item: "movie-1", position_s: 754.2 });
    expect(playOf(["movie-1"])).toEqual({ item: "movie-1", position_s: 0 });
    expect(playOf(["movie-1", "-3"])).toEqual({ item: "movie-1", position_s: 0 });
    expect(playOf(["movie-1", "soon"])).toEqual({ item: "movie-1", position_s: 0 });
    expect(playOf([])).toBeNull();
    expect(playOf({ item: "x" })).toBeNull();
    expect(shownText(["안녕"])).toBe("안녕");
    expect(shownText("안녕")).toBe("안녕");
    expect(shownText({})).toBe("");
    expect(shownText("가".repeat(10_000)).length).toBe(500);
  });
});

describe("the font's files", () => {
  it("are named as they are on disk", () => {
    expect(filesOf({ "[4]": "U+ac00", latin: "U+0041" })).toEqual(
      new Map([
        ["4", "U+ac00"],
        ["latin", "U+0041"],
      ]),
    );
  });

  it("are asked for once for each letter", () => {
    const asked = new Set<string>();
    expect(unasked("거실 거실", asked)).toBe("거실 ");
    expect(unasked("거실 등", asked)).toBe("등");
  });
});
