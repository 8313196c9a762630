/**
 * Many texts in one piece of memory: a hundred thousand of them cross from a thread to another without being copied,
 * and without the other one stopping to make a hundred thousand strings.
 */
export interface PackedTexts {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each text ends in `bytes`. */
  ends: Uint32Array<ArrayBuffer>;
}

export function packTexts(texts: readonly string[]): PackedTexts {
  const ends = new Uint32Array(texts.length);
  let length = 0;
  for (const [at, text] of texts.entries()) {
    length += Buffer.byteLength(text);
    ends[at] = length;
  }
  const bytes = new Uint8Array(length);
  const buffer = Buffer.from(bytes.buffer);
  for (const [at, text] of texts.entries()) buffer.write(text, at === 0 ? 0 : ends[at - 1]!);
  return { bytes, ends };
}

export function textAt({ bytes, ends }: PackedTexts, at: number): string {
  const start = at === 0 ? 0 : ends[at - 1]!;
  return Buffer.from(bytes.buffer, start, ends[at]! - start).toString();
}
