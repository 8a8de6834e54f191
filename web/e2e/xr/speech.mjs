// Stands for the browser's recognition and voices, and speaks while looking somewhere.

import { frames, lookAt } from "./headset.mjs";

/** Replaces the browser's own speech before anything of the page runs. */
export function speech() {
  window.spoken = [];
  class Recognition {
    start() {
      window.listening = this;
    }
    stop() {
      setTimeout(() => this.onend());
    }
    abort() {}
    hear(text) {
      this.onresult({ results: [[{ transcript: text }]] });
    }
  }
  window.SpeechRecognition = Recognition;
  window.webkitSpeechRecognition = Recognition;
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const synthesis = {
    getVoices: () => [{ lang: "ko-KR", localService: true }],
    speak: (said) => {
      window.spoken.push(said.text);
      said.onend();
    },
    cancel: () => {},
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
}

/** Speaks while looking at a point of space; returns what the hub was asked. */
export async function sayLookingAt(page, point, text) {
  await page.evaluate(() => window.ondol.visit.pressSpeak());
  await page.waitForFunction(() => window.ondol.visit.state.voice.phase === "listening");
  await lookAt(page, point);
  await page.evaluate(() => window.listening.onspeechstart());
  await frames(page, 25);
  const asked = page.waitForRequest((one) => one.url().endsWith("/api/ask"));
  await page.evaluate((said) => {
    window.listening.hear(said);
    window.listening.stop();
  }, text);
  const body = (await asked).postDataJSON();
  await page.waitForFunction(() => {
    const { reply, voice } = window.ondol.visit.state;
    return voice.phase === "idle" && reply !== null && !reply.text.includes("잠시만요");
  });
  return body;
}
