/** Adds up how long each label's card was on screen, over all visits. */
export interface ShownClock {
  /** The labels whose cards are on screen from now on. */
  show(labels: Iterable<number>): void;
  shownMs(label: number): number;
}

export function createShownClock(
  earlier: Iterable<readonly [label: number, shownMs: number]> = [],
  now: () => number = () => performance.now(),
): ShownClock {
  const total = new Map(earlier);
  const since = new Map<number, number>();
  const running = (label: number) => {
    const start = since.get(label);
    return start === undefined ? 0 : now() - start;
  };
  return {
    show(labels) {
      const visible = new Set(labels);
      for (const label of [...since.keys()]) {
        if (visible.has(label)) continue;
        total.set(label, (total.get(label) ?? 0) + running(label));
        since.delete(label);
      }
      for (const label of visible) if (!since.has(label)) since.set(label, now());
    },
    shownMs: (label) => (total.get(label) ?? 0) + running(label),
  };
}
