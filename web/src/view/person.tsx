// One person: role and rules at a glance; behind it the keys, the stay and the rules to change.

import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Home, Key, Person } from "../api/types";
import { withParticle } from "../model/korean";
import { qrOf } from "../model/qr";
import { isOwnMachine, keyName, linkOf, nameOf, ruleLine, stayLine } from "../model/rights";
import { useFocusAfter, useShared, useStore } from "./context";
import { Icon } from "./icons";
import { Question } from "./question";
import { Rules } from "./rules";
import { StayChoice } from "./stay";

interface Props {
  person: Person;
  home: Home;
  isOpen: boolean;
  onToggle: () => void;
}

export function PersonCard({ person, home, isOpen, onToggle }: Props) {
  const { session, language, t } = useShared();
  const { problem } = useStore(session.household);
  const moreId = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isOpen) toggle.current?.focus(); // the card of one who was just added opens by itself
  }, [isOpen]);
  const { role, rules, keys } = person;
  const isOver = person.expires_at !== null && new Date(person.expires_at) <= new Date();
  const holdsKeys = role !== "voice" && role !== "program";
  const facts = [
    t(person.id === "owner" ? "holdsToken" : `role_${role}`),
    person.expires_at === null
      ? ""
      : stayLine(person.expires_at, new Date(), home.timezone, language),
    holdsKeys ? countOf(keys.length, language) : "",
  ];
  return (
    <li class={isOpen ? "person is-open" : "person"} data-person={person.id}>
      <div class="person-head">
        <span class="badge">
          <Icon name={role} />
        </span>
        <div class="tile-name">
          <h4>
            <button
              type="button"
              class="reveal"
              ref={toggle}
              aria-expanded={isOpen}
              aria-controls={moreId}
              onClick={onToggle}
            >
              {nameOf(person, language)}
              <Icon name="more" />
            </button>
          </h4>
          <p class={isOver ? "tile-state is-over" : "tile-state"}>
            {facts.filter(Boolean).join(" · ")}
          </p>
        </div>
      </div>
      {!isOpen && rules.length > 0 && (
        <ol class="rule-lines">
          {rules.map((rule, index) => (
            <li key={index} class={rule.allow ? "is-allowed" : "is-denied"}>
              <Icon name={rule.allow ? "check" : "close"} />
              {ruleLine(rule, home, language, index === 0)}
            </li>
          ))}
        </ol>
      )}
      <div id={moreId} class="person-more" hidden={!isOpen}>
        {isOpen && (
          <>
            <p class="quiet">{t(`can_${role}`)}</p>
            {isOver && <p class="quiet">{t("stayFirst")}</p>}
            {role === "guest" && <StaySection person={person} home={home} />}
            {holdsKeys && <Keys person={person} home={home} canGive={!isOver} />}
            {!isOver && <Rules person={person} home={home} />}
            {problem?.person === person.id && (
              <p class="problem" role="alert">
                {problem.text}
              </p>
            )}
            {!person.built_in && <Removal person={person} />}
          </>
        )}
      </div>
    </li>
  );
}

function countOf(keys: number, language: "ko" | "en"): string {
  if (language === "ko") return keys === 0 ? "열쇠 없음" : `열쇠 ${keys}개`;
  return keys === 0 ? "no key" : keys === 1 ? "1 key" : `${keys} keys`;
}

function StaySection({ person, home }: { person: Person; home: Home }) {
  const { session, language, t } = useShared();
  const { isBusy } = useStore(session.household);
  const [isChanging, setChanging] = useState(false);
  const [end, setEnd] = useState<string | null>(null);
  const [isPast, setPast] = useState(false);
  const opener = useFocusAfter<HTMLButtonElement>(isChanging);
  const { expires_at } = person;
  const save = (): void => {
    const past = end !== null && new Date(end) <= new Date();
    setPast(past);
    if (past) return;
    void session.household
      .changeRights(person, { expires_at: end })
      .then((isDone) => isDone && setChanging(false));
  };
  if (!isChanging) {
    return (
      <section class="part" aria-label={t("stay")}>
        <h5>{t("stay")}</h5>
        <div class="key">
          <Icon name="calendar" />
          <p>
            {expires_at === null
              ? t("stayIsOpen")
              : stayLine(expires_at, new Date(), home.timezone, language)}
          </p>
          <button type="button" class="pill" ref={opener} onClick={() => setChanging(true)}>
            {t("change")}
          </button>
        </div>
      </section>
    );
  }
  return (
    <section class="part" aria-label={t("stay")}>
      <StayChoice timezone={home.timezone} onChoose={setEnd} />
      {isPast && (
        <p class="problem" role="alert">
          {t("dateIsPast")}
        </p>
      )}
      <div class="form-end">
        <button type="button" class="pill is-large" onClick={() => setChanging(false)}>
          {t("giveUp")}
        </button>
        <button type="button" class="strong" disabled={isBusy} onClick={save}>
          {t("save")}
        </button>
      </div>
    </section>
  );
}

function Keys({ person, home, canGive }: { person: Person; home: Home; canGive: boolean }) {
  const { session, t } = useShared();
  const { given } = useStore(session.household);
  const [isGiving, setGiving] = useState(false);
  const isGiven = given?.person === person.id;
  const opener = useFocusAfter<HTMLButtonElement>(isGiving || isGiven);
  return (
    <section class="part" aria-label={t("keys")}>
      <h5>{t("keys")}</h5>
      {person.keys.length === 0 && <p class="quiet">{t("noKeys")}</p>}
      <ul>
        {person.keys.map((key) => (
          <KeyLine key={key.id} person={person} held={key} home={home} />
        ))}
      </ul>
      {isGiven && <GivenKey token={given.token} />}
      {canGive && !isGiven && !isGiving && (
        <button type="button" class="pill is-start" ref={opener} onClick={() => setGiving(true)}>
          <Icon name="key" />
          {t("giveKey")}
        </button>
      )}
      {isGiving && <GiveKey person={person} onEnd={() => setGiving(false)} />}
    </section>
  );
}

function KeyLine({ person, held, home }: { person: Person; held: Key; home: Home }) {
  const { session, language, t } = useShared();
  const name = keyName(held, home.timezone, language);
  return (
    <li class="key">
      <Icon name="key" />
      <p>
        {name}
        {held.way === "mcp" && <span class="quiet"> · {t("keyForMcp")}</span>}
      </p>
      <Question
        label={t("takeBack")}
        of={name}
        question={t("takeBackAsk")}
        onYes={() => void session.household.takeKey(person, held.id)}
      />
    </li>
  );
}

function GiveKey({ person, onEnd }: { person: Person; onEnd: () => void }) {
  const { session, t } = useShared();
  const { isBusy } = useStore(session.household);
  const [label, setLabel] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isBusy) return;
    void session.household.giveKey(person, label.trim()).then((isDone) => isDone && onEnd());
  };
  return (
    <form class="give" onSubmit={submit}>
      <label class="labelled">
        <span>{t("keyLabel")}</span>
        <input
          ref={field}
          type="text"
          autocomplete="off"
          maxLength={60}
          placeholder={t("keyLabelExample")}
          value={label}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </label>
      <div class="form-end">
        <button type="button" class="pill is-large" onClick={onEnd}>
          {t("giveUp")}
        </button>
        <button type="submit" class="strong" disabled={isBusy}>
          {t("giveKey")}
        </button>
      </div>
    </form>
  );
}

function GivenKey({ token }: { token: string }) {
  const { session, t } = useShared();
  const text = linkOf(location.origin, token);
  const code = useMemo(() => qrOf(text), [text]);
  const link = useRef<HTMLInputElement>(null);
  const [copying, setCopying] = useState<"copy" | "copied" | "copyByHand">("copy");
  useLayoutEffect(() => link.current?.focus(), []);
  const copy = (): void => {
    if (link.current !== null) void copied(link.current).then(setCopying);
  };
  return (
    <div class="given">
      {code !== null && <Code squares={code} label={t("keyCode")} />}
      <p>{t("keyOnce")}</p>
      {isOwnMachine(location.origin) && <p class="problem">{t("onlyHere")}</p>}
      <div class="link-line">
        <input
          ref={link}
          type="text"
          readOnly
          aria-label={t("keyLink")}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="pill" aria-live="polite" onClick={copy}>
          {t(copying)}
        </button>
      </div>
      <button type="button" class="pill is-start" onClick={() => session.household.putAway()}>
        {t("putAway")}
      </button>
    </div>
  );
}

/** A code as cameras want it: dark on light, with a margin of four modules. */
function Code({ squares, label }: { squares: boolean[][]; label: string }) {
  const dark = squares.flatMap((line, row) =>
    line.map((is, column) => (is ? `M${column} ${row}h1v1h-1z` : "")),
  );
  const size = squares.length + 8;
  return (
    <svg class="code" viewBox={`-4 -4 ${size} ${size}`} role="img" aria-label={label}>
      <path d={dark.join("")} />
    </svg>
  );
}

/** Copy what a field holds; only pages that came over https or from this machine get the clipboard. */
async function copied(field: HTMLInputElement): Promise<"copied" | "copyByHand"> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return "copied";
  } catch {
    return document.execCommand("copy") ? "copied" : "copyByHand";
  }
}

function Removal({ person }: { person: Person }) {
  const { session, language, t } = useShared();
  const question =
    language === "ko"
      ? `${withParticle(person.name, "object")} 내보낼까요? ${t("removeWarning")}`
      : `Remove ${person.name}? ${t("removeWarning")}`;
  return (
    <div class="removal">
      <Question
        label={t("remove")}
        of={person.name}
        question={question}
        onYes={() => void session.household.remove(person)}
      />
    </div>
  );
}
