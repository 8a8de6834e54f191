// Who is signed in, what the page can hear, and, for the owner, everybody who may ask.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { hearing } from "../api/speech";
import type { Home, Me, Person, Role } from "../api/types";
import { GIVEN, nameOf } from "../model/rights";
import { useShared, useStore } from "./context";
import { Icon } from "./icons";
import { Page } from "./page";
import { PersonCard } from "./person";
import { StayChoice } from "./stay";

export default function HouseholdView({ home, me }: { home: Home; me: Me }) {
  const { t } = useShared();
  return (
    <Page place="household" title={t("household")}>
      <MeCard me={me} />
      {me.role === "owner" && <People home={home} />}
      <VoiceCard />
    </Page>
  );
}

function MeCard({ me }: { me: Me }) {
  const { session, language, t } = useShared();
  const [name, role] = [nameOf(me, language), t(`role_${me.role}`)];
  return (
    <section class="card" aria-labelledby="me">
      <span class="badge">
        <Icon name={me.role} />
      </span>
      <div class="card-text">
        <h3 id="me">{name}</h3>
        {name !== role && <p class="role">{role}</p>}
        <p class="quiet">{t(`can_${me.role}`)}</p>
      </div>
      <button type="button" class="pill" onClick={() => void session.leave()}>
        <Icon name="leave" />
        {t("signOut")}
      </button>
    </section>
  );
}

function VoiceCard() {
  const { t } = useShared();
  return (
    <section class="card" aria-labelledby="voice">
      <span class="badge">
        <Icon name="microphone" />
      </span>
      <div class="card-text">
        <h3 id="voice">{t("voice")}</h3>
        <p class="quiet">{t(`hearing_${hearing()}`)}</p>
      </div>
    </section>
  );
}

function People({ home }: { home: Home }) {
  const { session, t } = useShared();
  const { people, problem } = useStore(session.household);
  const [open, setOpen] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  useEffect(() => {
    void session.household.load();
    return () => session.household.putAway(); // a key is shown once
  }, [session]);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const count = people?.length ?? 0;
  const had = useRef(count);
  useLayoutEffect(() => {
    if (count < had.current) heading.current?.focus(); // the card that held the focus is gone
    had.current = count;
  }, [count]);
  const isNobody = (person: Person): boolean => person.built_in && person.role !== "owner";
  const cards = (some: readonly Person[]) => (
    <ul class="persons">
      {some.map((person) => (
        <PersonCard
          key={person.id}
          person={person}
          home={home}
          isOpen={open === person.id}
          onToggle={() => setOpen(open === person.id ? null : person.id)}
        />
      ))}
    </ul>
  );
  return (
    <section class="people" aria-labelledby="people">
      <header class="people-head">
        <div>
          <h3 id="people" ref={heading} tabIndex={-1}>
            {t("people")}
          </h3>
          <p class="quiet">{t("peopleHelp")}</p>
        </div>
        <button
          type="button"
          class="pill is-large"
          ref={opener}
          aria-expanded={isAdding}
          onClick={() => setAdding(!isAdding)}
        >
          <Icon name="plus" />
          {t("addPerson")}
        </button>
      </header>
      {isAdding && (
        <AddPerson
          timezone={home.timezone}
          onEnd={(id) => {
            setAdding(false);
            if (id === null) opener.current?.focus();
            else setOpen(id);
          }}
        />
      )}
      {problem?.person === "" && (
        <p class="problem" role="alert">
          {problem.text}
        </p>
      )}
      {people !== null && cards(people.filter((person) => !isNobody(person)))}
      {people !== null && <h4 class="floor-name">{t("alwaysThere")}</h4>}
      {people !== null && cards(people.filter(isNobody))}
    </section>
  );
}

function AddPerson({ timezone, onEnd }: { timezone: string; onEnd: (id: string | null) => void }) {
  const { session, t } = useShared();
  const { isBusy } = useStore(session.household);
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("child");
  const [end, setEnd] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (name.trim() === "" || isBusy) return;
    const expires_at = role === "guest" ? end : null;
    void session.household
      .letIn({ name: name.trim(), role, rules: [], expires_at })
      .then((id) => id !== null && onEnd(id));
  };
  return (
    <form class="card is-form" aria-label={t("addPerson")} onSubmit={submit}>
      <label class="labelled">
        <span>{t("personName")}</span>
        <input
          ref={field}
          type="text"
          autocomplete="off"
          required
          maxLength={60}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <fieldset>
        <legend>{t("role")}</legend>
        <div class="segments">
          {GIVEN.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={role === one}
              onClick={() => setRole(one)}
            >
              {t(`role_${one}`)}
            </button>
          ))}
        </div>
        <p class="quiet" aria-live="polite">
          {t(`can_${role}`)}
        </p>
      </fieldset>
      {role === "guest" && <StayChoice timezone={timezone} onChoose={setEnd} />}
      <div class="form-end">
        <button type="button" class="pill is-large" onClick={() => onEnd(null)}>
          {t("giveUp")}
        </button>
        <button type="submit" class="strong" disabled={name.trim() === "" || isBusy}>
          {t("letIn")}
        </button>
      </div>
    </form>
  );
}
