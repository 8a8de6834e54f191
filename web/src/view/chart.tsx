// Graphs as SVG: lines over time and bars by day, read by eye, by hand, by keys and as a table.

import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  axisOf,
  bandPath,
  type Dot,
  gapOf,
  linear,
  linePath,
  nearest,
  piled,
  stretches,
  summarised,
  timeTicks,
} from "../model/chart";
import { momentOf } from "../model/format";
import { useShared } from "./context";

/** One line. */
export interface Series {
  id: string;
  name: string;
  slot: number;
  dots: Dot[];
}

const HEIGHT = 190; // px, as in chart.css
const MARGIN = { left: 44, right: 14, top: 12, bottom: 26 };
const HOUR_MS = 3_600_000;
const MAX_TICK = 5; // characters that the margin holds; what is longer stands without its unit

interface LinesProps {
  title: string;
  series: readonly Series[];
  from: number;
  to: number;
  timezone: string;
  least: number;
  /** What the axis begins with; null: near the least value. */
  floor: number | null;
  /** Write a value with its unit. */
  write: (value: number) => string;
}

export function Lines({ title, series, from, to, timezone, least, floor, write }: LinesProps) {
  const { language, t } = useShared();
  const [box, width] = useWidth();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [at, setAt] = useState<number | null>(null);
  const titleId = useId();
  const hours = (to - from) / HOUR_MS;
  const gap = gapOf(hours);
  const shown = series.filter((one) => !hidden.includes(one.id));
  const values = shown.flatMap((one) => one.dots.flatMap((dot) => [dot.low, dot.high]));
  const axis = axisOf(floor === null ? values : [floor, ...values], 4, least);
  const x = linear([from, to], [MARGIN.left, width - MARGIN.right]);
  const y = linear([axis.low, axis.high], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const ticks = timeTicks(from, to, width > 480 ? 8 : 4, timezone);
  const isWeek = hours > 48;
  const tickName = (moment: number): string =>
    new Date(moment).toLocaleString(language, {
      timeZone: timezone,
      ...(isWeek ? { month: "numeric", day: "numeric" } : { hour: "numeric" }),
    });
  const momentName = (moment: number): string =>
    momentOf(new Date(moment).toISOString(), new Date(to), language, timezone);
  const dotOf = (one: Series): Dot | null =>
    at === null ? (one.dots.at(-1) ?? null) : nearest(one.dots, at, gap / 2);
  const isKnown = series.some((one) => one.dots.length > 0);
  const spoken = (moment: number): string =>
    [
      momentName(moment),
      ...shown.map((one) => {
        const dot = nearest(one.dots, moment, gap / 2);
        return `${one.name} ${dot === null ? t("noReport") : write(dot.mean)}`;
      }),
    ].join(", ");
  return (
    <figure class="chart" aria-labelledby={titleId}>
      <figcaption class="chart-head">
        <h3 id={titleId}>{title}</h3>
        <p class="quiet figure">{at === null ? t("latest") : momentName(at)}</p>
      </figcaption>
      <ul class="legend">
        {series.map((one) => {
          const isShown = !hidden.includes(one.id);
          const dot = dotOf(one);
          return (
            <li key={one.id}>
              <button
                type="button"
                aria-pressed={isShown}
                title={t("hideLine")}
                class={`slot-${one.slot % SLOTS}`}
                onClick={() =>
                  setHidden(isShown ? [...hidden, one.id] : hidden.filter((id) => id !== one.id))
                }
              >
                <svg class="stroke" viewBox="0 0 22 6" aria-hidden="true">
                  <path class="chart-line" d="M1 3H21" />
                </svg>
                <span>{one.name}</span>
                <b class="figure">{dot === null ? "–" : write(dot.mean)}</b>
              </button>
            </li>
          );
        })}
      </ul>
      {!isKnown && <p class="quiet chart-none">{t("noReadings")}</p>}
      {isKnown && (
        <div class="plot" ref={box}>
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {axis.ticks.map((tick) => (
              <g key={tick}>
                <path class="grid" d={`M${MARGIN.left} ${y(tick)}H${width - MARGIN.right}`} />
                <text x={MARGIN.left - 8} y={y(tick) + 4} class="tick is-left">
                  {write(tick).length > MAX_TICK ? tick : write(tick)}
                </text>
              </g>
            ))}
            {ticks.map((tick) => (
              <text key={tick} x={x(tick)} y={HEIGHT - 7} class="tick">
                {tickName(tick)}
              </text>
            ))}
            {shown.map((one) => {
              const parts = stretches(one.dots, gap);
              return (
                <g key={one.id} class={`slot-${one.slot % SLOTS}`}>
                  {shown.length < 4 && <path class="band" d={bandPath(parts, x, y)} />}
                  <path class="chart-line" d={linePath(parts, x, y)} />
                  {parts
                    .filter((dots) => dots.length === 1)
                    .flat()
                    .map((dot) => (
                      <circle key={dot.at} class="lone" cx={x(dot.at)} cy={y(dot.mean)} r="3" />
                    ))}
                </g>
              );
            })}
            {at !== null && (
              <>
                <path class="cursor" d={`M${x(at)} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}`} />
                {shown.map((one) => {
                  const dot = nearest(one.dots, at, gap / 2);
                  if (dot === null) return null;
                  return (
                    <circle
                      key={one.id}
                      class={`spot slot-${one.slot % SLOTS}`}
                      cx={x(dot.at)}
                      cy={y(dot.mean)}
                      r="4"
                    />
                  );
                })}
              </>
            )}
          </svg>
          <Scrubber
            label={`${title}: ${t("moment")}`}
            low={from}
            high={to}
            step={Math.max(300_000, (gap / 2.5) | 0)}
            value={at}
            text={spoken(at ?? to)}
            onMove={setAt}
            toValue={(place) => x.back(place)}
            inset={MARGIN}
          />
        </div>
      )}
      {isKnown && (
        <LinesTable
          title={title}
          series={series}
          from={from}
          to={to}
          timezone={timezone}
          write={write}
        />
      )}
    </figure>
  );
}

/** How many looks of lines and bars there are (chart.css). */
export const SLOTS = 8;

interface ScrubberProps {
  label: string;
  low: number;
  high: number;
  step: number;
  value: number | null;
  /** What stands there, in words. */
  text: string;
  onMove: (value: number | null) => void;
  /** Return the value at a place of the plot, in px. */
  toValue: (place: number) => number;
  inset: { left: number; right: number };
}

/**
 * A slider over the whole plot: the hand and the keys choose a moment, and a screen reader says what
 * stood there. It leaves with the pointer and with the focus.
 */
function Scrubber(props: ScrubberProps) {
  const { label, low, high, step, value, text, onMove, toValue, inset } = props;
  const point = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left + inset.left;
    const near = low + Math.round((toValue(place) - low) / step) * step;
    onMove(Math.min(high, Math.max(low, near)));
  };
  const isFocused = (element: EventTarget): boolean => element === document.activeElement;
  return (
    <input
      type="range"
      class="scrubber"
      style={{ left: `${inset.left}px`, right: `${inset.right}px` }}
      min={low}
      max={high}
      step={step}
      value={value ?? high}
      aria-label={label}
      aria-valuetext={text}
      onInput={(event) => onMove(Number(event.currentTarget.value))}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && onMove(value ?? high)}
      onBlur={() => onMove(null)}
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={(event) => !isFocused(event.currentTarget) && onMove(null)}
    />
  );
}

interface TableProps {
  title: string;
  series: readonly Series[];
  from: number;
  to: number;
  timezone: string;
  write: (value: number) => string;
}

function LinesTable({ title, series, from, to, timezone, write }: TableProps) {
  const { language, t } = useShared();
  const isWeek = to - from > 48 * HOUR_MS;
  const moments = timeTicks(from, to, isWeek ? 8 : 24, timezone);
  const rows = series.map((one) => summarised(one.dots, moments, to));
  const name = (moment: number): string =>
    new Date(moment).toLocaleString(language, {
      timeZone: timezone,
      ...(isWeek
        ? { month: "short", day: "numeric", weekday: "short" }
        : { hour: "numeric", minute: "2-digit" }),
    });
  return (
    <details class="as-table">
      <summary>{t("asTable")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="table-box" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(isWeek ? "day" : "time")}</th>
              {series.map((one) => (
                <th key={one.id} scope="col">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moments.map((moment, index) => (
              <tr key={moment}>
                <th scope="row">{name(moment)}</th>
                {rows.map((row, at) => {
                  const dot = row[index]?.dot ?? null;
                  return (
                    <td key={series[at]?.id}>
                      {dot === null ? t("noReport") : write(dot.mean)}
                      {dot !== null && isWeek && (
                        <small>
                          {" "}
                          <span class="visually-hidden">{t("lowHigh")} </span>
                          {write(dot.low)}–{write(dot.high)}
                        </small>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

interface BarsProps {
  title: string;
  /** The days from left to right. */
  days: readonly { date: string; name: string; amounts: Readonly<Record<string, number>> | null }[];
  /** Those that have a bar of their own; what else there is, is the rest. */
  order: readonly string[];
  nameOf: (id: string) => string;
  write: (value: number) => string;
}

export function Bars({ title, days, order, nameOf, write }: BarsProps) {
  const { t } = useShared();
  const [box, width] = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const titleId = useId();
  const piles = days.map((day) => (day.amounts === null ? [] : piled(day.amounts, order)));
  const sums = piles.map((parts) => parts.at(-1)?.to ?? 0);
  const axis = axisOf([0, ...sums], 4, 0.1);
  const slots = linear([0, days.length], [MARGIN.left, width - MARGIN.right]);
  const y = linear([axis.low, axis.high], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const every = Math.ceil(52 / Math.max(1, slots(1) - slots(0))); // names that have room
  const wide = Math.min(44, (slots(1) - slots(0)) * 0.62);
  const hasRest = piles.some((parts) => parts.some((part) => part.id === ""));
  const ids = hasRest ? [...order, ""] : [...order];
  const name = (id: string): string => (id === "" ? t("theRest") : nameOf(id));
  const slotOf = (id: string): string => (id === "" ? "slot-rest" : `slot-${order.indexOf(id)}`);
  const amountOf = (id: string): number =>
    piles
      .filter((_, index) => at === null || index === at)
      .flat()
      .filter((part) => part.id === id)
      .reduce((sum, part) => sum + part.to - part.from, 0);
  const total = at === null ? sums.reduce((a, b) => a + b, 0) : (sums[at] ?? 0);
  const chosen = at ?? days.length - 1;
  const isSilent = at !== null && days[at]?.amounts === null;
  const spoken = [
    days[chosen]?.name ?? "",
    days[chosen]?.amounts === null ? t("noReport") : write(sums[chosen] ?? 0),
    ...(piles[chosen] ?? []).map((part) => `${name(part.id)} ${write(part.to - part.from)}`),
  ].join(", ");
  return (
    <figure class="chart" aria-labelledby={titleId}>
      <figcaption class="chart-head">
        <h3 id={titleId}>{title}</h3>
        <p class="figure">
          <span class="quiet">{at === null ? t("energyTotal") : days[at]?.name}</span>{" "}
          <b>{isSilent ? t("noReport") : write(total)}</b>
        </p>
      </figcaption>
      <ul class="legend">
        {ids.map((id) => (
          <li key={id}>
            <p class={slotOf(id)}>
              <svg class="stroke is-block" viewBox="0 0 12 12" aria-hidden="true">
                <rect class="bar" width="12" height="12" rx="3" />
              </svg>
              <span>{name(id)}</span>
              <b class="figure">{write(amountOf(id))}</b>
            </p>
          </li>
        ))}
      </ul>
      <div class="plot" ref={box}>
        <svg width={width} height={HEIGHT} aria-hidden="true">
          {axis.ticks.map((tick) => (
            <g key={tick}>
              <path class="grid" d={`M${MARGIN.left} ${y(tick)}H${width - MARGIN.right}`} />
              <text x={MARGIN.left - 8} y={y(tick) + 4} class="tick is-left">
                {tick}
              </text>
            </g>
          ))}
          {days.map((day, index) => {
            const middle = slots(index + 0.5);
            return (
              <g key={day.date} class={at !== null && at !== index ? "is-dim" : ""}>
                {piles[index]?.map((part) => (
                  <rect
                    key={part.id}
                    class={`bar ${slotOf(part.id)}`}
                    x={middle - wide / 2}
                    width={wide}
                    y={y(part.to)}
                    height={Math.max(0, y(part.from) - y(part.to) - 1)}
                    rx="2"
                  />
                ))}
                <text x={middle} y={HEIGHT - 7} class="tick">
                  {(days.length - 1 - index) % every === 0 && day.name}
                </text>
              </g>
            );
          })}
        </svg>
        <Scrubber
          label={`${title}: ${t("chooseDay")}`}
          low={0}
          high={days.length - 1}
          step={1}
          value={at}
          text={spoken}
          onMove={setAt}
          toValue={(place) => Math.floor(slots.back(place))}
          inset={MARGIN}
        />
      </div>
      <details class="as-table">
        <summary>{t("asTable")}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <div class="table-box" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("day")}</th>
                <th scope="col">{t("energyTotal")}</th>
                {ids.map((id) => (
                  <th key={id} scope="col">
                    {name(id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day, index) => (
                <tr key={day.date}>
                  <th scope="row">{day.name}</th>
                  <td>{day.amounts === null ? t("noReport") : write(sums[index] ?? 0)}</td>
                  {ids.map((id) => {
                    const part = piles[index]?.find((one) => one.id === id);
                    return (
                      <td key={id}>{part === undefined ? "–" : write(part.to - part.from)}</td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Return a box and how wide it is, in px. */
function useWidth(): [preact.RefObject<HTMLDivElement>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(320);
  useLayoutEffect(() => {
    if (box.current !== null) setWidth(box.current.clientWidth);
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box.current]);
  return [box, width];
}
