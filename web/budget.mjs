// Weighs a build of the pages: what each loads before it shows anything, gzipped, and what must not
// be in it. `node budget.mjs FOLDER`; prints one JSON object, and fails above a budget.

import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes. A phone on a slow line shows the dashboard within a second; a headset is on the home's own. */
const BUDGETS = { "index.html": 120_000, "xr/index.html": 350_000 };
/** Traces of the emulator that only tests have. */
const FOREIGN = /immersive-web-emulation-runtime|IWER|installRuntime|SyntheticEnvironment/;

const folder = process.argv[2] ?? "../src/ondol/api/page";
const read = (file) => fs.readFileSync(path.join(folder, file));
const problems = [];

/** Return the files that a page loads at once: its scripts, what they import, and its styles. */
function firstOf(page) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith(".js")) return;
    const text = read(file).toString();
    for (const [, name] of text.matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g))
      visit(path.posix.join(path.posix.dirname(file), name));
  };
  for (const [, name] of read(page).toString().matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g))
    visit(name);
  return [...found];
}

const weights = {};
for (const [page, most] of Object.entries(BUDGETS)) {
  const files = firstOf(page);
  const bytes = files.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  weights[page] = bytes;
  if (bytes > most) problems.push(`${page} loads ${bytes} bytes first: ${most} are allowed`);
  if (page.startsWith("xr") && files.some((file) => /\/hls/.test(file)))
    problems.push(`${page} loads hls.js first: only a film that needs it may`);
}
for (const file of fs.readdirSync(path.join(folder, "assets")))
  if (file.endsWith(".js") && FOREIGN.test(read(`assets/${file}`).toString()))
    problems.push(`assets/${file} has traces of the emulator`);

console.log(JSON.stringify({ weights, problems }));
if (problems.length > 0) process.exitCode = 1;
