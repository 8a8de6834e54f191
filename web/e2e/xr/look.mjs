// Pairs an emulated headset, looks at things and says what they should do.
// The hub's address is the first argument; pictures go to the folder of the second.
// Prints one JSON object of what it saw.

import {
  aim,
  call,
  elementOf,
  enter,
  frames,
  launch,
  lookAt,
  lookAway,
  markOf,
  paired,
  press,
  until,
} from "./headset.mjs";
import { sayLookingAt, speech } from "./speech.mjs";

const [address, folder] = process.argv.slice(2);
const seen = { errors: [] };
const { browser, open } = await launch(seen);

const LAMPS = ["living_light", "indirect_light", "mood_light"];

try {
  const page = await paired(open, address, "거실 헤드셋", { before: speech });
  seen.me = await page.evaluate(async () => (await fetch("/api/me")).json());
  const picture = async (name) => {
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };
  await enter(page, "immersive-ar");

  // The headset is a thing of the home.
  await page.waitForFunction(() => window.ondol.visit.link?.isWelcome === true);
  const [headset] = (await call(address, "GET", "/api/headsets")).filter((one) => one.connected);
  seen.headset = headset?.name;
  const things = async () => (await call(address, "GET", "/api/home")).things;
  const worn = async () =>
    (await things()).find((one) => one.id === `headset/${headset?.id}`)?.state;
  for (let round = 0; round < 40 && (await worn())?.worn !== true; round++) await frames(page, 5);
  seen.worn = (await worn())?.worn;

  const lamps = async (on) => {
    for (const lamp of LAMPS) {
      await call(address, "PATCH", `/api/things/${lamp}`, { on });
      await until(page, lamp, "on", on);
    }
  };
  const on = () =>
    page.evaluate((ids) => ids.filter((id) => window.ondol.visit.thing(id).state.on), LAMPS);

  // One of three lamps of the room is looked at: that one goes out.
  for (const [index, thing] of LAMPS.entries())
    await call(address, "PUT", `/api/layout/things/${thing}`, {
      ...{ x: 2 * (index - 1), y: 3, height_m: 1.9, yaw_deg: 0, surface: "ceiling", floor: "1층" },
    });
  await page.waitForFunction(() => window.ondol.visit.state.layout.things.length >= 3);
  await page.evaluate(() => window.ondol.visit.aligned({ yaw: 0, x: 0, y: 0, z: 0 }));
  await frames(page, 3);
  await lamps(true);
  const mood = await markOf(page, "mood_light");
  const body = await sayLookingAt(page, mood, "이거 꺼");
  seen.looked = body.looks.candidates.map((one) => [one.thing, one.angle_deg]);
  await until(page, "mood_light", "on", false);
  seen.leftOn = await on();
  seen.reply = await page.evaluate(() => window.ondol.visit.state.reply.text);
  seen.spoken = await page.evaluate(() => window.spoken);
  await picture("look");

  // Between two of them: it asks, and the person chooses.
  await call(address, "PUT", "/api/layout/things/living_light", {
    ...{ x: 1.3, y: 3, height_m: 1.9, yaw_deg: 0, surface: "ceiling", floor: "1층" },
  });
  await lamps(true);
  await lookAway(page);
  const near = await markOf(page, "living_light");
  await sayLookingAt(page, { ...near, x: (near.x + mood.x) / 2 }, "이거 꺼");
  seen.stillOn = await on();
  seen.question = await page.evaluate(() => window.ondol.visit.state.reply);
  await picture("clarify");
  const [option] = seen.question.options;
  if (option !== undefined) {
    await lookAt(page, await elementOf(page, "front", `option:${option.value}`));
    await press(page, "front", `option:${option.value}`);
    await until(page, option.value, "on", false);
    seen.afterChoice = await on();
  }

  // On the model, where marks are close together, the ray says which.
  await lamps(true);
  await page.evaluate(() => {
    window.ondol.visit.aligned(null);
    window.ondol.visit.chooseRoom("living_room");
    window.ondol.visit.press("front", "close", null);
  });
  await frames(page, 3);
  const small = await markOf(page, "indirect_light");
  await lookAway(page);
  await aim(page, small);
  const pointed = await sayLookingAt(page, { ...small, y: small.y + 0.05 }, "이거 꺼");
  seen.pointed = pointed.looks.candidates.slice(0, 3).map((one) => [one.thing, one.angle_deg]);
  await until(page, "indirect_light", "on", false);
  seen.leftOnModel = await on();

  // A lock: nothing opens until another screen says yes.
  await call(address, "PATCH", "/api/things/door_lock", { locked: true }); // whoever was here before
  await until(page, "door_lock", "locked", true);
  await page.evaluate(() => window.ondol.visit.chooseRoom("entrance"));
  await frames(page, 3);
  const lock = await markOf(page, "door_lock");
  await lookAway(page);
  await aim(page, lock);
  await sayLookingAt(page, lock, "열어");
  seen.lockedAfterAsking = await page.evaluate(
    () => window.ondol.visit.thing("door_lock").state.locked,
  );
  seen.waiting = await page.evaluate(() => window.ondol.visit.state.reply);
  const confirmation = await page.evaluate(
    () => window.ondol.visit.state.model.home.confirmations[0]?.id,
  );
  if (confirmation !== undefined) {
    seen.ownYes = await page.evaluate(async (id) => {
      const answer = await fetch(`/api/confirmations/${id}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ accept: true }),
      });
      return answer.status;
    }, confirmation);
    const phone = await open(address, { name: "phone", bare: true });
    const sheet = phone.getByRole("alertdialog");
    await sheet.getByRole("button", { name: "허락" }).click();
    await until(page, "door_lock", "locked", false);
    seen.opened = true;
    await call(address, "PATCH", "/api/things/door_lock", { locked: true });
  }

  // Written on the keyboard of space.
  await page.evaluate(() => window.ondol.visit.press("home", "type", null));
  await lookAt(page, await elementOf(page, "keyboard", "key: "));
  for (const key of ["ㅂ", "ㅜ", "ㄹ"]) await press(page, "keyboard", `key:${key}`);
  seen.written = await page.evaluate(() => window.ondol.visit.state.keyboard?.text);
  await picture("keyboard");

  // The hub shows a message, and cuts the headset off.
  await call(
    address,
    "POST",
    `/api/things/${encodeURIComponent(`headset/${headset?.id}`)}/actions/show`,
    {
      input: ["세탁이 끝났어요"],
    },
  ).catch((error) => {
    seen.showRefused = String(error);
  });
  await call(address, "DELETE", `/api/headsets/${headset?.id}`);
  await page.waitForFunction(() => window.ondol.visit.state.phase === "pair");
  seen.revoked = await page.evaluate(() => window.ondol.visit.state.problem);
} catch (error) {
  process.exitCode = 1;
  console.error(error);
} finally {
  await browser.close();
}
// A key that was taken back, and a yes that a headset may not give, are refused: that is the point.
const refusals = /\/api\/(session|confirmations\/[^/]+)$/;
seen.errors = seen.errors.filter((line) => !refusals.test(line));
console.log(JSON.stringify(seen));
