// A Korean keyboard for a headset: composes syllables from the letters of the 2-set layout (KS X 5002).
// Pure. The arithmetic is the Unicode Standard's, section 3.12.

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const FIRST = 0xac00;

const DOUBLE_VOWELS: Readonly<Record<string, string>> = {
  ㅗㅏ: "ㅘ",
  ㅗㅐ: "ㅙ",
  ㅗㅣ: "ㅚ",
  ㅜㅓ: "ㅝ",
  ㅜㅔ: "ㅞ",
  ㅜㅣ: "ㅟ",
  ㅡㅣ: "ㅢ",
};
const DOUBLE_FINALS: Readonly<Record<string, string>> = {
  ㄱㅅ: "ㄳ",
  ㄴㅈ: "ㄵ",
  ㄴㅎ: "ㄶ",
  ㄹㄱ: "ㄺ",
  ㄹㅁ: "ㄻ",
  ㄹㅂ: "ㄼ",
  ㄹㅅ: "ㄽ",
  ㄹㅌ: "ㄾ",
  ㄹㅍ: "ㄿ",
  ㄹㅎ: "ㅀ",
  ㅂㅅ: "ㅄ",
};

function halves(table: Readonly<Record<string, string>>, whole: string): [string, string] | null {
  const found = Object.entries(table).find(([, double]) => double === whole)?.[0];
  return found === undefined ? null : [found.slice(0, 1), found.slice(1)];
}

interface Syllable {
  initial: string;
  vowel: string;
  final: string;
}

const isVowel = (letter: string): boolean => VOWELS.includes(letter);
const isConsonant = (letter: string): boolean => INITIALS.includes(letter);

/** Return the letters of the last character: a syllable's, a lone letter, or null for any other. */
function apart(letter: string): Syllable | null {
  const code = letter.charCodeAt(0) - FIRST;
  if (letter.length === 1 && code >= 0 && code < 11172)
    return {
      initial: INITIALS.charAt(Math.floor(code / 588)),
      vowel: VOWELS.charAt(Math.floor((code % 588) / 28)),
      final: FINALS.charAt(code % 28).trim(),
    };
  if (letter !== "" && isConsonant(letter)) return { initial: letter, vowel: "", final: "" };
  if (letter !== "" && isVowel(letter)) return { initial: "", vowel: letter, final: "" };
  return null;
}

function together({ initial, vowel, final }: Syllable): string {
  if (initial === "" || vowel === "") return initial + vowel + final;
  const code =
    INITIALS.indexOf(initial) * 588 +
    VOWELS.indexOf(vowel) * 28 +
    (final === "" ? 0 : FINALS.indexOf(final));
  return String.fromCharCode(FIRST + code);
}

/** Return a text after one more key: a letter of the layout, or anything else as it is. */
export function typed(text: string, key: string): string {
  const last = text.slice(-1);
  const before = text.slice(0, -1);
  const syllable = apart(last);
  if (syllable === null || !(isVowel(key) || isConsonant(key))) return text + key;
  return isVowel(key) ? before + withVowel(syllable, key) : before + withConsonant(syllable, key);
}

function withVowel(syllable: Syllable, key: string): string {
  const { initial, vowel, final } = syllable;
  if (final !== "") {
    // The last consonant begins the next syllable: 각 + ㅏ is 가가, 닭 + ㅏ is 달가.
    const [kept, moved] = halves(DOUBLE_FINALS, final) ?? ["", final];
    return (
      together({ initial, vowel, final: kept }) +
      together({ initial: moved, vowel: key, final: "" })
    );
  }
  if (vowel === "") return together({ initial, vowel: key, final: "" });
  const double = DOUBLE_VOWELS[vowel + key];
  return double === undefined
    ? together(syllable) + key
    : together({ initial, vowel: double, final: "" });
}

function withConsonant(syllable: Syllable, key: string): string {
  const { initial, vowel, final } = syllable;
  if (initial === "" || vowel === "") return together(syllable) + key;
  if (final === "")
    return FINALS.includes(key)
      ? together({ initial, vowel, final: key })
      : together(syllable) + key;
  const double = DOUBLE_FINALS[final + key];
  return double === undefined
    ? together(syllable) + key
    : together({ initial, vowel, final: double });
}

/** Return a text without its last letter: a syllable loses one letter at a time, as on phones. */
export function erased(text: string): string {
  const syllable = apart(text.slice(-1));
  const before = text.slice(0, -1);
  if (syllable === null) return before;
  const { initial, vowel, final } = syllable;
  if (final !== "")
    return before + together({ initial, vowel, final: halves(DOUBLE_FINALS, final)?.[0] ?? "" });
  if (vowel !== "" && initial !== "")
    return before + together({ initial, vowel: halves(DOUBLE_VOWELS, vowel)?.[0] ?? "", final });
  return before;
}

/** The keys of the layouts, row by row; shifted where they differ. */
export const KEYS = {
  ko: {
    plain: ["ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ"],
    shifted: ["ㅃㅉㄸㄲㅆㅛㅕㅑㅒㅖ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ"],
  },
  en: {
    plain: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
    shifted: ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"],
  },
} as const;
