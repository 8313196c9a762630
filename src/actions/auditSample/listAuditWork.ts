import { Failure } from "../../contract/failure.ts";
import type { Context } from "../context.ts";
import { findReleaseNumbered } from "./parts/findReleaseNumbered.ts";
import { readAudit } from "./parts/readAudit.ts";

/**
 * The images of an audit sample that are not audited yet, step by step, in the random order in which they are labelled:
 * only their keys and steps, so that nothing reveals what the release says about them.
 *
 * @throws Failure `not-found` where there is no such release, or it has no sample
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
