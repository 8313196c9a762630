import type { Command } from "commander";
import { addAuditDuplicates } from "./auditDuplicates.ts";
import { addAuditLabels } from "./auditLabels.ts";

export function addAuditCommands(program: Command): void {
  const audit = program
    .command("audit")
    .description("find images that are duplicates, or whose labels are doubtful")
    .helpCommand(false);
  addAuditLabels(audit);
  addAuditDuplicates(audit);
}
