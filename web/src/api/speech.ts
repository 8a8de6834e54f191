// The browser's own speech: recognition and voices, where it has them (Web Speech API).

export type Failure = "denied" | "noMicrophone" | "offline" | "silence" | "unknown";

/** Whether this page can hear, and why not: no recognition here, or no microphone without https. */
export type Hearing = "yes" | "none" | "insecure";

interface Alternative {
  transcript: string;
}
interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<Alternative>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  onspeechstart: (() => void) | null;
  onspeechend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}
type Recogniser = new () => Recognition;

function recogniser(): Recogniser | null {
  const found = window as unknown as Record<string, Recogniser | undefined>;
  return found["SpeechRecognition"] ?? found["webkitSpeechRecognition"] ?? null;
}

export function hearing(): Hearing {
  if (recogniser() === null) return "none";
  return window.isSecureContext ? "yes" : "insecure";
}

export interface Listener {
  /** Somebody begins to speak, or is silent again; not every browser says so. */
  onSpeech?(isSpeaking: boolean): void;
  onHeard(text: string): void;
  onFailed(failure: Failure): void;
  /** All was heard, or it was stopped; `text` is what was said. */
  onEnded(text: string): void;
}

export interface Listening {
  /** End it, with what was heard so far. */
  stop(): void;
  /** End it, and say nothing of it. */
  abort(): void;
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

/** Listen until a pause. */
export function listen(language: "ko" | "en", listener: Listener): Listening {
  const Found = recogniser();
  if (Found === null) throw new Error("this browser cannot hear");
  voices(); // some browsers begin to load them when they are first asked for
  const recognition = new Found();
  let text = "";
  let hasFailed = false;
  const fail = (failure: Failure): void => {
    hasFailed = true;
    listener.onFailed(failure);
  };
  recognition.lang = TAGS[language];
  recognition.interimResults = true;
  recognition.onspeechstart = () => listener.onSpeech?.(true);
  recognition.onspeechend = () => listener.onSpeech?.(false);
  recognition.onresult = (event) => {
    const pieces = Array.from(event.results, (result) => result[0]?.transcript ?? "");
    text = pieces.join(" ").replace(/\s+/g, " ").trim();
    listener.onHeard(text);
  };
  recognition.onerror = (event) => {
    const failure = failureOf(event.error);
    if (failure !== null) fail(failure);
  };
  recognition.onend = () => {
    if (!hasFailed) listener.onEnded(text);
  };
  try {
    recognition.start();
  } catch {
    fail("unknown"); // another page of this browser listens already
  }
  return {
    stop: () => recognition.stop(),
    abort: () => {
      recognition.onresult = recognition.onerror = recognition.onend = null;
      recognition.abort();
    },
  };
}

function voices(): readonly SpeechSynthesisVoice[] {
  return (window.speechSynthesis as SpeechSynthesis | undefined)?.getVoices() ?? [];
}

/** Read a text aloud if there is a voice for its language; say whether there is. */
export function speak(text: string, language: "ko" | "en", onEnd: () => void): boolean {
  const fitting = voices().filter((one) => one.lang.toLowerCase().startsWith(language));
  const voice = fitting.find((one) => one.localService) ?? fitting[0];
  if (voice === undefined || text === "") return false;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = TAGS[language];
  utterance.voice = voice;
  utterance.onend = onEnd;
  utterance.onerror = onEnd;
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
  return true;
}

export function hush(): void {
  (window.speechSynthesis as SpeechSynthesis | undefined)?.cancel();
}
