// The way from view to view: a bar under the thumb on phones, a rail beside the page elsewhere.

import { useEffect, useState } from "preact/hooks";
import { linkTo, type Place, placeOf, placesFor } from "../model/route";
import { useShared } from "./context";
import { Icon } from "./icons";

/** What has no room in the bar of a phone stands in its header. */
export const IN_HEADER: readonly Place[] = ["plan", "household"];

const ICONS: Readonly<Record<Place, string>> = {
  home: "home",
  plan: "plan",
  schedules: "calendar",
  trends: "graph",
  history: "history",
  household: "people",
  settings: "settings",
};

export function Nav({ place, isAdult }: { place: Place; isAdult: boolean }) {
  const { t } = useShared();
  return (
    <nav class="nav" aria-label={t("views")}>
      <ul>
        {placesFor(isAdult).map((one) => (
          <li key={one} class={IN_HEADER.includes(one) ? "is-wide-only" : ""}>
            <PlaceLink to={one} place={place}>
              <span>{t(`place_${one}`)}</span>
            </PlaceLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface LinkProps {
  to: Place;
  place: Place;
  children?: preact.ComponentChildren;
}

/** A link to a view; without words of its own it is an icon with a name. */
export function PlaceLink({ to, place, children }: LinkProps) {
  const { t } = useShared();
  const name = t(`place_${to}`);
  return (
    <a
      href={linkTo(to)}
      class={children === undefined ? "bare is-icon" : ""}
      aria-current={to === place ? "page" : undefined}
      aria-label={children === undefined ? name : undefined}
      title={children === undefined ? name : undefined}
    >
      <Icon name={ICONS[to]} />
      {children}
    </a>
  );
}

/** Return the view that the address names, and whether somebody went from one to another. */
export function usePlace(isSignedIn: boolean): [Place, boolean] {
  const [place, setPlace] = useState<Place>(() => placeOf(location.hash));
  const [isMoved, setMoved] = useState(false);
  useEffect(() => {
    const follow = (): void => {
      setMoved(true);
      setPlace(placeOf(location.hash));
    };
    history.scrollRestoration = "manual"; // a view is drawn after the browser would have scrolled
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    if (isSignedIn) return;
    setMoved(false);
  }, [isSignedIn]);
  return [place, isMoved];
}
