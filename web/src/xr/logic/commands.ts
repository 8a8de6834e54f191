// What the hub asks of a headset, read with care: it is text from outside. Pure.

const MOST = 500;

/** Return the text of a message to show, in one of the shapes that an action's input may have. */
export function shownText(input: unknown): string {
  const first = Array.isArray(input) ? input[0] : input;
  return typeof first === "string" ? first.slice(0, MOST).trim() : "";
}

/** Return what to play and from where: ["movie-1", "754.2"]; null: it names no item. */
export function playOf(input: unknown): { item: string; position_s: number } | null {
  const [item, position] = Array.isArray(input) ? input : [input];
  if (typeof item !== "string" || item === "") return null;
  const seconds = Number(position ?? 0);
  return { item, position_s: Number.isFinite(seconds) && seconds > 0 ? seconds : 0 };
}
