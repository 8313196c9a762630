import { seededRandom } from "../seededRandom.ts";

/**
 * A matrix [to, from] of random signs. Rows that are multiplied by it have fewer numbers, and the squares of their
 * distances are kept but for a part of about the root of 2 / to, whatever they are of (Johnson and Lindenstrauss;
 * Achlioptas 2003).
 */
export function randomProjection(from: number, to: number): Float32Array {
  const random = seededRandom("projection");
  const length = 1 / Math.sqrt(to);
  return Float32Array.from({ length: to * from }, () => (random() < 0.5 ? -length : length));
}
