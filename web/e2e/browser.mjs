// Starts the browser that the machine has, without a screen and without its own calls home.

import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export function launch() {
  return chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(fs.existsSync),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Says something as a person would, and returns what the home answers. */
export async function say(page, text) {
  const before = await page.locator(".line.from-me").count();
  await page.fill("#text", text);
  await page.press("#text", "Enter");
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll(".line.from-me").length > count &&
      document.querySelector(".is-thinking") === null &&
      document.querySelector(".log").lastElementChild.classList.contains("from-home"),
    before,
  );
  return page.locator(".line.from-home .text").last().textContent();
}

/** Waits until a thing's tile shows a value. */
export function until(page, thing, name, value) {
  return page.waitForFunction(
    ([id, key, wanted]) => {
      const card = document.querySelector(`[data-thing=${id}]`);
      return card !== null && JSON.parse(card.dataset.state)[key] === wanted;
    },
    [thing, name, value],
    { timeout: 20_000 },
  );
}

/** Adds to `found` what axe calls serious or critical about a page. */
export async function audit(page, found) {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  // What axe needs is evaluated by the browser's driver, outside the page's content policy.
  await page.evaluate(fs.readFileSync(axe, "utf8"));
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ resultTypes: ["violations"] }),
  );
  const grave = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  found.push(...grave.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`));
}
