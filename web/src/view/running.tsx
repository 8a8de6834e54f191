// A timer that runs and a schedule that waits, each with the way to cancel it.

import type { Area, Schedule, Timer } from "../api/types";
import { clockOf, momentOf } from "../model/format";
import { useShared } from "./context";
import { Icon } from "./icons";

export function TimerView({ timer, areas }: { timer: Timer; areas: readonly Area[] }) {
  const { session, t } = useShared();
  const area = areas.find((one) => one.id === timer.area)?.name;
  const name = timer.name ?? area ?? t("timer");
  const share = timer.length_s > 0 ? (timer.left_s / timer.length_s) * 100 : 0;
  return (
    <div class="slip" data-timer={timer.id} style={{ "--share": `${share}%` }}>
      <Icon name="timer" />
      <p>
        <b class="figure">{clockOf(timer.left_s)}</b>
        <span class="quiet">
          {name}
          {timer.paused && ` · ${t("paused")}`}
          {timer.left_s <= 0 && ` · ${t("timeOver")}`}
        </span>
      </p>
      <button
        type="button"
        class="pill"
        aria-label={`${name} ${t("cancel")}`}
        onClick={() => void session.drop("timers", timer.id)}
      >
        {t("cancel")}
      </button>
    </div>
  );
}

export function ScheduleView({ schedule, timezone }: { schedule: Schedule; timezone: string }) {
  const { session, language, t } = useShared();
  return (
    <div class="slip" data-schedule={schedule.id}>
      <Icon name="calendar" />
      <p>
        <b>{schedule.summary}</b>
        {schedule.next_at !== null && (
          <span class="quiet">{momentOf(schedule.next_at, new Date(), language, timezone)}</span>
        )}
      </p>
      <button
        type="button"
        class="pill"
        aria-label={`${schedule.summary} ${t("cancel")}`}
        onClick={() => void session.drop("schedules", schedule.id)}
      >
        {t("cancel")}
      </button>
    </div>
  );
}
