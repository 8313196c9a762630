/**
 * The current time, or, after a clock was set back, the first moment after `earlier`: so that times keep the order of
 * events.
 *
 * @param earlier ISO 8601 in UTC, or empty
 */
export function timeAfter(earlier: string, now: Date): string {
  const at = now.toISOString();
  return at > earlier ? at : new Date(Date.parse(earlier) + 1).toISOString();
}
