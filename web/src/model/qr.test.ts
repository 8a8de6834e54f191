import { describe, expect, it } from "vitest";
import { formatOf, isFixed, MASKS, path, product, qrOf } from "./qr";

/** How the blocks of a version lie, as the standard's table 9 has it for correction M. */
const TABLE: Record<number, [blocks: number, data: number, correction: number]> = {
  1: [1, 16, 10],
  2: [1, 28, 16],
  3: [1, 44, 26],
  4: [2, 32, 18],
  5: [2, 43, 24],
  6: [4, 27, 16],
};

/** Read a code as a scanner does, without errors to correct; throws where a block does not check. */
function read(square: boolean[][]): string {
  const size = square.length;
  const at = (row: number, column: number): number => (square[row]?.[column] ? 1 : 0);
  const seen = [0, 1, 2, 3, 4, 5, 7, 8].map((row) => at(row, 8));
  const more = [7, 5, 4, 3, 2, 1, 0].map((column) => at(8, column));
  const format = [...seen, ...more].reduce((sum, bit, place) => sum | (bit << place), 0);
  const mask = MASKS.findIndex((_, number) => formatOf(number) === format);
  const bits = [...path(size)].map(
    ([row, column]) => at(row, column) ^ (MASKS[mask]?.(row, column) ? 1 : 0),
  );
  const words = Array.from({ length: bits.length >> 3 }, (_, word) =>
    bits.slice(word * 8, word * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
  const [count, data, correction] = TABLE[(size - 17) / 4] ?? [0, 0, 0];
  const text: number[] = [];
  for (let block = 0; block < count; block++) {
    const mine = words.filter((_, place) => place % count === block).slice(0, data + correction);
    for (let power = 0, root = 1; power < correction; power++, root = product(root, 2)) {
      const syndrome = mine.reduce((sum, word) => product(sum, root) ^ word, 0);
      if (syndrome !== 0) throw new Error(`block ${block} does not check`);
    }
    text.push(...mine.slice(0, data));
  }
  const nibbles = text.flatMap((word) => [word >> 4, word & 15]);
  const length = (nibbles[1] ?? 0) * 16 + (nibbles[2] ?? 0);
  const bytes = Array.from({ length }, (_, place) => {
    const high = nibbles[3 + place * 2] ?? 0;
    return high * 16 + (nibbles[4 + place * 2] ?? 0);
  });
  expect(nibbles[0]).toBe(4);
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

describe("a QR code", () => {
  it("says what it was made of, at every length that it takes", () => {
    for (let length = 0; length <= 106; length++) {
      const text = "http://192.168.0.9:8420/#token=하늘".padEnd(200, "aZ9-_").slice(0, length);
      const fits = new TextEncoder().encode(text).length <= 106;
      const square = qrOf(text);
      expect(square !== null, String(length)).toBe(fits);
      if (square !== null) expect(read(square)).toBe(text);
    }
  });

  it("is not made of a text that is too long", () => {
    expect(qrOf("x".repeat(106))?.length).toBe(41);
    expect(qrOf("x".repeat(107))).toBeNull();
  });

  it("carries the format bits of the standard's example: M, mask 5", () => {
    expect(formatOf(5).toString(2).padStart(15, "0")).toBe("100000011001110");
  });

  it("leaves room for whole codewords, and a few bits", () => {
    // table 1 of the standard: modules for data by version
    const rooms = [208, 359, 567, 807, 1079, 1383];
    expect([21, 25, 29, 33, 37, 41].map((size) => [...path(size)].length)).toEqual(rooms);
    expect(isFixed(6, 10, 25) && isFixed(18, 18, 25) && !isFixed(12, 12, 25)).toBe(true);
  });
});
