import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: ["bare.html", "pmndrs.html", "iwsdk.html"] },
  },
  logLevel: "warn",
});
