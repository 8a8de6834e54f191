// Walks through the home in an emulated headset; the hub's address is the first argument.
// Prints one JSON object of what it saw; pictures go to the folder of the second argument.

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
  press,
  select,
  until,
} from "./headset.mjs";
import { leaked, memoryOf } from "./memory.mjs";

const [address, folder] = process.argv.slice(2);
const seen = { errors: [] };
const { browser, open } = await launch(seen);
const CYCLES = 20;
const FRAMES = 600;

try {
  const page = await open(clientOf(address));
  const picture = async (name) => {
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };
  let patches = 0;
  page.on("request", (request) => {
    if (request.method() === "PATCH") patches++;
  });

  // Entering, and what the head does.
  await enter(page);
  seen.views = await page.evaluate(() => window.ondol.stage.renderer.xr.getCamera().cameras.length);
  await frames(page, 10);
  seen.framesAdvance = true;
  const pose = () =>
    page.evaluate(() => {
      const { x, y, z } = window.ondol.around.head;
      return [x, y, z];
    });
  const still = [await pose(), await page.screenshot()];
  await page.evaluate(() => window.headset.position.set(0.3, 1.7, 0.2));
  await frames(page, 5);
  const moved = [await pose(), await page.screenshot()];
  seen.headMoved = Math.hypot(...moved[0].map((value, axis) => value - still[0][axis]));
  seen.pixelsChanged = !moved[1].equals(still[1]);
  await page.evaluate(() => window.headset.position.set(0, 1.6, 0));
  await frames(page, 3);

  // A controller's ray: the mark of a lamp, then the switch on its panel.
  const open_ = async (thing, device) => {
    await page.evaluate(() => window.ondol.visit.choose(null));
    await frames(page, 3);
    const mark = await markOf(page, thing);
    await lookAt(page, mark);
    await aim(page, mark, device);
    await select(page, device);
    return page.evaluate(() => window.ondol.visit.state.thing);
  };
  await call(address, "PATCH", "/api/things/living_light", { on: false });
  await until(page, "living_light", "on", false);
  seen.byRay = await open_("living_light", "controller-right");
  await lookAt(page, await elementOf(page, "side", "on"));
  patches = 0;
  await press(page, "side", "on");
  await until(page, "living_light", "on", true);
  seen.patchesByRay = patches;
  await picture("ray");

  // A slider is dragged, and sends once.
  patches = 0;
  await aim(page, await elementOf(page, "side", "set:brightness"));
  await page.evaluate(() =>
    window.headset.remote.dispatch("set_select_value", { device: "controller-right", value: 1 }),
  );
  await frames(page, 4);
  await page.evaluate(() =>
    window.headset.remote.dispatch("set_select_value", { device: "controller-right", value: 0 }),
  );
  await frames(page, 4);
  await until(page, "living_light", "brightness", 50);
  seen.patchesBySlider = patches;

  // Two hands that pinch.
  await page.evaluate(() => window.headset.remote.dispatch("set_input_mode", { mode: "hand" }));
  await frames(page, 10);
  seen.byPinch = await open_("mood_light", "hand-right");
  await lookAt(page, await elementOf(page, "side", "on"));
  patches = 0;
  const mood = await page.evaluate(() => window.ondol.visit.thing("mood_light").state.on);
  await press(page, "side", "on", "", "hand-right");
  await until(page, "mood_light", "on", !mood);
  seen.patchesByPinch = patches;
  await picture("pinch");
  await page.evaluate(() =>
    window.headset.remote.dispatch("set_input_mode", { mode: "controller" }),
  );
  await frames(page, 5);

  // A pointer that is there only while fingers pinch, as on Vision Pro.
  await page.evaluate(() => {
    for (const hand of ["left", "right"]) {
      const controller = window.headset.controllers[hand];
      const [inner] = Object.getOwnPropertySymbols(controller.inputSource);
      controller.inputSource[inner].targetRayMode = "transient-pointer";
      controller.connected = false;
    }
  });
  await frames(page, 5);
  seen.sourcesBetween = await page.evaluate(() => window.ondol.stage.session.inputSources.length);
  const pinch = async (target) => {
    await page.evaluate(async (to) => {
      const device = "controller-right";
      const position = { x: 0, y: 1.6, z: 0 };
      await window.headset.remote.dispatch("set_transform", { device, position });
      await window.headset.remote.dispatch("look_at", { device, target: to });
      window.headset.controllers.right.connected = true;
    }, target);
    await frames(page, 3);
    await select(page);
    await page.evaluate(() => {
      window.headset.controllers.right.connected = false;
    });
    await frames(page, 3);
  };
  await page.evaluate(() => window.ondol.visit.choose(null));
  await frames(page, 3);
  await lookAt(page, await markOf(page, "living_light"));
  await pinch(await markOf(page, "living_light"));
  seen.byTransient = await page.evaluate(() => window.ondol.visit.state.thing);
  patches = 0;
  const target = await elementOf(page, "side", "on");
  await lookAt(page, target);
  await pinch(target);
  await until(page, "living_light", "on", false);
  seen.patchesByTransient = patches;

  // What happens elsewhere is shown.
  const label = () =>
    page.evaluate(() => {
      const { around } = window.ondol;
      return around.home.atlas.marks[around.home.ids.indexOf("living_light")].state;
    });
  const before = await label();
  await call(address, "PATCH", "/api/things/living_light", { on: true });
  await until(page, "living_light", "on", true);
  seen.labels = [before, await label()];

  // Sixty things in view: what is drawn for them.
  await page.evaluate(() => {
    const { visit } = window.ondol;
    const lamp = visit.thing("living_light");
    for (
      let extra = 0;
      visit.state.model.home.things.filter((one) => one.area).length < 60;
      extra++
    )
      visit.take({ type: "found", thing: { ...lamp, id: `extra_${extra}` } });
    visit.chooseRoom("living_room");
  });
  await lookAt(page, { x: 0, y: 1.1, z: -1.05 });
  await frames(page, 5);
  seen.things = await page.evaluate(() => window.ondol.around.home.count);
  seen.drawn = await page.evaluate(() => {
    const { calls, triangles } = window.ondol.stage.renderer.info.render;
    return { calls, triangles };
  });
  await picture("sixty");

  // Memory: frames that show the home.
  const memory = await memoryOf(page);
  await frames(page, 60);
  const start = await memory.used();
  await frames(page, FRAMES);
  seen.heapOverFrames = (await memory.used()) - start;

  // Taken off: it rests, and says so.
  await page.evaluate(() => window.headset.updateVisibilityState("hidden"));
  await page.waitForFunction(() => window.ondol.visit.said.worn === false);
  seen.phaseWhenOff = await page.evaluate(() => window.ondol.visit.state.voice.phase);
  await page.evaluate(() => window.headset.updateVisibilityState("visible"));
  await page.waitForFunction(() => window.ondol.visit.said.worn === true);

  // Memory: entering and leaving, as the page's own buttons do it.
  const again = (cycles) =>
    page.evaluate(async (count) => {
      const { stage } = window.ondol;
      const until = async (isSo) => {
        while (!isSo()) await new Promise((done) => setTimeout(done, 5));
      };
      for (let cycle = 0; cycle < count; cycle++) {
        await stage.leave();
        await until(() => stage.session === null);
        document.querySelector("[data-mode=immersive-vr]").click();
        await until(() => stage.session !== null);
        let left = 3;
        const stop = stage.onFrame(() => left--);
        await until(() => left <= 0);
        stop();
        if (window.lost) window.lost.push({ frame: new Float32Array(4) });
      }
    }, cycles);
  const ofRenderer = () =>
    page.evaluate(() => {
      const { geometries, textures } = window.ondol.stage.renderer.info.memory;
      return { geometries, textures };
    });
  await again(CYCLES);
  const [rendererBefore, usedBefore] = [await ofRenderer(), await memory.used()];
  const heldBefore = await memory.held();
  await again(CYCLES);
  const heldAfter = await memory.held();
  seen.held = [rendererBefore, await ofRenderer()];
  seen.leakedOverCycles = leaked(heldBefore, heldAfter, CYCLES);
  seen.heapOverCycles = (await memory.used()) - usedBefore;
  // The measure itself: a page that loses one small thing in each cycle is found out.
  await page.evaluate(() => {
    window.lost = [];
  });
  await again(CYCLES);
  seen.leakedWhenItLeaks = leaked(heldAfter, await memory.held(), CYCLES).map(([kind]) => kind);
} catch (error) {
  seen.broke = String(error);
  process.exitCode = 1;
  console.error(error);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
