import { describe, expect, it } from "vitest";
import { Problem } from "../api/client";
import { Loaded } from "./loaded";

const told = (problem: unknown): string => (problem instanceof Problem ? problem.detail : "?");

describe("what is asked of the hub", () => {
  it("is there once it came, and stays while it cannot be had again", async () => {
    const loaded = new Loaded<number>(told);
    expect(loaded.state.phase).toBe("waiting");
    await loaded.load(() => Promise.resolve(7));
    await loaded.load(() => Promise.reject(new Problem(0, "no answer")));
    expect(loaded.state).toEqual({ value: 7, phase: "failed", problem: "no answer" });
  });

  it("is absent where the hub has no such call", async () => {
    const loaded = new Loaded<number>(told);
    await loaded.load(() => Promise.reject(new Problem(404, "not found")));
    expect(loaded.state).toEqual({ value: null, phase: "absent", problem: null });
  });

  it("is never the answer to an earlier question", async () => {
    const loaded = new Loaded<string>(told);
    let late: (value: string) => void = () => undefined;
    const first = loaded.load(() => new Promise((resolve) => (late = resolve)));
    await loaded.load(() => Promise.resolve("second"));
    late("first");
    await first;
    expect(loaded.state.value).toBe("second");
  });
});
