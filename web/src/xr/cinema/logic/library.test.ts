import { describe, expect, it } from "vitest";
import {
  detailOf,
  kindsOf,
  neighbour,
  ofKind,
  type Places,
  placesOf,
  startOf,
  withPlace,
  withPlaying,
} from "./library";
import { item, video } from "./testing";

const flat = item({ id: "flat" });
const dome = item({
  id: "dome",
  video: video({ projection: "half_equirectangular", stereo: "side_by_side", width: 7680 }),
});
const globe = item({ id: "globe", video: video({ projection: "equirectangular" }) });
const films = [flat, dome, globe];

describe("the library", () => {
  it("shows kinds that there is a film of", () => {
    expect(kindsOf(films, {})).toEqual(["all", "flat", "stereo", "around"]);
    expect(kindsOf([flat], {})).toEqual(["all", "flat"]);
    expect(ofKind(films, "around", {}).map(({ id }) => id)).toEqual(["dome", "globe"]);
  });

  it("shows what was begun, the latest first", () => {
    const places: Places = {
      flat: { position_s: 100, at: 1 },
      globe: { position_s: 200, at: 2 },
      dome: { position_s: 3, at: 3 },
    };
    expect(ofKind(films, "begun", places).map(({ id }) => id)).toEqual(["globe", "flat"]);
  });

  it("says what a film is, in both languages", () => {
    expect(detailOf(dome, {}, "ko")).toBe("10:00 · 180° 3D · 8K");
    expect(detailOf(globe, {}, "ko")).toBe("10:00 · 360°");
    const places = { flat: { position_s: 125, at: 1 } };
    expect(detailOf(flat, places, "ko")).toBe("2:05부터 이어 보기");
    expect(detailOf(flat, places, "en")).toBe("continue at 2:05");
  });

  it("has a film after and before each, but for the ends", () => {
    expect(neighbour(films, "dome", 1)?.id).toBe("globe");
    expect(neighbour(films, "flat", -1)).toBeNull();
    expect(neighbour(films, "gone", 1)).toBeNull();
  });
});

describe("where films were left", () => {
  it("survives being written and read", () => {
    const places = withPlace({}, "flat", { position_s: 30, at: 5 });
    expect(placesOf(JSON.stringify(places))).toEqual(places);
  });

  it("is read without what cannot be, and never stops the cinema", () => {
    expect(placesOf('{"a":{"position_s":1,"at":2},"b":7,"c":null,"d":{"at":1}}')).toEqual({
      a: { position_s: 1, at: 2 },
    });
    for (const rubbish of [null, "", "[", "null", "7", '"x"'])
      expect(placesOf(rubbish)).toEqual({});
  });

  it("is kept of the latest films only", () => {
    let places: Places = {};
    for (let n = 0; n < 300; n++) places = withPlace(places, `film-${n}`, { position_s: 1, at: n });
    expect(Object.keys(places)).toHaveLength(200);
    expect(places["film-299"]).toBeDefined();
    expect(places["film-0"]).toBeUndefined();
  });

  it("is the latest word of any player in the home", () => {
    const playing = (position_s: number, at: string) => ({
      ...{ player: "tv", item: "flat", app: null, content_id: null, title: null, position_s, at },
      ...{ playback: "paused", duration_s: 600 },
    });
    const at = Date.parse("2026-11-26T10:00:00Z");
    const here: Places = { flat: { position_s: 100, at } };
    const later = withPlaying(here, [playing(300, "2026-11-26T11:00:00Z")]);
    expect(startOf(flat, later)).toBe(300);
    expect(withPlaying(here, [playing(300, "2026-11-26T09:00:00Z")])).toBe(here);
    expect(withPlaying(here, [playing(300, "yesterday")])).toBe(here);
  });
});
