/**
 * Agreement beyond chance, the form that all kappas share: (observed - expected) / (1 - expected).
 *
 * @param observed share of agreement, 0 to 1
 * @param expected share of agreement that chance alone would give, 0 to 1
 * @returns 1 for full agreement, 0 for that of chance, below 0 for less; null where chance alone agrees always,
 * because such answers say nothing
 */
export function chanceCorrected(observed: number, expected: number): number | null {
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}
