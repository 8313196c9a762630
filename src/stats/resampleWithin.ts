/**
 * Sums over resampled images: in every replicate, each stratum's images are drawn anew with replacement, as many as it
 * has, and all series are summed over the same draw, so that series can be compared within a replicate.
 *
 * A stratum of one image could only ever draw itself, as if it were certain; all such images are one stratum together.
 *
 * @param series each [images], 0 or 1
 * @param strata [images], the stratum of each image, any whole numbers
 * @param options.random numbers in [0, 1), seeded by the caller
 * @returns [series][replicates]
 * @throws RangeError if the lengths differ
 * @see Davison and Hinkley (1997), Bootstrap methods and their application, section 3.2
 */
export function resampleWithin(
  series: readonly Uint8Array[],
  strata: ArrayLike<number>,
  { replicates, random }: { replicates: number; random: () => number },
): Float64Array[] {
  const images = strata.length;
  for (const { length } of series) {
    if (length !== images) throw new RangeError(`a series of ${length} images, but ${images} strata`);
  }
  const { order, first, size } = groupImages(strata);
  // Several sums are added up in one double: each needs room for the number of images, of 53 bits in all.
  const base = 2 ** Math.ceil(Math.log2(images + 1));
  const perNumber = Math.max(1, Math.floor(53 / Math.log2(Math.max(base, 2))));
  const width = Math.ceil(series.length / perNumber);
  const packed = new Float64Array(images * width);
  for (const [at, values] of series.entries()) {
    const [column, scale] = [Math.floor(at / perNumber), base ** (at % perNumber)];
    for (let place = 0; place < images; place++) {
      if (values[order[place]!] === 1) packed[place * width + column]! += scale;
    }
  }

  const sums = series.map(() => new Float64Array(replicates));
  const times = new Uint16Array(images);
  const total = new Float64Array(width);
  for (let replicate = 0; replicate < replicates; replicate++) {
    times.fill(0);
    for (let place = 0; place < images; place++) {
      times[first[place]! + Math.floor(random() * size[place]!)]!++;
    }
    total.fill(0);
    for (let place = 0, at = 0; place < images; place++, at += width) {
      const drawn = times[place]!;
      if (drawn === 0) continue;
      for (let column = 0; column < width; column++) total[column]! += drawn * packed[at + column]!;
    }
    for (let at = 0; at < series.length; at += perNumber) {
      let rest = total[at / perNumber]!;
      for (let part = at; part < Math.min(at + perNumber, series.length); part++) {
        const above = Math.floor(rest / base);
        sums[part]![replicate] = rest - above * base;
        rest = above;
      }
    }
  }
  return sums;
}

/** Images stratum by stratum, and at each place where its stratum begins and how many it has. */
function groupImages(strata: ArrayLike<number>) {
  const members = new Map<number, number[]>();
  for (let image = 0; image < strata.length; image++) {
    const stratum = strata[image]!;
    const list = members.get(stratum);
    if (list) list.push(image);
    else members.set(stratum, [image]);
  }
  const several = [...members.values()].filter((list) => list.length > 1);
  const single = [...members.values()].filter((list) => list.length === 1).flat();
  const order = new Uint32Array(strata.length);
  const first = new Uint32Array(strata.length);
  const size = new Uint32Array(strata.length);
  let place = 0;
  for (const list of [...several, single]) {
    const start = place;
    for (const image of list) {
      order[place] = image;
      first[place] = start;
      size[place] = list.length;
      place++;
    }
  }
  return { order, first, size };
}
