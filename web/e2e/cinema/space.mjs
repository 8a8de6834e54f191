// The cinema in an emulated headset: what each eye is shown, read from the pixels of its view.
// Arguments: the hub's address, a folder for pictures. Prints one JSON object of what was seen.

import { enter, frames, lookAt, press } from "../xr/headset.mjs";
import { begin, colors, picture, reach, state } from "./cinema.mjs";

const seen = { errors: [] };
const { browser, page } = await begin(seen, {
  headset: "emulator",
  viewport: { width: 640, height: 320 },
});

/** Ahead at eye height, and what is beside it; the eyes' views stand side by side. */
const ROW = 0.42;

/** Returns the colour ahead, and where the white pole stands (0 to 1), in each eye's view. */
async function eyes(name) {
  const png = await picture(page, name);
  const steps = Array.from({ length: 160 }, (_, step) => (step + 0.5) / 160);
  const row = (from) => steps.map((x) => [(from + x) / 2, ROW]);
  const found = await colors(page, png, [...row(0), ...row(1)]);
  const view = (line) => {
    const white = steps.filter((_, step) => line[step].every((part) => part > 200));
    const pole = white.reduce((sum, x) => sum + x, 0) / white.length;
    return { color: line[48], pole };
  };
  return { left: view(found.slice(0, 160)), right: view(found.slice(160)) };
}

async function watch(title, name) {
  await page.evaluate(async (wanted) => {
    const { player } = window.ondol.around;
    const found = player.state.library.items.find((one) => one.title === wanted);
    player.play(found.id, 0);
  }, title);
  await page.waitForFunction((wanted) => {
    const now = window.ondol.around.player.state;
    return now.item?.title === wanted && now.playback.phase === "playing";
  }, title);
  await frames(page, 6);
  return eyes(name);
}

try {
  await enter(page);
  await press(page, "home", "cinema");
  await page.waitForFunction(() => window.ondol.around.player?.state.library.phase === "ready");
  await frames(page, 4);
  await lookAt(page, { x: 0, y: 1.1, z: -1.2 });
  await picture(page, "space-library");

  // A film is chosen as any other thing is: by a ray.
  await press(page, "screen", "films", "›");
  await press(page, "screen", "films", "Stage");
  await reach(page, "playing");
  seen.chosen = (await state(page)).item.title;
  await lookAt(page, { x: 0, y: 1.6, z: -2 });
  await page.evaluate(() => window.ondol.around.player.press("recentre", null));
  await frames(page, 4);
  seen.screen = await eyes("space-screen");

  seen.half = await watch("Forest", "space-180");
  seen.swapped = await watch("Swapped", "space-180-swapped");
  seen.whole = await watch("Reef", "space-360");
  await lookAt(page, { x: 0, y: 1.6, z: 2 });
  seen.behind = await eyes("space-360-behind");
  await lookAt(page, { x: 0, y: 1.6, z: -2 });

  // A stereo film without its stereo: both eyes see the left one's view.
  await page.evaluate(() => window.ondol.around.player.press("flat", true));
  await frames(page, 4);
  seen.flat = await eyes("space-flat");

  // A person says that the eyes are the wrong way round, and the hub keeps it.
  await watch("Forest", "space-again");
  await page.evaluate(() => window.ondol.around.player.press("swapped", true));
  await page.waitForFunction(() => window.ondol.around.player.state.video.source === "person");
  await frames(page, 6);
  seen.corrected = await eyes("space-corrected");

  // Subtitles: one plate for both eyes, at the screen's depth.
  await watch("Dolphins", "space-flat-film");
  await page.evaluate(() => window.ondol.around.player.press("subtitle", "0"));
  await page.waitForFunction(
    () => window.ondol.around.player.group.getObjectByName("captions").visible,
  );
  await frames(page, 6);
  seen.captions = await page.evaluate(() => {
    const { group } = window.ondol.around.player;
    const plate = group.getObjectByName("captions");
    const screen = group.getObjectByName("film-left");
    screen.geometry.computeBoundingBox();
    return {
      depth: plate.position.z / screen.geometry.boundingBox.min.z,
      layers: plate.layers.mask,
    };
  });
  await picture(page, "space-captions");
  await press(page, "screen", "show");
  await frames(page, 4);
  await picture(page, "space-controls");
  await press(page, "screen", "toggle");
  await reach(page, "paused");
  await press(page, "screen", "picture");
  await frames(page, 4);
  await lookAt(page, { x: 0, y: 1.15, z: -1.2 });
  await picture(page, "space-picture");
  await press(page, "screen", "size", "아주 크게");
  await press(page, "screen", "curved");
  await press(page, "screen", "room", "은은하게");
  await lookAt(page, { x: 0, y: 1.6, z: -2 });
  seen.chosenScreen = await state(page).then(({ size, isCurved, room }) => [size, isCurved, room]);
  await picture(page, "space-imax");

  // What this browser cannot decode says so in space too.
  await page.evaluate(() => {
    const { player } = window.ondol.around;
    player.play(player.state.library.items.find((one) => one.title === "Only HEVC").id, 0);
  });
  await page.waitForFunction(() => window.ondol.around.player.state.playback.failure === "codec");
  await frames(page, 4);
  await lookAt(page, { x: 0, y: 1.15, z: -1.2 });
  await picture(page, "space-hevc");
  seen.failurePanel = await page.evaluate(() => JSON.stringify(window.ondol.around.player.panel()));

  // Taken off, it stands; and nothing of a film is left when the cinema is closed.
  await watch("Forest", "space-last");
  await page.evaluate(() => window.headset.updateVisibilityState("hidden"));
  await reach(page, "paused");
  seen.doffedPauses = true;
  await page.evaluate(() => window.headset.updateVisibilityState("visible"));
  const count = () => page.evaluate(() => ({ ...window.ondol.stage.renderer.info.memory }));
  const before = await count();
  for (let turn = 0; turn < 3; turn++)
    for (const title of ["Reef", "Stage", "Forest"]) await watch(title, `space-turn-${title}`);
  const after = await count();
  seen.grown = {
    geometries: after.geometries - before.geometries,
    textures: after.textures - before.textures,
  };

  // Out of the headset, the film stands in the page where it was.
  await page.evaluate(() => window.ondol.stage.leave());
  await page.waitForSelector(".cinema-page.has-film .look");
  await reach(page, "paused");
  seen.onPage = await page.locator("[data-panel=cinema-film] h2").textContent();
  await page.evaluate(() => window.ondol.visit.closeCinema());
  seen.leftVideos = await page.evaluate(() => document.querySelectorAll("video").length);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
