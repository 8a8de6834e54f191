// The microphone of the conversation: listens, hands on what was said, reads the answer aloud.

import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { hearing, hush, type Listening, listen, speak } from "../api/speech";
import { languageOf } from "../model/format";
import type { Language } from "../model/i18n";
import { aloud, idle, step, type Voice } from "../model/voice";
import { keep, kept } from "./kept";

export interface Microphone {
  voice: Voice;
  isThere: boolean;
  /** Whether answers to what was spoken are read aloud; the browser remembers it. */
  isAloud: boolean;
  setAloud(isAloud: boolean): void;
  /** Listen; or end what goes on: listening, waiting for the answer, or reading it. */
  press(): void;
  /** Somebody types instead: what went wrong needs no more to be said. */
  typed(): void;
}

/** `ask` says to the home what was spoken, and returns the answer; null: there is none. */
export function useMicrophone(
  language: Language,
  ask: (text: string) => Promise<string | null>,
): Microphone {
  const [voice, tell] = useReducer(step, idle);
  const [isAloud, setAloud] = useState(() => kept("voice") !== "off");
  const listening = useRef<Listening | null>(null);
  const now = useRef({ voice, isAloud }); // an answer comes long after the press that began it
  now.current = { voice, isAloud };
  useEffect(
    () => () => {
      listening.current?.abort();
      hush();
    },
    [],
  );

  const answer = async (said: string): Promise<void> => {
    const reply = await ask(said);
    const isWanted = now.current.voice.phase === "thinking" && now.current.isAloud;
    const quiet = (): void => tell({ type: "quiet" });
    if (reply !== null && isWanted && speak(aloud(reply), languageOf(reply), quiet))
      tell({ type: "speaks" });
    else quiet();
  };
  const start = (): void => {
    tell({ type: "start" });
    listening.current = listen(language, {
      onHeard: (text) => tell({ type: "heard", text }),
      onFailed: (failure) => tell({ type: "failed", failure }),
      onEnded: (text) => {
        tell({ type: "ended" });
        if (text !== "") void answer(text);
      },
    });
  };
  const quieten = (): void => {
    hush();
    tell({ type: "quiet" });
  };
  return {
    voice,
    isThere: hearing() === "yes",
    isAloud,
    setAloud: (next) => {
      keep("voice", next ? "on" : "off");
      setAloud(next);
      if (!next) quieten();
    },
    press: () => {
      if (voice.phase === "idle") start();
      else if (voice.phase === "listening") listening.current?.stop();
      else quieten();
    },
    typed: () => tell({ type: "typed" }),
  };
}
