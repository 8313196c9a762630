import { type Chance, shuffle, within } from "../../core/chance.ts";
import { isGoldPlace, mixGold } from "../../core/gold/mixGold.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { listGoldFor } from "../../db/gold.ts";
import type { Db } from "../../db/schema.ts";
import { findChance } from "../../db/sql/chance.ts";

type Rules = Pick<ProjectSettings, "goldShare">;
interface Receiver {
  project: string;
  person: string;
}

/** The chance that decides where in their work in a project a person gets gold, and in which order. */
export async function findGoldChance(db: Db, { project, person }: Receiver): Promise<Chance> {
  return within(await findChance(db), `${project} ${person} gold`);
}

/** The gold images that a person may still get, in an order specific to that person. */
async function listGoldInOrder(db: Db, receiver: Receiver, chance: Chance): Promise<string[]> {
  return shuffle(await listGoldFor(db, receiver), chance("order"));
}

/** A person's batch with gold images mixed in, none of which they ever had. */
export async function mixGoldInto(
  db: Db,
  images: readonly string[],
  { goldShare }: Rules,
  { first, ...receiver }: Receiver & { first: number },
): Promise<string[]> {
  if (goldShare === 0) return [...images];
  const chance = await findGoldChance(db, receiver);
  return mixGold(images, await listGoldInOrder(db, receiver, chance), { first, chance, share: goldShare });
}

/** The gold image that a person gets next, where images are handed out one by one and gold is due. */
export async function findGoldInTurn(
  db: Db,
  { goldShare }: Rules,
  { position, ...receiver }: Receiver & { position: number },
): Promise<string | undefined> {
  if (goldShare === 0) return undefined;
  const chance = await findGoldChance(db, receiver);
  if (!isGoldPlace(position, { chance, share: goldShare })) return undefined;
  return (await listGoldInOrder(db, receiver, chance))[0];
}
