// The sheet that the plan is drawn on: seen from above, moved under the hand, near and far.

import type { Ref } from "preact";
import { forwardRef } from "preact/compat";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Place, RoomOutline, Spot } from "../api/layout";
import type { Home } from "../api/types";
import { iconPath } from "../model/icons";
import {
  areaOf,
  boxOf,
  type Eye,
  lengthOf,
  nameSpot,
  nearer,
  seeing,
  snapped,
  wallsOf,
} from "../model/plan";
import { useShared } from "./context";
import { Icon } from "./icons";
import type { Moves, SheetHandle } from "./plan";

export type Chosen =
  | { kind: "room"; id: string }
  | { kind: "corner"; id: string; corner: number }
  | { kind: "thing"; id: string };

interface Props {
  home: Home;
  rooms: readonly RoomOutline[];
  /** Outlines of the other floors, to draw along. */
  below: readonly RoomOutline[];
  places: readonly Place[];
  chosen: Chosen | null;
  canEdit: boolean;
  onChoose: (chosen: Chosen | null) => void;
  move: Moves;
}

const STEPS: Readonly<Record<string, Spot>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const ZOOM = 1.3;
const BELOW_PX = 40; // of the sheet, where its buttons are

function isSame(a: Chosen | null, b: Chosen): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export const Sheet = forwardRef(function Sheet(props: Props, ref: Ref<SheetHandle>) {
  const { home, rooms, below, places, chosen, canEdit, onChoose, move } = props;
  const { t } = useShared();
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 640, height: 480 });
  const [eye, setEye] = useState<Eye | null>(null);
  const drag = useRef<{ chosen: Chosen | null; x: number; y: number; eye: Eye } | null>(null);
  const fingers = useRef(new Map<number, Spot>());
  const spots = places.map((place): Spot => [place.x, place.y]);
  const whole = boxOf([...rooms.flatMap((room) => room.outline), ...spots]);
  const now = eye ?? seeing(whole, size.width, size.height, BELOW_PX);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void =>
      setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const toPx = ([x, y]: Spot): Spot => [
    size.width / 2 + (x - now.x) * now.scale,
    size.height / 2 - (y - now.y) * now.scale,
  ];
  const fromPx = ([x, y]: Spot): Spot => [
    now.x + (x - size.width / 2) / now.scale,
    now.y - (y - size.height / 2) / now.scale,
  ];
  const inBox = (x: number, y: number): Spot => {
    const rect = box.current?.getBoundingClientRect();
    return [x - (rect?.left ?? 0), y - (rect?.top ?? 0)];
  };
  useImperativeHandle(ref, () => ({
    seeAll: () => setEye(null),
    middle: () => [now.x, now.y],
    spotAt: (x, y) => {
      const at = inBox(x, y);
      const isOn = at[0] >= 0 && at[1] >= 0 && at[0] <= size.width && at[1] <= size.height;
      return isOn ? fromPx(at) : null;
    },
  }));
  // The wheel must not scroll the page as well; Preact's own listeners could not hold it back.
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const turn = (event: WheelEvent): void => {
      event.preventDefault();
      const [x, y] = inBox(event.clientX, event.clientY);
      const at: Spot = [x - size.width / 2, y - size.height / 2];
      setEye(nearer(now, event.deltaY < 0 ? 1.12 : 1 / 1.12, at));
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  });

  const take = (event: PointerEvent, one: Chosen | null): void => {
    event.stopPropagation();
    fingers.current.set(event.pointerId, [event.clientX, event.clientY]);
    box.current?.setPointerCapture(event.pointerId);
    if (fingers.current.size > 1) {
      drag.current = null; // two fingers: nearer or farther
      return;
    }
    drag.current = { chosen: canEdit ? one : null, x: event.clientX, y: event.clientY, eye: now };
    onChoose(one);
  };
  const pull = (event: PointerEvent): void => {
    const before = fingers.current.get(event.pointerId);
    if (before === undefined) return;
    if (fingers.current.size === 2) {
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      fingers.current.set(event.pointerId, [event.clientX, event.clientY]);
      if (other === undefined) return;
      const far = (at: Spot): number => Math.hypot(at[0] - other[0], at[1] - other[1]);
      const factor = far([event.clientX, event.clientY]) / Math.max(1, far(before));
      const [x, y] = inBox((event.clientX + other[0]) / 2, (event.clientY + other[1]) / 2);
      setEye(nearer(now, factor, [x - size.width / 2, y - size.height / 2]));
      return;
    }
    fingers.current.set(event.pointerId, [event.clientX, event.clientY]);
    const held = drag.current;
    if (held === null) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (held.chosen === null)
      setEye({
        ...held.eye,
        x: held.eye.x - dx / held.eye.scale,
        y: held.eye.y + dy / held.eye.scale,
      });
    else {
      setEye(now); // the sheet stands still while something moves on it
      move.by(held.chosen, dx / held.eye.scale, -dy / held.eye.scale);
    }
  };
  const letGo = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    if (drag.current?.chosen != null) move.drop();
    drag.current = null;
  };
  const key =
    (one: Chosen) =>
    (event: KeyboardEvent): void => {
      const step = STEPS[event.key];
      if (step !== undefined && canEdit) {
        event.preventDefault();
        const by = event.shiftKey ? 1 : 0.1;
        setEye(now);
        move.step(one, step[0] * by, step[1] * by);
      } else if ((event.key === "Delete" || event.key === "Backspace") && canEdit) {
        event.preventDefault();
        move.remove(one);
        onChoose(one.kind === "corner" ? { kind: "room", id: one.id } : null);
        box.current?.focus();
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        onChoose(one);
      } else if (event.key === "Escape") {
        onChoose(null);
        box.current?.focus();
      }
    };
  const handlers = (one: Chosen) => ({
    tabIndex: 0,
    role: "button" as const,
    "aria-pressed": isSame(chosen, one),
    onPointerDown: (event: PointerEvent) => take(event, one),
    onFocus: () => onChoose(one),
    onKeyDown: key(one),
  });
  const nameOf = (area: string): string => home.areas.find((one) => one.id === area)?.name ?? area;
  const titleOf = (place: Place): string =>
    home.things.find((one) => one.id === place.thing)?.title ?? place.thing;
  const path = (outline: readonly Spot[]): string =>
    `M${outline
      .map((spot) =>
        toPx(spot)
          .map((px) => Math.round(px * 10) / 10)
          .join(" "),
      )
      .join("L")}Z`;
  const selected = rooms.find((room) => room.area === chosen?.id && chosen.kind !== "thing");
  return (
    <div
      class={drag.current?.chosen != null ? "sheet-box is-moving" : "sheet-box"}
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={t("planOf")}
      onPointerDown={(event) => take(event, null)}
      onPointerMove={pull}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      <svg width={size.width} height={size.height} role="presentation">
        <Grid eye={now} size={size} />
        {below.map((room) => (
          <path key={room.area} class="ghost" d={path(room.outline)} />
        ))}
        {rooms.map((room) => {
          const area = Math.abs(areaOf(room.outline)).toFixed(1);
          return (
            <g
              key={room.area}
              class={selected === room ? "plan-room is-chosen" : "plan-room"}
              data-room={room.area}
              aria-label={`${nameOf(room.area)}, ${area} m²`}
              {...handlers({ kind: "room", id: room.area })}
            >
              <path d={path(room.outline)} />
            </g>
          );
        })}
        {selected !== undefined && (
          <>
            <path class="chosen-outline" d={path(selected.outline)} />
            <Lengths room={selected} toPx={toPx} />
          </>
        )}
        <Names
          rooms={rooms.map((room) => ({
            id: room.area,
            name: nameOf(room.area),
            area: now.scale > 36 ? `${Math.abs(areaOf(room.outline)).toFixed(1)} m²` : "",
            at: toPx(nameSpot(room.outline, spots)),
          }))}
          things={places
            .filter((place) => place.thing === chosen?.id || now.scale > 62)
            .map((place) => ({
              id: place.thing,
              name: titleOf(place),
              at: toPx([place.x, place.y]),
            }))}
        />
        {places.map((place) => {
          const [x, y] = toPx([place.x, place.y]);
          const thing = home.things.find((one) => one.id === place.thing);
          const one: Chosen = { kind: "thing", id: place.thing };
          const isChosen = isSame(chosen, one);
          const title = titleOf(place);
          return (
            <g
              key={place.thing}
              class={isChosen ? "plan-thing is-chosen" : "plan-thing"}
              data-placed={place.thing}
              transform={`translate(${x} ${y})`}
              aria-label={`${title}, x ${place.x} m, y ${place.y} m`}
              {...handlers(one)}
            >
              <circle r="20" class="hit" />
              {isChosen && (
                <path
                  class="facing"
                  d="M-6 -16L0 -25L6 -16Z"
                  transform={`rotate(${-place.yaw_deg})`}
                />
              )}
              <circle r="13" class="dot" />
              <path
                class="mark"
                transform="translate(-8.5 -8.5) scale(.708)"
                d={iconPath(thing?.type ?? "scene")}
              />
            </g>
          );
        })}
        {canEdit && selected !== undefined && (
          <>
            {wallsOf(selected.outline).map(([a, b], index) => {
              const [x, y] = toPx([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
              if (lengthOf([a, b]) * now.scale < 56) return null;
              return (
                <g
                  key={index}
                  class="between"
                  transform={`translate(${x} ${y})`}
                  onPointerDown={(event) => {
                    event.stopPropagation();
                    move.addCorner(selected.area, index);
                    onChoose({ kind: "corner", id: selected.area, corner: index + 1 });
                  }}
                >
                  <circle r="14" class="hit" />
                  <circle r="6.5" class="dot" />
                  <path d="M-3 0H3M0 -3V3" />
                </g>
              );
            })}
            {selected.outline.map((spot, corner) => {
              const [x, y] = toPx(spot);
              const one: Chosen = { kind: "corner", id: selected.area, corner };
              return (
                <g
                  key={corner}
                  class={isSame(chosen, one) ? "plan-corner is-chosen" : "plan-corner"}
                  data-corner={corner}
                  transform={`translate(${x} ${y})`}
                  aria-label={`${nameOf(selected.area)} ${t("corner")} ${corner + 1}, x ${spot[0]} m, y ${spot[1]} m`}
                  {...handlers(one)}
                >
                  <circle r="20" class="hit" />
                  <circle r="8" class="dot" />
                </g>
              );
            })}
          </>
        )}
      </svg>
      {rooms.length === 0 && places.length === 0 && <p class="sheet-empty">{t("emptyPlan")}</p>}
      <div class="zooms">
        {(
          [
            ["zoomIn", "plus", () => setEye(nearer(now, ZOOM))],
            ["zoomOut", "minus", () => setEye(nearer(now, 1 / ZOOM))],
            ["wholePlan", "whole", () => setEye(null)],
          ] as const
        ).map(([name, icon, act]) => (
          <button
            key={name}
            type="button"
            class="round"
            aria-label={t(name)}
            title={t(name)}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={act}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
    </div>
  );
});

interface NamesProps {
  rooms: readonly { id: string; name: string; area: string; at: Spot }[];
  things: readonly { id: string; name: string; at: Spot }[];
}

/** What the shapes are called, for the eye: each says it itself to a screen reader. */
function Names({ rooms, things }: NamesProps) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of letters takes no focus
    <g aria-hidden="true">
      {rooms.map(({ id, name, area, at: [x, y] }) => (
        <g key={id}>
          <text x={x} y={y} class="room-name">
            {name}
          </text>
          <text x={x} y={y + 17} class="room-area">
            {area}
          </text>
        </g>
      ))}
      {things.map(({ id, name, at: [x, y] }) => (
        <text key={id} x={x} y={y + 27} class="thing-name">
          {name}
        </text>
      ))}
    </g>
  );
}

/** A line each metre, and each half where there is room; the length of one is written beside it. */
function Grid({ eye, size }: { eye: Eye; size: { width: number; height: number } }) {
  const step = eye.scale > 22 ? 1 : 5;
  const [left, right] = [eye.x - size.width / 2 / eye.scale, eye.x + size.width / 2 / eye.scale];
  const [low, high] = [eye.y - size.height / 2 / eye.scale, eye.y + size.height / 2 / eye.scale];
  const from = (value: number): number => Math.ceil(value / step) * step;
  const lines: string[] = [];
  for (let x = from(left); x <= right; x += step)
    lines.push(`M${Math.round(size.width / 2 + (x - eye.x) * eye.scale) + 0.5} 0V${size.height}`);
  for (let y = from(low); y <= high; y += step)
    lines.push(`M0 ${Math.round(size.height / 2 - (y - eye.y) * eye.scale) + 0.5}H${size.width}`);
  const long = step * eye.scale;
  return (
    <>
      <path class="plan-grid" d={lines.join("")} />
      <g class="ruler" transform={`translate(14 ${size.height - 16})`}>
        <path d={`M0 -4V0H${long}V-4`} />
        <text x={long / 2} y="-5">
          {step} m
        </text>
      </g>
    </>
  );
}

/** How long the walls of the chosen room are. */
function Lengths({ room, toPx }: { room: RoomOutline; toPx: (spot: Spot) => Spot }) {
  const outward = areaOf(room.outline) > 0 ? 1 : -1;
  return (
    <>
      {wallsOf(room.outline).map(([a, b], index) => {
        const length = lengthOf([a, b]);
        const [[x1, y1], [x2, y2]] = [toPx(a), toPx(b)];
        const far = Math.hypot(x2 - x1, y2 - y1);
        if (far < 44) return null; // the next one stands in its way
        // A length stands beside its wall: farther off where the wall runs up, for it is wide.
        const shift = ((16 + 18 * (Math.abs(y2 - y1) / far)) / far) * outward;
        return (
          <text
            key={index}
            class="wall-length"
            x={(x1 + x2) / 2 - (y2 - y1) * shift}
            y={(y1 + y2) / 2 + (x2 - x1) * shift + 4}
          >
            {snapped(length)} m
          </text>
        );
      })}
    </>
  );
}
