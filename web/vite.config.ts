import { defineConfig } from "vite";

// The bundle is committed: running the hub needs no Node.
export default defineConfig({
  base: "/",
  build: {
    outDir: "../src/ondol/api/page",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the hub's content policy lets no font and no script be data in a page
    rolldownOptions: {
      input: { index: "index.html", xr: "xr/index.html" },
      output: {
        // A release of ours leaves the library in the caches of browsers.
        codeSplitting: { groups: [{ name: "three", test: /node_modules[\\/]three[\\/]/ }] },
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: "http://127.0.0.1:8420", ws: true },
      "/media": { target: "http://127.0.0.1:8420" },
    },
  },
});
