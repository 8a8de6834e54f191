// Takes the docs' pictures of a page that is used: the hub's address, then the file of the first one
// to write; the others go beside it. Fails if the home did not do what the picture says; with a third
// word, the first one is taken in all sizes instead.

import { launch, say, until } from "./browser.mjs";

const [address, file, all] = process.argv.slice(2);
const LOOKS = {
  wall: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
const browser = await launch();

async function open(look, colorScheme) {
  const context = await browser.newContext({ locale: "ko-KR", colorScheme, ...LOOKS[look] });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(address);
  await page.waitForSelector("[data-thing=living_light]");
  return page;
}

async function use(page) {
  await page.selectOption(".where select", { label: "거실" });
  await say(page, "거실 불 켜고 커튼 열어줘");
  await until(page, "living_curtain", "position", 100);
  await say(page, "turn on the kitchen lights");
  await until(page, "table_light", "on", true);
  await say(page, "거실 불 끄고 에어컨 24도로 맞춰줘");
  await until(page, "living_light", "on", false);
  await until(page, "living_ac", "target_temperature", 24);
  await until(page, "living_ac", "on", true);
}

async function take(page, path) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.waitForTimeout(600); // what moves has come to rest
  await page.screenshot({ path });
}

try {
  const wall = await open("wall", "light");
  await use(wall);
  await take(wall, file);
  if (all === undefined) {
    for (const place of ["household", "settings"]) {
      await wall.goto(`${address.split("/#")[0]}/#/${place}`);
      await wall.waitForSelector(`main.${place} h2`);
      await wall.waitForFunction(() => !/불러오는 중/.test(document.body.textContent));
      await wall.waitForTimeout(600);
      const path = file.replace(/[^/]*$/, `${place}.png`);
      await wall.screenshot({ path, fullPage: true });
    }
  } else {
    for (const look of Object.keys(LOOKS)) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await open(look, colorScheme);
        await use(page);
        const path = file.replace(/\.png$/, `-${look}-${colorScheme}.png`);
        await take(page, path);
        await page.screenshot({ path: path.replace(/\.png$/, "-whole.png"), fullPage: true });
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
}
