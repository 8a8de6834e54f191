// The conversation: beside the views, or docked under the rooms on a phone.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Home, Outcome } from "../api/types";
import { endLine } from "../model/format";
import { EXAMPLES } from "../model/i18n";
import type { Line, State } from "../model/session";
import { useShared } from "./context";
import { Icon } from "./icons";
import { keep, kept } from "./kept";
import { useMicrophone } from "./voice";

const MAX_TEXT = 300; // characters
/** What a press of the microphone does now. */
const MICROPHONE = {
  idle: "speak",
  listening: "stopListening",
  thinking: "stopSpeaking",
  speaking: "stopSpeaking",
} as const;

export function Panel({ home, state }: { home: Home; state: State }) {
  const { t } = useShared();
  const [isOpen, setOpen] = useState(false);
  return (
    <aside class={isOpen ? "panel is-open" : "panel"} aria-label={t("ask")}>
      <header class="panel-head">
        <h2>{t("talk")}</h2>
        <button
          type="button"
          class="fold round"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "hideTalk" : "showTalk")}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="up" />
        </button>
      </header>
      <Talk home={home} state={state} />
      <Ask home={home} state={state} />
    </aside>
  );
}

function Talk({ home, state }: { home: Home; state: State }) {
  const { session, language, t } = useShared();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const log = end.current;
    if (log !== null) log.scrollTop = log.scrollHeight;
  }, [state.talk, state.isThinking]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="log" ref={end} role="log" aria-live="polite" aria-label={t("talk")} tabIndex={0}>
      {state.talk.length === 0 && (
        <div class="hello">
          <p class="hello-word">{t("hello")}</p>
          <p class="quiet">{t("tryThese")}</p>
          <ul>
            {EXAMPLES[language].map((example) => (
              <li key={example}>
                <button
                  type="button"
                  class="example"
                  onClick={() => void session.ask(example, kept("area") || null)}
                >
                  {example}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {state.talk.map((line) => (
        <LineView key={line.id} line={line} home={home} />
      ))}
      {state.isThinking && state.talk.at(-1)?.who === "me" && (
        <p class="line from-home is-thinking">{t("thinking")}</p>
      )}
    </div>
  );
}

function LineView({ line, home }: { line: Line; home: Home }) {
  const { t } = useShared();
  return (
    <div class={`line from-${line.who} kind-${line.kind}`} aria-busy={line.isGrowing}>
      <p>
        <span class="visually-hidden">{t(line.who === "me" ? "me" : "ondol")}: </span>
        <span class="text">{line.text}</span>
      </p>
      {line.isByModel && <p class="quiet">{t("byModel")}</p>}
      <Outcomes outcomes={line.outcomes} home={home} />
    </div>
  );
}

/** How each device ended; one device that did what it should has been said by the reply. */
export function Outcomes({ outcomes, home }: { outcomes: readonly Outcome[]; home: Home }) {
  const { language } = useShared();
  if (outcomes.length === 0 || (outcomes.length === 1 && outcomes[0]?.end === "done")) return null;
  return (
    <ul class="outcomes">
      {outcomes.map((one) => {
        const thing = home.things.find((known) => known.id === one.thing);
        return (
          <li key={`${one.thing}.${one.name}`} class={`end-${one.end}`}>
            <Icon name={one.end === "done" ? "check" : "close"} />
            <span>{thing?.title ?? one.thing}</span>
            <span class="quiet">{endLine(one, thing, language)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Ask({ home, state }: { home: Home; state: State }) {
  const { session, language, t } = useShared();
  const [text, setText] = useState("");
  const [area, setArea] = useState(() => kept("area") ?? "");
  const isKnown = home.areas.some((one) => one.id === area);
  const submit = (event: Event): void => {
    event.preventDefault();
    const said = text.trim();
    if (said === "" || state.isThinking) return;
    setText("");
    void session.ask(said, isKnown ? area : null);
  };
  const microphone = useMicrophone(language, async (said) => {
    if (session.state.isThinking) {
      setText(said); // the home still answers: it is not lost, and can be sent then
      return null;
    }
    return session.ask(said.slice(0, MAX_TEXT), isKnown ? area : null);
  });
  const { phase, heard, failure } = microphone.voice;
  const isListening = phase === "listening";
  const choose = (next: string): void => {
    setArea(next);
    keep("area", next);
  };
  return (
    <form class="ask" onSubmit={submit}>
      <div class="ask-how">
        <label class="where">
          <span>{t("here")}</span>
          <select
            value={isKnown ? area : ""}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">{t("anywhere")}</option>
            {home.areas.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        {microphone.isThere && (
          <button
            type="button"
            class="bare is-icon"
            aria-pressed={microphone.isAloud}
            aria-label={t("readAloud")}
            title={t("readAloud")}
            onClick={() => microphone.setAloud(!microphone.isAloud)}
          >
            <Icon name={microphone.isAloud ? "sound" : "silence"} />
          </button>
        )}
      </div>
      {failure !== null && (
        <p class="problem" role="alert">
          {t(`voice_${failure}`)}
        </p>
      )}
      <div class={isListening ? "field is-listening" : "field"}>
        <input
          id="text"
          type="text"
          autocomplete="off"
          enterkeyhint="send"
          maxLength={MAX_TEXT}
          value={isListening ? heard : text}
          readOnly={isListening}
          placeholder={t(isListening ? "listening" : "placeholder")}
          aria-label={t("ask")}
          onInput={(event) => {
            setText(event.currentTarget.value);
            microphone.typed();
          }}
        />
        {microphone.isThere && (
          <button
            type="button"
            class={`microphone is-${phase}`}
            aria-label={t(MICROPHONE[phase])}
            title={t(MICROPHONE[phase])}
            onClick={microphone.press}
          >
            <Icon name={phase === "idle" ? "microphone" : "stop"} />
          </button>
        )}
        <button
          type="submit"
          class="send"
          aria-label={t("send")}
          disabled={text.trim() === "" || state.isThinking}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
