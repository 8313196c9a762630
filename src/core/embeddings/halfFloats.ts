/**
 * The number of each half-precision float (IEEE 754 binary16) by its bits: ten of fraction, five of exponent, one of
 * sign. A table, because files and embeddings have millions of them.
 */
export const halves: Float32Array = Float32Array.from({ length: 1 << 16 }, (_, bits) => {
  const [fraction, exponent, sign] = [bits & 0x3ff, (bits >> 10) & 0x1f, bits >> 15 ? -1 : 1];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
});

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** The bits of the half-precision float nearest to a number below 65,520; of two as near, the even one. */
export function halfBits(value: number): number {
  single[0] = value;
  const bits = singleBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fff_ffff;
  // Below 2^-14 halves stand at even distances, so that rounding is to a whole number of 2^-24.
  if (magnitude < 0x3880_0000) return sign | roundToEven(Math.abs(single[0]!) * 2 ** 24);
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x3800_0000 + 0xfff + odd) >>> 13);
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
