// This page and the hub: how things stand, and what a person decides about them.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type HeadsetCode, headsets, type KnownHeadset, makeCode, revoke } from "../api/headsets";
import {
  type AdapterState,
  addMediaPlayer,
  dropMediaPlayer,
  hasTrustPage,
  type MediaPlayer,
  type MediaPlayerGiven,
  mediaPlayers,
  type Pairing,
  pairAgain,
  pairings,
  type System,
  system,
} from "../api/system";
import type { Me } from "../api/types";
import { clockOf, momentOf } from "../model/format";
import type { Language } from "../model/i18n";
import { Loaded } from "../model/loaded";
import { calledBy, isAdult } from "../model/rights";
import { linkTo, type Place } from "../model/route";
import type { State } from "../model/session";
import { grouped, nameOfAdapter } from "../model/system";
import type { Look } from "./app";
import "./settings.css";
import { useShared, useStore } from "./context";
import { Icon } from "./icons";
import { Awaited, Page } from "./page";
import { Question } from "./question";

interface Props {
  me: Me;
  state: State;
  look: Look;
  onLook: (look: Look) => void;
  onSpeak: (language: Language) => void;
}

const AGAIN_MS = 10_000; // while somebody looks
const SOON_MS = 2000; // while somebody stands before a device that asks, or is asked

export default function SettingsView({ me, state, look, onLook, onSpeak }: Props) {
  const { t } = useShared();
  return (
    <Page place="settings" title={t("place_settings")} lead={t("settingsLead")}>
      <nav class="ways is-narrow-only" aria-label={t("goTo")}>
        <Way to="household" icon="people" />
        <Way to="plan" icon="plan" />
      </nav>
      <Display look={look} onLook={onLook} onSpeak={onSpeak} />
      {isAdult(me.role) && <Grown isConnected={state.isConnected} />}
      <About />
    </Page>
  );
}

function Way({ to, icon }: { to: Place; icon: string }) {
  const { t } = useShared();
  return (
    <a class="way" href={linkTo(to)}>
      <Icon name={icon} />
      {t(`place_${to}`)}
    </a>
  );
}

interface SectionProps {
  id: string;
  icon: string;
  title: string;
  help?: string;
  children: ComponentChildren;
}

function Section({ id, icon, title, help, children }: SectionProps) {
  return (
    <section class="set" aria-labelledby={`set-${id}`} data-section={id}>
      <header class="set-head">
        <span class="badge">
          <Icon name={icon} />
        </span>
        <div>
          <h3 id={`set-${id}`}>{title}</h3>
          {help !== undefined && <p class="quiet">{help}</p>}
        </div>
      </header>
      <div class="set-body">{children}</div>
    </section>
  );
}

function Display({ look, onLook, onSpeak }: Omit<Props, "me" | "state">) {
  const { language, t } = useShared();
  return (
    <Section id="display" icon="sun" title={t("displayOf")}>
      <div class="set-row" role="group" aria-labelledby="set-language">
        <p id="set-language">{t("languageOf")}</p>
        <div class="segments">
          {(["ko", "en"] as const).map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={language === one}
              onClick={() => onSpeak(one)}
            >
              {one === "ko" ? "한국어" : "English"}
            </button>
          ))}
        </div>
      </div>
      <div class="set-row" role="group" aria-labelledby="set-theme">
        <p id="set-theme">{t("theme_of")}</p>
        <div class="segments">
          {(["system", "light", "dark"] as const).map((one) => (
            <button key={one} type="button" aria-pressed={look === one} onClick={() => onLook(one)}>
              {t(`theme_${one}`)}
            </button>
          ))}
        </div>
      </div>
    </Section>
  );
}

/** What is for adults: the hub itself, and all that is connected to it. */
function Grown({ isConnected }: { isConnected: boolean }) {
  const { session, language, t } = useShared();
  const loaded = useMemo(() => new Loaded<System>(session.explain), [session]);
  const state = useStore(loaded);
  const load = (): void => void loaded.load(() => system(language));
  useEffect(() => {
    if (!isConnected) return;
    load();
    const timer = setInterval(load, AGAIN_MS);
    return () => clearInterval(timer);
  }, [language, isConnected]);
  const isThere = state.value !== null;
  const media = state.value?.media ?? null;
  return (
    <>
      <Section id="hub" icon="home" title={t("hubOf")}>
        <Awaited of={state} onAgain={load}>
          {(hub) => <HubFacts hub={hub} />}
        </Awaited>
      </Section>
      {isThere && (
        <Section id="connections" icon="link" title={t("connections")} help={t("connectionsHelp")}>
          <Adapters adapters={state.value?.adapters ?? []} />
        </Section>
      )}
      <Pairings isConnected={isConnected} />
      <Headsets isConnected={isConnected} addresses={state.value?.addresses ?? []} />
      {isThere && (
        <Section id="media" icon="film" title={t("mediaOf")}>
          {media === null ? <p class="quiet">{t("mediaNone")}</p> : <Media media={media} />}
        </Section>
      )}
      {isThere && (
        <Section id="models" icon="talk" title={t("modelsOf")}>
          <Models models={state.value?.models ?? []} />
        </Section>
      )}
    </>
  );
}

function HubFacts({ hub }: { hub: System }) {
  const { language, t } = useShared();
  const [isTrustable, setTrustable] = useState(false);
  useEffect(() => {
    if (hub.https) void hasTrustPage().then(setTrustable);
  }, [hub.https]);
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t("version")}</dt>
          <dd class="figure">{hub.version}</dd>
        </div>
        <div>
          <dt>{t("runsSince")}</dt>
          <dd>{momentOf(hub.started_at, new Date(), language)}</dd>
        </div>
      </dl>
      <div class="set-row is-text">
        <p>{t("addresses")}</p>
        <div>
          <ul class="addresses">
            {hub.addresses.map((address) => (
              <li key={address}>
                <Address text={address} />
              </li>
            ))}
          </ul>
          <p class="quiet">{t("addressesHelp")}</p>
        </div>
      </div>
      <p class={hub.https ? "note is-good" : "note"}>
        <Icon name={hub.https ? "shield" : "unlocked"} />
        {t(hub.https ? "isSecure" : "isInsecure")}
      </p>
      {isTrustable && (
        <div class="set-row is-text">
          <p>{t("certificate")}</p>
          <div>
            <p>
              <a class="plain-link" href="/trust/">
                {t("trustHub")}
              </a>
            </p>
            <p class="quiet">{t("trustHelp")}</p>
          </div>
        </div>
      )}
    </>
  );
}

/** An address to open or to copy. */
function Address({ text }: { text: string }) {
  const { t } = useShared();
  const [isCopied, setCopied] = useState(false);
  const isLink = /^https?:\/\//.test(text);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      {isLink ? <a href={text}>{text}</a> : <span>{text}</span>}
      {window.isSecureContext && (
        <button type="button" class="bare" aria-label={`${text} ${t("copy")}`} onClick={copy}>
          {t(isCopied ? "copied" : "copy")}
        </button>
      )}
    </>
  );
}

function Adapters({ adapters }: { adapters: readonly AdapterState[] }) {
  const { language, t } = useShared();
  if (adapters.length === 0) return <p class="quiet">{t("noAdapters")}</p>;
  return (
    <ul class="lines">
      {grouped(adapters).map((one) => (
        <li key={one.id} class={one.state === "running" ? "is-good" : "is-waiting"}>
          <span class="light" aria-hidden="true" />
          <div class="line-text">
            <p>
              <b>{nameOfAdapter(one.id, language)}</b>
              <span class="mark">{t(one.state === "running" ? "running" : "waitingFor")}</span>
            </p>
            <p class="quiet">
              {[
                one.things > 0 ? thingCount(one.things, language) : "",
                language === "ko"
                  ? `${momentOf(one.since, new Date(), language)}${t("since")}`
                  : `${t("since")} ${momentOf(one.since, new Date(), language)}`,
                one.detail ?? "",
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function thingCount(count: number, language: Language): string {
  if (language === "ko") return `기기 ${count}개`;
  return count === 1 ? "1 thing" : `${count} things`;
}

/** What a device is called; one that was never seen has no name but its address. */
function named(one: Pairing): string {
  return one.title || one.id;
}

function Pairings({ isConnected }: { isConnected: boolean }) {
  const { session, language, t } = useShared();
  const loaded = useMemo(() => new Loaded<Pairing[]>(session.explain), [session]);
  const state = useStore(loaded);
  const load = (): void => void loaded.load(() => pairings(language));
  useEffect(() => {
    if (!isConnected) return;
    load();
    const timer = setInterval(load, SOON_MS);
    return () => clearInterval(timer);
  }, [language, isConnected]);
  const again = (one: Pairing): void => {
    void pairAgain(language, one.id).then(load, load);
  };
  return (
    <Section id="pairings" icon="tv" title={t("pairings")} help={t("pairingsHelp")}>
      <Awaited of={state} onAgain={load}>
        {(all) =>
          all.length === 0 ? (
            <p class="quiet">{t("noPairings")}</p>
          ) : (
            <ul class="lines">
              {all.map((one) => (
                <li key={one.id} class={one.state === "paired" ? "is-good" : "is-waiting"}>
                  <span class="light" aria-hidden="true" />
                  <div class="line-text">
                    <p>
                      <b>{named(one)}</b>
                    </p>
                    <p class="quiet">{t(`pairing_${one.state}`)}</p>
                  </div>
                  {one.state !== "paired" && (
                    <button
                      type="button"
                      class="pill"
                      aria-label={`${named(one)} ${t("askAgain")}`}
                      onClick={() => again(one)}
                    >
                      {t("askAgain")}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
    </Section>
  );
}

interface HeadsetsProps {
  isConnected: boolean;
  /** The hub's; a headset needs an encrypted one. */
  addresses: readonly string[];
}

function Headsets({ isConnected, addresses }: HeadsetsProps) {
  const { session, language, t } = useShared();
  const loaded = useMemo(() => new Loaded<KnownHeadset[]>(session.explain), [session]);
  const state = useStore(loaded);
  const [problem, setProblem] = useState<string | null>(null);
  const load = (): void => void loaded.load(() => headsets(language));
  useEffect(() => {
    if (!isConnected) return;
    load();
    const timer = setInterval(load, AGAIN_MS);
    return () => clearInterval(timer);
  }, [language, isConnected]);
  const base = addresses.find((one) => one.startsWith("https:")) ?? location.origin;
  const cutOff = (one: KnownHeadset): void => {
    setProblem(null);
    void revoke(language, one.id)
      .catch((error: unknown) => setProblem(session.explain(error)))
      .then(load);
  };
  return (
    <Section id="headsets" icon="headset" title={t("headsetsOf")} help={t("headsetsHelp")}>
      <Awaited of={state} onAgain={load}>
        {(all) => (
          <>
            <ul class="addresses">
              <li>
                <Address text={`${base.replace(/\/$/, "")}/xr/`} />
              </li>
            </ul>
            <MakeCode known={all} onMade={load} />
            {problem !== null && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            {all.length === 0 && <p class="quiet">{t("noHeadsets")}</p>}
            <ul class="lines">
              {all.map((one) => (
                <li
                  key={one.id}
                  class={one.connected ? "is-good" : "is-away"}
                  data-headset={one.id}
                >
                  <span class="light" aria-hidden="true" />
                  <div class="line-text">
                    <p>
                      <b>{one.name}</b>
                      <span class="mark">{t(one.connected ? "connectedNow" : "notConnected")}</span>
                    </p>
                    <p class="quiet">
                      {calledBy(one.person, language)} ·{" "}
                      {momentOf(one.made_at, new Date(), language)}
                    </p>
                  </div>
                  <Question
                    label={t("revoke")}
                    of={one.name}
                    question={t("revokeAsk")}
                    onYes={() => cutOff(one)}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Awaited>
    </Section>
  );
}

/** A code, large enough to be read beside a headset, for as long as it works. */
function MakeCode({ known, onMade }: { known: readonly KnownHeadset[]; onMade: () => void }) {
  const { session, language, t } = useShared();
  const [made, setMade] = useState<(HeadsetCode & { before: readonly string[] }) | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [now, setNow] = useState(() => Date.now());
  const shown = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => shown.current?.focus(), [made]);
  useEffect(() => {
    if (made === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    const watching = setInterval(onMade, SOON_MS); // who came in is seen soon
    return () => {
      clearInterval(timer);
      clearInterval(watching);
    };
  }, [made]);
  const make = (): void => {
    setProblem(null);
    void makeCode(language).then(
      (code) => {
        setNow(Date.now());
        setMade({ ...code, before: known.map((one) => one.id) });
      },
      (error: unknown) => setProblem(session.explain(error)),
    );
  };
  const left_s = made === null ? 0 : (Date.parse(made.expires_at) - now) / 1000;
  const newest = made === null ? null : known.find((one) => !made.before.includes(one.id));
  if (newest !== null && newest !== undefined)
    return (
      <div class="code-box">
        <p class="note is-good" role="status">
          <Icon name="check" />
          {newest.name}: {t("codeUsed")}
        </p>
        <button type="button" class="pill" onClick={() => setMade(null)}>
          {t("putAway")}
        </button>
      </div>
    );
  return (
    <div class={made === null ? "code-start" : "code-box"}>
      {made !== null && left_s > 0 && (
        <>
          <p class="quiet" id="code-of">
            {t("codeOf")}
          </p>
          <p class="big-code" ref={shown} tabIndex={-1} aria-describedby="code-of">
            {spaced(made.code)}
          </p>
          <p class="quiet">
            {t("codeOnce")}{" "}
            <span class="figure">
              {clockOf(left_s)} {t("left")}
            </span>
          </p>
        </>
      )}
      {made !== null && left_s <= 0 && (
        <p class="quiet" role="status">
          {t("codeOver")}
        </p>
      )}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {(made === null || left_s <= 0) && (
        <button type="button" class="pill is-large" onClick={make}>
          <Icon name="plus" />
          {t("makeCode")}
        </button>
      )}
    </div>
  );
}

/** Write a code in two halves, as it is read aloud: "483 920". */
function spaced(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
}

function Media({ media }: { media: NonNullable<System["media"]> }) {
  const { language, t } = useShared();
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t("mediaOf")}</dt>
          <dd>{language === "ko" ? `${media.items}개` : `${media.items} ${t("mediaCount")}`}</dd>
        </div>
        <div>
          <dt>{t("folders")}</dt>
          <dd>
            {media.folders.map((folder) => (
              <span key={folder} class="folder">
                {folder}
              </span>
            ))}
          </dd>
        </div>
      </dl>
      <Players />
    </>
  );
}

/** Video apps that hold no session: each reads the films by an address that can be taken back. */
function Players() {
  const { session, language, t } = useShared();
  const loaded = useMemo(() => new Loaded<MediaPlayer[]>(session.explain), [session]);
  const state = useStore(loaded);
  const [given, setGiven] = useState<MediaPlayerGiven | null>(null);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const shown = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => shown.current?.focus(), [given]);
  const load = (): void => void loaded.load(() => mediaPlayers(language));
  useEffect(load, [language]);
  const attempt = (work: Promise<unknown>): void => {
    setProblem(null);
    void work.catch((error: unknown) => setProblem(session.explain(error))).then(load);
  };
  const add = (event: Event): void => {
    event.preventDefault();
    if (name.trim() === "") return;
    attempt(
      addMediaPlayer(language, name.trim()).then((made) => {
        setGiven(made);
        setName("");
      }),
    );
  };
  return (
    <div class="set-part">
      <h4>{t("playersOf")}</h4>
      <p class="quiet">{t("playersHelp")}</p>
      <Awaited of={state} onAgain={load}>
        {(all) => (
          <>
            {all.length === 0 && <p class="quiet">{t("noPlayers")}</p>}
            <ul class="lines">
              {all.map((one) => (
                <li key={one.id} class="is-good">
                  <Icon name="film" />
                  <div class="line-text">
                    <p>
                      <b>{one.name}</b>
                    </p>
                    <p class="quiet">
                      {calledBy(one.person, language)} ·{" "}
                      {momentOf(one.made_at, new Date(), language)}
                    </p>
                  </div>
                  <Question
                    label={t("takeBack")}
                    of={one.name}
                    question={t("takePlayerAsk")}
                    onYes={() => attempt(dropMediaPlayer(language, one.id))}
                  />
                </li>
              ))}
            </ul>
            {given === null ? (
              <form class="make-address" onSubmit={add}>
                <label class="labelled">
                  <span>{t("playerName")}</span>
                  <input
                    type="text"
                    autocomplete="off"
                    maxLength={60}
                    placeholder={t("playerExample")}
                    value={name}
                    onInput={(event) => setName(event.currentTarget.value)}
                  />
                </label>
                <button type="submit" class="pill is-large" disabled={name.trim() === ""}>
                  {t("makeAddress")}
                </button>
              </form>
            ) : (
              <div class="code-box is-text" ref={shown} tabIndex={-1}>
                <p>{t("addressOnce")}</p>
                <ul class="addresses">
                  {Object.entries(given.urls).map(([app, url]) => (
                    <li key={app}>
                      <Address text={url} />
                    </li>
                  ))}
                </ul>
                <button type="button" class="pill" onClick={() => setGiven(null)}>
                  {t("putAway")}
                </button>
              </div>
            )}
          </>
        )}
      </Awaited>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function Models({ models }: { models: System["models"] }) {
  const { t } = useShared();
  return (
    <>
      <ul class="lines">
        {models.map((one) => (
          <li key={`${one.role} ${one.name}`} class="is-good">
            <span class="light" aria-hidden="true" />
            <div class="line-text">
              <p>
                <b>{one.name}</b>
                <span class="mark">{t(`model_${one.role}`)}</span>
              </p>
              {one.detail !== null && <p class="quiet">{one.detail}</p>}
            </div>
          </li>
        ))}
      </ul>
      {!models.some((one) => one.role === "larger") && <p class="quiet">{t("noLarger")}</p>}
    </>
  );
}

function About() {
  const { t } = useShared();
  return (
    <Section id="about" icon="scene" title={t("aboutOf")}>
      <p class="quiet">{t("aboutText")}</p>
    </Section>
  );
}
