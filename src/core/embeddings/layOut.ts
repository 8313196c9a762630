import { seededRandom } from "../seededRandom.ts";

/** The nearest of each item. */
export interface NearestItems {
  /** How many nearest each item has. */
  count: number;
  /** [items, count]; -1: it has no more. */
  indices: Int32Array;
  /** [items, count], ascending */
  distances: Float32Array;
}

/** The curve that says how near alike items come: of UMAP's usual distance .1 and spread 1. */
const [a, b] = [1.5769434604, 0.8950608779];
/** Items that an item is pushed away from, for each that it is drawn to. */
const pushes = 5;
/** Maximum length of a step. */
const longest = 4;
/** Beyond this distance, squared, a push is less than a thousandth. */
const farthest = 150;
/** Width of the initial plane. */
const width = 20;
/** Rounds: few items need more of them. */
const roundsFor = (items: number) => (items <= 2500 ? 500 : items <= 10_000 ? 300 : 200);

/**
 * Lays items out in a plane so that those that are alike lie together: UMAP (McInnes, Healy and Melville 2018) on known
 * neighbours, in flat arrays, because the libraries for it take gigabytes for 100,000 items. The same items and the same
 * seed give the same plane.
 *
 * @param start [items, 2], where they begin, in any scale
 * @returns [items, 2], from 0 to 1, the same scale across and down
 */
export function layOut(nearest: NearestItems, start: Float32Array, seed: number): Float32Array {
  const items = start.length / 2;
  const random = seededRandom(seed);
  const places = Float64Array.from(
    intoSquare(start),
    (place) => (place - 0.5) * width + (random() - 0.5) * 1e-3,
  );
  const { from, to, each } = joinItems(nearest, items);
  const rounds = roundsFor(items);
  /** The round in which a pair is next drawn together, and in which its first is next pushed away. */
  const nextDraw = each.slice();
  const eachPush = each.map((every) => every / pushes);
  const nextPush = eachPush.slice();
  for (let round = 1; round <= rounds; round++) {
    const rate = 1 - (round - 1) / rounds;
    for (let pair = 0; pair < from.length; pair++) {
      if (nextDraw[pair]! > round) continue;
      const [one, other] = [2 * from[pair]!, 2 * to[pair]!];
      let [x, y] = [places[one]!, places[one + 1]!];
      const apart = (x - places[other]!) ** 2 + (y - places[other + 1]!) ** 2;
      if (apart > 0) {
        const near = a * apart ** b;
        const pull = (-2 * b * near) / (apart * (near + 1));
        const across = rate * cut(pull * (x - places[other]!));
        const down = rate * cut(pull * (y - places[other + 1]!));
        x += across;
        y += down;
        places[other]! -= across;
        places[other + 1]! -= down;
      }
      nextDraw[pair]! += each[pair]!;
      const due = Math.floor((round - nextPush[pair]!) / eachPush[pair]!);
      for (let turn = 0; turn < due; turn++) {
        const third = 2 * Math.floor(random() * items);
        if (third === one) continue;
        const [dx, dy] = [x - places[third]!, y - places[third + 1]!];
        const off = dx * dx + dy * dy;
        // Items this far apart are not pushed further: nearly all are.
        if (off > farthest) continue;
        const push = off > 0 ? (2 * b) / ((0.001 + off) * (a * off ** b + 1)) : 0;
        x += rate * (off > 0 ? cut(push * dx) : longest);
        y += rate * (off > 0 ? cut(push * dy) : longest);
      }
      places[one] = x;
      places[one + 1] = y;
      nextPush[pair]! += Math.max(0, due) * eachPush[pair]!;
    }
  }
  return intoSquare(places);
}

const cut = (step: number) => (step > longest ? longest : step < -longest ? -longest : step);

/**
 * Which items are drawn together, and in every how manieth round: the most alike in each. How alike two are is what either
 * says of the other, a + b - a b.
 */
function joinItems({ count, indices, distances }: NearestItems, items: number) {
  const strengths = new Float32Array(indices.length);
  for (let item = 0; item < items; item++) {
    const row = distances.subarray(item * count, (item + 1) * count);
    const known = indices.subarray(item * count, (item + 1) * count).findIndex((other) => other < 0);
    strengths.set(strengthsOf(known < 0 ? row : row.subarray(0, known), Math.log2(count + 1)), item * count);
  }
  const strengthOf = (item: number, other: number) => {
    for (let at = item * count; at < (item + 1) * count; at++)
      if (indices[at] === other) return strengths[at]!;
    return 0;
  };
  const [from, to, strong]: [number[], number[], number[]] = [[], [], []];
  for (let item = 0; item < items; item++) {
    for (let at = item * count; at < (item + 1) * count; at++) {
      const other = indices[at]!;
      const back = other < 0 ? 0 : strengthOf(other, item);
      // Of a pair that each names, the later one has put it down.
      if (other < 0 || (back > 0 && other < item)) continue;
      const strength = strengths[at]! + back - strengths[at]! * back;
      from.push(item, other);
      to.push(other, item);
      strong.push(strength, strength);
    }
  }
  const most = strong.reduce((max, strength) => Math.max(max, strength), 0);
  return {
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    each: Float64Array.from(strong, (strength) => most / Math.max(strength, most / 1e6)),
  };
}

/** How alike an item is to its nearest, from 0 to 1: as much in all as if `target` of them were the same. */
function strengthsOf(distances: Float32Array, target: number): Float32Array {
  const least = distances.find((distance) => distance > 0) ?? 0;
  const at = (scale: number) => distances.map((distance) => Math.exp(-Math.max(0, distance - least) / scale));
  let [low, high, scale] = [0, Number.POSITIVE_INFINITY, 1];
  for (let turn = 0; turn < 64; turn++) {
    const sum = at(scale).reduce((total, one) => total + one, 0);
    if (Math.abs(sum - target) < 1e-5) break;
    if (sum > target) {
      high = scale;
      scale = (low + high) / 2;
    } else {
      low = scale;
      scale = high === Number.POSITIVE_INFINITY ? scale * 2 : (low + high) / 2;
    }
  }
  return at(Math.max(scale, 1e-6));
}

function intoSquare(places: Float32Array | Float64Array): Float32Array {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const most = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [at, place] of places.entries()) {
    least[at % 2] = Math.min(least[at % 2]!, place);
    most[at % 2] = Math.max(most[at % 2]!, place);
  }
  const side = Math.max(most[0]! - least[0]!, most[1]! - least[1]!) || 1;
  return Float32Array.from(
    places,
    (place, at) => 0.5 + (place - (least[at % 2]! + most[at % 2]!) / 2) / side,
  );
}
