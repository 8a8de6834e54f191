// What plays in the home, how far it is, and the ways to carry on with it elsewhere.

import { useEffect, useState } from "preact/hooks";
import type { Home, Playing } from "../api/types";
import { clockOf } from "../model/format";
import { isUnderWay, positionAt, shareAt, targetsOf } from "../model/playing";
import { useShared } from "./context";
import { Icon } from "./icons";

export function PlayingNow({ home, playing }: { home: Home; playing: readonly Playing[] }) {
  const { t } = useShared();
  const now = useNow(playing.some((one) => one.playback === "playing"));
  const shown = playing.filter(isUnderWay);
  if (shown.length === 0) return null;
  return (
    <section class="playing" aria-label={t("playingNow")}>
      {shown.map((one) => (
        <PlayingView key={one.player} playing={one} home={home} now={now} />
      ))}
    </section>
  );
}

interface Props {
  playing: Playing;
  home: Home;
  now: number;
}

function PlayingView({ playing, home, now }: Props) {
  const { session, t } = useShared();
  const [isBusy, setBusy] = useState(false);
  const [reply, setReply] = useState("");
  const player = home.things.find((thing) => thing.id === playing.player);
  const title = playing.title || t("untitled");
  const position = positionAt(playing, now);
  const share = shareAt(playing, now);
  const carryOn = (to: string) => (): void => {
    setBusy(true);
    void session
      .handOff(to, playing.player)
      .then(setReply)
      .finally(() => setBusy(false));
  };
  return (
    <article class="play-card" data-playing={playing.player}>
      <span class="badge">
        <Icon name={player?.type ?? "play"} />
      </span>
      <div class="play-text">
        <p class="play-title">{title}</p>
        <p class="quiet">
          {player?.title ?? playing.player}
          {playing.playback === "paused" && ` · ${t("paused")}`}
          {position !== null && (
            <span class="figure">
              {" · "}
              {clockOf(position)}
              {playing.duration_s !== null && ` / ${clockOf(playing.duration_s)}`}
            </span>
          )}
        </p>
      </div>
      {share !== null && (
        <span class="play-share" style={{ "--share": `${share * 100}%` }} aria-hidden="true" />
      )}
      <div class="play-ends" role="group" aria-label={`${title} ${t("carryOn")}`}>
        <span class="quiet">{t("carryOn")}</span>
        {targetsOf(playing, home).map((target) => (
          <button
            key={target.id}
            type="button"
            class="pill"
            disabled={isBusy}
            onClick={carryOn(target.id)}
          >
            <Icon name={target.type} />
            {target.title}
          </button>
        ))}
        <a class="pill" href="/xr/">
          <Icon name="headset" />
          {t("openTheatre")}
        </a>
      </div>
      <p class="quiet play-reply" role="status">
        {reply}
      </p>
    </article>
  );
}

/** Return the time, anew each second while something moves, else as it was. */
function useNow(isMoving: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!isMoving) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isMoving]);
  return now;
}
