// Which letters a file of a font holds, as CSS says it: "U+ac00-ac0f,U+b098". Pure.

/** Return the ranges of a font's files by the names of the files. */
export function filesOf(ranges: Readonly<Record<string, string>>): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, range] of Object.entries(ranges)) files.set(name.replace(/[[\]]/g, ""), range);
  return files;
}

/** Return the letters of a text that have not been asked for before, and keep them in `asked`. */
export function unasked(text: string, asked: Set<string>): string {
  let fresh = "";
  for (const letter of text) {
    if (asked.has(letter)) continue;
    asked.add(letter);
    fresh += letter;
  }
  return fresh;
}
