// Everything that the cinema shows, as one value; `panels` draws it, `cinema` changes it. Pure.

import type { Item, Video } from "../../../api/media";
import type { Track } from "./captions";
import { type Kind, neighbour, ofKind, type Places } from "./library";
import { EMPTY, type Playback } from "./playback";
import { CURVED, moved, type Room, type Screen, SIZES, type Size } from "./screen";

export type Page = "library" | "film" | "picture" | "sound" | "fix" | "chapters" | "players";

export interface Library {
  phase: "loading" | "ready" | "failed" | "signedOut";
  /** The hub still looks through its folders. */
  isGrowing: boolean;
  items: readonly Item[];
}

/** A thing of the home that a film can go on at. */
export interface Receiver {
  id: string;
  title: string;
}

export interface State {
  page: Page;
  library: Library;
  kind: Kind;
  /** The first film that its panel shows. */
  first: number;
  places: Places;
  item: Item | null;
  /** The open film's record, with what its stream and its viewer said. */
  video: Video | null;
  playback: Playback;
  /** 0 to 100. */
  volume: number;
  isMuted: boolean;
  subtitles: readonly Track[];
  subtitle: string | null;
  audio: readonly Track[];
  sound: string | null;
  size: Size;
  isCurved: boolean;
  /** Nearer (below 1) or farther than the size's own distance. */
  reach: number;
  room: Room;
  rooms: readonly Room[];
  /** Stereo is left out. */
  isFlat: boolean;
  /** The controls are put away. */
  isHidden: boolean;
  receivers: readonly Receiver[];
  /** The hub knows that the open film plays here: only then can it go on elsewhere. */
  isKnown: boolean;
  /** What is said for a while: an answer of the home. */
  note: string | null;
}

export const START: State = {
  page: "library",
  library: { phase: "loading", isGrowing: false, items: [] },
  kind: "all",
  first: 0,
  places: {},
  item: null,
  video: null,
  playback: EMPTY,
  volume: 80,
  isMuted: false,
  subtitles: [],
  subtitle: null,
  audio: [],
  sound: null,
  size: "cinema",
  isCurved: false,
  reach: 1,
  room: "dark",
  rooms: ["dark", "lit"],
  isFlat: false,
  isHidden: false,
  receivers: [],
  isKnown: false,
  note: null,
};

/** Return the screen that a person chose. */
export function screenOf(state: Pick<State, "size" | "isCurved" | "reach">): Screen {
  return { ...moved(SIZES[state.size], state.reach), curve: state.isCurved ? CURVED : 0 };
}

/** Return the film beside the open one, in the list as it is shown. */
export function beside(state: State, by: 1 | -1): Item | null {
  if (state.item === null) return null;
  const shown = ofKind(state.library.items, state.kind, state.places);
  // The list of begun films changes while one is watched: then its order is that of all.
  return neighbour(
    shown.some((one) => one.id === state.item?.id) ? shown : state.library.items,
    state.item.id,
    by,
  );
}
