/**
 * Reasons that are offered: each is stored in English whatever language it was chosen in, because others read it and
 * equal ones are counted together. The key is what is stored, the value what is shown.
 */
export const asStored = <const Reason extends string>(reasons: readonly Reason[]): Record<Reason, string> =>
  Object.fromEntries<string>(reasons.map((reason) => [reason, reason])) as Record<Reason, string>;
