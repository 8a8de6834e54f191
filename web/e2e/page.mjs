// Walks through the page as a person would; the hub's address is the first argument.
// Prints one JSON object of what it saw; screenshots go to the folder of the second argument.

import { audit, launch, say, until } from "./browser.mjs";

const [address, folder] = process.argv.slice(2);
const browser = await launch();
const seen = { errors: [] };

async function open(options) {
  const context = await browser.newContext({ locale: "ko-KR", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("console", (line) => line.type() === "error" && seen.errors.push(line.text()));
  await page.goto(address);
  await page.waitForSelector("[data-thing=living_light]");
  return page;
}

const stateOf = (page, thing) =>
  page.locator(`[data-thing=${thing}]`).getAttribute("data-state").then(JSON.parse);

try {
  const first = await open({ viewport: { width: 1280, height: 800 } });
  seen.tokenInAddress = first.url().includes("token");
  seen.before = await stateOf(first, "living_light");
  seen.on = await say(first, "거실 불 켜줘");
  await until(first, "living_light", "on", true);
  seen.after = await stateOf(first, "living_light");
  if (folder) await first.screenshot({ path: `${folder}/tablet.png` });

  seen.back = await say(first, "취소해");
  await until(first, "living_light", "on", false);

  await first.getByRole("switch", { name: "거실 등 켜기" }).click();
  await until(first, "living_light", "on", true);
  await first.getByRole("link", { name: "기록", exact: true }).click();
  await first.getByRole("button", { name: "되돌리기" }).first().click();
  await first.locator(".undo-said").filter({ hasText: "거실 등" }).waitFor();
  await first.getByRole("link", { name: "홈", exact: true }).click();
  await until(first, "living_light", "on", false);
  seen.undoneByButton = true;

  const lamp = first.getByRole("switch", { name: "거실 등 켜기" });
  for (const on of [true, false]) {
    await lamp.focus();
    await first.keyboard.press("Space");
    await until(first, "living_light", "on", on);
  }
  seen.switchedByKey = true;

  const second = await open({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await first
    .locator("[data-thing=door_lock]")
    .getByRole("button", { name: "도어락 열기" })
    .click();
  await first.getByRole("alertdialog").waitFor();
  seen.ownCanAllow = await first
    .getByRole("alertdialog")
    .getByRole("button", { name: "허락" })
    .count();
  const sheet = second.getByRole("alertdialog");
  await sheet.waitFor();
  if (folder) await second.screenshot({ path: `${folder}/phone.png` });
  seen.asked = await sheet.locator(".what").textContent();
  seen.lockedBeforeYes = (await stateOf(first, "door_lock")).locked;
  await sheet.getByRole("button", { name: "허락" }).click();
  await until(first, "door_lock", "locked", false);
  seen.unlocked = true;

  seen.serious = [];
  for (const page of [first, second]) await audit(page, seen.serious);

  await first.evaluate(() => document.activeElement?.blur());
  await first.keyboard.press("Tab");
  await first.keyboard.press("Enter"); // the first stop is the way to the conversation
  seen.skipsTo = await first.evaluate(() => document.activeElement?.id);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
