// The rooms by floor, with what they measure, and what belongs to the whole home.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Home, Thing } from "../api/types";
import { said, shortTitle, stateLine } from "../model/format";
import { floors, isActive, placeless, type Room } from "../model/model";
import type { State } from "../model/session";
import { useShared } from "./context";
import { Icon } from "./icons";
import { PlayingNow } from "./playing";
import { ScheduleView, TimerView } from "./running";
import { Tile } from "./tile";

/** Where the home was scrolled to when it was left. */
let left = 0;

export function HomeView({ home, state }: { home: Home; state: State }) {
  const { isMoved, t } = useShared();
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isMoved) main.current?.focus({ preventScroll: true });
    scrollTo(0, left);
    const follow = (): void => {
      left = scrollY;
    };
    addEventListener("scroll", follow, { passive: true });
    return () => removeEventListener("scroll", follow);
  }, []);
  const grounds = floors(home);
  const common = placeless(home);
  const scenes = common.filter((thing) => thing.type === "scene" || thing.type === "script");
  const rest = common.filter((thing) => !scenes.includes(thing));
  return (
    <main class="home" aria-label={t("home")} ref={main} tabIndex={-1}>
      <Rooms rooms={grounds.flatMap((floor) => floor.rooms)} />
      <PlayingNow home={home} playing={state.model.playing} />
      <Running home={home} />
      {scenes.length > 0 && <Scenes scenes={scenes} state={state} />}
      {home.things.length === 0 && <p class="quiet">{t("noThings")}</p>}
      {grounds.map((floor) => (
        <div key={floor.name} class="floor">
          {grounds.length > 1 && floor.name !== null && <h2 class="floor-name">{floor.name}</h2>}
          {floor.rooms.map((room) => (
            <RoomView key={room.area.id} room={room} state={state} />
          ))}
        </div>
      ))}
      {rest.length > 0 && (
        <section class="room" aria-labelledby="room-common">
          <header class="room-head">
            <h3 id="room-common">{t("family")}</h3>
          </header>
          <Tiles things={rest} areaName={null} state={state} />
        </section>
      )}
    </main>
  );
}

function Rooms({ rooms }: { rooms: Room[] }) {
  const { t } = useShared();
  const go = (id: string) => (event: Event) => {
    event.preventDefault();
    const room = document.getElementById(`room-${id}`);
    room?.scrollIntoView({
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
    });
    room?.focus({ preventScroll: true });
  };
  return (
    <nav class="rooms" aria-label={t("rooms")}>
      {rooms.map(({ area, things }) => (
        <a
          key={area.id}
          href={`#room-${area.id}`}
          class={things.some(isActive) ? "is-on" : ""}
          onClick={go(area.id)}
        >
          {area.name}
        </a>
      ))}
    </nav>
  );
}

function RoomView({ room, state }: { room: Room; state: State }) {
  const { language, t } = useShared();
  const { area, things, readings } = room;
  const active = things.filter(isActive).length;
  const how = active === 0 ? t("noneOn") : `${active}${language === "ko" ? "" : " "}${t("someOn")}`;
  return (
    <section class="room" id={`room-${area.id}`} tabIndex={-1} aria-label={area.name}>
      <header class="room-head">
        <h3>{area.name}</h3>
        {things.length > 0 && <p class={active > 0 ? "how is-on" : "how"}>{how}</p>}
        <ul class="readings">
          {readings.map((sensor) => (
            <li
              key={sensor.id}
              data-thing={sensor.id}
              data-state={JSON.stringify(sensor.state)}
              class={isAlarm(sensor) ? "is-alarm" : ""}
            >
              {shortTitle(sensor.title, area.name)}{" "}
              <b>
                {sensor.available
                  ? said(sensor, "value", sensor.state["value"] ?? null, language)
                  : t("away")}
              </b>
            </li>
          ))}
        </ul>
      </header>
      <Tiles things={things} areaName={area.name} state={state} />
    </section>
  );
}

const ALARMS = new Set([
  "gas",
  "smoke",
  "water_leak",
  "carbon_monoxide",
  "safety",
  "problem",
  "tamper",
]);

function isAlarm(sensor: Thing): boolean {
  return sensor.available && sensor.state["value"] === true && ALARMS.has(sensor.measures ?? "");
}

function Tiles({
  things,
  areaName,
  state,
}: {
  things: Thing[];
  areaName: string | null;
  state: State;
}) {
  return (
    <ul class="tiles">
      {things.map((thing) => (
        <Tile
          key={thing.id}
          thing={thing}
          areaName={areaName}
          isBusy={(state.busy[thing.id] ?? 0) > 0}
          trouble={state.troubles[thing.id] ?? null}
        />
      ))}
    </ul>
  );
}

function Scenes({ scenes, state }: { scenes: Thing[]; state: State }) {
  const { session, language, t } = useShared();
  return (
    <section class="scenes" aria-label={t("scenes")}>
      {scenes.map((scene) => (
        <button
          key={scene.id}
          type="button"
          class="scene"
          data-thing={scene.id}
          data-state={JSON.stringify(scene.state)}
          disabled={!scene.available || (state.busy[scene.id] ?? 0) > 0}
          aria-label={`${scene.title} ${t("run")}`}
          onClick={() => void session.set(scene, { activated: true })}
        >
          <Icon name="scene" />
          <span>{scene.title}</span>
          <small>
            {scene.available ? (state.troubles[scene.id] ?? stateLine(scene, language)) : t("away")}
          </small>
        </button>
      ))}
    </section>
  );
}

function Running({ home }: { home: Home }) {
  const { t } = useShared();
  if (home.timers.length + home.schedules.length === 0) return null;
  return (
    <section class="running" aria-label={t("timers")}>
      {home.timers.map((timer) => (
        <TimerView key={timer.id} timer={timer} areas={home.areas} />
      ))}
      {home.schedules.map((schedule) => (
        <ScheduleView key={schedule.id} schedule={schedule} timezone={home.timezone} />
      ))}
    </section>
  );
}
