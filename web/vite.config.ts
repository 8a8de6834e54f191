import { defineConfig } from "vite";

// The bundle is committed: running the hub needs no Node.
export default defineConfig({
  base: "/",
  build: {
    outDir: "../src/ondol/api/page",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": { target: "http://127.0.0.1:8420", ws: true } } },
});
