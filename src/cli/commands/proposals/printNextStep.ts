import type { Context } from "../../../actions/context.ts";
import type { WorkMode } from "../../../core/project/settings.ts";
import { beginsWithCandidates, openingMode } from "../../../core/stages/protocol.ts";
import { countCandidates } from "../../../db/classify/candidate.ts";
import { listMembers } from "../../../db/people/person.ts";
import type { Project } from "../../../db/project/project.ts";
import { commandFor } from "../../../files/commandFor.ts";
import type { ProjectOptions } from "../../installation.ts";
import { print } from "../../output/output.ts";

/** What follows once images have proposals: people, then batches, or a server that hands images out one by one. */
interface NextStep {
  annotators: number;
  /** Annotators that each image needs. */
  needed: number;
  mode: WorkMode;
  /** Where objects are marked among candidates that no image has yet. */
  needsSheets: boolean;
}

export async function findNextStep({ db }: Pick<Context, "db">, project: Project): Promise<NextStep> {
  const { settings } = project;
  const members = await listMembers(db, project.id);
  return {
    annotators: members.filter(({ roles }) => roles.includes("annotator")).length,
    needed: settings.overlap,
    mode: openingMode(settings),
    needsSheets: beginsWithCandidates(settings) && (await countCandidates(db, project.id)) === 0,
  };
}

export function printNextStep(
  { annotators, needed, mode, needsSheets }: NextStep,
  options: ProjectOptions,
): void {
  const missing = needed - annotators;
  if (missing > 0) {
    const people = needed === 1 ? "one annotator" : `${needed} annotators`;
    const add = commandFor("users add EMAIL --role annotator", options);
    print(`Each image needs ${people}, and the project has ${annotators}. Add people: ${add}`);
  }
  const then = missing > 0 ? "Then" : "Next";
  if (mode === "batches") print(`${then}: ${commandFor("assign --batches 7", options)}`);
  else if (needsSheets) print(`${then}: ${commandFor("contains plan --dry-run", options)}`);
  else {
    print(`${then}: ${commandFor("serve", { data: options.data })}`);
    print("Annotators get one image after another when they open the project.");
  }
}
