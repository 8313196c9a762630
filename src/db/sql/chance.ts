import { createHmac } from "node:crypto";
import type { Chance } from "../../core/chance.ts";
import type { Db } from "../schema.ts";
import { readTogether } from "./readTogether.ts";

/** Bytes of a number: a double has 53 bits. */
const numberBytes = 7;
const bits = 53;

/**
 * What this installation draws with. It stands in the database, so that all servers draw the same, and a draw stays
 * what it was wherever the data is restored.
 */
export async function findChance(db: Db): Promise<Chance> {
  return keyedChance((await readTogether(db, "", readKey))!);
}

const readKey = async (db: Db) => {
  const { key } = await db.selectFrom("chance").select("key").executeTakeFirstOrThrow();
  return new Map([["", key]]);
};

/** Numbers from HMAC-SHA-256 in counter mode: without the key, they cannot be distinguished from true chance. */
export function keyedChance(key: string): Chance {
  return (purpose) => {
    let block = Buffer.alloc(0);
    let blocks = 0;
    let at = 0;
    return () => {
      if (at + numberBytes > block.length) {
        block = createHmac("sha256", key).update(`${blocks++}\n${purpose}`).digest();
        at = 0;
      }
      const high = block.readUIntBE(at, 3);
      const low = block.readUInt32BE(at + 3);
      at += numberBytes;
      return ((high & 0x1fffff) * 2 ** 32 + low) / 2 ** bits;
    };
  };
}
