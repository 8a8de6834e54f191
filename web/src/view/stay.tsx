// Until when a guest stays: what people say most, or a date.

import { useEffect, useState } from "preact/hooks";
import { endOf, localOf, momentAt, type Stay, stayLine } from "../model/rights";
import { useShared } from "./context";

const STAYS = ["tonight", "weekend", "date", "open"] as const satisfies readonly Stay[];
const DAY_MS = 86_400_000;

interface Props {
  timezone: string;
  /** Called with each choice, and with the first; null: no end. */
  onChoose: (end: string | null) => void;
}

export function StayChoice({ timezone, onChoose }: Props) {
  const { language, t } = useShared();
  const now = new Date();
  const [stay, setStay] = useState<Stay>("tonight");
  const [local, setLocal] = useState(
    () => `${localOf(new Date(now.getTime() + DAY_MS), timezone).slice(0, 10)}T12:00`,
  );
  const end = endNow(stay, local, now, timezone);
  useEffect(() => onChoose(end), [end]);
  return (
    <fieldset>
      <legend>{t("stay")}</legend>
      <div class="chips">
        {STAYS.map((one) => (
          <button key={one} type="button" aria-pressed={stay === one} onClick={() => setStay(one)}>
            {t(`stay_${one}`)}
          </button>
        ))}
      </div>
      {stay === "date" && (
        <input
          type="datetime-local"
          required
          aria-label={t("stay_date")}
          min={localOf(now, timezone)}
          value={local}
          onInput={(event) => setLocal(event.currentTarget.value)}
        />
      )}
      <p class="quiet" aria-live="polite">
        {end === null ? t("stayIsOpen") : stayLine(end, now, timezone, language)}
      </p>
    </fieldset>
  );
}

function endNow(stay: Stay, local: string, now: Date, timezone: string): string | null {
  switch (stay) {
    case "open":
      return null;
    case "date":
      return local === "" ? now.toISOString() : momentAt(local, timezone).toISOString();
    default:
      return endOf(stay, now, timezone).toISOString();
  }
}
