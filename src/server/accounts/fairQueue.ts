interface Waiter {
  start(): void;
  sendAway(): void;
}

/**
 * Serves waiters in turn: one per key, round robin, and first come, first served within a key. So a client that comes
 * often makes others wait for one turn, not for all of its own; and if there is no room, the last waiter of the key
 * with the most waiters is dropped.
 *
 * @param room maximum number of waiters in all
 * @param share maximum number of waiters of one key
 */
export function createFairQueue({ room, share }: { room: number; share: number }) {
  /** In the order of their next turns. */
  const byKey = new Map<string, Waiter[]>();
  let count = 0;

  function longest(): [string, Waiter[]] {
    let found: [string, Waiter[]] = ["", []];
    for (const entry of byKey) if (entry[1].length > found[1].length) found = entry;
    return found;
  }

  /** @returns whether there was room */
  function add(key: string, waiter: Waiter): boolean {
    const mine = byKey.get(key) ?? [];
    if (mine.length >= share) return false;
    if (count >= room) {
      const [rude, theirs] = longest();
      if (theirs.length <= mine.length + 1) return false;
      theirs.pop()!.sendAway();
      count--;
      if (theirs.length === 0) byKey.delete(rude);
    }
    mine.push(waiter);
    byKey.set(key, mine);
    count++;
    return true;
  }

  /** The waiter whose turn it is; undefined if nobody waits. */
  function take(): Waiter | undefined {
    const [first] = byKey;
    if (!first) return undefined;
    const [key, waiters] = first;
    byKey.delete(key);
    const next = waiters.shift();
    if (waiters.length > 0) byKey.set(key, waiters);
    count--;
    return next;
  }

  return { add, take };
}
