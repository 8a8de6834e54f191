// One thing: what it reports, what is wished of it, and the controls of its properties.

import { memo } from "preact/compat";
import { useId, useState } from "preact/hooks";
import type { Property, Thing, Value } from "../api/types";
import {
  amount,
  languageOf,
  lengthOf,
  said,
  shortTitle,
  stateLine,
  stepped,
  wishLine,
} from "../model/format";
import { nameOf, valueName } from "../model/i18n";
import { cssColor, isActive, shown } from "../model/model";
import { useDraft, useShared } from "./context";
import { Icon } from "./icons";

const SLIDERS = [
  "brightness",
  "position",
  "tilt",
  "volume",
  "speed",
  "intensity",
  "color_temperature",
];
const STEPPERS = [
  "target_temperature",
  "freezer_target_temperature",
  "target_humidity",
  "interval",
];
const CHOICES = [
  "mode",
  "fan_speed",
  "swing",
  "direction",
  "program",
  "cleaning_area",
  "source",
  "app",
  "channel",
];
const TOGGLES = ["muted", "oscillating", "rapid_freeze"];
const READINGS = [
  "temperature",
  "humidity",
  "pm25",
  "battery",
  "power",
  "energy",
  "remaining",
  "door_open",
  "title",
];
const COLORS = ["white", "red", "orange", "yellow", "green", "blue", "purple", "pink"];
/** What is at hand on a closed tile, by the properties that a thing has; the rest is behind it. */
const AT_HAND = [
  "target_temperature",
  "brightness",
  "position",
  "activity",
  "playback",
  "volume",
  "target_humidity",
  "speed",
];

type Part = { thing: Thing; isBusy: boolean };
type PropertyPart = Part & { name: string; known: Property };

interface Props {
  thing: Thing;
  areaName: string | null;
  isBusy: boolean;
  trouble: string | null;
}

export const Tile = memo(function Tile({ thing, areaName, isBusy, trouble }: Props) {
  const { language, t } = useShared();
  const [isWide, setWide] = useState(false);
  const detailId = useId();
  const can = (name: string): boolean => thing.properties[name]?.read_only === false;
  const isPending = isBusy || Object.keys(thing.desired).length > 0;
  const atHand = AT_HAND.find((name) => can(name) && isWorthHand(thing, name)) ?? null;
  const hasMore = details(thing, atHand).length > 0;
  const wish = wishLine(thing, language);
  const kind = thing.type === "lock" && thing.state["locked"] === false ? "unlocked" : thing.type;
  const classes = [
    "tile",
    isActive(thing) ? "is-on" : "",
    thing.available ? "" : "is-away",
    isPending ? "is-pending" : "",
    isWide ? "is-wide" : "",
  ];
  const title = (
    <>
      <span class="tile-title" lang={languageOf(thing.title)}>
        {shortTitle(thing.title, areaName)}
      </span>
      {hasMore && <Icon name="more" />}
    </>
  );
  return (
    <li
      class={classes.filter(Boolean).join(" ")}
      data-thing={thing.id}
      data-state={JSON.stringify(thing.state)}
    >
      <div class="tile-head">
        <span class="badge" style={badgeStyle(thing)}>
          <Icon name={kind} />
        </span>
        <MainControl thing={thing} isBusy={isPending} />
      </div>
      <div class="tile-name">
        <h4>
          {hasMore ? (
            <button
              type="button"
              class="reveal"
              aria-expanded={isWide}
              aria-controls={detailId}
              aria-label={`${thing.title} ${t("more")}`}
              onClick={() => setWide(!isWide)}
            >
              {title}
            </button>
          ) : (
            <span class="reveal">{title}</span>
          )}
        </h4>
        <p class="tile-state">
          {thing.available ? stateLine(thing, language) || "–" : t("away")}
          {wish !== "" && <span class="wish"> → {wish}</span>}
          {wish === "" && isBusy && <span class="wish"> · {t("pending")}</span>}
        </p>
        {trouble !== null && (
          <p class="trouble" role="status">
            {trouble}
          </p>
        )}
      </div>
      {atHand !== null && thing.available && (
        <Control thing={thing} isBusy={isPending} name={atHand} isBare />
      )}
      {hasMore && (
        <div class="details" id={detailId} hidden={!isWide}>
          {isWide &&
            details(thing, atHand).map((name) => (
              <Control key={name} thing={thing} isBusy={isPending} name={name} />
            ))}
          {isWide && thing.type === "list" && <Items thing={thing} />}
        </div>
      )}
    </li>
  );
});

/** A slider on a tile that is off says nothing; it is shown once the thing works. */
function isWorthHand(thing: Thing, name: string): boolean {
  if (name === "activity" || name === "position") return true;
  if (thing.type === "refrigerator" || thing.state["on"] === undefined) return false;
  return thing.state["on"] === true || shown(thing, "on") === true;
}

/** Return the properties that an opened tile shows beside the one at hand. */
function details(thing: Thing, atHand: string | null): string[] {
  const can = (name: string): boolean => thing.properties[name]?.read_only === false;
  const reads = (name: string): boolean => {
    const value = thing.state[name];
    return (
      thing.properties[name]?.read_only === true &&
      value !== null &&
      value !== undefined &&
      value !== "" &&
      value !== 0
    );
  };
  const controls = [
    ...STEPPERS,
    "activity",
    "playback",
    ...SLIDERS,
    "color",
    ...CHOICES,
    ...TOGGLES,
  ].filter(can);
  // Closed and open are at hand; where between them a cover stands is not. A valve has no between.
  const isShort = atHand === "position" && thing.type === "cover";
  const rest = isShort ? controls : controls.filter((name) => name !== atHand);
  const names = [...rest, ...READINGS.filter(reads)];
  return thing.type === "list" ? ["items"] : names;
}

function badgeStyle(thing: Thing): Record<string, string> {
  const color = thing.state["on"] === true ? cssColor(thing.state["color"]) : null;
  return color === null || color === "white" ? {} : { "--lamp": color };
}

function MainControl({ thing, isBusy }: Part) {
  const { session, t } = useShared();
  if (!thing.available) return null;
  if (thing.properties["on"]?.read_only === false) {
    return (
      <Switch
        label={`${thing.title} ${t("turnsOn")}`}
        isOn={thing.state["on"] === true}
        wanted={thing.desired["on"]}
        onTurn={(on) => void session.set(thing, { on })}
      />
    );
  }
  if (thing.properties["locked"]?.read_only === false) {
    const isLocked = thing.state["locked"] !== false;
    const name = t(isLocked ? "unlock" : "lock");
    return (
      <button
        type="button"
        class="pill"
        aria-label={`${thing.title} ${name}`}
        disabled={isBusy}
        onClick={() => void session.set(thing, { locked: !isLocked })}
      >
        {name}
      </button>
    );
  }
  return null;
}

interface SwitchProps {
  label: string;
  isOn: boolean;
  wanted: Value | undefined;
  onTurn: (on: boolean) => void;
}

/** The knob stands half-way until the thing has reported what was asked of it. */
function Switch({ label, isOn, wanted, onTurn }: SwitchProps) {
  const isBetween = typeof wanted === "boolean" && wanted !== isOn;
  const next = isBetween ? isOn : !isOn;
  return (
    <button
      type="button"
      role="switch"
      class={`switch ${isBetween ? "is-between" : ""}`}
      aria-checked={isOn}
      aria-busy={isBetween}
      aria-label={label}
      onClick={() => onTurn(next)}
    >
      <span class="knob" />
    </button>
  );
}

function Control({ thing, isBusy, name, isBare }: Part & { name: string; isBare?: boolean }) {
  const known = thing.properties[name];
  if (known === undefined) return null;
  const part = { thing, isBusy, name, known };
  if (known.read_only) return <Reading {...part} />;
  if (name === "activity") return <Activity {...part} />;
  if (name === "playback") return <Playback {...part} />;
  if (name === "color") return <Colors {...part} />;
  if (STEPPERS.includes(name)) return <Stepper {...part} isBare={isBare ?? false} />;
  if (SLIDERS.includes(name)) return <Slider {...part} isBare={isBare ?? false} />;
  if (TOGGLES.includes(name)) return <Toggle {...part} />;
  return <Choice {...part} />;
}

function Reading({ thing, name }: PropertyPart) {
  const { language } = useShared();
  return (
    <p class="row">
      <span class="row-name">{nameOf(name, language)}</span>
      <span class="figure">{said(thing, name, thing.state[name] ?? null, language)}</span>
    </p>
  );
}

function Slider({ thing, isBusy, name, known, isBare }: PropertyPart & { isBare: boolean }) {
  const { session, language, t } = useShared();
  const now = shown(thing, name);
  const [value, hold] = useDraft<number>(
    typeof now === "number" ? now : (known.minimum ?? 0),
    isBusy,
    (next) => void session.set(thing, { [name]: next }),
  );
  const [low, high] = [known.minimum ?? 0, known.maximum ?? 100];
  const share = high > low ? ((value - low) / (high - low)) * 100 : 0;
  const label = `${thing.title} ${nameOf(name, language)}`;
  const slider = (
    <input
      type="range"
      class={name === "color_temperature" ? "is-warmth" : ""}
      style={{ "--share": `${share}%` }}
      min={low}
      max={high}
      step={known.step ?? (name === "color_temperature" ? 50 : 1)}
      value={value}
      aria-label={label}
      aria-valuetext={amount(value, known.unit)}
      onInput={(event) => hold(Number(event.currentTarget.value))}
    />
  );
  const ends = name === "position" && (
    <div class="pair" role="group" aria-label={thing.title}>
      {(
        [
          ["close", low, "down"],
          ["open", high, "up"],
        ] as const
      ).map(([word, end, icon]) => (
        <button
          key={word}
          type="button"
          class="pill"
          aria-label={`${thing.title} ${t(word)}`}
          aria-pressed={thing.state[name] === end}
          onClick={() => hold(end)}
        >
          {thing.type === "cover" && <Icon name={icon} />}
          {t(word)}
        </button>
      ))}
    </div>
  );
  if (isBare) return <div class="at-hand">{ends || slider}</div>;
  return (
    <div class="row is-tall">
      <span class="row-name">{nameOf(name, language)}</span>
      <span class="figure">{amount(value, known.unit)}</span>
      {slider}
    </div>
  );
}

function Stepper({ thing, isBusy, name, known, isBare }: PropertyPart & { isBare: boolean }) {
  const { session, language, t } = useShared();
  const now = shown(thing, name);
  const [value, hold] = useDraft<number>(
    typeof now === "number" ? now : (known.minimum ?? 0),
    isBusy,
    (next) => void session.set(thing, { [name]: next }),
  );
  const label = `${thing.title} ${nameOf(name, language)}`;
  const text = known.unit === "MIN" ? lengthOf(value * 60, language) : amount(value, known.unit);
  const measured = name === "target_temperature" ? thing.state["temperature"] : undefined;
  return (
    <div class={isBare ? "stepper" : "row"} role="group" aria-label={label}>
      {!isBare && <span class="row-name">{nameOf(name, language)}</span>}
      <button
        type="button"
        class="round"
        aria-label={`${label} ${t("decrease")}`}
        disabled={value <= (known.minimum ?? -Infinity)}
        onClick={() => hold(stepped(value, -1, known))}
      >
        <Icon name="minus" />
      </button>
      <output class="figure is-large">
        {text}
        {isBare && typeof measured === "number" && (
          <small>
            {t("temperature_now")} {amount(measured, "DEG_C")}
          </small>
        )}
      </output>
      <button
        type="button"
        class="round"
        aria-label={`${label} ${t("increase")}`}
        disabled={value >= (known.maximum ?? Infinity)}
        onClick={() => hold(stepped(value, 1, known))}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}

const ROBOT = [
  ["cleaning", "start"],
  ["paused", "pause"],
  ["returning", "dock"],
] as const;
const MACHINE = [
  ["running", "start"],
  ["paused", "pause"],
  ["idle", "stop"],
] as const;

/** The steps that make sense from where a machine or robot is. */
function Activity({ thing }: PropertyPart) {
  const { session, t } = useShared();
  const isRobot = thing.type === "vacuum" || thing.type === "mower";
  const now = thing.state["activity"];
  const isUnderWay = now === "running" || now === "cleaning";
  const worth = (isRobot ? ROBOT : MACHINE).filter(([value]) => {
    if (value === "running" || value === "cleaning") return !isUnderWay;
    if (value === "paused") return isUnderWay;
    return now !== "idle" && now !== "docked" && now !== "returning";
  });
  return (
    <div class="pair" role="group" aria-label={thing.title}>
      {worth.map(([value, name]) => (
        <button
          key={value}
          type="button"
          class="pill"
          aria-label={`${thing.title} ${t(name)}`}
          onClick={() => void session.set(thing, { activity: value })}
        >
          {t(name)}
        </button>
      ))}
    </div>
  );
}

function Playback({ thing }: PropertyPart) {
  const { session, t } = useShared();
  const isPlaying = thing.state["playback"] === "playing";
  const has = (action: string): boolean => thing.actions.includes(action);
  const skip = (action: "next" | "previous") =>
    has(action) && (
      <button
        type="button"
        class="round"
        aria-label={`${thing.title} ${t(action)}`}
        onClick={() => void session.invoke(thing, action)}
      >
        <Icon name={action} />
      </button>
    );
  return (
    <div class="stepper" role="group" aria-label={thing.title}>
      {skip("previous")}
      <button
        type="button"
        class="round is-main"
        aria-label={`${thing.title} ${t(isPlaying ? "pause" : "play")}`}
        onClick={() => void session.set(thing, { playback: isPlaying ? "paused" : "playing" })}
      >
        <Icon name={isPlaying ? "pause" : "play"} />
      </button>
      {skip("next")}
    </div>
  );
}

function Colors({ thing, name }: PropertyPart) {
  const { session, language } = useShared();
  const now = shown(thing, name);
  return (
    <div class="row is-tall" role="group" aria-label={`${thing.title} ${nameOf(name, language)}`}>
      <span class="row-name">{nameOf(name, language)}</span>
      <span class="figure">{typeof now === "string" ? valueName(now, language) : ""}</span>
      <div class="swatches">
        {COLORS.map((color) => (
          <button
            key={color}
            type="button"
            class="swatch"
            style={{ "--swatch": color }}
            aria-label={`${thing.title} ${valueName(color, language)}`}
            aria-pressed={now === color}
            onClick={() => void session.set(thing, { color })}
          />
        ))}
      </div>
    </div>
  );
}

function Toggle({ thing, name }: PropertyPart) {
  const { session, language } = useShared();
  return (
    <div class="row">
      <span class="row-name">{nameOf(name, language)}</span>
      <Switch
        label={`${thing.title} ${nameOf(name, language)}`}
        isOn={thing.state[name] === true}
        wanted={thing.desired[name]}
        onTurn={(value) => void session.set(thing, { [name]: value })}
      />
    </div>
  );
}

function Choice({ thing, name, known }: PropertyPart) {
  const { session, language } = useShared();
  const now = shown(thing, name);
  const options = known.enum.filter((one): one is string => typeof one === "string");
  if (options.length === 0)
    return <Free thing={thing} name={name} now={typeof now === "string" ? now : ""} />;
  const label = `${thing.title} ${nameOf(name, language)}`;
  const areas = session.state.model.home?.areas ?? [];
  const text = (one: string): string =>
    areas.find((area) => area.id === one)?.name ?? valueName(one, language);
  const choose = (value: string): void => void session.set(thing, { [name]: value });
  if (options.length > 5) {
    const isKnown = typeof now === "string" && options.includes(now);
    return (
      <label class="row">
        <span class="row-name">{nameOf(name, language)}</span>
        <select
          aria-label={label}
          value={isKnown ? now : ""}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {!isKnown && <option value="">–</option>}
          {options.map((one) => (
            <option key={one} value={one}>
              {text(one)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <div class="row is-tall" role="group" aria-label={label}>
      <span class="row-name">{nameOf(name, language)}</span>
      <div class="segments">
        {options.map((one) => (
          <button key={one} type="button" aria-pressed={now === one} onClick={() => choose(one)}>
            {text(one)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** A text that the thing does not list the choices of: a source, an app, a channel. */
function Free({ thing, name, now }: { thing: Thing; name: string; now: string }) {
  const { session, language, t } = useShared();
  const [draft, setDraft] = useState<string | null>(null);
  const value = draft ?? now;
  const submit = (event: Event): void => {
    event.preventDefault();
    setDraft(null);
    if (value.trim() !== "" && value !== now) void session.set(thing, { [name]: value.trim() });
  };
  return (
    <form class="row" onSubmit={submit}>
      <span class="row-name">{nameOf(name, language)}</span>
      <input
        type="text"
        maxLength={100}
        value={value}
        aria-label={`${thing.title} ${nameOf(name, language)}`}
        onInput={(event) => setDraft(event.currentTarget.value)}
      />
      <button type="submit" class="pill" disabled={value.trim() === "" || value === now}>
        {t("apply")}
      </button>
    </form>
  );
}

function Items({ thing: list }: { thing: Thing }) {
  const { session, t } = useShared();
  const items = Array.isArray(list.state["items"]) ? list.state["items"] : [];
  if (items.length === 0) return <p class="quiet">{t("empty")}</p>;
  const remove = (item: string) =>
    session.set(list, { items: items.filter((one) => one !== item) });
  return (
    <ul class="items">
      {items.map((item) => (
        <li key={item}>
          <span>{item}</span>
          <button
            type="button"
            class="bare"
            aria-label={`${item} ${t("done")}`}
            onClick={() => void remove(item)}
          >
            <Icon name="check" />
          </button>
        </li>
      ))}
    </ul>
  );
}
