// What a key means while a film is watched on a page: as in the players that people know. Pure.

export type KeyCommand =
  | "toggle"
  | "back"
  | "on"
  | "louder"
  | "quieter"
  | "mute"
  | "captions"
  | "fullscreen"
  | "previous"
  | "next"
  | "leave"
  | "left"
  | "right"
  | "up"
  | "down";

/** What has the focus: it keeps the keys that it needs itself. */
export type Focus = "button" | "slider" | "text" | "picture";

const LETTERS: Readonly<Record<string, KeyCommand>> = {
  k: "toggle",
  j: "back",
  l: "on",
  m: "mute",
  c: "captions",
  f: "fullscreen",
  n: "next",
  p: "previous",
};
/** Where letters stand on the keyboard: what is typed there may be Hangul. */
const CODE = /^Key([A-Z])$/;

const ARROWS: Readonly<Record<string, readonly [KeyCommand, KeyCommand]>> = {
  ArrowLeft: ["back", "left"],
  ArrowRight: ["on", "right"],
  ArrowUp: ["louder", "up"],
  ArrowDown: ["quieter", "down"],
};

export interface Key {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** Return what a key means; null: nothing here. With Shift, arrows look around. */
export function commandOf(key: Key, focus: Focus): KeyCommand | null {
  if (key.ctrlKey || key.altKey || key.metaKey || focus === "text") return null;
  if (key.key === "Escape") return "leave";
  if (key.key === " ") return focus === "button" ? null : "toggle";
  const arrow = ARROWS[key.key];
  if (arrow !== undefined) {
    if (key.shiftKey) return arrow[1];
    return focus === "slider" ? null : arrow[0];
  }
  const letter = CODE.exec(key.code)?.[1]?.toLowerCase();
  return letter === undefined || key.shiftKey ? null : (LETTERS[letter] ?? null);
}
