import { describe, expect, it } from "vitest";
import type { AdapterState } from "../api/system";
import { grouped, nameOfAdapter } from "./system";

describe("connections", () => {
  it("are called as their makers call them, and by their own id where nobody knows one", () => {
    const ids = ["mqtt", "webos/192.168.0.20", "xr", "toaster/a/b"];
    const names = ids.map((id) => nameOfAdapter(id, "ko"));
    expect(names).toEqual(["MQTT", "LG webOS 192.168.0.20", "헤드셋", "toaster a/b"]);
  });

  it("show those that wait first", () => {
    const one = (id: string, state: AdapterState["state"]): AdapterState => ({
      id,
      state,
      things: 1,
      detail: null,
      since: "2026-11-26T10:00:00Z",
    });
    const all = [one("mqtt", "running"), one("webos", "waiting"), one("thinq", "running")];
    expect(grouped(all).map((each) => each.id)).toEqual(["webos", "mqtt", "thinq"]);
  });
});
