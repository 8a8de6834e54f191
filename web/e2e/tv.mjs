// A TV that is off the network, asks, is refused, is let in, and sleeps: what the page shows.
// The hub's address is the first argument, how a virtual TV is started the rest.
// Prints one JSON object of what it saw.

import { spawn } from "node:child_process";
import { audit, launch } from "./browser.mjs";

const [address, ...command] = process.argv.slice(2);
const base = address.split("/#")[0];
const browser = await launch();
const seen = { errors: [], serious: [] };
const SECTION = "[data-section=pairings]";
let tv = null;

/** Says yes or no on the TV, as with its remote control. */
const answer = (word) => tv.stdin.write(`${word}\n`);

try {
  const context = await browser.newContext({ locale: "ko-KR" });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.goto(address);
  await page.waitForSelector(".nav");
  await page.goto(`${base}/#/settings`);
  const shown = (words) => page.locator(SECTION).getByText(words).first().textContent();
  seen.offline = await shown("연결할 수 없음");
  tv = spawn(command[0], command.slice(1), { stdio: ["pipe", "ignore", "inherit"] });
  seen.asking = await shown("기기에서 ‘예’를 눌러 주세요");
  answer("n");
  seen.denied = await shown("거절됨");
  await audit(page, seen.serious);
  await page.locator(SECTION).getByRole("button").first().click();
  seen.askingAgain = await shown("기기에서 ‘예’를 눌러 주세요");
  answer("y");
  seen.paired = await shown("연결됨");

  await page.goto(`${base}/#/`);
  const tile = page.locator("[data-thing^=webos]").first();
  const is = (on) =>
    page.waitForFunction(
      (wanted) =>
        JSON.parse(document.querySelector("[data-thing^=webos]")?.dataset.state ?? "{}").on ===
        wanted,
      on,
    );
  await is(true);
  await tile.getByRole("switch").click();
  await is(false);
  seen.asleep = await tile.textContent();
  await tile.getByRole("switch").click();
  await is(true);
} finally {
  tv?.kill("SIGKILL");
  await browser.close();
}
console.log(JSON.stringify(seen));
