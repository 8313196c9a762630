/** What is known of an image's file. */
export interface ImageFileFacts {
  width: number | null;
  height: number | null;
  bytes: number | null;
}

/** An image whose file is unlike the others'. */
export interface OddImage {
  image: number;
  /** How far beyond the limit, as a factor above 1; the greatest of several. */
  score: number;
  reason: string;
}

/** An image is odd if it is so many times as far from the median as a usual one may be. */
const limits = { small: 2, flat: 4, aspect: 2 };

/**
 * Finds images that have far fewer pixels than the others, far less content a pixel (uniform or blurred pictures compress
 * well), or another shape, each against the median of the dataset.
 *
 * @returns the oddest first
 */
export function findOddImages(files: readonly ImageFileFacts[]): OddImage[] {
  const known = files.flatMap(({ width, height, bytes }, image) =>
    width !== null && height !== null && bytes !== null && width > 0 && height > 0
      ? [{ image, width, height, bits: (8 * bytes) / (width * height), aspect: Math.log(width / height) }]
      : [],
  );
  if (known.length === 0) return [];
  const middle = (of: (one: (typeof known)[number]) => number) => {
    const sorted = known.map(of).sort((a, b) => a - b);
    return sorted[sorted.length >> 1]!;
  };
  const side = ({ width, height }: { width: number; height: number }) => Math.min(width, height);
  const [usualSide, usualBits, usualAspect] = [
    middle(side),
    middle(({ bits }) => bits),
    middle(({ aspect }) => aspect),
  ];
  return known
    .flatMap((one) => {
      const { image, width, height, bits, aspect } = one;
      const found = [
        {
          score: usualSide / side(one) / limits.small,
          reason: `low resolution: ${width} × ${height}, and ${usualSide} pixels are usual for the shorter side`,
        },
        {
          score: usualBits / bits / limits.flat,
          reason: `little content: ${bits.toFixed(2)} bits a pixel, and ${usualBits.toFixed(2)} are usual; it may be uniform or blurred`,
        },
        {
          score: Math.exp(Math.abs(aspect - usualAspect)) / limits.aspect,
          reason: `odd shape: ${width} × ${height}`,
        },
      ].filter(({ score }) => score > 1);
      if (found.length === 0) return [];
      const score = Math.max(...found.map((reason) => reason.score));
      return [{ image, score, reason: found.map(({ reason }) => reason).join("; ") }];
    })
    .sort((a, b) => b.score - a.score || a.image - b.image);
}
