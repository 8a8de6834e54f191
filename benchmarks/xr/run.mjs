// How long scripts run for each frame of an emulated headset: our client's home beside minimal
// scenes of as many things. Arguments: NAME=URL of our client.
//
// Chromium itself counts the time in scripts (ScriptDuration of the DevTools protocol); the
// emulator's own share is in all figures alike. Rounds alternate; each figure is a median.

import fs from "node:fs";
import { chromium } from "playwright-core";
import { build, preview } from "vite";

const ROUNDS = 5;
const FRAMES = 200;
const ours = process.argv.slice(2).map((pair) => pair.split(/=(.*)/s).slice(0, 2));

await build();
const emulator = await build({
  configFile: false,
  logLevel: "warn",
  build: {
    write: false,
    lib: { entry: "emulator.js", formats: ["iife"], name: "emulator" },
  },
});
const server = await preview({ preview: { port: 0, host: "127.0.0.1" } });
const own = server.resolvedUrls.local[0];
const pages = [
  ["three.js alone", `${own}bare.html`],
  ["pmndrs/xr", `${own}pmndrs.html`],
  ["IWSDK", `${own}iwsdk.html`],
  ...ours,
];

const browser = await chromium.launch({
  executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(fs.existsSync),
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

function counting() {
  // Counts the frames that a page asks the headset for.
  globalThis.frames = 0;
  const request = navigator.xr.requestSession.bind(navigator.xr);
  navigator.xr.requestSession = async (...asked) => {
    const session = await request(...asked);
    const next = session.requestAnimationFrame.bind(session);
    session.requestAnimationFrame = (callback) =>
      next((...frame) => {
        globalThis.frames++;
        callback(...frame);
      });
    return session;
  };
}

async function measured(address) {
  const context = await browser.newContext({ viewport: { width: 640, height: 320 }, locale: "ko" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript({ content: emulator[0].output[0].code });
  await page.addInitScript(counting);
  await page.goto(address);
  await page.waitForFunction(() => globalThis.enter ?? globalThis.ondol?.around.home.count >= 60);
  await page.evaluate(() => {
    const { enter, ondol } = globalThis;
    if (enter !== undefined) return enter();
    ondol.visit.chooseRoom("living_room"); // its things bear their names
    globalThis.renderer = ondol.stage.renderer;
    return ondol.stage.enter("immersive-vr");
  });
  await page.waitForFunction(() => globalThis.frames > 60);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  const now = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const script = metrics.find((one) => one.name === "ScriptDuration").value;
    return [script, await page.evaluate(() => globalThis.frames)];
  };
  const [script, frames] = await now();
  await page.waitForFunction((end) => globalThis.frames >= end, frames + FRAMES);
  const [after, seen] = await now();
  const drawn = await page.evaluate(() => {
    const { calls, triangles } = globalThis.renderer.info.render;
    return { calls, triangles };
  });
  await context.close();
  return { ms: ((after - script) / (seen - frames)) * 1000, ...drawn };
}

const found = Object.fromEntries(pages.map(([name]) => [name, []]));
try {
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, address] of pages) found[name].push(await measured(address));
} finally {
  await browser.close();
  await server.close();
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
for (const [name, rounds] of Object.entries(found)) {
  const { calls, triangles } = rounds[0];
  console.log(JSON.stringify({ name, ms: median(rounds.map((one) => one.ms)), calls, triangles }));
}
