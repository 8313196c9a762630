import { Failure } from "../../contract/failure.ts";
import type { AuditKind, AuditVerdict } from "../../core/audit/auditKinds.ts";
import { deleteAuditMark, writeAuditMark } from "../../db/audit.ts";
import { insertEvent } from "../../db/event.ts";
import { lockProject } from "../../db/exemplars.ts";
import { listOfProject } from "../../db/images/image.ts";
import type { Context } from "../context.ts";

/**
 * Stores a lead's verdicts on findings of an audit. The images stay as they are.
 *
 * @param input.verdict null takes verdicts back
 * @throws Failure `not-found` where an image is not in the project
 */
export async function markFindings(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: {
    project: string;
    kind: AuditKind;
    findings: readonly { image: string; subject: string }[];
    verdict: AuditVerdict | null;
    person: string | null;
  },
): Promise<{ marked: number }> {
  const { project, kind, verdict, person } = input;
  const findings = [...new Map(input.findings.map((one) => [`${one.image} ${one.subject}`, one])).values()];
  return ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project);
    const ids = [...new Set(findings.map(({ image }) => image))];
    const images = await listOfProject(db, project, ids);
    if (images.length < ids.length) throw new Failure("not-found", "There is no such image.");
    const at = ctx.now().toISOString();
    for (const { image: imageId, subject } of findings) {
      const which = { projectId: project, kind, imageId, subject };
      if (verdict === null) await deleteAuditMark(db, which);
      else await writeAuditMark(db, { ...which, verdict, personId: person, createdAt: at });
    }
    await insertEvent(db, { project, at, person, kind: "audit-marked", after: { kind, verdict, findings } });
    return { marked: findings.length };
  });
}
