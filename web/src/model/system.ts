// The hub's connections as people know them. Pure.

import type { AdapterState } from "../api/system";
import type { Language } from "./i18n";

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  mqtt: ["MQTT", "MQTT"],
  webos: ["LG webOS", "LG webOS"],
  thinq: ["LG ThinQ", "LG ThinQ"],
  home_assistant: ["Home Assistant", "Home Assistant"],
  xr: ["헤드셋", "Headsets"],
  memory: ["허브 안의 기기", "In the hub itself"],
};

/** Return what people call an adapter: "webos/192.168.0.20" -> "LG webOS 192.168.0.20". */
export function nameOfAdapter(id: string, language: Language): string {
  const [, kind = id, rest = ""] = /^([a-z_]+)[/ ](.+)$/.exec(id) ?? [];
  const name = NAMES[kind]?.[language === "ko" ? 0 : 1] ?? kind;
  return rest === "" ? name : `${name} ${rest}`;
}

/** Return the adapters, those that wait first: they are what a person can do something about. */
export function grouped(adapters: readonly AdapterState[]): AdapterState[] {
  const rank = (one: AdapterState): number => (one.state === "waiting" ? 0 : 1);
  return [...adapters].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
}
