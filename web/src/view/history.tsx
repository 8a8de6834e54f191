// What was done in the home, by whom and why, with the way to take the last of it back.

import { useEffect, useId, useMemo, useState } from "preact/hooks";
import type { Entry, Home, Why } from "../api/types";
import { statusName, nameOf as wordOf } from "../model/i18n";
import { floors, inOrder } from "../model/model";
import {
  ALL,
  actorName,
  byDay,
  dayName,
  type Narrowing,
  narrowed,
  timeIn,
  touchedBy,
  whoOf,
} from "../model/past";
import type { State } from "../model/session";
import "./history.css";
import { useShared } from "./context";
import { Icon } from "./icons";
import { Page } from "./page";
import { Outcomes } from "./talk";

const AT_ONCE = 40;
const KINDS: Readonly<Record<Why["kind"], string>> = {
  said: "talk",
  touched: "touch",
  schedule: "calendar",
  undo: "undo",
  assistant: "scene",
  program: "program",
};

export default function HistoryView({ home, state }: { home: Home; state: State }) {
  const { session, language, t } = useShared();
  const [problem, setProblem] = useState<string | null>(null);
  const [by, setBy] = useState<Narrowing>(ALL);
  const [count, setCount] = useState(AT_ONCE);
  const [undone, setUndone] = useState("");
  useEffect(() => {
    if (state.isConnected) void session.readJournal().then(setProblem);
  }, [session, language, state.isConnected]);
  const entries = state.model.journal;
  const newest = entries.find((entry) => entry.can_undo);
  const found = useMemo(() => narrowed(entries, by, home), [entries, by, home]);
  const days = byDay(found.slice(0, count), home.timezone);
  const now = new Date();
  const narrow = (part: Partial<Narrowing>): void => {
    setBy({ ...by, ...part });
    setCount(AT_ONCE);
  };
  return (
    <Page place="history" title={t("place_history")} lead={t("historyLead")}>
      <Narrow home={home} entries={entries} by={by} onNarrow={narrow} found={found.length} />
      <p class="undo-said" role="status">
        {undone}
      </p>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {found.length === 0 && (
        <p class="quiet nothing">{t(entries.length === 0 ? "noHistory" : "foundNone")}</p>
      )}
      {days.map((day) => (
        <section key={day.date} class="day" aria-labelledby={`day-${day.date}`}>
          <h3 class="floor-name" id={`day-${day.date}`}>
            {dayName(day.date, now, home.timezone, language)}
          </h3>
          <ol class="entries">
            {day.entries.map((entry) => (
              <EntryView
                key={entry.id}
                entry={entry}
                home={home}
                canUndo={entry === newest}
                onUndone={setUndone}
              />
            ))}
          </ol>
        </section>
      ))}
      {found.length > count && (
        <button
          type="button"
          class="pill is-large is-start"
          onClick={() => setCount(count + AT_ONCE)}
        >
          {t("showMore")}
        </button>
      )}
    </Page>
  );
}

interface NarrowProps {
  home: Home;
  entries: readonly Entry[];
  by: Narrowing;
  onNarrow: (part: Partial<Narrowing>) => void;
  found: number;
}

function Narrow({ home, entries, by, onNarrow, found }: NarrowProps) {
  const { language, t } = useShared();
  const touched = useMemo(() => touchedBy(entries), [entries]);
  const rooms = floors(home).flatMap((floor) => floor.rooms);
  const placed = new Set(rooms.flatMap(({ area }) => area.id));
  const others = inOrder(home.things).filter(
    (thing) => touched.has(thing.id) && !placed.has(thing.area ?? ""),
  );
  const isNarrowed = by.text !== "" || by.who !== "" || by.what !== "";
  return (
    <search class="narrow" aria-label={t("narrow")}>
      <label class="labelled is-words">
        <span>{t("searchWords")}</span>
        <input
          type="search"
          autocomplete="off"
          maxLength={100}
          value={by.text}
          onInput={(event) => onNarrow({ text: event.currentTarget.value })}
        />
      </label>
      <label class="labelled">
        <span>{t("byWhom")}</span>
        <select value={by.who} onChange={(event) => onNarrow({ who: event.currentTarget.value })}>
          <option value="">{t("anybody")}</option>
          {whoOf(entries, language).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="labelled">
        <span>{t("byThing")}</span>
        <select value={by.what} onChange={(event) => onNarrow({ what: event.currentTarget.value })}>
          <option value="">{t("anything")}</option>
          {rooms.map(({ area, things }) => {
            const here = things.filter((thing) => touched.has(thing.id));
            if (here.length === 0) return null;
            return (
              <optgroup key={area.id} label={area.name}>
                <option value={`area:${area.id}`}>
                  {area.name}: {t("allOf")}
                </option>
                {here.map((thing) => (
                  <option key={thing.id} value={thing.id}>
                    {thing.title}
                  </option>
                ))}
              </optgroup>
            );
          })}
          {others.map((thing) => (
            <option key={thing.id} value={thing.id}>
              {thing.title}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet" role="status">
        {language === "ko" ? `${found}건` : `${found} found`}
      </p>
      {isNarrowed && (
        <button type="button" class="pill" onClick={() => onNarrow(ALL)}>
          {t("clearNarrowing")}
        </button>
      )}
    </search>
  );
}

interface EntryProps {
  entry: Entry;
  home: Home;
  canUndo: boolean;
  onUndone: (reply: string) => void;
}

function EntryView({ entry, home, canUndo, onUndone }: EntryProps) {
  const { session, language, t } = useShared();
  const [isUndoing, setUndoing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const whyId = useId();
  const undo = (): void => {
    setUndoing(true);
    void session
      .undo()
      .then(onUndone)
      .finally(() => setUndoing(false));
  };
  const bad = entry.outcomes.filter((one) => one.end !== "done");
  const kind = entry.why?.kind ?? (entry.text === null ? "touched" : "said");
  const what = entry.text ?? entry.summary;
  const status = entry.undone ? t("undone") : statusName(entry.status, language);
  return (
    <li class={entry.undone ? "entry is-undone" : "entry"} data-entry={entry.id}>
      <span class="badge" title={t(`kind_${kind}`)}>
        <Icon name={KINDS[kind]} />
      </span>
      <div class="entry-text">
        <p class="entry-who">
          <time dateTime={entry.at}>{timeIn(entry.at, home.timezone, language)}</time>
          {" · "}
          {actorName(entry, language)}
          {status !== "" && <span class="mark">{status}</span>}
        </p>
        <p class="entry-what">{what}</p>
        {entry.reply !== "" && <p class="quiet">{entry.reply}</p>}
        <Outcomes outcomes={bad} home={home} />
        <div class="entry-ends">
          <button
            type="button"
            class="bare"
            aria-expanded={isOpen}
            aria-controls={whyId}
            onClick={() => setOpen(!isOpen)}
          >
            {t("whyAsk")}
            <span class="visually-hidden"> {what}</span>
          </button>
          {canUndo && (
            <button
              type="button"
              class="pill"
              disabled={isUndoing}
              aria-label={`${t("undo")}: ${what}`}
              onClick={undo}
            >
              <Icon name="undo" />
              {t("undo")}
            </button>
          )}
        </div>
        <div id={whyId} hidden={!isOpen}>
          {isOpen && <WhyView entry={entry} />}
        </div>
      </div>
    </li>
  );
}

function WhyView({ entry }: { entry: Entry }) {
  const { language, t } = useShared();
  const { why } = entry;
  if (why === undefined || why === null) return <p class="quiet why">{t("whyUnknown")}</p>;
  const way = wordOf(`way_${why.way}`, language);
  const facts: [string, string | null][] = [
    [t("whyWho"), actorName(entry, language)],
    [t("whyHow"), `${t(`kind_${why.kind}`)} · ${way}`],
    [t("whySchedule"), why.schedule],
    [t("whyConfirmed"), why.confirmed_by],
  ];
  return (
    <div class="why">
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {why.steps.length > 0 && (
        <>
          <p class="why-head">{t("whySteps")}</p>
          <ol>
            {why.steps.map((step, index) => (
              <li key={index}>{step}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
