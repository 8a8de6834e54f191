// Which view the address names: "#/history". Pure.
//
// The fragment alone says it: the hub serves one page, and the same fragment may hold a token.

export const PLACES = [
  "home",
  "plan",
  "schedules",
  "trends",
  "history",
  "household",
  "settings",
] as const;

export type Place = (typeof PLACES)[number];

/** Return the view that a fragment names; home where it names none. */
export function placeOf(fragment: string): Place {
  const name = fragment.replace(/^#\/?/, "");
  return PLACES.find((place) => place === name) ?? "home";
}

/** Return the fragment of a view, as a link has it. */
export function linkTo(place: Place): string {
  return place === "home" ? "#/" : `#/${place}`;
}

/** Return the views that somebody may see: what was done there is for adults. */
export function placesFor(isAdult: boolean): Place[] {
  return PLACES.filter((place) => isAdult || place !== "history");
}
