import type { Audit, AuditedFinding, ProjectAudit } from "../../contract/audit.ts";
import { imageUrl } from "../../contract/images/image.ts";
import { type AuditKind, type AuditVerdict, verdictsForPrecision } from "../../core/audit/auditKinds.ts";
import { listAuditMarks } from "../../db/audit.ts";
import type { Db } from "../../db/schema.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import type { Finding } from "../findings/finding.ts";
import { textAt } from "../findings/packedTexts.ts";

type Found = Finding<ProjectAudit>;
type Row = ProjectAudit["lists"][number]["findings"][number];

const pageSize = 48;
/** Maximum number of points of a curve, and of verdicts drawn beside it. */
const [maxPoints, maxDrawn] = [80, 500];

/** Place and score of some findings, including the first and the last. */
function drawCurve(findings: readonly Row[]): [number, number][] {
  const count = Math.min(maxPoints, findings.length);
  return Array.from({ length: count }, (_, point) => {
    const at = count === 1 ? 0 : Math.round((point * (findings.length - 1)) / (count - 1));
    return [at + 1, findings[at]!.score];
  });
}

/** Whether some of the sources that could have reported it did not. */
const isDisputed = ({ votes: [said, asked] }: Row) => said < asked;

/** What a finding is about besides its image; marks are stored by it. */
const subjectOf = ({ ids }: Pick<Found, "ids">, kind: AuditKind, row: Row): string => {
  if (kind === "duplicates") return textAt(ids, row.other);
  return kind === "missing-labels" ? String(row.suggested[0]) : "";
};

/** The lists of an audit, without their findings, with what leads said about them. */
export async function getAudit(db: Db, project: string, found: Found): Promise<Audit> {
  const { lists, ...report } = found.report;
  const counted = await Promise.all(
    lists.map(async ({ kind, findings, total, sources, missing }) => {
      const marks = await listAuditMarks(db, project, kind);
      const said = new Map(marks.map(({ image, subject, verdict }) => [`${image} ${subject}`, verdict]));
      const judged = findings.flatMap((row, at): [number, number, AuditVerdict][] => {
        const verdict = said.get(`${textAt(found.ids, row.image)} ${subjectOf(found, kind, row)}`);
        return verdict === undefined ? [] : [[at + 1, row.score, verdict]];
      });
      const first = marks.slice(0, verdictsForPrecision);
      const issues = first.filter(({ verdict }) => verdict === "issue").length;
      const interval = shareInterval(issues, first.length);
      return {
        kind,
        total,
        listed: findings.length,
        marked: judged.length,
        curve: drawCurve(findings),
        verdicts: judged.slice(0, maxDrawn),
        hasDisputed: findings.some(isDisputed),
        sources,
        missing,
        precision: {
          issues,
          verdicts: first.length,
          interval,
          ...(interval === null && { intervalMissing: "nobody has looked at a finding yet" }),
        },
      };
    }),
  );
  return { ...report, lists: counted };
}

/** A page of one of the lists, in its order. */
export async function listAuditFindings(
  db: Db,
  found: Found,
  {
    project,
    kind,
    after = 0,
    open,
    disputed = false,
  }: {
    project: string;
    kind: AuditKind;
    after?: number | undefined;
    open: boolean;
    disputed?: boolean;
  },
): Promise<{ findings: AuditedFinding[]; hasMore: boolean }> {
  const { findings } = found.report.lists.find((list) => list.kind === kind)!;
  const marks = new Map(
    (await listAuditMarks(db, project, kind)).map(({ image, subject, verdict }) => [
      `${image} ${subject}`,
      verdict,
    ]),
  );
  const page: AuditedFinding[] = [];
  const imageAt = (at: number) => {
    const id = textAt(found.ids, at);
    return { id, key: textAt(found.keys, at), thumbnailUrl: imageUrl(id, "thumbnail") };
  };
  let at = after;
  for (; at < findings.length && page.length < pageSize; at++) {
    const row = findings[at]!;
    const { image, other, ...rest } = row;
    const subject = subjectOf(found, kind, row);
    const shown = imageAt(image);
    const verdict = marks.get(`${shown.id} ${subject}`) ?? null;
    if ((open && verdict !== null) || (disputed && !isDisputed(row))) continue;
    page.push({
      ...rest,
      place: at + 1,
      image: shown,
      other: other < 0 ? null : imageAt(other),
      subject,
      verdict,
    });
  }
  return { findings: page, hasMore: at < findings.length };
}
