const block = { extension: 0x21, image: 0x2c, end: 0x3b } as const;
const label = { control: 0xf9, application: 0xff } as const;
/** An animation's number of loops, and a colour profile. */
const keptApplications = ["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"];

/**
 * A GIF with its pictures, timing and colours, and nothing after its end: no comments, texts or metadata.
 *
 * @returns undefined if the file ends within a block
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function stripGif(bytes: Buffer): Buffer | undefined {
  let at = 13 + tableBytes(bytes[10] ?? 0);
  const pieces = [bytes.subarray(0, at)];
  /** Describes the picture that follows it. */
  let control: Buffer | undefined;
  while (at < bytes.length) {
    if (bytes[at] === block.end) return Buffer.concat([...pieces, Buffer.from([block.end])]);
    const isImage = bytes[at] === block.image;
    if (!isImage && bytes[at] !== block.extension) return undefined;
    const data = isImage ? at + 11 + tableBytes(bytes[at + 9] ?? 0) : at + 2;
    const end = findEnd(bytes, data);
    if (end === undefined) return undefined;
    const whole = bytes.subarray(at, end);
    at = end;
    if (isImage) {
      pieces.push(...(control ? [control] : []), whole);
      control = undefined;
    } else if (whole[1] === label.control) control = whole;
    else if (whole[1] === label.application) {
      if (keptApplications.includes(whole.toString("latin1", 3, 14))) pieces.push(whole);
    } else control = undefined;
  }
  return undefined;
}

/** Size of a colour table, given the flags that announce it. */
const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Position after the empty block that ends a sequence of blocks. */
function findEnd(bytes: Buffer, from: number): number | undefined {
  for (let at = from; at < bytes.length; at += 1 + bytes[at]!) if (bytes[at] === 0) return at + 1;
  return undefined;
}
