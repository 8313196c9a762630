import type { AuditSource } from "./combineSources.ts";

const rounds = 10;

/**
 * How far each of several sources is to be believed, by how well it agrees with the others: the chance-corrected agreement
 * of its first labels with those of a pseudo-truth, which is the weighted mean of all others. Weights and pseudo-truth are
 * found by turns, from equal weights on. Two sources agree with each other as much as the other way round, so that both get
 * the same.
 *
 * @returns [sources], from 0 to 1, the greatest of them 1; all 1 where nothing tells them apart
 * @see the queue of REVEAL, whose weights are agreements with a pseudo-truth
 */
export function weighSources(sources: readonly AuditSource[], images: number, classes: number): number[] {
  let weights = sources.map(() => 1);
  if (sources.length < 3) return weights;
  for (let round = 0; round < rounds; round++) {
    const found = sources.map((_, own) => Math.max(0, agree(sources, weights, own, images, classes)));
    const greatest = Math.max(...found);
    if (!(greatest > 0)) return sources.map(() => 1);
    weights = found.map((weight) => weight / greatest);
  }
  return weights;
}

/** (observed - chance) / (1 - chance) of a source's first labels and those of the weighted mean of the others. */
function agree(
  sources: readonly AuditSource[],
  weights: readonly number[],
  own: number,
  images: number,
  classes: number,
): number {
  const [mine, theirs] = [new Float64Array(classes), new Float64Array(classes)];
  const mean = new Float32Array(classes);
  let [same, asked] = [0, 0];
  for (let image = 0; image < images; image++) {
    const row = rowOf(sources[own]!, image, classes);
    if (Number.isNaN(row[0])) continue;
    let speaking = 0;
    mean.fill(0);
    for (const [at, source] of sources.entries()) {
      const other = rowOf(source, image, classes);
      if (at === own || weights[at] === 0 || Number.isNaN(other[0])) continue;
      speaking++;
      for (let label = 0; label < classes; label++) mean[label]! += weights[at]! * other[label]!;
    }
    if (speaking === 0) continue;
    const [first, rival] = [firstOf(row), firstOf(mean)];
    asked++;
    if (first === rival) same++;
    mine[first]!++;
    theirs[rival]!++;
  }
  if (asked === 0) return 0;
  const chance = mine.reduce((sum, count, label) => sum + (count * theirs[label]!) / asked ** 2, 0);
  return chance < 1 ? (same / asked - chance) / (1 - chance) : 0;
}

const rowOf = ({ probabilities }: AuditSource, image: number, classes: number) =>
  probabilities.subarray(image * classes, (image + 1) * classes);

function firstOf(row: Float32Array): number {
  let first = 0;
  for (let label = 1; label < row.length; label++) if (row[label]! > row[first]!) first = label;
  return first;
}
