import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/**
 * Runs something while the clock stands and whatever is drawn is the same, so that it makes the same rows each time.
 * For a process of its own, which has made no id yet.
 */
export async function withoutChance<Made>(at: Date, make: () => Promise<Made>): Promise<Made> {
  const real = { randomInt: crypto.randomInt, randomFillSync: crypto.randomFillSync, Date };
  const { getRandomValues } = globalThis.crypto;
  const fill = (bytes: Uint8Array) => bytes.fill(1);
  const restore = () => {
    globalThis.Date = real.Date;
    Object.assign(crypto, { randomInt: real.randomInt, randomFillSync: real.randomFillSync });
    syncBuiltinESMExports();
    globalThis.crypto.getRandomValues = getRandomValues;
  };
  globalThis.Date = class extends real.Date {
    constructor(...given: [] | [number | string | Date]) {
      super(...((given.length === 0 ? [at.getTime()] : given) as [number]));
    }
    static override now = () => at.getTime();
  } as DateConstructor;
  Object.assign(crypto, { randomInt: () => 1, randomFillSync: fill });
  syncBuiltinESMExports();
  globalThis.crypto.getRandomValues = fill as typeof getRandomValues;
  try {
    return await make();
  } finally {
    restore();
  }
}
