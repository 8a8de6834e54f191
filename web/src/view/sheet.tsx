// What waits for a yes: calm, over everything else, and said to be answered elsewhere where it is.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Confirmation, Me } from "../api/types";
import { isAdult } from "../model/rights";
import type { State } from "../model/session";
import { useShared } from "./context";
import { Icon } from "./icons";

export function Confirmations({ me, state }: { me: Me; state: State }) {
  const open = state.model.home?.confirmations ?? [];
  if (open.length === 0) return null;
  const canAllow = (asked: Confirmation): boolean => isAdult(me.role) && !asked.own;
  return (
    <div class={open.some(canAllow) ? "sheets is-mine" : "sheets"}>
      {open.map((asked) => (
        <Sheet
          key={asked.id}
          asked={asked}
          canAllow={canAllow(asked)}
          why={isAdult(me.role) ? (asked.own ? "other" : "asked") : "adultsOnly"}
          objection={state.objections[asked.id] ?? null}
        />
      ))}
    </div>
  );
}

interface Props {
  asked: Confirmation;
  canAllow: boolean;
  why: "other" | "asked" | "adultsOnly";
  objection: string | null;
}

function Sheet({ asked, canAllow, why, objection }: Props) {
  const { session, t } = useShared();
  const left = useSecondsTo(asked.expires_at);
  const sheet = useRef<HTMLElement>(null);
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    // Somebody who is just writing is not torn away: the sheet is announced as an alert anyway.
    const isWriting =
      document.activeElement instanceof HTMLInputElement && document.activeElement.value !== "";
    if (!isWriting) sheet.current?.focus({ preventScroll: true });
  }, []);
  const answer = (accept: boolean) => () => {
    setSending(true);
    void session.confirm(asked.id, accept).finally(() => setSending(false));
  };
  const titleId = `confirm-${asked.id}`;
  return (
    <section
      class="sheet"
      role="alertdialog"
      aria-labelledby={titleId}
      aria-describedby={`${titleId}-why`}
      tabIndex={-1}
      ref={sheet}
    >
      <span class="badge">
        <Icon name="lock" />
      </span>
      <div>
        <h2 id={titleId}>{t("confirm")}</h2>
        <p class="what">{asked.summary}</p>
        <p class="quiet" id={`${titleId}-why`}>
          {t(why)}
        </p>
        {objection !== null && canAllow && (
          <p class="problem" role="alert">
            {objection}
          </p>
        )}
      </div>
      <div class="sheet-end">
        <p class="quiet figure">
          {left}
          {t("secondsLeft")}
        </p>
        <button type="button" class="pill is-large" disabled={isSending} onClick={answer(false)}>
          {t("decline")}
        </button>
        {canAllow && (
          <button
            type="button"
            class="strong"
            disabled={isSending || left === 0}
            onClick={answer(true)}
          >
            {t("accept")}
          </button>
        )}
      </div>
    </section>
  );
}

function useSecondsTo(at: string): number {
  const leftNow = (): number => Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1000));
  const [left, setLeft] = useState(leftNow);
  useEffect(() => {
    const timer = setInterval(() => setLeft(leftNow()), 1000);
    return () => clearInterval(timer);
  });
  return left;
}
