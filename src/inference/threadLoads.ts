/** What each thread of the classifier process has to do, and since when it has given no answer. */
export interface ThreadLoads {
  /** The thread that has least to do; undefined where all have `max`. */
  pick(max: number): number | undefined;
  add(thread: number): void;
  /** An answer came. */
  answered(thread: number): void;
  /** Has a thread been silent for longer than its images may take, of which it has up to `batchSize` at once? */
  isSilent(millisecondsPerImage: number, batchSize: number): boolean;
  clear(): void;
}

export function watchThreads(count: number): ThreadLoads {
  const threads = Array.from({ length: count }, () => ({ busy: 0, since: 0 }));
  return {
    pick(max) {
      const idlest = threads.reduce((best, { busy }, at) => (busy < threads[best]!.busy ? at : best), 0);
      return threads[idlest]!.busy < max ? idlest : undefined;
    },
    add(at) {
      const thread = threads[at]!;
      if (thread.busy === 0) thread.since = performance.now();
      thread.busy++;
    },
    answered(at) {
      const thread = threads[at]!;
      thread.busy--;
      thread.since = performance.now();
    },
    isSilent(millisecondsPerImage, batchSize) {
      const now = performance.now();
      return threads.some(
        ({ busy, since }) => busy > 0 && now - since > millisecondsPerImage * Math.min(busy, batchSize),
      );
    },
    clear() {
      for (const thread of threads) thread.busy = 0;
    },
  };
}
