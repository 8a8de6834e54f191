import { describe, expect, it } from "vitest";
import { erased, KEYS, typed } from "./hangul";
import { seeded } from "./seeded";

const type = (keys: string): string => [...keys].reduce(typed, "");

describe("the Korean keyboard", () => {
  it.each([
    ["ㄱㅓㅅㅣㄹ ㅂㅜㄹ ㄲㅓㅈㅝ", "거실 불 꺼줘"],
    ["ㅇㅗㅏㄴㄷㅗㅇ", "완동"],
    ["ㄷㅏㄹㄱ", "닭"],
    ["ㄷㅏㄹㄱㅏ", "달가"],
    ["ㅇㅓㅂㅅㅇㅓ", "없어"],
    ["ㅇㅣㅆㅇㅓㅇㅛ", "있어요"],
    ["ㄲㅗㅊ", "꽃"],
    ["ㅂㅏㄲㅇㅔ", "밖에"],
    ["ㅂㅏㄲㅔ", "바께"],
    ["ㅢㅏ", "ㅢㅏ"],
    ["ㅋㅋㅋ", "ㅋㅋㅋ"],
    ["ㄸㅏㄸ", "따ㄸ"],
    ["ㅇㅔㅇㅓㅋㅓㄴ 24ㄷㅗ", "에어컨 24도"],
    ["abc?", "abc?"],
    ["가ㅏ", "가ㅏ"],
  ])("composes %s to %s", (keys, text) => {
    expect(type(keys)).toBe(text);
  });

  it("takes back letter by letter within a syllable", () => {
    const steps = ["닭", "달", "다", "ㄷ", ""];
    for (let at = 0; at + 1 < steps.length; at++)
      expect(erased(steps[at] ?? "")).toBe(steps[at + 1]);
    expect(erased("꽤")).toBe("꼬");
    expect(erased("a가나 ")).toBe("a가나");
    expect(erased("")).toBe("");
  });

  it("loses no letter and keeps none that was erased, whatever is typed", () => {
    const letters = [...KEYS.ko.plain.join(""), ...KEYS.ko.shifted.join(""), " ", "a"];
    const random = seeded(3);
    for (let run = 0; run < 300; run++) {
      let text = "";
      for (let count = 0; count < 12; count++)
        text = typed(text, letters[Math.floor(random() * letters.length)] ?? "ㄱ");
      const [before] = [text];
      let steps = 0;
      while (text !== "") {
        const shorter = erased(text);
        expect(shorter.normalize("NFD").length).toBeLessThan(text.normalize("NFD").length + 1);
        expect(shorter).not.toBe(text);
        text = shorter;
        if (++steps > 60) throw new Error(`${before} is never empty`);
      }
    }
  });
});
