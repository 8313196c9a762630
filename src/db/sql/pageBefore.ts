/**
 * A page of rows, the newest first, of which one more was asked for than the page holds.
 *
 * @returns `before`: where the next page goes on; null after the last
 */
export function pageBefore<Row extends { id: string }>(
  rows: readonly Row[],
  limit: number,
): { page: Row[]; before: string | null } {
  const page = rows.slice(0, limit);
  return { page, before: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** Which page is asked for. */
export interface PageAsked {
  /** The last row of the page before, which this one follows. */
  before?: string | undefined;
  limit: number;
}
