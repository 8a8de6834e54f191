// Talks with a hub that has a larger model; the hub's address is the first argument.
// Prints one JSON object of what the page showed.

import { launch, say } from "./browser.mjs";

const browser = await launch();
const seen = { errors: [] };
try {
  const page = await (await browser.newContext({ locale: "ko-KR" })).newPage();
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.goto(process.argv[2]);
  await page.waitForSelector("[data-thing=living_light]");
  await say(page, process.argv[3]);
  await page.waitForFunction(() => document.querySelector(".line[aria-busy=true]") === null);
  const line = page.locator(".line.from-home").last();
  seen.text = await line.locator(".text").textContent();
  seen.note = await line.locator(".quiet").textContent();
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
