// Walks through the headset's page in a browser without a headset, by keyboard alone.
// The hub's address is the first argument; pictures go to the folder of the second.
// Prints one JSON object of what it saw.

import { audit } from "../browser.mjs";
import { call, clientOf, launch, until } from "./headset.mjs";

const [address, folder] = process.argv.slice(2);
const seen = { errors: [], serious: [] };
const { browser, open } = await launch(seen, {
  headset: null,
  viewport: { width: 1280, height: 720 },
});

try {
  const page = await open(clientOf(address));
  await page.waitForFunction(() => window.ondol?.around?.scene?.things.length > 0);
  seen.tokenInAddress = page.url().includes("token");
  seen.ways = await page.locator(".way:visible").count();
  seen.note = await page.locator(".note").textContent();
  await audit(page, seen.serious);
  if (folder) await page.screenshot({ path: `${folder}/flat.png` });

  // The arrows choose among the marks, and say which; Enter opens it.
  await page.locator("canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  seen.announced = await page.locator("[aria-live=polite].visually-hidden").textContent();
  await page.keyboard.press("Enter");
  const side = page.locator("[data-panel^='thing:']");
  await side.waitFor();
  seen.opened = await side.getByRole("heading").textContent();
  await page.keyboard.press("Escape");
  await side.waitFor({ state: "hidden" });

  // The same home as lists: a room, a lamp, its switch.
  await call(address, "PATCH", "/api/things/living_light", { on: false });
  await until(page, "living_light", "on", false);
  const tabTo = async (name) => {
    for (let step = 0; step < 60; step++) {
      const found = await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
      });
      if (found.startsWith(name)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`no way by Tab to ${name}`);
  };
  await page.locator("canvas").focus();
  await tabTo("‹ 모든 방");
  await page.keyboard.press("Enter");
  await tabTo("1층 거실");
  await page.keyboard.press("Enter");
  await tabTo("거실 등");
  await page.keyboard.press("Enter");
  await side.waitFor();
  await page.locator("canvas").focus();
  await tabTo("켜기");
  await page.keyboard.press("Space");
  await until(page, "living_light", "on", true);
  seen.switched = true;
  seen.focusStays = await page.evaluate(() => document.activeElement?.getAttribute("role"));
  await page.waitForFunction(
    () => document.querySelector("[role=switch]")?.getAttribute("aria-checked") === "true",
  );
  await audit(page, seen.serious);
  if (folder) await page.screenshot({ path: `${folder}/flat-thing.png` });

  // Said in writing.
  await page.getByLabel("집에 말하기").fill("거실 불 꺼줘");
  await page.keyboard.press("Enter");
  await until(page, "living_light", "on", false);
  await page.waitForFunction(
    () => !document.querySelector("[data-panel=reply]")?.textContent.includes("잠시만요"),
  );
  seen.reply = await page.locator("[data-panel=reply] .is-body").textContent();

  // The mouse presses a mark, and turns the model without pressing anything.
  await page.evaluate(() => window.ondol.visit.choose(null));
  const at = await page.evaluate(() => {
    const { around, stage } = window.ondol;
    const index = around.home.ids.indexOf("living_light");
    const point = around.head.clone().fromArray(around.home.points, index * 3);
    point.project(stage.camera);
    const box = stage.canvas.getBoundingClientRect();
    return [box.left + ((point.x + 1) / 2) * box.width, box.top + ((1 - point.y) / 2) * box.height];
  });
  await page.mouse.move(...at);
  await page.mouse.down();
  await page.mouse.move(at[0] + 60, at[1] + 10, { steps: 4 });
  await page.mouse.up();
  seen.chosenByDrag = await page.evaluate(() => window.ondol.visit.state.thing);
  await page.mouse.move(at[0] + 60, at[1] + 10);
  await page.mouse.down();
  await page.mouse.move(...at, { steps: 4 });
  await page.mouse.up();
  await page.mouse.click(...at);
  seen.chosenByClick = await page.evaluate(() => window.ondol.visit.state.thing);
} catch (error) {
  process.exitCode = 1;
  console.error(error);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
