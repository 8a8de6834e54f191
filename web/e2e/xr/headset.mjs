// Starts the browser with an emulated headset, and moves it as a person would.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** What the renderer warns of; that the emulated room brings a renderer of its own is no mistake. */
const MISTAKE = /^THREE\.(?!.*Multiple instances)/;

/** Bundles an emulator for this run, outside of what is shipped: "emulator", or "room". */
async function bundled(entry) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ondol-xr-"));
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      lib: { entry: path.join(HERE, `${entry}.ts`), formats: ["iife"], name: "emulator" },
    },
  });
  const file = fs.readdirSync(folder).find((name) => name.endsWith(".js"));
  const script = fs.readFileSync(path.join(folder, file), "utf8");
  fs.rmSync(folder, { recursive: true, force: true });
  return script;
}

/** Starts a browser; `headset` is the emulator that its pages have, null: none. */
export async function launch(seen, { headset = "emulator", ...options } = {}) {
  const browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(fs.existsSync),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--autoplay-policy=no-user-gesture-required",
      "--js-flags=--expose-gc",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const script = headset === null ? null : await bundled(headset);
  const shape = { locale: "ko-KR", viewport: { width: 640, height: 320 }, ...options };
  const contexts = new Map();
  /** Opens a page; those of one name share what the browser keeps. */
  const open = async (address, { before, name = "", bare = false } = {}) => {
    const context = contexts.get(name) ?? (await browser.newContext(shape));
    contexts.set(name, context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => seen.errors.push(error.message));
    page.on("console", (line) => {
      if (line.type() === "error" || MISTAKE.test(line.text()))
        seen.errors.push(`${line.text()} ${line.location().url}`);
    });
    if (script !== null && !bare) await page.addInitScript(script);
    if (before !== undefined) await page.addInitScript(before);
    await page.goto(address);
    return page;
  };
  return { browser, open };
}

/** The address of the headset's client, with the token of the hub's own address. */
export function clientOf(address) {
  const url = new URL(address);
  return `${url.origin}/xr/?antialias=0${url.hash}`;
}

/** Waits until the home is there, and enters by the button that a person presses. */
export async function enter(page, mode = "immersive-vr") {
  await page.waitForFunction(() => window.ondol?.around?.scene?.things.length > 0);
  await page.click(`[data-mode=${mode}]`);
  await page.waitForFunction(() => window.ondol.stage.session !== null);
  await frames(page, 3);
}

/** Waits for so many frames of the session. */
export function frames(page, count) {
  return page.evaluate(
    (left) =>
      new Promise((done) => {
        const stop = window.ondol.stage.onFrame(() => {
          if (--left > 0) return;
          stop();
          done();
        });
      }),
    count,
  );
}

/** Turns the head to a point of space. */
export async function lookAt(page, point) {
  await page.evaluate(async (target) => {
    await window.headset.remote.dispatch("look_at", { device: "headset", target });
  }, point);
  await frames(page, 2);
}

/** Looks away for so long that nothing which was looked at before counts for what is said next. */
export async function lookAway(page) {
  await lookAt(page, { x: 0, y: 4, z: 4 });
  await page.waitForTimeout(1200); // 700 ms before the speech count, and a blink more
}

/** Aims a device ("controller-right", "hand-right") at a point, from beside the body. */
export async function aim(page, point, device = "controller-right") {
  await page.evaluate(
    async ([target, name]) => {
      const { x, y, z } = window.headset.position;
      const side = name.endsWith("left") ? -0.2 : 0.2;
      const position = { x: x + side, y: y - 0.3, z: z - 0.2 };
      await window.headset.remote.dispatch("set_transform", { device: name, position });
      await window.headset.remote.dispatch("look_at", { device: name, target });
    },
    [point, device],
  );
  await frames(page, 3);
}

/** Presses a device's trigger, or pinches. */
export async function select(page, device = "controller-right") {
  for (const value of [1, 0]) {
    await page.evaluate((params) => window.headset.remote.dispatch("set_select_value", params), {
      device,
      value,
    });
    await frames(page, 4);
  }
}

/** Where the mark of a thing is in space. */
export function markOf(page, thing) {
  return page.evaluate((id) => {
    const { home } = window.ondol.around;
    const index = home.ids.indexOf(id);
    const [x, y, z] = home.points.slice(index * 3, index * 3 + 3);
    return { x, y, z };
  }, thing);
}

/** Where an element of a panel is in space; `label` names a part of it: an option, a row, a sign. */
export async function elementOf(page, slot, element, label = "") {
  const find = ([name, id, part]) => {
    const view = window.ondol.around.panels[name];
    const zone = view.laid?.zones.find(
      (one) => one.element === id && (part === "" || one.label === part),
    );
    if (zone === undefined || !view.mesh.visible) return null;
    const { width, height } = view.laid;
    const at = view.mesh.position.clone();
    at.set((zone.x + zone.width / 2) / width - 0.5, 0.5 - (zone.y + zone.height / 2) / height, 0);
    const { x, y, z } = view.mesh.localToWorld(at);
    return { x, y, z };
  };
  await page.waitForFunction(find, [slot, element, label]);
  return page.evaluate(find, [slot, element, label]);
}

/** Points at an element of a panel and presses it. */
export async function press(page, slot, element, label = "", device = "controller-right") {
  await frames(page, 2);
  await aim(page, await elementOf(page, slot, element, label), device);
  await select(page, device);
}

/** Waits until the client shows that a thing's property has a value. */
export function until(page, thing, name, value) {
  return page.waitForFunction(
    ([id, key, wanted]) => window.ondol.visit.thing(id)?.state[key] === wanted,
    [thing, name, value],
    { timeout: 20_000 },
  );
}

/** Calls the hub as its owner's own program would. */
export async function call(address, method, path, body) {
  const { origin, hash } = new URL(address);
  const token = new URLSearchParams(hash.slice(1)).get("token");
  const response = await fetch(origin + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}

/** Pairs a new headset as a person does: reads the code on the page, and types it. */
export async function paired(open, address, name, options = {}) {
  const { code } = await call(address, "POST", "/api/headsets/codes");
  const url = new URL(clientOf(address));
  url.hash = "";
  const page = await open(url.href, { ...options, name });
  await page.getByRole("heading", { name: "헤드셋 연결하기" }).waitFor();
  for (const digit of code) await page.getByRole("button", { name: digit, exact: true }).click();
  await page.getByLabel("이 헤드셋의 이름").fill(name);
  await page.getByRole("button", { name: "연결하기" }).click();
  await page.waitForFunction(() => window.ondol.visit.state.phase === "home");
  return page;
}
