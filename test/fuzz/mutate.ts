import { seededRandom } from "../../src/core/seededRandom.ts";

/** Bytes that have a meaning somewhere: ends, quotes, brackets, lengths, the beginnings of marks. */
const telling = [0, 1, 0x0a, 0x0d, 0x22, 0x2c, 0x2d, 0x30, 0x5b, 0x7b, 0x7f, 0x80, 0xc3, 0xef, 0xfe, 0xff];

/** Texts that have a meaning somewhere. */
const texts = [
  ",",
  "\n",
  '"',
  "[",
  "]",
  "{",
  "null",
  "-1",
  "1e999",
  "NaN",
  "99999999999999999999",
  "__proto__",
  "\u0000",
  "\u001b[2J",
  "\ud800",
  "\u202e",
  "../../etc/passwd",
].map((text) => Buffer.from(text));

/**
 * A file that differs from a sound one in one to four places: bytes flipped, replaced, cut out, doubled, zeroed, or the
 * end missing.
 *
 * @param seed the same seed makes the same file
 */
export function mutate(content: Buffer, seed: string): Buffer {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  let bytes = Buffer.from(content);
  for (let times = 1 + below(4); times > 0 && bytes.length > 0; times--) {
    const at = below(bytes.length);
    const length = 1 + below(Math.min(32, bytes.length - at));
    const [before, piece, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, at + length),
      bytes.subarray(at + length),
    ];
    const edits: (() => Buffer)[] = [
      () => {
        bytes[at]! ^= 1 << below(8);
        return bytes;
      },
      () => {
        bytes[at] = telling[below(telling.length)]!;
        return bytes;
      },
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, piece, piece, after]),
      () => Buffer.concat([before, Buffer.alloc(piece.length), after]),
      () => Buffer.concat([before, texts[below(texts.length)]!, after]),
      () => Buffer.concat([before, texts[below(texts.length)]!, piece, after]),
      () => before,
    ];
    bytes = Buffer.from(edits[below(edits.length)]!());
  }
  return bytes;
}
