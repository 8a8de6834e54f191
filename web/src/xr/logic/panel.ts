// One model of a panel for all of the spatial UI: laid out in metres, hit by rays, mirrored to DOM.
//
// A screen says what is on its panel (`PanelModel`); `laid` says where each piece stands and what a
// press there means. `render/panel.ts` draws the same layout on a texture, `dom.ts` makes real
// buttons of the same model: so whatever works with a ray works with a keyboard and a screen reader.
//
// Sizes: text is legible from about 1.3 degrees of line height on (Google's Daydream guidelines ask
// for 20 to 24 mm of text at 1 m: 1.15 to 1.4 degrees), and a target is easily hit from about 2.5
// degrees on. Panels stand `DISTANCE_M` away, so LINE_M is 1.6 degrees, and TARGET_M 3.1.

/** What a press gives: a toggle its next truth, a slider and a stepper a number, a choice its option. */
export type PressValue = boolean | number | string | null;

interface Part {
  /** Unique within its panel; what `press` is called with. */
  id: string;
  /** Which share of the panel's width it takes, 0 to 1; parts that fit together share a row. */
  share?: number;
}

interface Control extends Part {
  label: string;
  isDisabled?: boolean;
  /** A change is under way: what is shown is wished for and not reported yet. */
  isPending?: boolean;
}

export interface Text extends Part {
  kind: "text";
  text: string;
  role?: "body" | "note" | "heading" | "trouble";
}

/** Press: null. */
export interface Button extends Control {
  kind: "button";
  tone?: "plain" | "main" | "danger" | "quiet";
  /** It stands for something that is on or chosen now. */
  isPressed?: boolean;
}

/** Press: the other truth. */
export interface Toggle extends Control {
  kind: "toggle";
  value: boolean;
}

interface Amount extends Control {
  value: number;
  minimum: number;
  maximum: number;
  step: number;
  /** The value as a person reads it: "24°". */
  text: string;
}

/** Press: a number on the grid of `step`; it can be dragged. */
export interface Slider extends Amount {
  kind: "slider";
}

/** Press: the number one step further. */
export interface Stepper extends Amount {
  kind: "stepper";
}

export interface Option {
  value: string;
  label: string;
}

/** Press: the option's value. */
export interface Choice extends Control {
  kind: "choice";
  options: readonly Option[];
  value: string | null;
}

/** Press: null; only where it can be pressed. */
export interface Picture extends Control {
  kind: "image";
  url: string | null;
  /** Width by height. */
  aspect: number;
  isPressable?: boolean;
}

export interface Row {
  value: string;
  label: string;
  detail?: string;
  /** A picture beside it, or above it where there is more than one column; undefined: no room for one. */
  image?: string | null;
  isPressed?: boolean;
}

/** Press: a row's value (a string), or the first row to show next (a number). */
export interface List extends Part {
  kind: "list";
  label: string;
  rows: readonly Row[];
  /** The first row that is shown. */
  first: number;
  /** How many are shown at once. */
  count: number;
  columns?: number;
  /** Of the pictures; width by height. */
  aspect?: number;
}

export type Element = Text | Button | Toggle | Slider | Stepper | Choice | Picture | List;

export interface PanelModel {
  id: string;
  title: string;
  width_m: number;
  elements: readonly Element[];
  /** It has a button that puts it away: a press of `CLOSE`. */
  isClosable?: boolean;
}

export const CLOSE = "close";

export const DISTANCE_M = 1.2;
export const LINE_M = 0.034;
export const TARGET_M = 0.066;
const TITLE_M = 0.044;
const NOTE_M = 0.029;
const PADDING_M = 0.03;
const GAP_M = 0.014;
const MAX_LINES = 8;

/** Return how wide a text of a line height is, in metres. */
export type Measure = (text: string, line_m: number, isBold: boolean) => number;

/** How wide text is about: a syllable block is as wide as it is high, a Latin letter a little more than half. */
export const roughly: Measure = (text, line_m) => {
  let ems = 0;
  for (const letter of text) ems += letter >= "\u1100" ? 1 : 0.56;
  return ems * line_m * 0.75;
};

/** A rectangle on a panel in metres, from its left upper corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Frame extends Box {
  element: Element;
  /** The text of a text element, broken into lines. */
  lines: readonly string[];
  line_m: number;
}

export type Act =
  | { kind: "value"; value: PressValue }
  | { kind: "range"; minimum: number; maximum: number; step: number };

/** Where a press does something, and what. */
export interface Zone extends Box {
  element: string;
  act: Act;
  /** What is drawn there beside its element: a row, an option, or a sign. */
  label: string;
  isPressed: boolean;
}

export interface Laid {
  model: PanelModel;
  width: number;
  height: number;
  title: readonly string[];
  frames: readonly Frame[];
  zones: readonly Zone[];
}

export interface Press {
  element: string;
  value: PressValue;
}

/** Return where everything on a panel stands. */
export function laid(model: PanelModel, measure: Measure = roughly): Laid {
  const width = model.width_m;
  const inner = width - 2 * PADDING_M;
  const frames: Frame[] = [];
  const zones: Zone[] = [];
  const forClose = model.isClosable ? TARGET_M + GAP_M : 0;
  const title =
    model.title === "" ? [] : wrapped(model.title, inner - forClose, TITLE_M, true, measure, 2);
  let y = PADDING_M;
  if (model.isClosable) {
    const x = width - PADDING_M - TARGET_M + 0.01;
    zones.push({
      ...{ x, y: y - 0.01, width: TARGET_M, height: TARGET_M },
      ...{ element: CLOSE, act: { kind: "value", value: null }, label: "×", isPressed: false },
    });
  }
  const head = Math.max(title.length * TITLE_M, model.isClosable ? TARGET_M - 0.014 : 0);
  if (head > 0) y += head + GAP_M;
  for (const row of inRows(model.elements)) {
    // Each part gives up the gap behind it: shares that add up to 1 end where the row ends.
    let x = PADDING_M;
    let height = 0;
    for (const element of row) {
      const wide = (element.share ?? 1) * (inner + GAP_M) - GAP_M;
      const frame = framed(element, x, y, wide, measure);
      frames.push(frame);
      zones.push(...zonesOf(frame));
      x += wide + GAP_M;
      height = Math.max(height, frame.height);
    }
    y += height + GAP_M;
  }
  return { model, width, height: y - GAP_M + PADDING_M, title, frames, zones };
}

function inRows(elements: readonly Element[]): Element[][] {
  const rows: Element[][] = [];
  let left = 0;
  for (const element of elements) {
    const share = element.share ?? 1;
    if (share > left + 0.001) {
      rows.push([]);
      left = 1;
    }
    rows.at(-1)?.push(element);
    left -= share;
  }
  return rows;
}

function framed(element: Element, x: number, y: number, width: number, measure: Measure): Frame {
  const at = { element, x, y, width, lines: [], line_m: LINE_M };
  switch (element.kind) {
    case "text": {
      const isHeading = element.role === "heading";
      const line_m = element.role === "note" ? NOTE_M : LINE_M;
      const lines = wrapped(element.text, width, line_m, isHeading, measure, MAX_LINES);
      return { ...at, lines, line_m, height: Math.max(1, lines.length) * line_m };
    }
    case "button":
    case "toggle":
      return { ...at, height: TARGET_M };
    case "stepper":
      return { ...at, height: TARGET_M };
    case "slider":
      return { ...at, height: LINE_M + TARGET_M };
    case "choice": {
      const rows = Math.ceil(element.options.length / perRow(element, width, measure));
      const head = element.label === "" ? 0 : LINE_M + 0.006;
      return { ...at, height: head + rows * TARGET_M + Math.max(0, rows - 1) * 0.008 };
    }
    case "image":
      return { ...at, height: width / element.aspect };
    case "list":
      return { ...at, height: listHeight(element, width) };
  }
}

function perRow(choice: Choice, width: number, measure: Measure = roughly): number {
  const widest = Math.max(0.08, ...choice.options.map((one) => measure(one.label, LINE_M, false)));
  const fitting = Math.max(1, Math.floor((width + 0.008) / (widest + 0.04)));
  const rows = Math.ceil(choice.options.length / fitting);
  return Math.max(1, Math.ceil(choice.options.length / Math.max(1, rows)));
}

export function hasPictures(list: List): boolean {
  return list.rows.some((row) => row.image !== undefined);
}

const isGrid = (list: List): boolean => (list.columns ?? 1) > 1 && hasPictures(list);

function cellHeight(list: List, width: number): number {
  const columns = list.columns ?? 1;
  const wide = (width - GAP_M * (columns - 1)) / columns;
  if (isGrid(list)) return wide / (list.aspect ?? 16 / 9) + LINE_M + NOTE_M + 0.012;
  return list.rows.some((row) => (row.detail ?? "") !== "") ? LINE_M + NOTE_M + 0.018 : TARGET_M;
}

function listHeight(list: List, width: number): number {
  const shown = Math.min(list.count, Math.max(1, list.rows.length));
  const rows = Math.ceil(shown / (list.columns ?? 1));
  const pager = list.rows.length > list.count ? TARGET_M + GAP_M : 0;
  return rows * (cellHeight(list, width) + 0.008) - 0.008 + pager;
}

function zonesOf(frame: Frame): Zone[] {
  const { element, x, y, width, height } = frame;
  const zone = (box: Box, act: Act, label = "", isPressed = false): Zone => ({
    ...box,
    element: element.id,
    act,
    label,
    isPressed,
  });
  const all = { x, y, width, height };
  const value = (given: PressValue): Act => ({ kind: "value", value: given });
  switch (element.kind) {
    case "text":
      return [];
    case "button":
      return element.isDisabled ? [] : [zone(all, value(null), "", element.isPressed)];
    case "toggle":
      return element.isDisabled ? [] : [zone(all, value(!element.value))];
    case "image":
      return element.isPressable && !element.isDisabled ? [zone(all, value(null))] : [];
    case "slider": {
      if (element.isDisabled) return [];
      const { minimum, maximum, step } = element;
      const box = { x, y: y + height - TARGET_M, width, height: TARGET_M };
      return [zone(box, { kind: "range", minimum, maximum, step })];
    }
    case "stepper": {
      if (element.isDisabled) return [];
      const box = { y, width: TARGET_M, height: TARGET_M };
      const less = next(element, -1);
      const more = next(element, 1);
      const zones: Zone[] = [];
      if (less < element.value)
        zones.push(zone({ ...box, x: x + width - 3.9 * TARGET_M }, value(less), "−"));
      if (more > element.value)
        zones.push(zone({ ...box, x: x + width - TARGET_M }, value(more), "+"));
      return zones;
    }
    case "choice": {
      if (element.isDisabled) return [];
      const many = perRow(element, width);
      const wide = (width - 0.008 * (many - 1)) / many;
      const head = element.label === "" ? 0 : LINE_M + 0.006;
      return element.options.map((option, index) =>
        zone(
          {
            x: x + (index % many) * (wide + 0.008),
            y: y + head + Math.floor(index / many) * (TARGET_M + 0.008),
            width: wide,
            height: TARGET_M,
          },
          value(option.value),
          option.label,
          option.value === element.value,
        ),
      );
    }
    case "list":
      return listZones(element, frame, zone);
  }
}

type MakeZone = (box: Box, act: Act, label?: string, isPressed?: boolean) => Zone;

function listZones(list: List, { x, y, width, height }: Box, zone: MakeZone): Zone[] {
  const columns = list.columns ?? 1;
  const wide = (width - GAP_M * (columns - 1)) / columns;
  const high = cellHeight(list, width);
  const zones = shownRows(list).map((row, index) =>
    zone(
      {
        x: x + (index % columns) * (wide + GAP_M),
        y: y + Math.floor(index / columns) * (high + 0.008),
        width: wide,
        height: high,
      },
      { kind: "value", value: row.value },
      row.label,
      row.isPressed ?? false,
    ),
  );
  if (list.rows.length > list.count) {
    const half = (width - GAP_M) / 2;
    const box = { y: y + height - TARGET_M, width: half, height: TARGET_M };
    const { back, on } = pages(list);
    if (back !== null) zones.push(zone({ ...box, x }, { kind: "value", value: back }, "‹"));
    if (on !== null)
      zones.push(zone({ ...box, x: x + half + GAP_M }, { kind: "value", value: on }, "›"));
  }
  return zones;
}

export function shownRows(list: List): readonly Row[] {
  return list.rows.slice(list.first, list.first + list.count);
}

/** Return where the pages before and after begin; null: there is none. */
export function pages(list: List): { back: number | null; on: number | null } {
  const on = list.first + list.count;
  return {
    back: list.first > 0 ? Math.max(0, list.first - list.count) : null,
    on: on < list.rows.length ? on : null,
  };
}

/** Return an amount's number one step further, within its range. */
export function next(element: Stepper | Slider, by: 1 | -1): number {
  return onGrid(element.value + by * element.step, element);
}

interface Range {
  minimum: number;
  maximum: number;
  step: number;
}

function onGrid(value: number, { minimum, maximum, step }: Range): number {
  const steps = Math.round((value - minimum) / step);
  const rounded = Math.round((minimum + steps * step) * 1000) / 1000;
  return Math.min(maximum, Math.max(minimum, rounded));
}

/** Return the zone at a place, `u` from the left and `v` from the top, both 0 to 1. */
export function zoneAt(panel: Laid, u: number, v: number): Zone | null {
  const x = u * panel.width;
  const y = v * panel.height;
  for (const zone of panel.zones) {
    if (x < zone.x || x > zone.x + zone.width) continue;
    if (y >= zone.y && y <= zone.y + zone.height) return zone;
  }
  return null;
}

/** Return what a press in a zone means, at a place of its panel; of a range, `u` says how much. */
export function pressOf(panel: Laid, zone: Zone, u: number): Press {
  if (zone.act.kind === "value") return { element: zone.element, value: zone.act.value };
  const [from, to] = track(zone);
  const share = Math.min(1, Math.max(0, (u * panel.width - from) / (to - from)));
  const { minimum, maximum } = zone.act;
  return { element: zone.element, value: onGrid(minimum + share * (maximum - minimum), zone.act) };
}

/** Return where a slider's track begins and ends: its knob stays within its zone. */
export function track(zone: Box): [number, number] {
  return [zone.x + TARGET_M / 2, zone.x + zone.width - TARGET_M / 2];
}

export function hit(panel: Laid, u: number, v: number): Press | null {
  const zone = zoneAt(panel, u, v);
  return zone === null ? null : pressOf(panel, zone, u);
}

/** Break a text into lines that fit; Korean and English break at spaces, a word that is too long within. */
export function wrapped(
  text: string,
  width: number,
  line_m: number,
  isBold: boolean,
  measure: Measure,
  most: number,
): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (measure(longer, line_m, isBold) <= width) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      line = "";
      for (const letter of word) {
        if (line !== "" && measure(line + letter, line_m, isBold) > width) {
          lines.push(line);
          line = "";
        }
        line += letter;
      }
    }
    if (line !== "") lines.push(line);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? "").slice(0, -1)}…`];
}

/** Cut a text so that it fits on one line. */
export function cut(text: string, width: number, line_m: number, measure: Measure): string {
  if (measure(text, line_m, false) <= width) return text;
  let kept = text;
  while (kept.length > 1 && measure(`${kept}…`, line_m, false) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
