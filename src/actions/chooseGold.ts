import { isGoldPlace, mixGold } from "../core/mixGold.ts";
import { seededShuffle } from "../core/seededRandom.ts";
import type { ProjectSettings } from "../core/settings.ts";
import { listGoldFor } from "../db/gold.ts";
import type { Db } from "../db/schema.ts";

type Rules = Pick<ProjectSettings, "goldShare">;
interface Receiver {
  project: string;
  person: string;
}

/** The gold images that a person may still get, in an order of their own. */
async function listGoldInOrder(db: Db, receiver: Receiver): Promise<string[]> {
  return seededShuffle(await listGoldFor(db, receiver), `${receiver.person} gold`);
}

/** A person's batch with gold images mixed in, each of which they never had. */
export async function mixGoldInto(
  db: Db,
  images: readonly string[],
  { goldShare }: Rules,
  { first, ...receiver }: Receiver & { first: number },
): Promise<string[]> {
  if (goldShare === 0) return [...images];
  const gold = await listGoldInOrder(db, receiver);
  return mixGold(images, gold, { first, person: receiver.person, share: goldShare });
}

/** The gold image that a person gets as the next one, where images are handed out one by one and it is its turn. */
export async function findGoldInTurn(
  db: Db,
  { goldShare }: Rules,
  { position, ...receiver }: Receiver & { position: number },
): Promise<string | undefined> {
  if (!isGoldPlace(position, { person: receiver.person, share: goldShare })) return undefined;
  return (await listGoldInOrder(db, receiver))[0];
}
