// Places things in an emulated room, comes back later, and lines the room up by hand.
// The hub's address is the first argument; pictures go to the folder of the second, as wide as the
// third says: of the left eye, if it is given.
// Prints one JSON object of what it saw.

import {
  aim,
  call,
  clientOf,
  elementOf,
  enter,
  frames,
  launch,
  lookAt,
  markOf,
  paired,
  press,
  select,
} from "./headset.mjs";

const [address, folder, size] = process.argv.slice(2);
const wide = Number(size ?? 640);
const seen = { errors: [] };
const { browser, open } = await launch(seen, {
  headset: "room",
  viewport: { width: wide, height: wide / 2 },
});
const THINGS = ["living_ac", "living_tv"];

try {
  for (const { thing } of (await call(address, "GET", "/api/layout")).things)
    await call(address, "DELETE", `/api/layout/things/${encodeURIComponent(thing)}`);
  const page = await paired(open, address, "방의 헤드셋");
  const picture = async (name) => {
    const clip = { x: 0, y: 0, width: size ? wide / 2 : wide, height: wide / 2 };
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, clip });
  };
  await enter(page, "immersive-ar");
  await frames(page, 10);
  seen.planes = await page.evaluate(
    () =>
      new Promise((done) => {
        const stop = window.ondol.stage.onFrame((_, frame) => {
          stop();
          done([...frame.detectedPlanes].map((plane) => plane.orientation));
        });
      }),
  );

  /** Point at a spot of the room, and press. */
  const put = async (thing, at) => {
    await page.evaluate((id) => window.ondol.visit.choose(id), thing);
    await lookAt(page, await elementOf(page, "side", "place"));
    await press(page, "side", "place");
    await page.waitForFunction(() => window.ondol.visit.state.placing !== null);
    await lookAt(page, at);
    await aim(page, at);
    await frames(page, 10);
    await select(page);
    await page.waitForFunction(() => window.ondol.visit.state.placing === null);
    return (await call(address, "GET", "/api/layout")).things.find((one) => one.thing === thing);
  };
  const places = [];
  places.push(await put(THINGS[0], { x: 0.4, y: 1.5, z: -3 }));
  places.push(await put(THINGS[1], { x: -3, y: 1.3, z: -0.6 }));
  seen.places = places;
  await page.waitForFunction(() => window.ondol.visit.state.view === "place");
  await frames(page, 5);
  const marks = async () => [await markOf(page, THINGS[0]), await markOf(page, THINGS[1])];
  const first = await marks();
  await page.evaluate((id) => window.ondol.visit.choose(id), THINGS[0]);
  await aim(page, first[0]);
  await lookAt(page, { x: first[0].x + 0.35, y: first[0].y - 0.1, z: first[0].z });
  await frames(page, 5);
  await picture("placed");
  seen.drawn = await page.evaluate(() => window.ondol.stage.renderer.info.render.calls);
  for (let round = 0; round < 50; round++) {
    seen.kept = (await call(address, "GET", "/api/layout")).alignments.length;
    if (seen.kept > 0) break;
    await frames(page, 3);
  }

  // Another day: the page is opened anew, and the anchor tells where the plan lies.
  await page.evaluate(() => window.ondol.stage.leave());
  const later = await open(clientOf(address).replace(/#.*/, ""), { name: "방의 헤드셋" });
  await page.close();
  await enter(later, "immersive-ar");
  await later.waitForFunction(() => window.ondol.visit.state.alignment !== null);
  await frames(later, 5);
  const back = [await markOf(later, THINGS[0]), await markOf(later, THINGS[1])];
  seen.shift = Math.max(
    ...back.map((at, index) =>
      Math.hypot(at.x - first[index].x, at.y - first[index].y, at.z - first[index].z),
    ),
  );

  // Without an anchor: two things that are placed already are pointed at.
  await later.evaluate(() => window.ondol.visit.aligned(null));
  await frames(later, 3);
  await lookAt(later, await elementOf(later, "home", "align"));
  await press(later, "home", "align");
  for (let round = 0; round < 2; round++) {
    const chosen = await later.evaluate(() => window.ondol.visit.state.aligning?.thing);
    const at = back[THINGS.indexOf(chosen)];
    await lookAt(later, at);
    await aim(later, at);
    await frames(later, 10);
    await select(later);
  }
  await later.waitForFunction(() => window.ondol.visit.state.alignment !== null);
  await frames(later, 5);
  const lined = [await markOf(later, THINGS[0]), await markOf(later, THINGS[1])];
  seen.linedUp = Math.max(
    ...lined.map((at, index) => Math.hypot(at.x - back[index].x, at.z - back[index].z)),
  );
  seen.hint = await later.evaluate(() => window.ondol.visit.state.hint);
} catch (error) {
  process.exitCode = 1;
  console.error(error);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
