/** How a sample is stored: TIFF's SampleFormat and bits. */
const formats = {
  uint8: [1, 8],
  uint16: [1, 16],
  int16: [2, 16],
  uint32: [1, 32],
  int32: [2, 32],
  float32: [3, 32],
  float64: [3, 64],
} as const;

export type TiffSample = keyof typeof formats;

/**
 * Makes an uncompressed TIFF of one strip.
 *
 * @param values row by row from the top, the channels of a pixel together: width * height * channels
 * @param channels 1: grey, black is zero; 3: RGB
 */
export function makeTiff(
  sample: TiffSample,
  { width, height, channels }: { width: number; height: number; channels: 1 | 3 },
  values: ArrayLike<number>,
): Buffer {
  const [format, bits] = formats[sample];
  const size = bits / 8;
  const pixels = Buffer.alloc(values.length * size);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (format === 3 && bits === 64) pixels.writeDoubleLE(value, at * size);
    else if (format === 3) pixels.writeFloatLE(value, at * size);
    else if (format === 2) pixels.writeIntLE(value, at * size, size);
    else pixels.writeUIntLE(value, at * size, size);
  }
  const short = 3;
  const long = 4;
  // Three shorts do not fit into an entry: they are stored after the directory, twice (bits and formats).
  const entries = 11;
  const behind = 8 + 2 + entries * 12 + 4;
  const many = channels === 3;
  const tags: [tag: number, type: number, count: number, value: number][] = [
    [256, short, 1, width],
    [257, short, 1, height],
    [258, short, channels, many ? behind : bits],
    [259, short, 1, 1],
    [262, short, 1, many ? 2 : 1],
    [273, long, 1, behind + 12],
    [277, short, 1, channels],
    [278, short, 1, height],
    [279, long, 1, pixels.length],
    [284, short, 1, 1],
    [339, short, channels, many ? behind + 6 : format],
  ];
  const head = Buffer.alloc(behind + 12);
  head.write("II*\0", 0, "latin1");
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries, 8);
  tags.forEach(([tag, type, count, value], at) => {
    const start = 10 + at * 12;
    head.writeUInt16LE(tag, start);
    head.writeUInt16LE(type, start + 2);
    head.writeUInt32LE(count, start + 4);
    head.writeUInt32LE(value, start + 8);
  });
  for (let at = 0; at < 3; at++) {
    head.writeUInt16LE(bits, behind + 2 * at);
    head.writeUInt16LE(format, behind + 6 + 2 * at);
  }
  return Buffer.concat([head, pixels]);
}
