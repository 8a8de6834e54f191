// The whole page: sign-in, or the home's views with the conversation beside them.

import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Language } from "../model/i18n";
import { word } from "../model/i18n";
import { isAdult } from "../model/rights";
import { type Place, placesFor } from "../model/route";
import type { Session, State } from "../model/session";
import { SharedContext, useShared, useStore } from "./context";
import { HomeView } from "./home";
import { Icon } from "./icons";
import { keep, kept } from "./kept";
import { later } from "./later";
import { IN_HEADER, Nav, PlaceLink, usePlace } from "./nav";
import { Confirmations } from "./sheet";
import { Panel } from "./talk";

const PlanView = later(async () => (await import("./plan")).default);
const SchedulesView = later(async () => (await import("./schedules")).default);
const TrendsView = later(async () => (await import("./trends")).default);
const HistoryView = later(async () => (await import("./history")).default);
const HouseholdView = later(async () => (await import("./household")).default);
const SettingsView = later(async () => (await import("./settings")).default);

export function preferred(): Language {
  const chosen = kept("language");
  if (chosen === "ko" || chosen === "en") return chosen;
  return navigator.language.startsWith("ko") ? "ko" : "en";
}

export function App({ session }: { session: Session }) {
  const state = useStore(session);
  const [language, setLanguage] = useState(preferred);
  const [look, setLook] = useLook();
  const speak = (next: Language): void => {
    keep("language", next);
    session.speak(next);
    setLanguage(next);
  };
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    const timer = setInterval(() => session.tick(1), 1000);
    return () => clearInterval(timer);
  }, [session]);
  const { me } = state;
  const { home } = state.model;
  const isIn = state.phase === "home" && home !== null && me !== null;
  const [named, isMoved] = usePlace(state.phase === "home");
  const place = me !== null && placesFor(isAdult(me.role)).includes(named) ? named : "home";
  useEffect(() => {
    const name = word("ondol", language);
    document.title =
      isIn && place !== "home" ? `${word(`place_${place}`, language)} · ${name}` : name;
  }, [isIn, place, language]);
  const classes = ["page", `at-${place}`, state.isConnected ? "" : "is-stale"];
  return (
    <SharedContext.Provider value={{ session, language, isMoved }}>
      <div class={isIn ? "shell is-in" : "shell"}>
        {isIn && place === "home" && (
          <a class="skip" href="#text" onClick={(event) => skip(event)}>
            {word("skip", language)}
          </a>
        )}
        <Top
          state={state}
          place={isIn ? place : null}
          look={look}
          onLook={setLook}
          onLanguage={() => speak(language === "ko" ? "en" : "ko")}
        />
        {isIn && <Nav place={place} isAdult={isAdult(me.role)} />}
        {state.phase === "signIn" && <SignIn problem={state.problem} />}
        {state.phase === "starting" && <p class="loading quiet">{word("loading", language)}</p>}
        {isIn && (
          <div class={classes.filter(Boolean).join(" ")}>
            {place !== "plan" && <Panel home={home} state={state} />}
            {place === "home" && <HomeView home={home} state={state} />}
            {place === "plan" && <PlanView home={home} me={me} state={state} />}
            {place === "schedules" && <SchedulesView home={home} state={state} />}
            {place === "trends" && <TrendsView home={home} state={state} />}
            {place === "history" && <HistoryView home={home} state={state} />}
            {place === "household" && <HouseholdView home={home} me={me} />}
            {place === "settings" && (
              <SettingsView me={me} state={state} look={look} onLook={setLook} onSpeak={speak} />
            )}
          </div>
        )}
        {state.phase === "home" && me !== null && <Confirmations me={me} state={state} />}
      </div>
    </SharedContext.Provider>
  );
}

function skip(event: Event): void {
  event.preventDefault(); // the fragment stays free for the token
  document.getElementById("text")?.focus();
}

interface TopProps {
  state: State;
  /** The view that is shown; null: nobody is in. */
  place: Place | null;
  look: Look;
  onLook: (look: Look) => void;
  onLanguage: () => void;
}

function Top({ state, place, look, onLook, onLanguage }: TopProps) {
  const { session, language, t } = useShared();
  const isHome = state.phase === "home";
  const isIn = place !== null;
  return (
    <>
      <header class="top">
        <h1>
          <img src="/icon.svg" alt="" width="32" height="32" />
          {t("ondol")}
        </h1>
        {isHome && (
          <p class={state.isConnected ? "link" : "link is-lost"} role="status">
            {t(state.isConnected ? "online" : "offlineShort")}
          </p>
        )}
        {/* once somebody is in, a phone has these in its settings */}
        <div class={isIn ? "top-ends is-wide-only" : "top-ends"}>
          <button
            type="button"
            class="bare"
            lang={language === "ko" ? "en" : "ko"}
            onClick={onLanguage}
          >
            {t("language")}
          </button>
          <LookButton look={look} onLook={onLook} />
        </div>
        {isIn && (
          <div class="top-ends is-narrow-only">
            {IN_HEADER.map((one) => (
              <PlaceLink key={one} to={one} place={place} />
            ))}
          </div>
        )}
      </header>
      {isHome && !state.isConnected && state.wasConnected && (
        <p class="banner is-lost" role="alert">
          {t("offline")}
        </p>
      )}
      {state.model.announcements.map((one) => (
        <div key={one.at} class="banner" role="alert">
          <Icon name="bell" />
          <p>{one.message || t("timer")}</p>
          <button
            type="button"
            class="bare is-icon"
            aria-label={t("close_it")}
            onClick={() => session.hush(one.at)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </>
  );
}

/** How bright the page is: as somebody chose here, or as the device says. */
export type Look = "system" | "light" | "dark";

function useLook(): [Look, (look: Look) => void] {
  const [look, setLook] = useState<Look>(() => {
    const chosen = kept("theme");
    return chosen === "light" || chosen === "dark" ? chosen : "system";
  });
  useLayoutEffect(() => {
    if (look === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = look;
  }, [look]);
  const choose = (next: Look): void => {
    keep("theme", next);
    setLook(next);
  };
  return [look, choose];
}

function LookButton({ look, onLook }: { look: Look; onLook: (look: Look) => void }) {
  const { t } = useShared();
  const isDark =
    look === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : look === "dark";
  return (
    <button
      type="button"
      class="bare is-icon"
      aria-label={t("theme")}
      title={t("theme")}
      onClick={() => onLook(isDark ? "light" : "dark")}
    >
      <Icon name={isDark ? "sun" : "moon"} />
    </button>
  );
}

function SignIn({ problem }: { problem: string | null }) {
  const { session, t } = useShared();
  const [token, setToken] = useState("");
  const submit = (event: Event): void => {
    event.preventDefault();
    if (token.trim() !== "") void session.begin(token.trim());
  };
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <img src="/icon.svg" alt="" width="64" height="64" />
        <h2>{t("welcome")}</h2>
        <p class="quiet" id="token-help">
          {t("tokenHelp")}
        </p>
        <label for="token">{t("token")}</label>
        <input
          id="token"
          type="password"
          autocomplete="off"
          required
          maxLength={200}
          value={token}
          aria-describedby="token-help"
          aria-invalid={problem !== null}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        {problem !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="strong">
          {t("signIn")}
        </button>
      </form>
    </main>
  );
}
