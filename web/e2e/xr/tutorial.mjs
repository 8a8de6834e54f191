// Walks the tutorial "from headset to cinema". The hub's address is the first argument, the folder
// of pictures the second, the tutorial's rows the third: {looks: [[thing, room, said]], shows: [said],
// carries: [said]}, the width of the pictures the fourth. Prints what was answered and seen as JSON.

import { aim, call, enter, frames, launch, lookAway, markOf, paired } from "./headset.mjs";
import { sayLookingAt, speech } from "./speech.mjs";

const [address, folder, rows, size = "640"] = process.argv.slice(2);
const wide = Number(size);
const { looks, shows, carries } = JSON.parse(rows);
const seen = { errors: [], looks: [], shows: [], carries: [] };
const { browser, open } = await launch(seen, {
  viewport: { width: wide, height: wide / 2 },
});

const reply = (page) => page.evaluate(() => window.ondol.visit.state.reply.text);
const ask = async (text) => (await call(address, "POST", "/api/ask", { text })).reply;
const playing = async () => await call(address, "GET", "/api/playing");
const until = async (holds) => {
  for (let round = 0; round < 200; round++) {
    const found = await playing();
    if (holds(found)) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`it did not come about: ${JSON.stringify(await playing())}`);
};
const ofHeadset = (one) => one.player.startsWith("headset/");

try {
  const page = await paired(open, address, "퀘스트", { before: speech });
  const clip = { x: 0, y: 0, width: wide / 2, height: wide / 2 }; // what the left eye sees
  const picture = async (name) => page.screenshot({ path: `${folder}/${name}.png`, clip });
  await enter(page);
  await page.waitForFunction(() => window.ondol.visit.link?.isWelcome === true);
  for (const [thing, room, said] of looks) {
    await page.evaluate((id) => window.ondol.visit.chooseRoom(id), room);
    await frames(page, 3);
    const mark = await markOf(page, thing);
    await lookAway(page);
    await aim(page, mark);
    await sayLookingAt(page, mark, said);
    seen.looks.push(await reply(page));
  }
  await picture("look");

  for (const said of shows) {
    seen.shows.push(await ask(said));
    await until((all) => all.some((one) => ofHeadset(one) && one.position_s > 1));
    await frames(page, 10);
  }
  await picture("cinema");
  seen.film = (await playing()).find(ofHeadset);

  for (const said of carries) seen.carries.push(await ask(said));
  seen.after = await playing();
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
