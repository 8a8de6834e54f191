// The client's own panels: the home with its rooms, a reply, the keyboard, placing and lining up. Pure.

import type { Place } from "../../api/layout";
import type { Home, Thing } from "../../api/types";
import { shortTitle, stateLine } from "../../model/format";
import type { Language } from "../../model/i18n";
import { floors, isActive, placeless } from "../../model/model";
import { pageWord, say, type XrWord } from "../words";
import { KEYS } from "./hangul";
import type { Element, PanelModel, Row } from "./panel";

export interface HomePanel {
  language: Language;
  home: Home | null;
  /** The room whose things are listed; null: the rooms. "" is the things of no room. */
  room: string | null;
  first: number;
  isConnected: boolean;
  phase: "idle" | "listening" | "thinking" | "speaking";
  heard: string;
  canHear: boolean;
  /** How things are shown, where there is a choice. */
  where: "miniature" | "place" | null;
  canAlign: boolean;
  isImmersive: boolean;
  hint: XrWord | null;
}

const ROWS = 6;

/** Return the panel of the home: its rooms, or one room's things. */
export function homePanel(given: HomePanel): PanelModel {
  const { language, home, room } = given;
  const t = (name: XrWord): string => say(name, language);
  const elements: Element[] = [];
  if (!given.isConnected)
    elements.push({ kind: "text", id: "offline", role: "trouble", text: t("offline") });
  elements.push(...talking(given));
  if (given.hint !== null)
    elements.push({ kind: "text", id: "hint", role: "note", text: t(given.hint) });
  const rows =
    home === null ? [] : room === null ? roomRows(home, language) : thingRows(home, room, language);
  if (room !== null) elements.push({ kind: "button", id: "rooms", label: `‹ ${t("back")}` });
  const label = t(room === null ? "rooms" : "things");
  const id = room === null ? "room" : "thing";
  elements.push({ kind: "list", id, label, rows, first: given.first, count: ROWS });
  const buttons: Element[] = [{ kind: "button", id: "cinema", label: t("cinema") }];
  if (given.where !== null) {
    const word = given.where === "miniature" ? "inPlace" : "miniature";
    buttons.push({ kind: "button", id: "where", label: t(word) });
  }
  if (given.canAlign) buttons.push({ kind: "button", id: "align", label: t("align") });
  if (given.isImmersive) buttons.push({ kind: "button", id: "leave", label: t("leave") });
  elements.push(...buttons.map((one) => ({ ...one, share: buttons.length > 1 ? 0.5 : 1 })));
  const name = home?.areas.find((area) => area.id === room)?.name;
  const title = room === null ? t("home") : (name ?? t("noRooms"));
  return { id: "home", title, width_m: 0.56, elements };
}

function talking(given: HomePanel): Element[] {
  const t = (name: XrWord): string => say(name, given.language);
  const isListening = given.phase === "listening";
  const talk: Element[] = [];
  if (given.canHear)
    talk.push({
      kind: "button",
      id: "speak",
      tone: "main",
      label: t(isListening ? "stopListening" : given.phase === "thinking" ? "thinking" : "speak"),
      isDisabled: given.phase === "thinking",
    });
  talk.push({ kind: "button", id: "type", label: t("type") });
  const elements = talk.map((one) => ({ ...one, share: 1 / talk.length }));
  if (!isListening) return elements;
  return [...elements, { kind: "text", id: "heard", text: given.heard || t("listening") }];
}

function roomRows(home: Home, language: Language): Row[] {
  const rows = floors(home).flatMap(({ name, rooms }) =>
    rooms.map((room) => ({
      value: room.area.id,
      label: name === null ? room.area.name : `${name} ${room.area.name}`,
      detail: summary(room.things, language),
    })),
  );
  const others = placeless(home).filter((thing) => thing.type !== "person");
  return others.length === 0
    ? rows
    : [...rows, { value: "", label: say("noRooms", language), detail: summary(others, language) }];
}

/** Return how many things of a room work: "2개 켜짐". */
export function summary(things: readonly Thing[], language: Language): string {
  const active = things.filter((thing) => thing.type !== "sensor" && isActive(thing)).length;
  if (active === 0) return pageWord("noneOn", language);
  return language === "ko"
    ? `${active}${pageWord("someOn", "ko")}`
    : `${active} ${pageWord("someOn", "en")}`;
}

function thingRows(home: Home, room: string, language: Language): Row[] {
  const found = floors(home)
    .flatMap((floor) => floor.rooms)
    .find((one) => one.area.id === room);
  const things =
    room === ""
      ? placeless(home).filter((thing) => thing.type !== "person")
      : [...(found?.things ?? []), ...(found?.readings ?? [])];
  return things.map((thing) => ({
    value: thing.id,
    label: shortTitle(thing.title, found?.area.name ?? null),
    detail: thing.available ? stateLine(thing, language) || "–" : pageWord("away", language),
    isPressed: isActive(thing),
  }));
}

export interface Reply {
  /** What the person said; "" where nobody asked. */
  asked: string;
  text: string;
  kind: "answer" | "problem" | "message";
  /** What it could have been about, for the person to choose: values are things, or texts to say. */
  options: readonly { value: string; label: string }[];
  /** Somebody else must allow it. */
  isWaiting: boolean;
}

export function replyPanel(reply: Reply, language: Language): PanelModel {
  const elements: Element[] = [];
  if (reply.asked !== "") {
    const text = `${say("you", language)}: ${reply.asked}`;
    elements.push({ kind: "text", id: "asked", role: "note", text });
  }
  const role = reply.kind === "problem" ? "trouble" : "body";
  elements.push({ kind: "text", id: "reply", role, text: reply.text });
  if (reply.isWaiting)
    elements.push({
      ...{ kind: "text", id: "elsewhere", role: "note" },
      text: say("confirmElsewhere", language),
    });
  for (const { value, label } of reply.options.slice(0, 6))
    elements.push({ kind: "button", id: `option:${value}`, label, tone: "main", share: 0.5 });
  const title = say(reply.kind === "message" ? "message" : "reply", language);
  return { id: "reply", title, width_m: 0.6, elements, isClosable: true };
}

export interface Keyboard {
  text: string;
  layout: Language;
  isShifted: boolean;
}

export function keyboardPanel(keyboard: Keyboard, language: Language): PanelModel {
  const { layout, isShifted, text } = keyboard;
  const rows = KEYS[layout][isShifted ? "shifted" : "plain"];
  const elements: Element[] = [
    {
      ...{ kind: "text", id: "draft", role: text === "" ? "note" : "body" },
      text: text === "" ? say("nothingYet", language) : `${text}▏`,
    },
  ];
  const key = (id: string, label: string, share: number): Element => ({
    ...{ kind: "button", id, label, share },
  });
  const digits = [..."1234567890"];
  elements.push(...digits.map((one) => key(`key:${one}`, one, 0.1)));
  rows.forEach((letters, index) => {
    const side = index === 2 ? 0.15 : 0;
    if (index === 2) elements.push({ ...key("shift", "⇧", side), isPressed: isShifted } as Element);
    elements.push(...[...letters].map((one) => key(`key:${one}`, one, index === 1 ? 1 / 9 : 0.1)));
    if (index === 2) elements.push(key("erase", "⌫", side));
  });
  elements.push(key("layout", layout === "ko" ? "ABC" : "가나", 0.15));
  elements.push(key("key: ", say("space", language), 0.45), key("key:?", "?", 0.1));
  elements.push({
    ...key("send", say("send", language), 0.3),
    tone: "main",
    isDisabled: text.trim() === "",
  } as Element);
  return { id: "keyboard", title: "", width_m: 0.8, elements, isClosable: true };
}

/** The panel while a thing gets its place: by pointing, or step by step. */
export function placingPanel(
  thing: Thing,
  place: Place,
  isMiniature: boolean,
  language: Language,
): PanelModel {
  const t = (name: XrWord): string => say(name, language);
  const step = (id: "x" | "y" | "height_m", name: XrWord, low: number): Element => ({
    ...{ kind: "stepper", id, label: t(name), value: place[id], step: 0.1 },
    ...{ minimum: low, maximum: low < 0 ? 200 : 20, text: `${place[id].toFixed(1)} m` },
  });
  return {
    id: "placing",
    title: thing.title,
    width_m: 0.56,
    elements: [
      { kind: "text", id: "hint", text: t(isMiniature ? "placeTable" : "placeHint") },
      ...[step("x", "across", -200), step("y", "along", -200), step("height_m", "height", 0)],
      { kind: "button", id: "here", label: t("placeHere"), tone: "main", share: 0.5 },
      { kind: "button", id: "forget", label: t("forgetPlace"), share: 0.5 },
    ],
    isClosable: true,
  };
}

/** The panel while the room is lined up: it names the thing to point at. */
export function aligningPanel(
  things: readonly Thing[],
  chosen: Thing | null,
  problem: XrWord | null,
  language: Language,
): PanelModel {
  const t = (name: XrWord): string => say(name, language);
  const elements: Element[] = [];
  if (problem !== null)
    elements.push({ kind: "text", id: "problem", role: "trouble", text: t(problem) });
  if (chosen !== null) {
    elements.push({ kind: "text", id: "which", role: "heading", text: chosen.title });
    elements.push({ kind: "text", id: "hint", text: t("alignHint") });
  }
  const rows = things.map((thing) => ({
    value: thing.id,
    label: thing.title,
    isPressed: thing.id === chosen?.id,
  }));
  elements.push({ kind: "list", id: "thing", label: t("things"), rows, first: 0, count: 5 });
  return { id: "aligning", title: t("align"), width_m: 0.56, elements, isClosable: true };
}
