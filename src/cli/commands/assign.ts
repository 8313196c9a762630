import type { Command } from "commander";
import { assignBatches } from "../../actions/assignBatches.ts";
import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";
import { listMembers, type Member } from "../../db/person.ts";
import { type ProjectOptions, withProject } from "../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../options.ts";
import { formatCount, formatTable, print, printJson } from "../output.ts";

interface Options extends ProjectOptions {
  json?: true;
  batches: number;
  overlap?: number;
  annotators?: string;
  seed: number;
}

export function addAssign(program: Command): void {
  addProjectOptions(program.command("assign"))
    .description("split the images that have proposals into batches, and give each to annotators")
    .requiredOption("--batches <number>", "how many batches", wholeNumber(1, 10_000))
    .option("--overlap <number>", "annotators per image (default: the project's)", wholeNumber(1, 100))
    .option("--annotators <e-mails>", "with commas between (default: everybody with the role annotator)")
    .option("--seed <number>", "decides who gets what", wholeNumber(0, 2 ** 31 - 1), 1)
    .addHelpText(
      "after",
      example("multilabelfy assign --batches 7 --overlap 2 --annotators ann@example.org,ben@example.org"),
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const result = await withProject(options, async (ctx, project) => {
    const members = await findAnnotators(ctx, project.id, options.annotators);
    const { batches, images } = await assignBatches(ctx, {
      project: project.id,
      batches: options.batches,
      overlap: options.overlap ?? project.settings.overlap,
      annotators: members.map(({ id }) => id),
      seed: options.seed,
    });
    const email = new Map(members.map((member) => [member.id, member.email]));
    return {
      images,
      batches: batches.map((batch) => ({
        number: batch.number,
        images: batch.images.length,
        annotators: batch.annotators.map((id) => email.get(id) ?? id),
      })),
    };
  });
  if (options.json) return printJson(result);
  const { images, batches } = result;
  print(`${formatCount(images, "image")} in ${formatCount(batches.length, "batch", "batches")}.`);
  print(
    formatTable([
      ["batch", "images", "annotators"],
      ...batches.map((batch) => [batch.number, batch.images, batch.annotators.join(", ")]),
    ]),
  );
}

/** The people that were named by their e-mail addresses, or everybody who annotates. */
async function findAnnotators(ctx: Context, project: string, named: string | undefined): Promise<Member[]> {
  const annotators = (await listMembers(ctx.db, project)).filter(({ roles }) => roles.includes("annotator"));
  if (named === undefined) return annotators;
  const emails = named.split(",").map((email) => email.trim().toLowerCase());
  const unknown = emails.filter((email) => !annotators.some((member) => member.email === email));
  if (unknown.length > 0) {
    throw new Failure(
      "not-found",
      `${unknown.join(", ")} ${unknown.length === 1 ? "is no annotator" : "are no annotators"} of the project. ` +
        "Add a person: multilabelfy users add EMAIL --role annotator",
    );
  }
  return annotators.filter(({ email }) => emails.includes(email));
}
