// Speaks to the page; the hub's address is the first argument, a folder for pictures the second.
// The browser's recognition and voices are replaced, for a headless one hears and says nothing.
// Prints one JSON object of what the page showed and said.

import { launch, until } from "./browser.mjs";

function world(what) {
  window.spoken = [];
  if (what === "deaf") {
    delete window.SpeechRecognition;
    delete window.webkitSpeechRecognition;
    return;
  }
  class Recognition {
    start() {
      window.listening = this;
      if (what === "denied") setTimeout(() => this.fail("not-allowed"));
    }
    stop() {
      setTimeout(() => this.onend());
    }
    fail(error) {
      this.onerror({ error });
      this.onend();
    }
    hear(text, isFinal) {
      this.onresult({ results: [Object.assign([{ transcript: text }], { isFinal })] });
      if (isFinal) this.onend();
    }
  }
  window.SpeechRecognition = Recognition;
  window.webkitSpeechRecognition = Recognition;
  const voices = { getVoices: () => [], cancel() {}, speak: (said) => window.spoken.push(said) };
  Object.defineProperty(window, "speechSynthesis", { value: voices });
}

const [, , address, folder] = process.argv;
const browser = await launch();
const seen = { errors: [] };
const open = async (what, options) => {
  const page = await (await browser.newContext({ locale: "ko-KR", ...options })).newPage();
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.addInitScript(world, what);
  await page.goto(address);
  await page.waitForSelector("[data-thing=kitchen_light]");
  return page;
};
const microphone = (page) => page.locator("button.microphone");
try {
  const page = await open("hears", { viewport: { width: 1280, height: 800 } });
  await microphone(page).click();
  seen.tag = await page.evaluate(() => window.listening.lang);
  await page.evaluate(() => window.listening.hear("주방 불", false));
  await page.waitForFunction(() => document.querySelector("#text").value === "주방 불");
  await page.screenshot({ path: `${folder}/listening.png` });
  await page.evaluate(() => window.listening.hear("주방 불 켜줘", true));
  await until(page, "kitchen_light", "on", true);
  await page.waitForFunction(() => window.spoken.length === 1);
  seen.said = await page.locator(".line.from-me .text").last().textContent();
  seen.reply = await page.locator(".line.from-home .text").last().textContent();
  seen.spoken = await page.evaluate(() => window.spoken.map((one) => [one.text, one.lang]));
  seen.whileSpeaking = await microphone(page).getAttribute("aria-label");
  await page.evaluate(() => window.spoken[0].onend());
  seen.afterwards = await microphone(page).getAttribute("aria-label");

  await page.fill("#text", "주방 불 꺼줘"); // typed: nothing is read aloud
  await page.press("#text", "Enter");
  await until(page, "kitchen_light", "on", false);
  await page.locator(".aloud input").uncheck(); // spoken, and not to be read aloud
  await microphone(page).click();
  await page.evaluate(() => window.listening.hear("고마워", true));
  await page.waitForFunction(() => document.querySelectorAll(".line.from-home").length === 3);
  seen.spokenInAll = await page.evaluate(() => window.spoken.length);

  await microphone(page).click(); // nothing is said
  await page.evaluate(() => window.listening.fail("no-speech"));
  seen.silence = await page.locator(".ask .problem").textContent();

  const denied = await open("denied");
  await microphone(denied).click();
  seen.denied = await denied.locator(".ask .problem").textContent();

  const deaf = await open("deaf", { viewport: { width: 360, height: 740 } });
  seen.deafMicrophones = await microphone(deaf).count();
  await deaf.locator(".fold").click();
  seen.deafHelp = await deaf.locator(".hello .quiet").first().textContent();
  const phone = await open("hears", { viewport: { width: 360, height: 740 } });
  await phone.screenshot({ path: `${folder}/phone.png` });
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
