/**
 * The time now, or the first one after another, where a clock was set back meanwhile: what times keep apart stays
 * in the order in which it happened.
 *
 * @param earlier ISO 8601 in UTC, or empty
 */
export function timeAfter(earlier: string, now: Date): string {
  const at = now.toISOString();
  return at > earlier ? at : new Date(Date.parse(earlier) + 1).toISOString();
}
