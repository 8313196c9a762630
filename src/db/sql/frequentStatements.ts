/** Seen so often, a statement is one of ours that comes again and again, not a list of this moment's length. */
const often = 3;
/** Texts that are counted; more begin anew. */
const maxCounted = 2_000;
/** The server keeps each plan once a connection. */
const maxNamed = 400;

/**
 * What gives all columns of a table, as many as there are: PostgreSQL refuses its plan once a newer version of this
 * program has added one beside a server that runs.
 */
const allColumns = /(^|[\s.,])\*([\s,]|$)/;

/**
 * Names statements that come again and again, so that PostgreSQL reads and plans them once a connection: for the short
 * ones that a save consists of, that takes longer than to run them.
 *
 * @returns what finds the name of a statement; undefined for one that is rare so far
 */
export function nameFrequentStatements(): (text: string) => string | undefined {
  const seen = new Map<string, number>();
  const names = new Map<string, string>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined || names.size >= maxNamed || allColumns.test(text)) return name;
    const times = (seen.get(text) ?? 0) + 1;
    if (times < often) {
      if (seen.size >= maxCounted) seen.clear();
      seen.set(text, times);
      return undefined;
    }
    seen.delete(text);
    names.set(text, `frequent-${names.size}`);
    return names.get(text);
  };
}
