import { Failure } from "../../contract/failure.ts";
import type { PersonQualification, QualificationDecision } from "../../contract/practice/qualification.ts";
import type { EventKind } from "../../core/project/eventKinds.ts";
import { insertEvent } from "../../db/event.ts";
import { deleteQualified, insertQualified, listQualified, resetPractices } from "../../db/practice.ts";
import type { Context } from "../context.ts";
import { lockPractice } from "../lock.ts";
import { listQualifications } from "./listQualifications.ts";

/** The event of each decision. */
const kinds = {
  "let-in": "qualification-given",
  close: "qualification-taken-back",
  reset: "practice-reset",
} as const satisfies Record<QualificationDecision, EventKind>;

/**
 * A lead's decision about a person, whatever the result of practice: lets them in, closes their work again, or resets
 * all their attempts. If closed, they may try again with the attempts left; what they had begun waits.
 *
 * @throws Failure `not-found` where they are not an annotator of the project and never practised
 */
export async function decideQualification(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    person,
    decision,
    by,
  }: { project: string; person: string; decision: QualificationDecision; by: string },
): Promise<PersonQualification> {
  const find = async () =>
    (await listQualifications(ctx, { project })).people.find(({ id }) => id === person);
  if (!(await find())) {
    throw new Failure("not-found", "There is no such annotator in this project. Load the page again.");
  }
  await ctx.db.transaction().execute(async (db) => {
    await lockPractice(db, ctx.dialect, { project, person });
    const at = ctx.now().toISOString();
    const isQualified = (await listQualified(db, project, person)).length > 0;
    // Where another lead already decided the same, that decision stands.
    if (decision === "let-in" && isQualified) return;
    if (decision === "close" && !isQualified) return;
    if (decision === "let-in") await insertQualified(db, { project, person }, { at, by, practice: null });
    else if (decision === "close") await deleteQualified(db, { project, person });
    else await resetPractices(db, { project, person }, at);
    await insertEvent(db, { project, at, person: by, about: person, kind: kinds[decision] });
  });
  return (await find())!;
}
