// What plays where, how far it is, and where it can be carried on. Pure.

import type { Home, Playing, Thing } from "../api/types";

/** Say whether it is worth showing: something that plays, or waits to be played on. */
export function isUnderWay(playing: Playing): boolean {
  return playing.playback === "playing" || playing.playback === "paused";
}

/** Return where it is now, in seconds; what plays goes on since the hub heard of it. */
export function positionAt(playing: Playing, now_ms: number): number | null {
  const { position_s, at, playback, duration_s } = playing;
  if (position_s === null) return null;
  const since_s = playback === "playing" ? Math.max(0, (now_ms - Date.parse(at)) / 1000) : 0;
  const position = position_s + (Number.isFinite(since_s) ? since_s : 0);
  return duration_s === null ? position : Math.min(position, duration_s);
}

/** Return how much of it is over, 0 to 1; null: nobody knows how long it is. */
export function shareAt(playing: Playing, now_ms: number): number | null {
  const position = positionAt(playing, now_ms);
  const { duration_s } = playing;
  if (position === null || duration_s === null || duration_s <= 0) return null;
  return position / duration_s;
}

/** Return the players that can carry on with it: screens that can be reached, but not its own. */
export function targetsOf(playing: Playing, home: Home): Thing[] {
  const isScreen = (thing: Thing): boolean => thing.type === "tv" || thing.type === "headset";
  return home.things.filter(
    (thing) => isScreen(thing) && thing.available && thing.id !== playing.player,
  );
}
