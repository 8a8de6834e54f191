import { describe, expect, it } from "vitest";
import { linesOf, linesOfAll, tongueOf, trackName, usualTrack } from "./captions";

describe("a cue", () => {
  it.each([
    ["안녕하세요", ["안녕하세요"]],
    ["<v 민지>어디 가?</v>\n<i>집에.</i>", ["어디 가?", "집에."]],
    ["<c.yellow.bg_blue>노랗게</c> <00:01.000>그리고", ["노랗게 그리고"]],
    ["Tom &amp; Jerry &lt;3 &unknown;", ["Tom & Jerry <3 &unknown;"]],
    ["<ruby>漢字<rt>한자</rt></ruby>", ["漢字"]],
    ["  띄어  \r\n\r\n 쓰기 ", ["띄어", "쓰기"]],
    ["<b", []],
    ["", []],
  ])("is read without its markup: %j", (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  it("that is too long is cut", () => {
    expect(linesOf("가\n".repeat(50))).toHaveLength(4);
    expect(linesOf("가".repeat(5000)).join("").length).toBeLessThanOrEqual(400);
  });

  it("stands above a later one", () => {
    const cues = [
      { startTime: 5, text: "둘" },
      { startTime: 2, text: "하나" },
    ];
    expect(linesOfAll(cues)).toEqual(["하나", "둘"]);
  });
});

describe("a track", () => {
  const tracks = [
    { id: "0", label: "English", language: "en-US" },
    { id: "1", label: "한국어", language: "kor" },
  ];

  it("is taken in the language that was chosen last, however that is written", () => {
    expect(usualTrack(tracks, "en", "ko")?.id).toBe("0");
    expect(usualTrack(tracks, "ko", "en")?.id).toBe("1");
    expect(usualTrack(tracks, "ja", "ko")).toBeNull();
    expect(usualTrack(tracks, null, "ko-KR")?.id).toBe("1");
    expect(tongueOf("KO_kr")).toBe("ko");
  });

  it("has a name in the reader's language", () => {
    const track = (label: string, language: string | null) => ({ id: "0", label, language });
    expect(trackName(track("감독 해설", "ko"), "ko", 0)).toBe("감독 해설");
    expect(trackName(track("", "eng"), "ko", 0)).toBe("영어");
    expect(trackName(track("", "not a language"), "ko", 0)).toBe("not a language");
    expect(trackName(track("", null), "ko", 1)).toBe("2");
  });
});
