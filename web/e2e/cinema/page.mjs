// The cinema without a headset, by the keyboard alone; prints one JSON object of what was seen.
// Arguments: the hub's address, a folder for pictures.

import { audit } from "../browser.mjs";
import { begin, picture, reach, state } from "./cinema.mjs";

const seen = { errors: [], serious: [] };
const { browser, page } = await begin(seen, {
  headset: null,
  viewport: { width: 1280, height: 800 },
});
const { keyboard } = page;
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");

/** Presses a key until the focus is on what is wanted. */
async function go(key, text) {
  for (let tries = 0; tries < 60; tries++) {
    if ((await focused()).startsWith(text)) return;
    await keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${text}`);
}

async function choose(title) {
  await page.waitForSelector(".cinema-page li button");
  await go("Tab", "모두");
  await go("Tab", (await page.locator(".cinema-page li .name").first().textContent()) ?? "");
  await go("ArrowRight", title);
  await keyboard.press("Enter");
}

async function failure() {
  await page.waitForFunction(() => window.ondol.around.player.state.playback.phase === "failed");
  const { playback } = await state(page);
  return { failure: playback.failure, said: await page.locator(".failure").textContent() };
}

try {
  await go("Tab", "영화관");
  await keyboard.press("Enter");
  await page.waitForSelector(".cinema-page li button");
  seen.titles = await page.locator(".cinema-page li .name").allTextContents();
  seen.details = await page.locator(".cinema-page li .detail").allTextContents();
  await picture(page, "library");
  await audit(page, seen.serious);

  // A file: sound, subtitles, jumps, its place.
  await choose("Dolphins");
  await reach(page, "playing", 0.5);
  await keyboard.press("k");
  await reach(page, "paused");
  await keyboard.press("ArrowRight");
  await page.waitForFunction(() => window.ondol.around.player.state.playback.position_s > 10);
  await keyboard.press("c");
  await page.waitForSelector(".captions span");
  seen.captions = await page.locator(".captions").textContent();
  await go("Tab", "소리");
  await keyboard.press("Enter");
  seen.soundPage = await page.locator("[data-panel=cinema-sound]").count();
  await audit(page, seen.serious);
  await picture(page, "sound");
  await go("Tab", "다 됐어요");
  await keyboard.press("Enter");
  seen.backOn = await focused();
  await keyboard.press("ArrowDown");
  seen.volume = (await state(page)).volume;
  await picture(page, "film");
  await keyboard.press("Escape");
  seen.backInLibrary = await focused();
  seen.begun = await page.locator(".cinema-page li button", { hasText: "Dolphins" }).textContent();
  await keyboard.press("Enter");
  await reach(page, "playing", 10);
  seen.resumedAt = (await state(page)).playback.position_s;

  // Whoever hides the page does not miss anything.
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await reach(page, "paused");
  seen.hiddenPauses = true;
  await page.evaluate(() => {
    Reflect.deleteProperty(document, "hidden");
    document.dispatchEvent(new Event("visibilitychange"));
  });
  seen.afterHidden = (await state(page)).playback.phase;
  await keyboard.press("Escape");

  // A stream: its tracks, a jump, a pause.
  await choose("Sea");
  await reach(page, "playing", 1);
  const before = await state(page);
  seen.audio = before.audio.map((one) => one.label);
  await page.waitForSelector(".captions span"); // Korean was chosen for the film before
  seen.streamCaptions = await page.locator(".captions").textContent();
  await keyboard.press("ArrowRight");
  await reach(page, "playing", 11);
  await keyboard.press("k");
  await reach(page, "paused", 11);
  await go("Tab", "소리");
  await keyboard.press("Enter");
  await go("Tab", "English");
  await keyboard.press("Enter");
  await page.waitForFunction(() => window.ondol.around.player.state.sound === "1");
  await go("Tab", "다 됐어요");
  await keyboard.press("Enter");
  await keyboard.press("k");
  await reach(page, "playing", 12);
  seen.streamPlaysOn = true;
  await keyboard.press("Escape");

  // What this browser cannot decode says so.
  await choose("Only HEVC");
  seen.hevc = await failure();
  await picture(page, "hevc");
  await audit(page, seen.serious);
  await keyboard.press("Escape");
  await choose("Unknown");
  seen.unknown = await failure();
  await keyboard.press("Escape");
  await choose("Far");
  seen.hevcStream = await failure();
  await keyboard.press("Escape");

  // A picture around, seen on a screen: turned by keys.
  await choose("Forest");
  await reach(page, "playing", 0.3);
  await page.waitForSelector(".look");
  for (let step = 0; step < 4; step++) await keyboard.press("Shift+ArrowRight");
  await picture(page, "around");
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  seen.left = await page.locator(".cinema-page").count();
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
