// The whole page: sign-in, or the home with its conversation.

import { useEffect, useState } from "preact/hooks";
import type { Language } from "../model/i18n";
import { word } from "../model/i18n";
import type { Session, State } from "../model/session";
import { SharedContext, useFocusAfter, useShared, useStore } from "./context";
import { HomeView } from "./home";
import { HouseholdView } from "./household";
import { Icon } from "./icons";
import { keep, kept } from "./kept";
import { Confirmations } from "./sheet";
import { Panel } from "./talk";

export function preferred(): Language {
  const chosen = kept("language");
  if (chosen === "ko" || chosen === "en") return chosen;
  return navigator.language.startsWith("ko") ? "ko" : "en";
}

export function App({ session }: { session: Session }) {
  const state = useStore(session);
  const [language, setLanguage] = useState(preferred);
  const change = (): void => {
    const next = language === "ko" ? "en" : "ko";
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
  const [place, go] = usePlace(state.phase === "home");
  return (
    <SharedContext.Provider value={{ session, language }}>
      {state.phase === "home" && place === "home" && (
        <a class="skip" href="#text" onClick={(event) => skip(event)}>
          {word("skip", language)}
        </a>
      )}
      <Top state={state} place={place} onLanguage={change} onPlace={go} />
      {state.phase === "signIn" && <SignIn problem={state.problem} />}
      {state.phase === "starting" && <p class="loading quiet">{word("loading", language)}</p>}
      {state.phase === "home" && home !== null && me !== null && (
        <div class={state.isConnected ? `page at-${place}` : `page at-${place} is-stale`}>
          <Panel home={home} me={me} state={state} />
          {place === "household" ? (
            <HouseholdView home={home} me={me} onBack={() => go("home")} />
          ) : (
            <HomeView home={home} state={state} />
          )}
        </div>
      )}
      {state.phase === "home" && me !== null && <Confirmations me={me} state={state} />}
    </SharedContext.Provider>
  );
}

type Place = "home" | "household";

/** Say which view is shown; the browser's own way back closes the one that was opened last. */
function usePlace(isSignedIn: boolean): [Place, (place: Place) => void] {
  const [place, setPlace] = useState<Place>("home");
  useEffect(() => {
    const follow = (event: PopStateEvent): void =>
      setPlace(event.state === "household" ? "household" : "home");
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  useEffect(() => {
    if (!isSignedIn) setPlace("home"); // who signs in next begins there
  }, [isSignedIn]);
  const go = (next: Place): void => {
    if (next === place) return;
    if (next === "home") history.back();
    else {
      history.pushState(next, "");
      setPlace(next);
    }
  };
  return [place, go];
}

function skip(event: Event): void {
  event.preventDefault(); // the fragment stays free for the token
  document.getElementById("text")?.focus();
}

interface TopProps {
  state: State;
  place: Place;
  onLanguage: () => void;
  onPlace: (place: Place) => void;
}

function Top({ state, place, onLanguage, onPlace }: TopProps) {
  const { session, language, t } = useShared();
  const isHome = state.phase === "home";
  const isAway = place === "household";
  const button = useFocusAfter<HTMLButtonElement>(isAway);
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
        <button
          type="button"
          class="bare"
          lang={language === "ko" ? "en" : "ko"}
          onClick={onLanguage}
        >
          {t("language")}
        </button>
        <Look />
        {isHome && (
          <button
            type="button"
            class="bare is-icon"
            ref={button}
            aria-pressed={isAway}
            aria-label={t("household")}
            title={t("household")}
            onClick={() => onPlace(isAway ? "home" : "household")}
          >
            <Icon name="people" />
          </button>
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

function Look() {
  const { t } = useShared();
  const [look, setLook] = useState(kept("theme"));
  const isDark =
    look === null ? matchMedia("(prefers-color-scheme: dark)").matches : look === "dark";
  useEffect(() => {
    if (look !== null) document.documentElement.dataset["theme"] = look;
  }, [look]);
  const change = (): void => {
    const next = isDark ? "light" : "dark";
    keep("theme", next);
    setLook(next);
  };
  return (
    <button
      type="button"
      class="bare is-icon"
      aria-label={t("theme")}
      title={t("theme")}
      onClick={change}
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
