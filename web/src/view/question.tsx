// A button for what cannot be undone: it asks first, in its own place.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useFocusAfter, useShared } from "./context";

interface Props {
  label: string;
  /** What it is done to, for those who do not see where the button stands. */
  of: string;
  question: string;
  onYes: () => void;
}

export function Question({ label, of, question, onYes }: Props) {
  const { t } = useShared();
  const [isAsking, setAsking] = useState(false);
  const first = useFocusAfter<HTMLButtonElement>(isAsking);
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isAsking) no.current?.focus(); // the harmless answer is at hand
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button
        type="button"
        class="pill is-grave"
        ref={first}
        aria-label={`${of} ${label}`}
        onClick={() => setAsking(true)}
      >
        {label}
      </button>
    );
  }
  return (
    <div class="question" role="alertdialog" aria-label={question}>
      <p>{question}</p>
      <button type="button" class="pill" ref={no} onClick={() => setAsking(false)}>
        {t("giveUp")}
      </button>
      <button type="button" class="pill is-grave is-sure" onClick={onYes}>
        {label}
      </button>
    </div>
  );
}
