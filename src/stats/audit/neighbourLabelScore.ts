/**
 * How well a label fits its image's neighbours: d_other^2 / (d_same^2 + d_other^2), with the distances to the nearest
 * image of the same label and of another one. For sets of labels, the same are those that have a label in common.
 *
 * @param same the distance to the nearest image of the same label; infinity without any
 * @param other the distance to the nearest image of another label; infinity without any
 * @returns from 0, suspicious, to 1; .5 where both are 0; null where there is neither
 * @see Gröger et al. (2024), Intrinsic self-supervision for data quality audits (SelfClean), section 3
 */
export function neighbourLabelScore(same: number, other: number): number | null {
  if (same === Number.POSITIVE_INFINITY) return other === Number.POSITIVE_INFINITY ? null : 0;
  if (other === Number.POSITIVE_INFINITY) return 1;
  if (same === 0 && other === 0) return 0.5;
  return other ** 2 / (same ** 2 + other ** 2);
}
