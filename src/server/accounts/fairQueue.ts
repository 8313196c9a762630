interface Waiter {
  start(): void;
  sendAway(): void;
}

/**
 * Waiters in turn, one of each key after the other, and first come, first served among those of one key. So whoever
 * comes often makes others wait for one turn, not for all of theirs; and where there is no room, the last of the key
 * with the most waiters leaves it.
 *
 * @param room for all together
 * @param share the most of one key
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

  /** The one whose turn it is; undefined where nobody waits. */
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
