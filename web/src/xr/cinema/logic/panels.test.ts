import { describe, expect, it } from "vitest";
import { laid, type PanelModel } from "../../logic/panel";
import { failureOf, NO_TRACK, panelOf } from "./panels";
import { EMPTY, type Playback } from "./playback";
import { START, type State } from "./state";
import { item, video } from "./testing";

const ko = { language: "ko", isImmersive: true } as const;
const playback: Playback = { ...EMPTY, phase: "playing", isWanted: true, duration_s: 600 };

function state(change: Partial<State>): State {
  const film = item({});
  const library = { phase: "ready", isGrowing: false, items: [film] } as const;
  return { ...START, library, item: film, video: film.video, page: "film", playback, ...change };
}

function panel(
  change: Partial<State>,
  place: { language: "ko" | "en"; isImmersive: boolean } = ko,
): PanelModel {
  const model = panelOf(state(change), place);
  if (model === null) throw new Error("no panel");
  return model;
}

const ids = (model: PanelModel): string[] => model.elements.map((one) => one.id);
const textOf = (model: PanelModel): string => JSON.stringify(model);

describe("the library's panel", () => {
  const library = (change: Partial<State>): PanelModel =>
    panel({ item: null, page: "library", ...change });

  it("says what it waits for, what is missing and what to do", () => {
    expect(textOf(library({ library: START.library }))).toContain("찾는 중");
    const empty = { phase: "ready", isGrowing: false, items: [] } as const;
    expect(textOf(library({ library: empty }))).toContain("영상 폴더에 넣으면");
    expect(textOf(library({ library: { ...empty, isGrowing: true } }))).toContain("찾는 중");
    const failed = library({ library: { ...empty, phase: "failed" } });
    expect(textOf(failed)).toContain("허브가 켜져 있는지");
    expect(ids(failed)).toContain("reload");
  });

  it("shows pages in the headset and all films where there is a page to scroll", () => {
    const films = Array.from({ length: 20 }, (_, n) => item({ id: `film-${n}` }));
    const many = {
      library: { phase: "ready", isGrowing: false, items: films } as const,
      item: null,
    };
    const count = (isImmersive: boolean): unknown => {
      const list = panel({ ...many, page: "library" }, { ...ko, isImmersive }).elements.at(-1);
      return list?.kind === "list" ? list.count : null;
    };
    expect([count(true), count(false)]).toEqual([6, 60]);
  });
});

describe("a film's panel", () => {
  it("plays and pauses with one button, and begins anew at the end", () => {
    const label = (change: Partial<Playback>): unknown => {
      const model = panel({ playback: { ...playback, ...change } });
      const one = model.elements.find(({ id }) => id === "toggle");
      return one?.kind === "button" ? one.label : null;
    };
    expect(label({})).toBe("일시정지");
    expect(label({ phase: "paused", isWanted: false })).toBe("재생");
    expect(label({ phase: "ended", isWanted: false })).toBe("처음부터");
  });

  it("says in words why a film is not shown, and offers what may help, not to seek", () => {
    const failed: Playback = { ...playback, phase: "failed", failure: "blank" };
    const model = panel({ playback: failed, video: video({ codec: "hevc" }) });
    expect(textOf(model)).toContain("화면(HEVC (H.265))을 풀 수 없어서");
    expect(ids(model)).not.toContain("seek");
    expect(ids(model)).not.toContain("again"); // no decoder comes of trying
    const lost: Playback = { ...failed, failure: "network" };
    expect(ids(panel({ playback: lost }))).toContain("again");
  });

  it.each(["codec", "blank", "network", "missing", "broken", "blocked"] as const)(
    "has words in both languages for what went wrong: %s",
    (failure) => {
      const failed = state({ playback: { ...playback, phase: "failed", failure } });
      expect(failureOf(failed, "ko")).toMatch(/요\.$/);
      expect(failureOf(failed, "en")).toMatch(/\.$/);
    },
  );

  it("has no slider for a stream without an end", () => {
    const live = { playback: { ...playback, duration_s: null }, item: item({ duration_s: null }) };
    expect(ids(panel(live))).not.toContain("seek");
  });

  it("offers the TV by name where there is one, asks where there are two, is silent without", () => {
    const tv = { id: "tv", title: "거실 TV" };
    expect(textOf(panel({ receivers: [tv], isKnown: true }))).toContain("거실 TV로 이어서 보기");
    expect(
      textOf(panel({ receivers: [tv, { id: "b", title: "안방 TV" }], isKnown: true })),
    ).toContain('"TV로 이어서 보기"');
    expect(ids(panel({ receivers: [], isKnown: true }))).not.toContain("hand-off");
    expect(ids(panel({ receivers: [tv], isKnown: false }))).not.toContain("hand-off");
  });

  it("says that of two views in one stream only one can be shown", () => {
    expect(textOf(panel({ video: video({ stereo: "multiview" }) }))).toContain("MV-HEVC");
  });

  it("leaves one small button where it was put away", () => {
    expect(ids(panel({ isHidden: true }))).toEqual(["show"]);
  });

  it("offers a page neither rooms nor sizes", () => {
    const page = panel({ page: "picture" }, { language: "ko", isImmersive: false });
    expect(ids(page)).not.toContain("room");
    expect(ids(page)).not.toContain("size");
    expect(ids(panel({ page: "picture" }))).toEqual(
      expect.arrayContaining(["room", "size", "curved"]),
    );
  });

  it("offers subtitles with a way out of them, and sounds where there are two", () => {
    const track = { id: "0", label: "한국어", language: "ko" };
    const model = panel({ page: "sound", subtitles: [track], audio: [track] });
    const choice = model.elements.find(({ id }) => id === "subtitle");
    expect(choice?.kind === "choice" ? choice.value : null).toBe(NO_TRACK);
    expect(ids(model)).not.toContain("audio");
  });

  it("fits its own width on every page, in both languages", () => {
    const chapters = [{ at_s: 0, title: "시작" }];
    const receivers = [{ id: "a", title: "거실의 커다란 텔레비전" }];
    for (const language of ["ko", "en"] as const) {
      for (const page of ["film", "picture", "sound", "fix", "chapters", "players"] as const) {
        const model = panel(
          { page, receivers, isKnown: true, item: item({ chapters }) },
          { language, isImmersive: true },
        );
        const { frames, width, height } = laid(model);
        expect(height, page).toBeLessThan(0.9);
        for (const one of frames) expect(one.x + one.width, page).toBeLessThanOrEqual(width);
      }
    }
  });
});
