import { describe, expect, it } from "vitest";

const RANKS: Record<string, number> = { api: 0, model: 1, view: 2 };
const sources = import.meta.glob<string>("./**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const tables = Object.entries(sources).filter(([path]) => !path.endsWith(".test.ts"));

describe("the layers", () => {
  it("import down only: api < model < view", () => {
    for (const [path, text] of tables) {
      const rank = RANKS[path.split("/")[1] ?? ""] ?? 3;
      for (const [, layer] of text.matchAll(/from "\.\.?\/(api|model|view)\//g)) {
        expect(RANKS[layer ?? ""], `${path} imports ${layer}`).toBeLessThanOrEqual(rank);
      }
    }
  });

  it("make no markup of text", () => {
    for (const [path, text] of tables)
      expect(text, path).not.toMatch(/innerHTML|insertAdjacentHTML/);
  });
});
