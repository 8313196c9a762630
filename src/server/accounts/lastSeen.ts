import type { Context } from "../../actions/context.ts";
import { hasPassed } from "../../core/hasPassed.ts";
import { updateLastSeen } from "../../db/people/person.ts";
import type { Database, Db } from "../../db/schema.ts";
import { commitTogether } from "../../db/sql/commitTogether.ts";

const minute = 60_000;
const writtenAt = new WeakMap<Database, Map<string, number>>();

/** Records that a person was here, at most once a minute. A failure to write it affects nothing else. */
export async function noteSeen(
  { db, dialect, now }: Pick<Context, "db" | "dialect" | "now">,
  person: string,
): Promise<void> {
  const known = writtenAt.get(db) ?? new Map<string, number>();
  writtenAt.set(db, known);
  const at = now();
  const before = known.get(person);
  if (before !== undefined && !hasPassed(before, minute, at.getTime())) return;
  known.set(person, at.getTime());
  const note = (write: Db) => updateLastSeen(write, person, at.toISOString());
  await commitTogether({ db, dialect }, note).catch(() => known.delete(person));
}
