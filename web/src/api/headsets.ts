// The headsets of the home: let in with a code, seen, and cut off. For adults.

import { call, id } from "./client";

export interface KnownHeadset {
  id: string;
  name: string;
  /** The name of whose key it holds. */
  person: string;
  connected: boolean;
  made_at: string;
}

/** What a headset's wearer types once, before it expires. */
export interface HeadsetCode {
  code: string;
  expires_at: string;
}

export function headsets(language: string): Promise<KnownHeadset[]> {
  return call("GET", "/api/headsets", language);
}

export function makeCode(language: string): Promise<HeadsetCode> {
  return call("POST", "/api/headsets/codes", language);
}

/** Take a headset's key back, and cut it off at once. */
export function revoke(language: string, headset: string): Promise<void> {
  return call("DELETE", `/api/headsets/${id(headset)}`, language);
}
