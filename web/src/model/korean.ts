// Particles that depend on how the word before them ends. Pure.

const PARTICLES = {
  topic: ["은", "는"],
  object: ["을", "를"],
  by: ["으로", "로"],
} as const;

/** How a word ends: in a consonant, in a vowel, in an L (which counts as open before "로"), or "?". */
type End = "closed" | "open" | "l" | "?";

/** Return a word with its particle: TV, topic -> "TV는"; 이모, object -> "이모를". */
export function withParticle(word: string, particle: keyof typeof PARTICLES): string {
  const [closed, open] = PARTICLES[particle];
  switch (endOf(word)) {
    case "closed":
      return word + closed;
    case "open":
      return word + open;
    case "l":
      return word + (particle === "by" ? open : closed);
    case "?":
      return `${word}${closed}(${open})`;
  }
}

function endOf(word: string): End {
  const last = word.slice(-1);
  const syllable = last.charCodeAt(0) - 0xac00;
  if (syllable >= 0 && syllable < 11172) {
    const final = syllable % 28;
    return final === 0 ? "open" : final === 8 ? "l" : "closed";
  }
  if (!/[A-Z0-9]/.test(last)) return "?"; // an English word: it does not show how it is said
  if (/[LR178]/.test(last)) return "l"; // 엘, 알, 일, 칠, 팔
  return /[MN036]/.test(last) ? "closed" : "open"; // 엠, 엔, 영, 삼, 육
}
