import { describe, expect, it } from "vitest";

/** The pages beside each other, `view` and `xr`, do not know each other. */
const BELOW: Record<string, readonly string[]> = {
  api: ["api"],
  model: ["api", "model"],
  view: ["api", "model", "view"],
  xr: ["api", "model", "xr"],
};
const sources = import.meta.glob<string>("./**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const tables = Object.entries(sources).filter(([path]) => !path.endsWith(".test.ts"));

describe("the layers", () => {
  it("import down only: api < model < (view | xr)", () => {
    for (const [path, text] of tables) {
      const allowed = BELOW[path.split("/")[1] ?? ""];
      if (allowed === undefined) continue; // the entries join all
      for (const [, layer] of text.matchAll(/from "(?:\.\.?\/)+(api|model|view|xr)\//g))
        expect(allowed, `${path} imports ${layer}`).toContain(layer);
    }
  });

  it("decide without drawing: the headset's logic knows neither three.js nor the page", () => {
    const logic = tables.filter(([path]) => /^\.\/xr\/(cinema\/)?logic\//.test(path));
    expect(logic.length).toBeGreaterThan(0);
    for (const [path, text] of logic) {
      expect(text, path).not.toMatch(/import (?!type\b)[^;]*from "(?:three|(?:\.\.\/)+render\/)/);
      expect(text, path).not.toMatch(/\bdocument\.|\bwindow\./);
    }
  });

  it("make no markup of text", () => {
    for (const [path, text] of tables)
      expect(text, path).not.toMatch(/innerHTML|insertAdjacentHTML/);
  });
});
