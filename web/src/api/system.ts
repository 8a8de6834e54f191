// How the hub is, and the devices that ask a person whether it may use them. For adults.

import { call, id } from "./client";

export interface AdapterState {
  id: string;
  state: "running" | "waiting";
  things: number;
  detail: string | null;
  since: string;
}

export interface ModelState {
  role: "nano" | "larger";
  name: string;
  detail: string | null;
}

export interface System {
  version: string;
  started_at: string;
  addresses: string[];
  https: boolean;
  adapters: AdapterState[];
  models: ModelState[];
  media: { items: number; folders: string[] } | null;
}

export interface Pairing {
  id: string;
  title: string;
  state: "paired" | "asking" | "denied" | "unreachable";
}

export function system(language: string): Promise<System> {
  return call("GET", "/api/system", language);
}

export function pairings(language: string): Promise<Pairing[]> {
  return call("GET", "/api/pairings", language);
}

/** Have a device ask its person again. */
export function pairAgain(language: string, pairing: string): Promise<void> {
  return call("POST", `/api/pairings/${id(pairing)}`, language);
}

/** Say whether the hub has a certificate of its own for devices to trust. */
export async function hasTrustPage(): Promise<boolean> {
  const answer = await fetch("/trust/", { method: "HEAD" }).catch(() => null);
  return answer?.ok ?? false;
}

/** A video player on another device that reads the films by an address of its own. */
export interface MediaPlayer {
  id: string;
  name: string;
  /** The name of whose key it holds. */
  person: string;
  made_at: string;
}

/** A new player's addresses, for the only time that they are shown. */
export interface MediaPlayerGiven {
  id: string;
  urls: Record<string, string>;
}

export function mediaPlayers(language: string): Promise<MediaPlayer[]> {
  return call("GET", "/api/media/players", language);
}

export function addMediaPlayer(language: string, name: string): Promise<MediaPlayerGiven> {
  return call("POST", "/api/media/players", language, { name });
}

export function dropMediaPlayer(language: string, player: string): Promise<void> {
  return call("DELETE", `/api/media/players/${id(player)}`, language);
}
