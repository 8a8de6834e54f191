// What every part of the view shares: the session, the language, and how to hold a draft.

import { createContext, type RefObject } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Value } from "../api/types";
import { type Language, type Word, word } from "../model/i18n";
import type { Session } from "../model/session";
import type { Store } from "../model/store";

interface Shared {
  session: Session;
  language: Language;
  /** Somebody went from one view to another: the focus goes along. */
  isMoved: boolean;
}

export const SharedContext = createContext<Shared | null>(null);

export function useShared(): Shared & { t: (name: Word) => string } {
  const shared = useContext(SharedContext);
  if (shared === null) throw new Error("no session around this part");
  return { ...shared, t: (name) => word(name, shared.language) };
}

export function useStore<S extends object>(store: Store<S>): S {
  const [state, show] = useState(store.state);
  useEffect(() => {
    show(store.state);
    return store.subscribe(() => show(store.state));
  }, [store]);
  return state;
}

/**
 * Return where the focus goes once what took the element's place is gone.
 *
 * It moves before the browser paints, here and wherever the view moves it: a key that is pressed
 * right after must not fall on what is no longer there.
 */
export function useFocusAfter<T extends HTMLElement>(isReplaced: boolean): RefObject<T> {
  const element = useRef<T>(null);
  const wasReplaced = useRef(false);
  useLayoutEffect(() => {
    if (wasReplaced.current && !isReplaced) element.current?.focus();
    wasReplaced.current = isReplaced;
  }, [isReplaced]);
  return element;
}

/** Hold what a hand is just choosing; it is sent once the hand has been still for a moment. */
export function useDraft<T extends Value>(
  now: T,
  isBusy: boolean,
  send: (value: T) => void,
): [T, (value: T) => void] {
  const [draft, setDraft] = useState<{ value: T } | null>(null);
  const timer = useRef(0);
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !isBusy && timer.current === 0) setDraft(null);
    wasBusy.current = isBusy;
  }, [isBusy]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hold = (value: T): void => {
    setDraft({ value });
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      send(value);
    }, 350);
  };
  return [draft === null ? now : draft.value, hold];
}
