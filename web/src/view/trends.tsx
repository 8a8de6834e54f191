// Temperature, humidity and air by room over a day or a week, and the energy of the last days.

import { useEffect, useMemo, useState } from "preact/hooks";
import { type EnergyDay, energy, readings } from "../api/history";
import type { Home } from "../api/types";
import { dotsOf, lastDates, most } from "../model/chart";
import { amount } from "../model/format";
import { Loaded } from "../model/loaded";
import type { State } from "../model/session";
import { type Group, groupsOf, MEASURES } from "../model/trends";
import "./chart.css";
import { Bars, Lines, type Series, SLOTS } from "./chart";
import { useShared, useStore } from "./context";
import { Awaited, Page } from "./page";

const SPANS = [24, 168] as const; // hours
const AGAIN_MS = 300_000; // the hub keeps buckets of five minutes
const HOUR_MS = 3_600_000;

export default function TrendsView({ home, state }: { home: Home; state: State }) {
  const { language, t } = useShared();
  const [hours, setHours] = useState<number>(24);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setRound((count) => count + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  // Ids and names decide what is asked for; a lamp that is switched does not.
  const key = JSON.stringify(home.things.map((one) => [one.id, one.title, one.area, one.measures]));
  const groups = useMemo(() => groupsOf(home, language), [key, language]);
  const spans = (
    <div class="segments" role="group" aria-label={t("span")}>
      {SPANS.map((one) => (
        <button key={one} type="button" aria-pressed={hours === one} onClick={() => setHours(one)}>
          {t(`span_${one}`)}
        </button>
      ))}
    </div>
  );
  return (
    <Page place="trends" title={t("trendsTitle")} lead={t("trendsLead")} beside={spans}>
      {groups.length === 0 && <p class="quiet">{t("noSensors")}</p>}
      <div class="charts">
        {groups.map((group) => (
          <ClimateChart
            key={group.measure}
            group={group}
            hours={hours}
            timezone={home.timezone}
            round={state.isConnected ? round : -1}
          />
        ))}
      </div>
      <EnergyChart home={home} days={hours > 24 ? 14 : 7} round={state.isConnected ? round : -1} />
    </Page>
  );
}

interface Drawn {
  series: Series[];
  unit: string | null;
  from: number;
  to: number;
}

interface ClimateProps {
  group: Group;
  hours: number;
  timezone: string;
  /** It is asked for anew when this changes. */
  round: number;
}

function ClimateChart({ group, hours, timezone, round }: ClimateProps) {
  const { session, language, t } = useShared();
  const loaded = useMemo(() => new Loaded<Drawn>(session.explain), [session]);
  const state = useStore(loaded);
  const { measure, sources } = group;
  const load = (): void => {
    void loaded.load(async () => {
      const to = Date.now();
      const answers = await Promise.all(
        sources.map((source) => history(language, source.thing, source.property, hours)),
      );
      const series = sources.map((source, index) => ({
        id: `${source.thing}.${source.property}`,
        name: source.name,
        slot: source.slot,
        dots: answers[index]?.dots ?? [],
      }));
      const unit = answers.find((one) => one.unit !== null)?.unit ?? null;
      return { series, unit, from: to - hours * HOUR_MS, to };
    });
  };
  useEffect(load, [JSON.stringify(sources), hours, round, language]);
  const title = t(`measure_${measure}`);
  const { least, floor } = MEASURES[measure];
  return (
    <div class="chart-card" data-measure={measure}>
      {state.value === null && <h3 class="chart-title">{title}</h3>}
      <Awaited of={state} onAgain={load} absent={t("noHistoryKept")}>
        {({ series, unit, from, to }) => (
          <Lines
            title={title}
            series={series}
            from={from}
            to={to}
            timezone={timezone}
            least={least}
            floor={floor}
            write={(value) => amount(value, unit)}
          />
        )}
      </Awaited>
    </div>
  );
}

/** A thing that the hub has no readings of leaves an empty line; a hub that keeps none is absent. */
async function history(language: string, thing: string, property: string, hours: number) {
  const { unit, points } = await readings(language, thing, property, hours);
  return { unit, dots: dotsOf(points) };
}

function EnergyChart({ home, days, round }: { home: Home; days: number; round: number }) {
  const { session, language, t } = useShared();
  const loaded = useMemo(() => new Loaded<EnergyDay[]>(session.explain), [session]);
  const state = useStore(loaded);
  const load = (): void => void loaded.load(() => energy(language, days));
  useEffect(load, [days, round, language]);
  const isKnown = state.value?.some((day) => day.kwh > 0) ?? false;
  const dates = lastDates(new Date(), days, home.timezone);
  const dayName = (date: string): string =>
    new Date(`${date}T12:00:00Z`).toLocaleDateString(language, {
      timeZone: "UTC",
      month: "numeric",
      day: "numeric",
    });
  return (
    <div class="chart-card" data-measure="energy">
      {!isKnown && <h3 class="chart-title">{t("energyUsed")}</h3>}
      <Awaited of={state} onAgain={load} absent={t("noHistoryKept")}>
        {(known) => {
          if (!isKnown) return <p class="quiet">{t("noEnergy")}</p>;
          const said = known.filter((day) => Object.keys(day.by_thing).length > 0);
          const by = new Map(said.map((day) => [day.date, day.by_thing]));
          return (
            <Bars
              title={t("energyUsed")}
              days={dates.map((date) => ({
                date,
                name: dayName(date),
                amounts: by.get(date) ?? null,
              }))}
              order={most(
                known.map((day) => day.by_thing),
                SLOTS - 3,
              )}
              nameOf={(id) => home.things.find((thing) => thing.id === id)?.title ?? id}
              write={(value) => amount(value, "KiloW-HR")}
            />
          );
        }}
      </Awaited>
    </div>
  );
}
