// The frame of every view beside the home: a heading that takes the focus when one comes to it.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Loadable } from "../model/loaded";
import type { Place } from "../model/route";
import { useShared } from "./context";

interface Props {
  place: Place;
  title: string;
  lead?: string;
  /** What stands beside the heading. */
  beside?: ComponentChildren;
  children: ComponentChildren;
}

export function Page({ place, title, lead, beside, children }: Props) {
  const { isMoved } = useShared();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    scrollTo(0, 0);
    if (isMoved) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main class={`home view ${place}`} aria-labelledby="view">
      <header class="view-head">
        <div>
          <h2 id="view" ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {lead !== undefined && <p class="quiet">{lead}</p>}
        </div>
        {beside}
      </header>
      {children}
    </main>
  );
}

interface WaitProps<T> {
  of: Loadable<T>;
  onAgain: () => void;
  /** What to say where the hub has no such call. */
  absent?: string;
  children: (value: T) => ComponentChildren;
}

/** What was asked of the hub, or why it is not there. */
export function Awaited<T>({ of, onAgain, absent, children }: WaitProps<T>) {
  const { t } = useShared();
  return (
    <>
      {of.phase === "waiting" && <p class="quiet">{t("loadingView")}</p>}
      {of.phase === "absent" && <p class="quiet">{absent ?? t("notOffered")}</p>}
      {of.phase === "failed" && (
        <div class="failed" role="alert">
          <p class="problem">{of.problem}</p>
          <button type="button" class="pill" onClick={onAgain}>
            {t("tryAgain")}
          </button>
        </div>
      )}
      {of.value !== null && children(of.value)}
    </>
  );
}
