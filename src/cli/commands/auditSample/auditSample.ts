import type { Command } from "commander";
import { addAuditSampleBounds } from "./auditSampleBounds.ts";
import { addAuditSamplePlan } from "./auditSamplePlan.ts";
import { addAuditSampleOfProject } from "./auditSampleProject.ts";

export function addAuditSampleCommands(program: Command): void {
  const sample = program
    .command("audit-sample")
    .description("how many labels a release lacks and how many are wrong, from images that are labelled anew")
    .helpCommand(false);
  addAuditSamplePlan(sample);
  addAuditSampleBounds(sample);
  addAuditSampleOfProject(sample);
}
