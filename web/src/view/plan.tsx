// The editor of the floor plan: rooms as outlines, things where they are, floor by floor.
//
// Hands, mice and keys do the same: whatever can be chosen takes the focus, and arrows move it.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Place, RoomOutline, Spot, Surface } from "../api/layout";
import type { Area, Home, Me, Thing } from "../api/types";
import { inOrder } from "../model/model";
import {
  areaOf,
  boxOf,
  contains,
  freeSpot,
  GRID_M,
  MAX_CORNERS,
  MIN_CORNERS,
  middleOf,
  onWall,
  ROOM_HEIGHT_M,
  rectangle,
  resized,
  shifted,
  snapped,
  snappedSpot,
  usualOf,
  withCorner,
  withCornerAfter,
  within,
  withoutCorner,
} from "../model/plan";
import { type Change, type Edit, Planner } from "../model/planner";
import { isAdult } from "../model/rights";
import type { State } from "../model/session";
import "./plan.css";
import { useShared, useStore } from "./context";
import { Icon } from "./icons";
import { Page } from "./page";
import { type Chosen, Sheet } from "./plansheet";

const SETTLE_MS = 600; // after the last key
const NEW_ROOM_M: Spot = [4, 3];
const SURFACES: readonly Surface[] = ["wall", "floor", "table", "ceiling", "free"];

interface Props {
  home: Home;
  me: Me;
  state: State;
}

export default function PlanView({ home, me, state }: Props) {
  const { session, language, t } = useShared();
  const planner = useMemo(() => new Planner(language, session.explain), [session, language]);
  const plan = useStore(planner);
  useEffect(() => {
    if (state.isConnected) void planner.load();
  }, [planner, state.isConnected]);
  useEffect(
    () => session.hear((message) => message.type === "layout" && planner.take(message)),
    [session, planner],
  );
  const canEdit = isAdult(me.role);
  return (
    <Page place="plan" title={t("planOf")} lead={t("planLead")}>
      {plan.phase === "waiting" && <p class="quiet">{t("loadingView")}</p>}
      {plan.phase === "absent" && <p class="quiet">{t("notOffered")}</p>}
      {plan.phase === "failed" && (
        <div class="failed" role="alert">
          <p class="problem">{plan.problem}</p>
          <button type="button" class="pill" onClick={() => void planner.load()}>
            {t("tryAgain")}
          </button>
        </div>
      )}
      {plan.phase === "there" && (
        <>
          {!canEdit && <p class="quiet">{t("readOnlyPlan")}</p>}
          <Notices planner={planner} />
          <Desk planner={planner} home={home} canEdit={canEdit} />
        </>
      )}
    </Page>
  );
}

function Notices({ planner }: { planner: Planner }) {
  const { t } = useShared();
  const { flaw, problem, isOvertaken } = useStore(planner);
  const text =
    flaw !== null
      ? t(flaw)
      : problem !== null
        ? `${t("notSaved")}: ${problem}`
        : isOvertaken
          ? t("changedElsewhere")
          : null;
  if (text === null) return null;
  return (
    <div
      class={flaw !== null || problem !== null ? "plan-notice is-bad" : "plan-notice"}
      role="alert"
    >
      <p>{text}</p>
      <button
        type="button"
        class="bare is-icon"
        aria-label={t("close_it")}
        onClick={() => planner.see()}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Return the floors of the home in its order; one that has no name is null. */
function floorsOf(home: Home): (string | null)[] {
  const floors = [...new Set(home.areas.map((area) => area.floor))];
  return floors.length === 0 ? [null] : floors;
}

interface DeskProps {
  planner: Planner;
  home: Home;
  canEdit: boolean;
}

/** The sheet with what stands beside it: what is chosen, and what is not on the plan yet. */
function Desk({ planner, home, canEdit }: DeskProps) {
  const { t } = useShared();
  const { layout } = useStore(planner);
  const floors = floorsOf(home);
  const [floor, setFloor] = useState<string | null>(floors[0] ?? null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const areas = home.areas.filter((area) => area.floor === floor);
  const isHere = (room: RoomOutline): boolean => areas.some((area) => area.id === room.area);
  const rooms = layout.rooms.filter(isHere);
  const below = layout.rooms.filter((room) => !isHere(room));
  const floorOf = (place: Place): string | null =>
    floors.includes(place.floor)
      ? place.floor
      : (home.areas.find(
          (area) => area.id === home.things.find((one) => one.id === place.thing)?.area,
        )?.floor ??
        floors[0] ??
        null);
  const places = layout.things.filter((place) => floorOf(place) === floor);
  const sheet = useRef<SheetHandle>(null);

  const drawRoom = (area: Area): void => {
    const [left, bottom] = freeSpot(rooms);
    const after: RoomOutline = {
      area: area.id,
      outline: rectangle(left, bottom, ...NEW_ROOM_M),
      height_m: ROOM_HEIGHT_M,
    };
    planner.make([{ kind: "room", id: area.id, before: null, after }]);
    setChosen({ kind: "room", id: area.id });
    sheet.current?.seeAll();
  };
  const put = (thing: Thing, spot: Spot | null): void => {
    const room = rooms.find((one) => one.area === thing.area);
    const [x, y] = snappedSpot(
      spot ?? (room === undefined ? (sheet.current?.middle() ?? [0, 0]) : spread(room, places)),
    );
    const { surface, height_m } = usualOf(thing);
    const wall = surface === "wall" ? onWall([x, y], rooms) : null;
    const after: Place = {
      thing: thing.id,
      x: wall?.spot[0] ?? x,
      y: wall?.spot[1] ?? y,
      height_m,
      yaw_deg: wall?.yaw_deg ?? 0,
      surface,
      floor,
    };
    planner.make([{ kind: "thing", id: thing.id, before: null, after }]);
    setChosen({ kind: "thing", id: thing.id });
  };
  const move = useMoves(planner, rooms, places, home);
  return (
    <div class="desk">
      <div class="desk-main">
        <div class="plan-bar">
          {floors.length > 1 && (
            <div class="segments plan-floors" role="group" aria-label={t("floorsOf")}>
              {floors.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === floor}
                  onClick={() => {
                    setFloor(one);
                    setChosen(null);
                  }}
                >
                  {one ?? t("noFloor")}
                </button>
              ))}
            </div>
          )}
          {canEdit && <UndoEdit planner={planner} />}
        </div>
        <Sheet
          ref={sheet}
          home={home}
          rooms={rooms}
          below={below}
          places={places}
          chosen={chosen}
          canEdit={canEdit}
          onChoose={setChosen}
          move={move}
        />
        {canEdit && <p class="quiet plan-keys">{t("planKeys")}</p>}
      </div>
      <div class={chosen === null ? "desk-side" : "desk-side is-chosen"}>
        {canEdit && (
          <ToPlace
            home={home}
            areas={areas}
            rooms={rooms}
            placed={layout.things}
            onDraw={drawRoom}
            onPlace={put}
            sheet={sheet}
          />
        )}
        <Details
          home={home}
          rooms={rooms}
          places={places}
          chosen={chosen}
          canEdit={canEdit}
          planner={planner}
          onChoose={setChosen}
        />
      </div>
    </div>
  );
}

function UndoEdit({ planner }: { planner: Planner }) {
  const { t } = useShared();
  const { done, saving } = useStore(planner);
  return (
    <div class="plan-undo">
      <p class="quiet" role="status">
        {saving > 0 ? t("saving") : done.length > 0 ? t("saved") : ""}
      </p>
      <button
        type="button"
        class="pill"
        disabled={done.length === 0}
        onClick={() => planner.undo()}
      >
        <Icon name="undo" />
        {t("undoEdit")}
      </button>
    </div>
  );
}

/** What a sheet can be asked. */
export interface SheetHandle {
  seeAll: () => void;
  middle: () => Spot;
  /** Return the spot under a place of the window, in px; null: it is not on the sheet. */
  spotAt: (x: number, y: number) => Spot | null;
}

/** Where in a room the next thing goes: things in a row do not hide one another. */
function spread(room: RoomOutline, places: readonly Place[]): Spot {
  const [x, y] = middleOf(room.outline);
  const isFree = (spot: Spot): boolean =>
    places.every((place) => Math.hypot(place.x - spot[0], place.y - spot[1]) > 0.5);
  for (let ring = 0; ring < 5; ring += 1) {
    for (const [right, up] of [
      [0, 0],
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
      [1, 1],
      [-1, -1],
    ] as const) {
      const spot: Spot = [x + right * ring * 0.6, y + up * ring * 0.6];
      if (contains(room.outline, spot) && isFree(spot)) return spot;
    }
  }
  return [x, y];
}

export interface Moves {
  /** Move what is chosen by so many metres from where it was taken up; nothing is kept yet. */
  by: (chosen: Chosen, dx: number, dy: number) => void;
  /** Let go: keep it where it is. */
  drop: () => void;
  /** Move it by a key; it is kept once the keys rest. */
  step: (chosen: Chosen, dx: number, dy: number) => void;
  addCorner: (area: string, index: number) => void;
  remove: (chosen: Chosen) => void;
}

function useMoves(
  planner: Planner,
  rooms: readonly RoomOutline[],
  places: readonly Place[],
  home: Home,
): Moves {
  /** As things were when the hand took one up. */
  const from = useRef<{ rooms: readonly RoomOutline[]; places: readonly Place[] } | null>(null);
  const stepped = useRef<{ key: string; dx: number; dy: number; timer: number } | null>(null);
  const drop = (): void => {
    if (stepped.current !== null) clearTimeout(stepped.current.timer);
    stepped.current = null;
    if (from.current === null) return;
    from.current = null;
    planner.settle();
  };
  useEffect(() => drop, [planner]); // what the keys moved is kept also when the view is left
  const by = (chosen: Chosen, dx: number, dy: number): void => {
    from.current ??= { rooms, places };
    planner.hold(movedBy(chosen, dx, dy, from.current.rooms, from.current.places, home));
  };
  const step = (chosen: Chosen, dx: number, dy: number): void => {
    const key = JSON.stringify(chosen);
    if (stepped.current !== null && stepped.current.key !== key) drop();
    const before = stepped.current ?? { key, dx: 0, dy: 0, timer: 0 };
    clearTimeout(before.timer);
    const next = {
      key,
      dx: snapped(before.dx + dx),
      dy: snapped(before.dy + dy),
      timer: window.setTimeout(drop, SETTLE_MS),
    };
    stepped.current = next;
    by(chosen, next.dx, next.dy);
  };
  const addCorner = (area: string, index: number): void => {
    const before = rooms.find((room) => room.area === area);
    if (before === undefined || before.outline.length >= MAX_CORNERS) return;
    drop();
    const after = { ...before, outline: withCornerAfter(before.outline, index) };
    planner.make([{ kind: "room", id: area, before, after }]);
  };
  const remove = (chosen: Chosen): void => {
    drop();
    planner.make(removal(chosen, rooms, places));
  };
  return { by, drop, step, addCorner, remove };
}

/** Return the edit that moves what is chosen; a room takes the things in it along. */
function movedBy(
  chosen: Chosen,
  dx: number,
  dy: number,
  rooms: readonly RoomOutline[],
  places: readonly Place[],
  home: Home,
): Edit {
  if (chosen.kind === "thing") {
    const before = places.find((place) => place.thing === chosen.id);
    if (before === undefined) return [];
    const spot = snappedSpot([before.x + dx, before.y + dy]);
    const thing = home.things.find((one) => one.id === chosen.id);
    const wall =
      before.surface === "wall" && thing !== undefined && usualOf(thing).surface === "wall"
        ? onWall(spot, rooms)
        : null;
    const [x, y] = wall?.spot ?? spot;
    const after = { ...before, x, y, yaw_deg: wall?.yaw_deg ?? before.yaw_deg };
    return [{ kind: "thing", id: chosen.id, before, after }];
  }
  const before = rooms.find((room) => room.area === chosen.id);
  if (before === undefined) return [];
  if (chosen.kind === "corner") {
    const [x, y] = before.outline[chosen.corner] ?? [0, 0];
    const outline = withCorner(before.outline, chosen.corner, [x + dx, y + dy]);
    return [{ kind: "room", id: chosen.id, before, after: { ...before, outline } }];
  }
  const outline = shifted(before.outline, dx, dy);
  return [
    { kind: "room", id: chosen.id, before, after: { ...before, outline } },
    ...within(before, places).map((place): Change => {
      const after = { ...place, x: snapped(place.x + dx), y: snapped(place.y + dy) };
      return { kind: "thing", id: place.thing, before: place, after };
    }),
  ];
}

/** Return the edit that takes what is chosen away. */
function removal(chosen: Chosen, rooms: readonly RoomOutline[], places: readonly Place[]): Edit {
  if (chosen.kind === "thing") {
    const before = places.find((place) => place.thing === chosen.id);
    return before === undefined ? [] : [{ kind: "thing", id: chosen.id, before, after: null }];
  }
  const before = rooms.find((room) => room.area === chosen.id);
  if (before === undefined) return [];
  if (chosen.kind === "room") return [{ kind: "room", id: chosen.id, before, after: null }];
  if (before.outline.length <= MIN_CORNERS) return [];
  const outline = withoutCorner(before.outline, chosen.corner);
  return [{ kind: "room", id: chosen.id, before, after: { ...before, outline } }];
}

interface ToPlaceProps {
  home: Home;
  areas: readonly Area[];
  rooms: readonly RoomOutline[];
  placed: readonly Place[];
  onDraw: (area: Area) => void;
  onPlace: (thing: Thing, spot: Spot | null) => void;
  sheet: preact.RefObject<SheetHandle>;
}

/** Rooms that are not drawn, and things that are not on the plan: pressed, or dragged onto it. */
function ToPlace({ home, areas, rooms, placed, onDraw, onPlace, sheet }: ToPlaceProps) {
  const { t } = useShared();
  const undrawn = areas.filter((area) => !rooms.some((room) => room.area === area.id));
  const isHere = (thing: Thing): boolean =>
    thing.area === null
      ? ["tv", "headset", "speaker", "vacuum"].includes(thing.type)
      : areas.some((area) => area.id === thing.area);
  const unplaced = inOrder(home.things).filter(
    (thing) => isHere(thing) && !placed.some((place) => place.thing === thing.id),
  );
  const groups = areas
    .map((area) => ({ area, things: unplaced.filter((thing) => thing.area === area.id) }))
    .filter((group) => group.things.length > 0);
  return (
    <>
      {undrawn.length > 0 && (
        <section class="plan-card" aria-labelledby="to-draw">
          <h3 id="to-draw">{t("drawRoom")}</h3>
          <p class="quiet">{t("drawHelp")}</p>
          <ul class="chips">
            {undrawn.map((area) => (
              <li key={area.id}>
                <button type="button" data-draw={area.id} onClick={() => onDraw(area)}>
                  <Icon name="plus" />
                  {area.name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="plan-card" aria-labelledby="to-place">
        <h3 id="to-place">{t("thingsToPlace")}</h3>
        <p class="quiet">{t(unplaced.length === 0 ? "allPlaced" : "placeHelp")}</p>
        <div class="to-place">
          {groups.map(({ area, things }) => (
            <div key={area.id} class="to-place-room">
              <h4>{area.name}</h4>
              <ul>
                {things.map((thing) => (
                  <li key={thing.id}>
                    <Placeable thing={thing} onPlace={onPlace} sheet={sheet} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

interface PlaceableProps {
  thing: Thing;
  onPlace: (thing: Thing, spot: Spot | null) => void;
  sheet: preact.RefObject<SheetHandle>;
}

const DRAG_PX = 6;

function Placeable({ thing, onPlace, sheet }: PlaceableProps) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const wasDragged = useRef(false);
  const end = (event: PointerEvent): void => {
    const isDragged = at !== null;
    from.current = null;
    setAt(null);
    if (!isDragged || event.type === "pointercancel") return;
    wasDragged.current = true; // the click that follows is the end of the drag
    const spot = sheet.current?.spotAt(event.clientX, event.clientY) ?? null;
    if (spot !== null) onPlace(thing, spot);
  };
  return (
    <>
      <button
        type="button"
        class="placeable"
        data-place={thing.id}
        onPointerDown={(event) => {
          wasDragged.current = false;
          from.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (from.current === null) return;
          const far = Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y);
          if (at !== null || far > DRAG_PX) setAt({ x: event.clientX, y: event.clientY });
        }}
        onPointerUp={end}
        onPointerCancel={end}
        onClick={() => {
          if (!wasDragged.current) onPlace(thing, null);
          wasDragged.current = false;
        }}
      >
        <Icon name={thing.type} />
        {thing.title}
      </button>
      {at !== null && (
        <span class="dragged" style={{ left: `${at.x}px`, top: `${at.y}px` }} aria-hidden="true">
          <Icon name={thing.type} />
        </span>
      )}
    </>
  );
}

interface DetailsProps {
  home: Home;
  rooms: readonly RoomOutline[];
  places: readonly Place[];
  chosen: Chosen | null;
  canEdit: boolean;
  planner: Planner;
  onChoose: (chosen: Chosen | null) => void;
}

/** What is chosen in figures, to be set to the centimetre. */
function Details({ home, rooms, places, chosen, canEdit, planner, onChoose }: DetailsProps) {
  const { t } = useShared();
  const room = rooms.find((one) => one.area === chosen?.id);
  const place = places.find((one) => one.thing === chosen?.id);
  return (
    <section class="plan-card" aria-labelledby="chosen">
      <h3 id="chosen">{t("chosen")}</h3>
      {chosen !== null && chosen.kind !== "thing" && room !== undefined ? (
        <RoomDetails
          room={room}
          corner={chosen.kind === "corner" ? chosen.corner : null}
          name={home.areas.find((area) => area.id === room.area)?.name ?? room.area}
          places={places}
          canEdit={canEdit}
          planner={planner}
          onChoose={onChoose}
        />
      ) : chosen?.kind === "thing" && place !== undefined ? (
        <ThingDetails
          place={place}
          name={home.things.find((thing) => thing.id === place.thing)?.title ?? place.thing}
          canEdit={canEdit}
          planner={planner}
          onChoose={onChoose}
        />
      ) : (
        <p class="quiet">{t("nothingChosen")}</p>
      )}
    </section>
  );
}

interface RoomDetailsProps {
  room: RoomOutline;
  corner: number | null;
  name: string;
  places: readonly Place[];
  canEdit: boolean;
  planner: Planner;
  onChoose: (chosen: Chosen | null) => void;
}

function RoomDetails(props: RoomDetailsProps) {
  const { room, corner, name, places, canEdit, planner, onChoose } = props;
  const { t } = useShared();
  const box = boxOf(room.outline) ?? { left: 0, right: 0, bottom: 0, top: 0 };
  const [wide, deep] = [snapped(box.right - box.left), snapped(box.top - box.bottom)];
  const spot = corner === null ? undefined : room.outline[corner];
  const change = (part: Partial<RoomOutline>): void => {
    planner.hold([{ kind: "room", id: room.area, before: room, after: { ...room, ...part } }]);
    planner.settle();
  };
  const longest = room.outline
    .map((_, index) => index)
    .reduce((best, index) => (wallLength(room, index) > wallLength(room, best) ? index : best), 0);
  const remove = (chosen: Chosen): void => {
    planner.make(removal(chosen, [room], places));
    onChoose(chosen.kind === "corner" ? { kind: "room", id: room.area } : null);
  };
  return (
    <div class="details-grid">
      <p class="chosen-name">
        {name}
        <span class="quiet figure"> {Math.abs(areaOf(room.outline)).toFixed(1)} m²</span>
      </p>
      <Measure
        label={t("width")}
        value={wide}
        low={GRID_M}
        high={100}
        isOpen={canEdit}
        onSet={(value) => change({ outline: resized(room.outline, value, deep) })}
      />
      <Measure
        label={t("depth")}
        value={deep}
        low={GRID_M}
        high={100}
        isOpen={canEdit}
        onSet={(value) => change({ outline: resized(room.outline, wide, value) })}
      />
      <Measure
        label={t("roomHeight")}
        value={room.height_m}
        low={0.5}
        high={30}
        isOpen={canEdit}
        onSet={(height_m) => change({ height_m })}
      />
      {spot !== undefined && corner !== null && (
        <>
          <p class="chosen-part">
            {t("corner")} {corner + 1}
          </p>
          {([0, 1] as const).map((axis) => (
            <Measure
              key={axis}
              label={axis === 0 ? "x" : "y"}
              value={spot[axis]}
              low={-500}
              high={500}
              isOpen={canEdit}
              onSet={(value) =>
                change({
                  outline: withCorner(
                    room.outline,
                    corner,
                    axis === 0 ? [value, spot[1]] : [spot[0], value],
                  ),
                })
              }
            />
          ))}
        </>
      )}
      {canEdit && (
        <div class="details-ends">
          {room.outline.length < MAX_CORNERS && (
            <button
              type="button"
              class="pill"
              onClick={() => {
                const index = corner ?? longest;
                change({ outline: withCornerAfter(room.outline, index) });
                onChoose({ kind: "corner", id: room.area, corner: index + 1 });
              }}
            >
              <Icon name="plus" />
              {t("addCorner")}
            </button>
          )}
          {corner !== null && room.outline.length > MIN_CORNERS && (
            <button
              type="button"
              class="pill"
              onClick={() => remove({ kind: "corner", id: room.area, corner })}
            >
              {t("removeCorner")}
            </button>
          )}
          <button
            type="button"
            class="pill is-grave"
            onClick={() => remove({ kind: "room", id: room.area })}
          >
            {t("removeRoom")}
          </button>
        </div>
      )}
    </div>
  );
}

function wallLength(room: RoomOutline, index: number): number {
  const [a, b] = [room.outline[index], room.outline[(index + 1) % room.outline.length]];
  return a === undefined || b === undefined ? 0 : Math.hypot(a[0] - b[0], a[1] - b[1]);
}

interface ThingDetailsProps {
  place: Place;
  name: string;
  canEdit: boolean;
  planner: Planner;
  onChoose: (chosen: Chosen | null) => void;
}

function ThingDetails({ place, name, canEdit, planner, onChoose }: ThingDetailsProps) {
  const { t } = useShared();
  const change = (part: Partial<Place>): void =>
    planner.make([{ kind: "thing", id: place.thing, before: place, after: { ...place, ...part } }]);
  return (
    <div class="details-grid">
      <p class="chosen-name">{name}</p>
      <Measure
        label={t("thingHeight")}
        value={place.height_m}
        low={-30}
        high={30}
        isOpen={canEdit}
        onSet={(height_m) => change({ height_m })}
      />
      <label class="measure">
        <span>{t("surface")}</span>
        <select
          value={place.surface}
          disabled={!canEdit}
          onChange={(event) => {
            const surface = SURFACES.find((one) => one === event.currentTarget.value);
            if (surface !== undefined) change({ surface });
          }}
        >
          {SURFACES.map((one) => (
            <option key={one} value={one}>
              {t(`surface_${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Measure
        label={t("facing")}
        value={place.yaw_deg}
        low={-360}
        high={360}
        step={15}
        unit="°"
        isOpen={canEdit}
        onSet={(yaw_deg) => change({ yaw_deg })}
      />
      <Measure
        label="x"
        value={place.x}
        low={-500}
        high={500}
        isOpen={canEdit}
        onSet={(x) => change({ x })}
      />
      <Measure
        label="y"
        value={place.y}
        low={-500}
        high={500}
        isOpen={canEdit}
        onSet={(y) => change({ y })}
      />
      {canEdit && (
        <div class="details-ends">
          <button
            type="button"
            class="pill is-grave"
            onClick={() => {
              planner.make([{ kind: "thing", id: place.thing, before: place, after: null }]);
              onChoose(null);
            }}
          >
            {t("takeOff")}
          </button>
        </div>
      )}
    </div>
  );
}

interface MeasureProps {
  label: string;
  value: number;
  low: number;
  high: number;
  step?: number;
  unit?: string;
  isOpen: boolean;
  onSet: (value: number) => void;
}

function Measure({
  label,
  value,
  low,
  high,
  step = GRID_M,
  unit = "m",
  isOpen,
  onSet,
}: MeasureProps) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (field.current !== null && field.current !== document.activeElement)
      field.current.value = String(value);
  });
  const set = (): void => {
    const input = field.current;
    if (input === null) return;
    const number = Number(input.value.replace(",", "."));
    if (input.value.trim() === "" || !Number.isFinite(number)) input.value = String(value);
    else if (number !== value) onSet(Math.min(high, Math.max(low, number)));
  };
  return (
    <label class="measure">
      <span>
        {label} <small>({unit})</small>
      </span>
      <input
        ref={field}
        type="number"
        inputMode="decimal"
        step={step}
        min={low}
        max={high}
        defaultValue={String(value)}
        disabled={!isOpen}
        onChange={set}
        onBlur={set}
      />
    </label>
  );
}
