import type { Command } from "commander";
import { addAuditDuplicates } from "./auditDuplicates.ts";
import { addAuditLabels } from "./auditLabels.ts";
import { addAuditProject } from "./auditProject.ts";

export function addAuditCommands(program: Command): void {
  const audit = program
    .command("audit")
    .description("find images that are duplicates, off topic, or whose labels are doubtful")
    .helpCommand(false);
  addAuditProject(audit);
  addAuditLabels(audit);
  addAuditDuplicates(audit);
}
