import { describe, expect, it } from "vitest";
import {
  CLOSE,
  type Element,
  hit,
  type Laid,
  type List,
  laid,
  type PanelModel,
  pressOf,
  TARGET_M,
  wrapped,
  zoneAt,
} from "./panel";

const panel = (elements: Element[], part: Partial<PanelModel> = {}): PanelModel => ({
  ...{ id: "p", title: "거실 등", width_m: 0.56, elements },
  ...part,
});

/** Press the middle of every zone. */
const presses = (shown: Laid) =>
  shown.zones.map((zone) => {
    const u = (zone.x + zone.width / 2) / shown.width;
    const v = (zone.y + zone.height / 2) / shown.height;
    return hit(shown, u, v);
  });

const amount = { value: 24, minimum: 18, maximum: 30, step: 1, text: "24°" };
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `r${index}`, label: `줄 ${index}` }));
const list = (part: Partial<List>): List => ({
  ...{ kind: "list", id: "l", label: "방", rows: rows(3), first: 0, count: 4 },
  ...part,
});

const EVERYTHING: Element[] = [
  { kind: "text", id: "t", text: "꺼짐" },
  { kind: "toggle", id: "on", label: "켜기", value: false },
  {
    kind: "slider",
    id: "s",
    label: "밝기",
    value: 50,
    minimum: 0,
    maximum: 100,
    step: 1,
    text: "",
  },
  { kind: "stepper", id: "n", label: "온도", ...amount },
  {
    ...{ kind: "choice", id: "c", label: "모드", value: "a" },
    options: ["a", "b", "c"].map((value) => ({ value, label: value })),
  },
  { kind: "button", id: "b", label: "가", share: 0.5 },
  { kind: "image", id: "i", label: "그림", url: null, aspect: 2, share: 0.5, isPressable: true },
  list({ rows: rows(9) }),
];

describe("a panel", () => {
  it("gives for a press what each element promises", () => {
    const found = presses(laid(panel(EVERYTHING, { isClosable: true })));
    expect(found).toEqual([
      { element: CLOSE, value: null },
      { element: "on", value: true },
      { element: "s", value: 50 },
      { element: "n", value: 23 },
      { element: "n", value: 25 },
      { element: "c", value: "a" },
      { element: "c", value: "b" },
      { element: "c", value: "c" },
      { element: "b", value: null },
      { element: "i", value: null },
      ...["r0", "r1", "r2", "r3"].map((value) => ({ element: "l", value })),
      { element: "l", value: 4 },
    ]);
  });

  it("keeps every zone within its edges, of a size that a ray hits, and off every other", () => {
    const shown = laid(panel(EVERYTHING, { isClosable: true }));
    shown.zones.forEach((zone, index) => {
      expect(zone.x).toBeGreaterThanOrEqual(0);
      expect(zone.y).toBeGreaterThanOrEqual(0);
      expect(zone.x + zone.width).toBeLessThanOrEqual(shown.width + 1e-9);
      expect(zone.y + zone.height).toBeLessThanOrEqual(shown.height + 1e-9);
      expect(Math.min(zone.width, zone.height)).toBeGreaterThanOrEqual(TARGET_M - 1e-9);
      for (const other of shown.zones.slice(index + 1)) {
        const isAside = zone.x + zone.width <= other.x || other.x + other.width <= zone.x;
        const isAbove = zone.y + zone.height <= other.y || other.y + other.height <= zone.y;
        expect(isAside || isAbove, `${zone.element} and ${other.element}`).toBe(true);
      }
    });
  });

  it("lets parts that share a row end where it ends", () => {
    const keys = Array.from({ length: 10 }, (_, index): Element => {
      return { kind: "button", id: `k${index}`, label: String(index), share: 0.1 };
    });
    const { frames, width } = laid(panel(keys));
    expect(new Set(frames.map((frame) => frame.y)).size).toBe(1);
    const last = frames.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(width - 0.03);
  });

  it("does nothing where an element is disabled", () => {
    const shown = laid(
      panel([
        { kind: "button", id: "b", label: "", isDisabled: true },
        { kind: "toggle", id: "t", label: "", value: true, isDisabled: true },
        { kind: "stepper", id: "n", label: "", ...amount, isDisabled: true },
      ]),
    );
    expect(shown.zones).toEqual([]);
    expect(hit(shown, 0.5, 0.5)).toBeNull();
  });

  it("slides over its whole range, on the grid of its step, and not beyond", () => {
    const shown = laid(panel([{ kind: "slider", id: "s", label: "", ...amount, step: 0.5 }]));
    const zone = shown.zones[0];
    if (zone === undefined) throw new Error("no zone");
    const at = (share: number) => pressOf(shown, zone, (zone.x + share * zone.width) / shown.width);
    expect(at(-1).value).toBe(18);
    expect(at(2).value).toBe(30);
    for (let share = 0; share <= 1; share += 0.01)
      expect((at(share).value as number) * 2).toBe(Math.round((at(share).value as number) * 2));
  });

  it("offers no step beyond the end of a range", () => {
    const shown = laid(panel([{ kind: "stepper", id: "n", label: "", ...amount, value: 30 }]));
    expect(presses(shown)).toEqual([{ element: "n", value: 29 }]);
  });

  it("turns the pages of a list to its end and back", () => {
    const values = (first: number) =>
      presses(laid(panel([list({ rows: rows(9), first })]))).map((press) => press?.value);
    expect(values(0)).toEqual(["r0", "r1", "r2", "r3", 4]);
    expect(values(4)).toEqual(["r4", "r5", "r6", "r7", 0, 8]);
    expect(values(8)).toEqual(["r8", 4]);
  });

  it("stays as high while a list is turned: nothing moves under the ray", () => {
    const heights = [0, 4, 8].map((first) => laid(panel([list({ rows: rows(9), first })])).height);
    expect(new Set(heights).size).toBe(1);
  });

  it("finds nothing between its elements", () => {
    const shown = laid(panel(EVERYTHING));
    expect(zoneAt(shown, 0.001, 0.001)).toBeNull();
  });
});

describe("text on a panel", () => {
  const ems = (text: string, line_m: number): number => [...text].length * line_m;

  it("breaks between words, and within a word that is too long", () => {
    expect(wrapped("거실 불을 껐어요", 0.5, 0.1, false, ems, 9)).toEqual(["거실 불을", "껐어요"]);
    expect(wrapped("아주긴이름의기기", 0.31, 0.1, false, ems, 9)).toEqual([
      "아주긴",
      "이름의",
      "기기",
    ]);
  });

  it("loses no letter, however it is broken", () => {
    const text = "세탁이 끝났어요. 빨래를 꺼내 주세요.";
    for (let width = 0.1; width < 3; width += 0.1) {
      const lines = wrapped(text, width, 0.1, false, ems, 99);
      expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      for (const line of lines) expect(ems(line, 0.1)).toBeLessThanOrEqual(width + 0.1);
    }
  });

  it("says that there is more where it does not fit", () => {
    expect(wrapped("가 나 다 라", 0.1, 0.1, false, ems, 2)).toEqual(["가", "…"]);
  });
});
