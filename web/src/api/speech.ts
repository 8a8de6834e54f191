// The browser's own speech: recognition and voices, where it has them.

export type Failure = "denied" | "noMicrophone" | "offline" | "silence" | "unknown";

interface Alternative {
  transcript: string;
}
interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult:
    | ((event: { results: ArrayLike<ArrayLike<Alternative> & { isFinal: boolean }> }) => void)
    | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}
type Recogniser = new () => Recognition;

function recogniser(): Recogniser | null {
  const found = window as unknown as Record<string, Recogniser | undefined>;
  return found["SpeechRecognition"] ?? found["webkitSpeechRecognition"] ?? null;
}

export function canHear(): boolean {
  return recogniser() !== null;
}

export interface Listener {
  onHeard(text: string): void;
  onFailed(failure: Failure): void;
  /** All was heard, or it was stopped; `text` is what was said. */
  onEnded(text: string): void;
}

/** Return what the browser's error means for a person; null: nothing, it was stopped on purpose. */
export function failureOf(error: string): Failure | null {
  switch (error) {
    case "aborted":
      return null;
    case "no-speech":
      return "silence";
    case "not-allowed":
    case "service-not-allowed":
      return "denied";
    case "audio-capture":
      return "noMicrophone";
    case "network":
      return "offline";
    default:
      return "unknown";
  }
}

const TAGS = { ko: "ko-KR", en: "en-US" } as const;

/** Listen until a pause; the returned function ends it, with what was heard so far. */
export function listen(language: "ko" | "en", listener: Listener): () => void {
  const Found = recogniser();
  if (Found === null) throw new Error("this browser cannot hear");
  const recognition = new Found();
  let text = "";
  let hasFailed = false;
  recognition.lang = TAGS[language];
  recognition.interimResults = true;
  recognition.onresult = (event) => {
    text = Array.from(event.results, (result) => result[0]?.transcript ?? "")
      .join(" ")
      .replace(/\s+/g, " ")
      .trim();
    listener.onHeard(text);
  };
  recognition.onerror = (event) => {
    const failure = failureOf(event.error);
    if (failure === null) return;
    hasFailed = true;
    listener.onFailed(failure);
  };
  recognition.onend = () => {
    if (!hasFailed) listener.onEnded(text);
  };
  recognition.start();
  return () => recognition.stop();
}

/** Read a text aloud if there is a voice for its language; say whether there is. */
export function speak(text: string, language: "ko" | "en", onEnd: () => void): boolean {
  const synthesis = window.speechSynthesis as SpeechSynthesis | undefined;
  if (synthesis === undefined || text === "") return false;
  const voices = synthesis.getVoices();
  const voice = voices.find((one) => one.lang.toLowerCase().startsWith(language));
  if (voices.length > 0 && voice === undefined) return false;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = TAGS[language];
  if (voice !== undefined) utterance.voice = voice;
  utterance.onend = onEnd;
  utterance.onerror = onEnd;
  synthesis.cancel();
  synthesis.speak(utterance);
  return true;
}

export function hushVoice(): void {
  (window.speechSynthesis as SpeechSynthesis | undefined)?.cancel();
}
