import type { Context } from "../actions/context.ts";
import { updateLastSeen } from "../db/person.ts";
import type { Database } from "../db/schema.ts";

const minute = 60_000;
const writtenAt = new WeakMap<Database, Map<string, number>>();

/** Writes down that a person was here, at most once a minute. Where it cannot be written, nothing else fails. */
export async function noteSeen({ db, now }: Pick<Context, "db" | "now">, person: string): Promise<void> {
  const known = writtenAt.get(db) ?? new Map<string, number>();
  writtenAt.set(db, known);
  const at = now();
  if (at.getTime() - (known.get(person) ?? Number.NEGATIVE_INFINITY) < minute) return;
  known.set(person, at.getTime());
  await updateLastSeen(db, person, at.toISOString()).catch(() => known.delete(person));
}
