// What is on the cinema's panel, from its state: one model for the headset and for the page. Pure.
// What a press means is `cinema`'s; the ids here are its vocabulary.

import type { Projection, Stereo } from "../../../api/media";
import { clockOf } from "../../../model/format";
import type { Language } from "../../../model/i18n";
import type { Button, Element, PanelModel, Row } from "../../logic/panel";
import { type CinemaWord, handOffTo, phrase } from "../words";
import { type Track, trackName } from "./captions";
import { codecName } from "./decoding";
import { detailOf, factsOf, isAround, kindsOf, ofKind, pictureName } from "./library";
import { pictureOf } from "./picture";
import type { Size } from "./screen";
import { beside, type State, screenOf } from "./state";

/** Where the cinema is shown: a page has a keyboard and no room around it. */
export interface Place {
  language: Language;
  isImmersive: boolean;
}

const WIDTH_M = 0.96;
const FILMS_SHOWN = 6;
/** A value of a choice that is no track's id. */
export const NO_TRACK = "none";

/** Return the panel; null: only what is watched is to be seen. */
export function panelOf(state: State, place: Place): PanelModel | null {
  if (state.item === null || state.page === "library") return libraryPanel(state, place);
  if (state.isHidden) return hiddenPanel(place);
  switch (state.page) {
    case "film":
      return filmPanel(state, place);
    case "picture":
      return picturePanel(state, place);
    case "sound":
      return soundPanel(state, place);
    case "fix":
      return fixPanel(state, place);
    case "chapters":
      return chaptersPanel(state, place);
    case "players":
      return playersPanel(state, place);
  }
}

function libraryPanel(state: State, { language, isImmersive }: Place): PanelModel {
  const say = (word: CinemaWord): string => phrase(word, language);
  const model = { id: "cinema-library", title: say("cinema"), width_m: WIDTH_M, isClosable: true };
  const { phase, isGrowing, items } = state.library;
  const told = (text: string, role: "body" | "trouble"): Element => ({
    ...{ kind: "text", id: "told", text, role },
  });
  if (phase === "loading" || (isGrowing && items.length === 0))
    return { ...model, elements: [told(say("loadingLibrary"), "body")] };
  if (phase !== "ready") {
    const word = phase === "signedOut" ? "signedOut" : "libraryFailed";
    return { ...model, elements: [told(say(word), "trouble"), button("reload", say("again"))] };
  }
  if (items.length === 0) {
    return { ...model, elements: [told(say("noFilms"), "body"), button("reload", say("again"))] };
  }
  const kinds = kindsOf(items, state.places);
  const shown = ofKind(items, state.kind, state.places);
  const rows: Row[] = shown.map((one) => ({
    value: one.id,
    label: one.title,
    detail: detailOf(one, state.places, language),
    image: one.thumbnail,
    ...(one.id === state.item?.id ? { isPressed: true } : {}),
  }));
  const elements: Element[] = [];
  if (kinds.length > 2) {
    const options = kinds.map((kind) => ({ value: kind, label: say(`kind_${kind}`) }));
    elements.push({ kind: "choice", id: "kind", label: "", options, value: state.kind });
  }
  if (rows.length === 0) elements.push(told(say("noneOfKind"), "body"));
  else {
    elements.push({
      ...{ kind: "list", id: "films", label: say("library"), rows, first: state.first },
      // A page scrolls; a panel turns its pages.
      ...{ count: isImmersive ? FILMS_SHOWN : 60, columns: 3, aspect: 16 / 9 },
    });
  }
  return { ...model, elements };
}

/** What brings the controls back: small, and below what is watched. */
function hiddenPanel({ language }: Place): PanelModel {
  const elements = [button("show", phrase("show", language), { tone: "quiet" })];
  return { id: "cinema-hidden", title: "", width_m: 0.24, elements };
}

function filmPanel(state: State, place: Place): PanelModel {
  const { language } = place;
  const say = (word: CinemaWord): string => phrase(word, language);
  const elements: Element[] = [];
  const failure = failureOf(state, language);
  const note = state.note ?? statusOf(state, language);
  const { playback, item } = state;
  const hasFailed = playback.phase === "failed";
  // A page says it where the picture would be.
  if (failure !== null && (place.isImmersive || !hasFailed))
    elements.push(text("failure", failure, "trouble"));
  if (note !== "") elements.push(text("note", note, "note"));
  if (!hasFailed) elements.push(...transport(state, place));
  else if (playback.failure !== "codec" && playback.failure !== "blank")
    elements.push(button("again", say("again"), { tone: "main" }));
  const share = 0.25;
  if (!hasFailed) {
    elements.push(
      button("picture", say("picture"), { share }),
      button("sound", say("sound"), { share }),
    );
    if ((item?.chapters.length ?? 0) > 0)
      elements.push(button("chapters", say("chapters"), { share }));
    if (place.isImmersive) elements.push(button("hide", say("hide"), { share, tone: "quiet" }));
  }
  elements.push(
    ...handOff(state, language),
    button("library", say("toList"), { share: 0.5, tone: "quiet" }),
  );
  return {
    ...{ id: "cinema-film", title: item?.title ?? "", width_m: WIDTH_M, elements },
    isClosable: true,
  };
}

function transport(state: State, { language }: Place): Element[] {
  const say = (word: CinemaWord): string => phrase(word, language);
  const { playback } = state;
  const elements: Element[] = [];
  const duration = playback.duration_s ?? state.item?.duration_s ?? null;
  if (duration !== null && duration > 0) {
    const value = Math.floor(Math.min(playback.position_s, duration));
    const text = `${clockOf(value)} / ${clockOf(duration)}`;
    elements.push({
      ...{ kind: "slider", id: "seek", label: say("seek"), text },
      ...{ value, minimum: 0, maximum: Math.max(1, Math.floor(duration)), step: 1 },
    });
  }
  const hasEnded = playback.phase === "ended";
  const label = hasEnded ? "fromStart" : playback.isWanted ? "pause" : "play";
  return [
    ...elements,
    button("previous", say("previous"), { share: 0.2, isDisabled: beside(state, -1) === null }),
    button("back", say("back10"), { share: 0.2 }),
    button("toggle", say(label), { share: 0.2, tone: "main" }),
    button("on", say("on10"), { share: 0.2, isDisabled: hasEnded }),
    button("next", say("next"), { share: 0.2, isDisabled: beside(state, 1) === null }),
  ];
}

function handOff({ receivers, isKnown }: State, language: Language): Element[] {
  const [only] = receivers;
  if (only === undefined || !isKnown) return [];
  const label =
    receivers.length === 1 ? handOffTo(only.title, language) : phrase("handOff", language);
  return [button("hand-off", label, { share: 0.5 })];
}

/** Say in words why a film is not shown; null: it is. */
export function failureOf(state: State, language: Language): string | null {
  const { failure } = state.playback;
  if (failure === null) return null;
  const codec = codecName(state.video?.codec ?? "") || phrase("unknownCodec", language);
  return phrase(`fail_${failure}`, language, codec);
}

/** Say what the viewer waits for, or should know; "": nothing. */
function statusOf({ playback, video }: State, language: Language): string {
  if (playback.phase === "failed") return "";
  if (playback.phase === "loading") return phrase("opening", language);
  if (playback.isWaiting || playback.phase === "seeking") return phrase("buffering", language);
  if (playback.phase === "ended") return phrase("ended", language);
  const isBaseViewOnly = video !== null && pictureOf(video).isBaseViewOnly;
  return isBaseViewOnly ? phrase("baseViewOnly", language) : "";
}

const SIZE_NAMES: readonly Size[] = ["near", "television", "cinema", "imax"];

function picturePanel(state: State, { language, isImmersive }: Place): PanelModel {
  const say = (word: CinemaWord, about = ""): string => phrase(word, language, about);
  const { video } = state;
  const elements: Element[] = [];
  if (video !== null) {
    const facts = [pictureName(video, language), factsOf(video)].filter((part) => part !== "");
    elements.push(text("facts", facts.join(" · "), "note"));
  }
  if (isImmersive && video !== null && !isAround(video)) {
    const options = SIZE_NAMES.map((size) => ({ value: size, label: say(`size_${size}`) }));
    const { distance_m } = screenOf(state);
    elements.push(
      { kind: "choice", id: "size", label: say("size"), options, value: state.size },
      {
        ...{ kind: "stepper", id: "reach", label: say("distance"), value: state.reach },
        ...{ minimum: 0.5, maximum: 2, step: 0.1, share: 0.6 },
        text: say("metres", distance_m.toFixed(1)),
      },
      { kind: "toggle", id: "curved", label: say("curved"), value: state.isCurved, share: 0.4 },
    );
  }
  if (isImmersive) {
    const options = state.rooms.map((room) => ({ value: room, label: say(`room_${room}`) }));
    elements.push({ kind: "choice", id: "room", label: say("room"), options, value: state.room });
  }
  if (video !== null && pictureOf(video).isStereo && isImmersive)
    elements.push({
      ...{ kind: "toggle", id: "flat", label: say("flat"), value: state.isFlat, share: 0.5 },
    });
  if (isImmersive || (video !== null && isAround(video)))
    elements.push(button("recentre", say("recentre"), { share: 0.5 }));
  elements.push(button("fix", say("fix"), { share: 0.5, tone: "quiet" }), done(language));
  return { id: "cinema-picture", title: say("picture"), width_m: WIDTH_M, elements };
}

function soundPanel(state: State, { language }: Place): PanelModel {
  const say = (word: CinemaWord, about = ""): string => phrase(word, language, about);
  const option = (track: Track, index: number) => {
    const name = trackName(track, language, index);
    return { value: track.id, label: /^\d+$/.test(name) ? say("track", name) : name };
  };
  const elements: Element[] = [
    {
      ...{ kind: "slider", id: "volume", label: say("volume"), value: state.volume },
      ...{ minimum: 0, maximum: 100, step: 1, text: String(state.volume), share: 0.7 },
    },
    { kind: "toggle", id: "muted", label: say("muted"), value: state.isMuted, share: 0.3 },
  ];
  if (state.audio.length > 1) {
    const options = state.audio.map(option);
    elements.push({
      kind: "choice",
      id: "audio",
      label: say("audio"),
      options,
      value: state.sound,
    });
  }
  if (state.subtitles.length > 0) {
    const off = { value: NO_TRACK, label: say("noSubtitles") };
    const options = [off, ...state.subtitles.map(option)];
    const value = state.subtitle ?? NO_TRACK;
    elements.push({ kind: "choice", id: "subtitle", label: say("subtitles"), options, value });
  }
  elements.push(done(language));
  return { id: "cinema-sound", title: say("sound"), width_m: WIDTH_M, elements };
}

export const PROJECTIONS: readonly Projection[] = [
  "rectangular",
  "half_equirectangular",
  "equirectangular",
  "fisheye",
  "equiangular_cubemap",
];
export const STEREOS: readonly Stereo[] = ["mono", "side_by_side", "top_bottom"];

function fixPanel({ video, note }: State, { language }: Place): PanelModel {
  const say = (word: CinemaWord): string => phrase(word, language);
  const elements: Element[] = [text("help", note ?? say("fixHelp"), "note")];
  if (video !== null) {
    elements.push(
      {
        ...{ kind: "choice", id: "projection", label: say("projection"), value: video.projection },
        options: PROJECTIONS.map((one) => ({ value: one, label: say(`projection_${one}`) })),
      },
      {
        ...{ kind: "choice", id: "stereo", label: say("stereo"), value: video.stereo },
        options: STEREOS.map((one) => ({ value: one, label: say(`stereo_${one}`) })),
      },
    );
    if (video.stereo !== "mono") {
      const value = video.is_right_first;
      elements.push({ kind: "toggle", id: "swapped", label: say("swapped"), value, share: 0.5 });
    }
  }
  elements.push(done(language));
  return { id: "cinema-fix", title: say("fix"), width_m: WIDTH_M, elements };
}

function chaptersPanel({ item, playback, first }: State, { language }: Place): PanelModel {
  const chapters = item?.chapters ?? [];
  const now = chapters.filter((one) => one.at_s <= playback.position_s).length - 1;
  const rows = chapters.map((one, index) => ({
    ...{ value: String(one.at_s), label: one.title || `${index + 1}`, detail: clockOf(one.at_s) },
    isPressed: index === now,
  }));
  const label = phrase("chapters", language);
  const list: Element = { kind: "list", id: "chapter", label, rows, first, count: 6 };
  const elements = [list, done(language)];
  return { id: "cinema-chapters", title: label, width_m: WIDTH_M, elements };
}

function playersPanel({ receivers }: State, { language }: Place): PanelModel {
  const rows = receivers.map((one) => ({ value: one.id, label: one.title }));
  const title = phrase("handOffTo", language);
  const list: Element = { kind: "list", id: "receiver", label: title, rows, first: 0, count: 8 };
  const cancel = button("film", phrase("cancel", language), { share: 0.5, tone: "quiet" });
  const elements = [list, cancel];
  return { id: "cinema-players", title, width_m: WIDTH_M, elements };
}

function done(language: Language): Button {
  return button("film", phrase("done", language), { share: 0.5, tone: "main" });
}

function button(id: string, label: string, more: Partial<Button> = {}): Button {
  return { kind: "button", id, label, ...more };
}

function text(id: string, said: string, role: "note" | "trouble"): Element {
  return { kind: "text", id, text: said, role };
}
