import type { ProjectAudit } from "../../contract/audit.ts";
import type { CsvOptions } from "../../contract/csvText.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { writeCsv } from "../../files/writeCsv.ts";
import type { Context } from "../context.ts";
import type { Finding } from "../findings/finding.ts";
import type { ExportedFile } from "../releases/exportRelease.ts";
import { tabulateAudit } from "./tabulateAudit.ts";

/** All lists of an audit as one table, as `audit --out` writes them. */
export async function exportAudit(
  { db }: Pick<Context, "db">,
  { project: id, finding, spreadsheet }: { project: string; finding: Finding<ProjectAudit> } & CsvOptions,
): Promise<ExportedFile> {
  const project = await getProject(db, id);
  const names = new Map((await listLabels(db, project)).map(({ index, name }) => [index, name]));
  const { header, rows } = tabulateAudit(finding, (label) => names.get(label) ?? `label ${label}`);
  return {
    project: id,
    fileName: `${project.name} audit.csv`,
    contentType: "text/csv; charset=utf-8",
    body: writeCsv(header, rows, { spreadsheet }),
  };
}
