import type { Command } from "commander";
import { auditProject } from "../../../actions/audit/auditProject.ts";
import { tabulateAudit } from "../../../actions/audit/tabulateAudit.ts";
import type { Finding } from "../../../actions/findings/finding.ts";
import { textAt } from "../../../actions/findings/packedTexts.ts";
import type { ProjectAudit } from "../../../contract/audit.ts";
import { Failure } from "../../../contract/failure.ts";
import type { AuditKind } from "../../../core/audit/auditKinds.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import { writeCsv } from "../../../files/writeCsv.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, spreadsheet, wholeNumber } from "../../options/options.ts";
import { formatCount, formatNumber, formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  out?: string;
  force?: true;
  spreadsheet?: true;
  limit: number;
  json?: true;
}

export function addAuditProject(audit: Command): void {
  // A command of its own, because those on files have another --data.
  addProjectOptions(audit.command("project", { isDefault: true }))
    .description(
      "look for what is wrong with a project's images and original labels (what audit does by itself)",
    )
    .argument("[project]", "the project (default: the only one)")
    .option("--limit <number>", "findings of each list that are printed", wholeNumber(1), 5)
    .option("--out <csv>", "write all lists there")
    .option("--force", "replace the file if it exists")
    .option(...spreadsheet)
    .addHelpText("after", example("audit project --out audit.csv"))
    .action(run);
}

const titles: Record<AuditKind, string> = {
  duplicates: "Near duplicates",
  "label-errors": "Labels that models doubt",
  "label-neighbours": "Labels that the nearest images do not share",
  "missing-labels": "Labels that may be missing",
  "off-topic": "Images that are like no others",
  odd: "Odd files",
};

async function run(named: string | undefined, options: Options): Promise<void> {
  if (named !== undefined && options.project !== undefined && named !== options.project) {
    throw new Failure(
      "wrong-usage",
      `The project is “${named}” and, by --project, “${options.project}”: name one.`,
    );
  }
  const found = await withProject(
    { ...options, ...(named !== undefined && { project: named }) },
    async (ctx, project) => {
      const labels = await listLabels(ctx.db, project);
      const finding = await auditProject(ctx.db, { project: project.id });
      return { finding, nameOf: (label: number) => labels[label]?.name ?? `label ${label}` };
    },
  );
  const { finding, nameOf } = found;
  const { header, rows } = tabulateAudit(finding, nameOf);
  if (options.out !== undefined) {
    const pieces = writeCsv(header, rows, { spreadsheet: options.spreadsheet });
    const file = await writeFileWhole(options.out, pieces, { force: options.force ?? false });
    if (!options.json) print(`Written: ${file}\n`);
  }
  if (options.json) return printJson(toJson(finding, nameOf));
  print(format(finding, nameOf, options.limit));
}

function toJson({ report, keys }: Finding<ProjectAudit>, nameOf: (label: number) => string) {
  const { lists, confused, ...rest } = report;
  return {
    ...rest,
    lists: lists.map(({ findings, missing, ...list }) => ({
      ...list,
      ...(missing !== null && { missing }),
      findings: findings.map(({ image, other, given, suggested, ...finding }) => ({
        image: textAt(keys, image),
        ...(other >= 0 && { other: textAt(keys, other) }),
        given: given.map(nameOf),
        suggested: suggested.map(nameOf),
        ...finding,
      })),
    })),
    confused: confused.map(({ labels, ...pair }) => ({ labels: labels.map(nameOf), ...pair })),
  };
}

function format(
  { report, keys }: Finding<ProjectAudit>,
  nameOf: (label: number) => string,
  limit: number,
): string {
  const lines = [
    `${formatCount(report.images, "image")}, ${formatNumber(report.labelled)} with an original label.`,
  ];
  for (const { kind, findings, total, sources, missing } of report.lists) {
    if (missing !== null) {
      lines.push("", `${titles[kind]}: not looked for, because ${missing}.`);
      continue;
    }
    lines.push(
      "",
      `${titles[kind]}: ${kind === "duplicates" ? `${formatCount(total, "pair")}, the nearest first` : formatNumber(total)} (by ${sources.join(", ")})`,
    );
    if (findings.length === 0) continue;
    lines.push(
      formatTable(
        findings
          .slice(0, limit)
          .map(({ image, other, given, reason }, at) => [
            at + 1,
            textAt(keys, image),
            other < 0 ? "" : textAt(keys, other),
            given.map(nameOf).join(", "),
            reason,
          ]),
      ),
    );
  }
  if (report.confused.length > 0) {
    lines.push(
      "",
      "Labels whose images are counted as each other:",
      formatTable(
        report.confused
          .slice(0, limit)
          .map(({ labels: [a, b], counts: [there, back], total }) => [
            nameOf(a),
            nameOf(b),
            `${formatNumber(there + back)} of ${formatNumber(total)}`,
          ]),
      ),
    );
  }
  return lines.join("\n");
}
