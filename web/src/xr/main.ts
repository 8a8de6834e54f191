// Joins the parts: the hub's client, the visit, the page around it, and the view.

import { Hub } from "../api/client";
import { modesHere, Stage } from "./render/stage";
import { Around } from "./render/world";
import { Shell } from "./shell";
import { type Keep, type Language, Visit } from "./visit";
import "./style.css";

/** What this browser keeps; one that keeps nothing still works, and pairs again each time. */
const keep: Keep = {
  get(name) {
    try {
      return localStorage.getItem(`ondol.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(`ondol.${name}`);
      else localStorage.setItem(`ondol.${name}`, value);
    } catch {
      // nothing is kept
    }
  },
};

function preferred(): Language {
  const chosen = keep.get("language");
  if (chosen === "ko" || chosen === "en") return chosen;
  return navigator.language.startsWith("ko") ? "ko" : "en";
}

interface Battery extends EventTarget {
  readonly level: number;
}

/** Tell how full the battery is, where the browser says it. */
async function watchBattery(visit: Visit): Promise<void> {
  const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  const battery = await getBattery?.call(navigator).catch(() => null);
  if (battery === undefined || battery === null) return;
  const tell = (): void => visit.tell({ battery: Math.round(battery.level * 100) });
  battery.addEventListener("levelchange", tell);
  tell();
}

async function start(root: HTMLElement): Promise<void> {
  // The fragment never reaches the server; the address bar and the history need not keep it either.
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  history.replaceState(null, "", location.pathname + location.search);
  const visit = new Visit(new Hub(), preferred(), keep);
  let around: Around | null = null;
  const shell = new Shell(root, visit, (slot, element, value) =>
    around?.press(slot, element, value),
  );
  const stage = new Stage(shell.canvas);
  around = new Around(stage, visit, shell.mirror, shell.announce);
  const world = around;
  shell.canvas.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && world.key(event.key))
      event.preventDefault();
  });
  // For tests, and for whoever looks for what is slow: reads only.
  Object.defineProperty(window, "ondol", { value: { stage, visit, around: world } });
  await visit.begin(token);
  void watchBattery(visit);
  shell.offer(await modesHere(), (mode) => stage.enter(mode));
}

const root = document.getElementById("xr");
if (root !== null) void start(root);
