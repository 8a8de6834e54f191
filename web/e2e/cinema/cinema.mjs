// What the walks through the cinema share: getting in, what it shows, and what the screen's pixels are.

import { clientOf, launch } from "../xr/headset.mjs";

export const [address, folder] = process.argv.slice(2);

/** Opens the client's page; `headset`: the emulator that it has, null: none. */
export async function begin(seen, { headset, viewport }) {
  const { browser, open } = await launch(seen, { headset, viewport });
  // One film of which the hub knows no codec: the browser has to find out by itself.
  const unsaid = async (route) => {
    const answer = await route.fetch();
    const media = await answer.json();
    const unknown = media.items.find((one) => one.title === "Unknown");
    if (unknown !== undefined)
      Object.assign(unknown, { codecs: "", video: { ...unknown.video, codec: "" } });
    await route.fulfill({ response: answer, json: media });
  };
  const page = await open("about:blank");
  await page.route("**/api/media", unsaid);
  await page.goto(clientOf(address));
  await page.waitForFunction(() => window.ondol?.visit?.state.phase === "home");
  return { browser, page };
}

/** Returns what the cinema says of itself. */
export function state(page) {
  return page.evaluate(() => {
    const { state: now, seat } = window.ondol.around.player;
    return JSON.parse(JSON.stringify({ ...now, library: now.library.phase, seat }));
  });
}

/** Waits until the cinema is in a phase, and maybe beyond a position. */
export function reach(page, phase, position_s = 0) {
  return page.waitForFunction(
    ([wanted, least]) => {
      const playback = window.ondol.around.player?.state.playback;
      return playback?.phase === wanted && playback.position_s >= least;
    },
    [phase, position_s],
    { timeout: 30_000 },
  );
}

/** Takes a picture of the page, and keeps it for whoever wants to look. */
export async function picture(page, name) {
  return page.screenshot(folder ? { path: `${folder}/${name}.png` } : {});
}

/** Returns the colours at places of a picture; each place is x and y, 0 to 1. */
export function colors(page, png, places) {
  return page.evaluate(
    async ([text, wanted]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      return wanted.map(([x, y]) => {
        const [px, py] = [Math.floor(x * bitmap.width), Math.floor(y * bitmap.height)];
        return [...context.getImageData(px, py, 1, 1).data.slice(0, 3)];
      });
    },
    [png.toString("base64"), places],
  );
}
