import type { Context } from "../actions/context.ts";
import { takerGoneAfter } from "../actions/jobs/findUntaken.ts";
import type { StartedKind } from "../contract/jobs.ts";
import { forgetTakers, signOff, signOn } from "../db/jobTakers.ts";
import { newId } from "../db/sql/newId.ts";

const every = takerGoneAfter / 3;

/** Periodically records in the database which jobs are taken here, until closed. */
export async function keepPresence(
  { db, now }: Pick<Context, "db" | "now">,
  kinds: readonly StartedKind[],
): Promise<{ close(): Promise<void> }> {
  const id = newId();
  const tell = () => signOn(db, { id, kindsJson: JSON.stringify(kinds), seenAt: now().toISOString() });
  await tell();
  await forgetTakers(db, new Date(now().getTime() - takerGoneAfter).toISOString());
  // If the database does not answer, the next round tells it.
  let telling: Promise<void> | undefined;
  const timer = setInterval(() => {
    telling ??= tell()
      .catch(() => {})
      .finally(() => {
        telling = undefined;
      });
  }, every).unref();
  return {
    async close() {
      clearInterval(timer);
      await telling;
      await signOff(db, id).catch(() => {});
    },
  };
}
