/**
 * Many texts in one piece of memory: a hundred thousand of them pass between processes without either creating as many
 * strings.
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
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, ends[at]! - start).toString();
}
