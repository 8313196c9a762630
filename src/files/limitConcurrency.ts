/**
 * Makes a runner that has at most `most` tasks under way; the others wait their turn, first come, first served.
 *
 * @example
 * const run = limitConcurrency(2);
 * await Promise.all(files.map((file) => run(() => convert(file))));
 */
export function limitConcurrency(most: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await task();
    } finally {
      // A place is handed to the next in line, not put back, so that nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
