// Timers and schedules: what runs and waits, and a sentence that makes another.

import { useRef, useState } from "preact/hooks";
import type { Home, Schedule } from "../api/types";
import { clockOf, lengthOf, momentOf } from "../model/format";
import { scheduleExamples, soonest } from "../model/schedules";
import type { State } from "../model/session";
import "./schedules.css";
import { useShared } from "./context";
import { Icon } from "./icons";
import { kept } from "./kept";
import { Page } from "./page";
import { Question } from "./question";

const MAX_TEXT = 300; // characters, as in the conversation

export default function SchedulesView({ home, state }: { home: Home; state: State }) {
  const { t } = useShared();
  return (
    <Page place="schedules" title={t("timers")} lead={t("schedulesLead")}>
      <MakeOne home={home} isThinking={state.isThinking} />
      <section class="group" aria-labelledby="timers-now">
        <h3 id="timers-now">{t("timersNow")}</h3>
        {home.timers.length === 0 && <p class="quiet">{t("noTimers")}</p>}
        <div class="dials">
          {home.timers.map((timer) => (
            <Dial key={timer.id} timer={timer} home={home} />
          ))}
        </div>
      </section>
      <section class="group" aria-labelledby="schedules-next">
        <h3 id="schedules-next">{t("schedulesNext")}</h3>
        {home.schedules.length === 0 && <p class="quiet">{t("noSchedules")}</p>}
        <ul class="upcoming">
          {soonest(home.schedules).map((schedule) => (
            <Upcoming key={schedule.id} schedule={schedule} timezone={home.timezone} />
          ))}
        </ul>
      </section>
    </Page>
  );
}

/** The home understands a sentence here as it does in the conversation; the answer stands below. */
function MakeOne({ home, isThinking }: { home: Home; isThinking: boolean }) {
  const { session, language, t } = useShared();
  const [text, setText] = useState("");
  const [reply, setReply] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const said = text.trim();
    if (said === "" || isThinking) return;
    setReply("");
    void session.ask(said, kept("area") || null).then((answer) => {
      setReply(answer ?? session.state.talk.at(-1)?.text ?? "");
      if (answer !== null) setText("");
    });
  };
  const choose = (example: string) => (): void => {
    setText(example);
    field.current?.focus();
  };
  return (
    <form class="card is-form" aria-labelledby="make-one" onSubmit={submit}>
      <div class="card-text">
        <h3 id="make-one">{t("makeOne")}</h3>
        <p class="quiet" id="make-one-help">
          {t("makeOneHelp")}
        </p>
      </div>
      <div class="sentence">
        <input
          ref={field}
          type="text"
          autocomplete="off"
          enterkeyhint="send"
          maxLength={MAX_TEXT}
          value={text}
          placeholder={t("makePlaceholder")}
          aria-labelledby="make-one"
          aria-describedby="make-one-help"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="strong" disabled={text.trim() === "" || isThinking}>
          {t("makeIt")}
        </button>
      </div>
      <ul class="chips">
        {scheduleExamples(home, language).map((example) => (
          <li key={example}>
            <button type="button" onClick={choose(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
      <p class="made" role="status">
        {isThinking ? t("thinking") : reply}
      </p>
    </form>
  );
}

const ROUND = 2 * Math.PI * 44; // the length of the dial's ring

function Dial({ timer, home }: { timer: Home["timers"][number]; home: Home }) {
  const { session, language, t } = useShared();
  const area = home.areas.find((one) => one.id === timer.area)?.name;
  const name = timer.name ?? area ?? t("timer");
  const share = timer.length_s > 0 ? timer.left_s / timer.length_s : 0;
  return (
    <article class="dial" data-timer={timer.id}>
      <div class="dial-face">
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <circle cx="50" cy="50" r="44" />
          <circle
            cx="50"
            cy="50"
            r="44"
            class="dial-left"
            stroke-dasharray={`${share * ROUND} ${ROUND}`}
          />
        </svg>
        <p class="figure" role="timer">
          {clockOf(timer.left_s)}
        </p>
      </div>
      <h4>{name}</h4>
      <p class="quiet">
        {lengthOf(timer.length_s, language)}
        {timer.paused && ` · ${t("paused")}`}
        {timer.left_s <= 0 && ` · ${t("timeOver")}`}
      </p>
      <button
        type="button"
        class="pill"
        aria-label={`${name} ${t("cancel")}`}
        onClick={() => void session.drop("timers", timer.id)}
      >
        {t("cancel")}
      </button>
    </article>
  );
}

function Upcoming({ schedule, timezone }: { schedule: Schedule; timezone: string }) {
  const { session, language, t } = useShared();
  return (
    <li class="card" data-schedule={schedule.id}>
      <span class="badge">
        <Icon name="calendar" />
      </span>
      <div class="card-text">
        <h4>{schedule.summary}</h4>
        {schedule.next_at !== null && (
          <p class="quiet">
            <time dateTime={schedule.next_at}>
              {momentOf(schedule.next_at, new Date(), language, timezone)}
            </time>
          </p>
        )}
      </div>
      <Question
        label={t("cancel")}
        of={schedule.summary}
        question={t("cancelAsk")}
        onYes={() => void session.drop("schedules", schedule.id)}
      />
    </li>
  );
}
