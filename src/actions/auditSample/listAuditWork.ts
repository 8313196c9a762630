import { Failure } from "../../contract/failure.ts";
import type { Context } from "../context.ts";
import { findReleaseNumbered } from "./parts/findReleaseNumbered.ts";
import { readAudit } from "./parts/readAudit.ts";

/**
 * The images of an audit sample that are not audited yet, step by step, in the random order in which they are labelled:
 * their keys and steps alone, so that nothing tells what the release says of them.
 *
 * @throws Failure `not-found` where there is no such release, or no sample of it
 */
export async function listAuditWork(
  { db }: Pick<Context, "db">,
  { project, number }: { project: string; number: number },
): Promise<{ image: string; step: number }[]> {
  const release = await findReleaseNumbered(db, project, number);
  const images = await readAudit(db, release);
  if (images.length === 0) throw new Failure("not-found", `Release ${number} has no audit sample.`);
  return images
    .filter(({ state }) => state.kind !== "labelled" && state.kind !== "not-judged")
    .map(({ imageKey, step }) => ({ image: imageKey, step }));
}
