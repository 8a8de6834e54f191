// The microphone of the conversation: listens, hands on what was said, reads the reply aloud.

import { useEffect, useReducer, useRef } from "preact/hooks";
import { canHear, hushVoice, listen, speak } from "../api/speech";
import type { Language } from "../model/i18n";
import { aloud, idle, step, type Voice } from "../model/voice";
import { kept } from "./kept";

export interface Microphone {
  voice: Voice;
  isThere: boolean;
  /** Listen; where it listens or speaks already, stop. */
  press(): void;
  /** Read a reply aloud, if voices are wanted. */
  say(reply: string): void;
}

export function useMicrophone(language: Language, onSaid: (text: string) => void): Microphone {
  const [voice, tell] = useReducer(step, idle);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const press = (): void => {
    if (voice.phase === "listening") {
      stop.current?.();
      return;
    }
    if (voice.phase === "speaking") {
      hushVoice();
      tell({ type: "quiet" });
      return;
    }
    tell({ type: "start" });
    stop.current = listen(language, {
      onHeard: (text) => tell({ type: "heard", text }),
      onFailed: (failure) => tell({ type: "failed", failure }),
      onEnded: (text) => {
        tell({ type: "ended" });
        if (text !== "") onSaid(text);
      },
    });
  };
  const say = (reply: string): void => {
    if (kept("voice") === "off") return;
    const of = /[가-힣]/.test(reply) ? "ko" : "en";
    if (speak(aloud(reply), of, () => tell({ type: "quiet" }))) tell({ type: "speaks" });
  };
  return { voice, isThere: canHear(), press, say };
}
