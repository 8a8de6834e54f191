// Speaks to the page; the hub's address is the first argument, a folder for pictures the second.
// The browser's recognition and voices are replaced, for a headless one hears and says nothing.
// Prints one JSON object of what the page showed and said.

import { audit, launch, until } from "./browser.mjs";

/** Stands for the browser's own speech, in the page, before anything of it runs. */
function world(what) {
  window.spoken = [];
  if (what === "deaf") {
    delete window.SpeechRecognition;
    delete window.webkitSpeechRecognition;
    return;
  }
  if (what === "insecure") Object.defineProperty(window, "isSecureContext", { value: false });
  class Recognition {
    start() {
      window.listening = this;
      if (what === "denied") setTimeout(() => this.fail("not-allowed"));
    }
    stop() {
      setTimeout(() => this.onend());
    }
    abort() {}
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
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const voices = [
    { lang: "en-US", localService: true },
    { lang: "ko-KR", localService: true },
  ];
  const synthesis = {
    getVoices: () => (what === "mute" ? voices.slice(0, 1) : voices),
    speak: (said) => window.spoken.push(said),
    cancel: () => window.spoken.at(-1)?.onend(),
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
}

const [address, folder] = process.argv.slice(2);
const browser = await launch();
const seen = { errors: [], serious: [] };

async function open(what, options) {
  const page = await (await browser.newContext({ locale: "ko-KR", ...options })).newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.addInitScript(world, what);
  await page.goto(address);
  await page.waitForSelector("[data-thing=living_light]");
  return page;
}

const microphone = (page) => page.locator("button.microphone");
const label = (page) => microphone(page).getAttribute("aria-label");
const problem = (page) => page.locator(".ask .problem").textContent();
const spokenIn = (page) =>
  page.evaluate(() => window.spoken.map((one) => [one.text, one.lang, one.voice.lang]));
const answers = (page, count) =>
  page.waitForFunction(
    (wanted) => document.querySelectorAll(".line.from-home").length === wanted,
    count,
  );

/** Opens the household's view, and returns what it says about hearing. */
async function help(page) {
  await page.getByRole("link", { name: "나와 가족", exact: true }).click();
  return page.locator("[aria-labelledby=voice] .quiet").textContent();
}

try {
  const page = await open("hears", { viewport: { width: 1280, height: 800 } });
  await microphone(page).click();
  seen.tag = await page.evaluate(() => window.listening.lang);
  await page.evaluate(() => window.listening.hear("거실 불", false));
  await page.waitForFunction(() => document.querySelector("#text").value === "거실 불");
  seen.whileListening = await label(page);
  if (folder) await page.screenshot({ path: `${folder}/listening.png` });
  await audit(page, seen.serious);
  await page.evaluate(() => window.listening.hear("거실 불 켜줘", true));
  await until(page, "living_light", "on", true);
  await page.waitForFunction(() => window.spoken.length === 1);
  seen.said = await page.locator(".line.from-me .text").last().textContent();
  seen.reply = await page.locator(".line.from-home .text").last().textContent();
  seen.spoken = await spokenIn(page);
  seen.whileSpeaking = await label(page);
  await microphone(page).click(); // enough was heard
  seen.afterwards = await label(page);

  await page.fill("#text", "거실 불 꺼줘"); // typed: nothing is read aloud
  await page.press("#text", "Enter");
  await until(page, "living_light", "on", false);
  await answers(page, 2);

  await microphone(page).click(); // a second press ends it, with what was heard
  await page.evaluate(() => window.listening.hear("고마워", false));
  await microphone(page).click();
  await answers(page, 3);
  await page.waitForFunction(() => window.spoken.length === 2);
  await page.evaluate(() => window.spoken.at(-1).onend());

  await page.getByRole("button", { name: "대답을 소리로 듣기" }).click();
  await page.reload(); // it is remembered
  await page.waitForSelector("[data-thing=living_light]");
  await microphone(page).click();
  await page.evaluate(() => window.listening.hear("고마워", true));
  await answers(page, 1);
  seen.spokenWhileMuted = await spokenIn(page);
  seen.help = await help(page);
  await page.getByRole("link", { name: "홈", exact: true }).click();

  await microphone(page).click(); // nothing is said
  await page.evaluate(() => window.listening.fail("no-speech"));
  seen.silence = await problem(page);
  await microphone(page).click();
  await page.evaluate(() => window.listening.fail("network"));
  seen.offline = await problem(page);
  await page.fill("#text", "거"); // who types needs it no more
  seen.problemsWhileTyping = await page.locator(".ask .problem").count();

  const mute = await open("mute");
  await microphone(mute).click();
  await mute.evaluate(() => window.listening.hear("고마워", true));
  await answers(mute, 1);
  seen.spokenWithoutVoice = await spokenIn(mute);
  await mute.waitForFunction(
    () => document.querySelector("button.microphone").getAttribute("aria-label") === "말하기",
  );
  seen.withoutVoice = await label(mute);

  const denied = await open("denied", { viewport: { width: 360, height: 740 } });
  await microphone(denied).click();
  seen.denied = await problem(denied);
  if (folder) await denied.screenshot({ path: `${folder}/denied.png` });

  const english = await open("hears", {
    locale: "en-US",
    viewport: { width: 360, height: 740 },
  });
  await microphone(english).click();
  seen.englishTag = await english.evaluate(() => window.listening.lang);
  seen.isSideways = await english.evaluate(() => document.documentElement.scrollWidth > innerWidth);

  for (const what of ["deaf", "insecure"]) {
    const other = await open(what, { viewport: { width: 360, height: 740 } });
    seen[what] = [await microphone(other).count(), await help(other)];
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
