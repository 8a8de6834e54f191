// QR codes of short texts (ISO/IEC 18004): bytes, error correction M, versions 1 to 6. Pure.
//
// Up to 106 bytes, which a link with a key needs; larger versions would bring further patterns.

/** By version, from 1: how many blocks, and how many codewords of data and of correction in each. */
const BLOCKS = [
  [1, 16, 10],
  [1, 28, 16],
  [1, 44, 26],
  [2, 32, 18],
  [2, 43, 24],
  [4, 27, 16],
] as const;

/** Whether a module is flipped, by mask, row and column (section 7.8.2). */
export const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

type Square = boolean[][];

/** Return the modules of a text's code, row by row, dark is true; null: the text is too long. */
export function qrOf(text: string): Square | null {
  const bytes = new TextEncoder().encode(text);
  const version = BLOCKS.findIndex(([count, data]) => bytes.length + 2 <= count * data) + 1;
  if (version === 0) return null;
  const codewords = interleaved(codewordsOf(bytes, version), version);
  const drawn = MASKS.map((_, mask) => draw(codewords, version, mask));
  const best = drawn.reduce((a, b) => (penaltyOf(b) < penaltyOf(a) ? b : a));
  return best;
}

/** Return a text's data: its mode (4 bits), its length (8 bits), itself, and what fills the rest. */
function codewordsOf(bytes: Uint8Array, version: number): number[] {
  const [count, data] = blocksOf(version);
  const nibbles = [4, bytes.length >> 4, bytes.length & 15];
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  nibbles.push(0); // the terminator, which makes whole bytes of them again
  const words: number[] = [];
  for (let at = 0; at < nibbles.length; at += 2)
    words.push(((nibbles[at] ?? 0) << 4) | (nibbles[at + 1] ?? 0));
  for (let fill = 0xec; words.length < count * data; fill ^= 0xec ^ 0x11) words.push(fill);
  return words;
}

function blocksOf(version: number): readonly [number, number, number] {
  const blocks = BLOCKS[version - 1];
  if (blocks === undefined) throw new RangeError(`no version ${version}`);
  return blocks;
}

/** Return the codewords of all blocks, one of each in turn: the data first, then the correction. */
function interleaved(words: readonly number[], version: number): number[] {
  const [count, data, correction] = blocksOf(version);
  const blocks = Array.from({ length: count }, (_, at) => words.slice(at * data, (at + 1) * data));
  const checks = blocks.map((block) => remainderOf(block, correction));
  const inTurn = (lists: number[][], length: number): number[] =>
    Array.from({ length }, (_, at) => lists.map((list) => list[at] ?? 0)).flat();
  return [...inTurn(blocks, data), ...inTurn(checks, correction)];
}

// --- Reed-Solomon, over the field of 256 whose polynomial is 0x11d --------------------------------

const POWERS: number[] = [1];
for (let at = 1; at < 255; at++) {
  const twice = (POWERS[at - 1] ?? 0) << 1;
  POWERS.push(twice > 255 ? twice ^ 0x11d : twice);
}
const LOGS = new Map(POWERS.map((power, at) => [power, at]));

export function product(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return POWERS[((LOGS.get(a) ?? 0) + (LOGS.get(b) ?? 0)) % 255] ?? 0;
}

/** Return `count` codewords that make a block a multiple of the generator (x-1)(x-2)(x-4)... */
function remainderOf(block: readonly number[], count: number): number[] {
  let generator = [1];
  for (const root of POWERS.slice(0, count)) {
    const shifted = [...generator, 0];
    generator = shifted.map((term, at) => term ^ product(generator[at - 1] ?? 0, root));
  }
  const rest = Array<number>(count).fill(0);
  for (const word of block) {
    const lead = word ^ (rest.shift() ?? 0);
    rest.push(0);
    for (let at = 0; at < count; at++)
      rest[at] = (rest[at] ?? 0) ^ product(generator[at + 1] ?? 0, lead);
  }
  return rest;
}

// --- the square -----------------------------------------------------------------------------------

/** Say whether a module belongs to a pattern that every code of this size has. */
export function isFixed(row: number, column: number, size: number): boolean {
  const isCorner =
    (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
  const isAlignment =
    size > 21 && Math.abs(row - size + 7) <= 2 && Math.abs(column - size + 7) <= 2;
  return isCorner || isAlignment || row === 6 || column === 6;
}

function draw(codewords: readonly number[], version: number, mask: number): Square {
  const size = 17 + 4 * version;
  const square = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => patternAt(row, column, size)),
  );
  const isFlipped = MASKS[mask] ?? (() => false);
  const put = (row: number, column: number, isDark: boolean): void => {
    const line = square[row];
    if (line !== undefined) line[column] = isDark;
  };
  [...path(size)].forEach(([row, column], at) => {
    const bit = ((codewords[at >> 3] ?? 0) >> (7 - (at & 7))) & 1; // past the end: light
    put(row, column, (bit === 1) !== isFlipped(row, column));
  });
  const format = formatOf(mask);
  for (let bit = 0; bit < 15; bit++) {
    const isDark = ((format >> bit) & 1) === 1;
    put(bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8, isDark);
    put(8, bit < 8 ? size - 1 - bit : bit < 9 ? 15 - bit : 14 - bit, isDark);
  }
  put(size - 8, 8, true);
  return square;
}

/** Return what the patterns have at a place: finders, the alignment and the timing lines. */
function patternAt(row: number, column: number, size: number): boolean {
  const finders = [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const;
  for (const [y, x] of finders) {
    const ring = Math.max(Math.abs(row - y), Math.abs(column - x));
    if (ring <= 4) return ring !== 2 && ring !== 4;
  }
  if (!isFixed(row, column, size)) return false;
  const ring = Math.max(Math.abs(row - size + 7), Math.abs(column - size + 7));
  if (size > 21 && ring <= 2) return ring !== 1;
  return (row === 6 || column === 6) && (row + column) % 2 === 0;
}

/** Go through the places of data: up and down in pairs of columns, from the right (section 7.7.3). */
export function* path(size: number): Generator<readonly [number, number]> {
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5; // the timing line takes a column
    for (let step = 0; step < size; step++) {
      const row = isUp ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (!isFixed(row, column, size)) yield [row, column];
    }
    isUp = !isUp;
  }
}

/** Return the 15 bits that say correction M (00) and the mask (section 7.9). */
export function formatOf(mask: number): number {
  let rest = mask << 10;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  return ((mask << 10) | rest) ^ 0x5412;
}

/** Return how hard a square is to read (section 7.8.3): runs, blocks, false finders, imbalance. */
function penaltyOf(square: Square): number {
  const columns = square.map((_, column) => square.map((line) => line[column] ?? false));
  const lines = [...square, ...columns].map((line) => line.map((is) => (is ? "1" : "0")).join(""));
  let penalty = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2;
    for (let at = 0; at + 11 <= line.length; at++) {
      const piece = line.slice(at, at + 11);
      if (piece === "10111010000" || piece === "00001011101") penalty += 40;
    }
  }
  square.forEach((line, row) => {
    line.forEach((isDark, column) => {
      const below = square[row + 1];
      const same = [line[column + 1], below?.[column], below?.[column + 1]];
      if (same.every((one) => one === isDark)) penalty += 3;
    });
  });
  const share = square.flat().filter(Boolean).length / square.length ** 2;
  return penalty + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
