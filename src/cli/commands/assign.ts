import { type Command, Option } from "commander";
import { assignBatches } from "../../actions/batches/assignBatches.ts";
import { planAssignment } from "../../actions/batches/planAssignment.ts";
import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";
import {
  type BatchOrder,
  batchOrders,
  type PartnerRule,
  partnerRules,
} from "../../core/batches/planBatches.ts";
import { openingMode } from "../../core/stages/protocol.ts";
import { listMembers, type Member } from "../../db/people/person.ts";
import type { Project } from "../../db/project/project.ts";
import { commandFor } from "../../files/commandFor.ts";
import { readKeyList } from "../../files/text/readKeyList.ts";
import { nameAmongSeveral, type ProjectOptions, withProject } from "../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
  batches?: number;
  perBatch?: number;
  order: BatchOrder;
  partners: PartnerRule;
  overlap?: number;
  annotators?: string;
  images?: string;
  again?: true;
  seed: number;
  dryRun?: true;
}

export function addAssign(program: Command): void {
  addProjectOptions(program.command("assign"))
    .description("split the images that have proposals into batches, and give each to annotators")
    .addOption(
      new Option("--batches <number>", "how many batches")
        .argParser(wholeNumber(1, 10_000))
        .conflicts("perBatch"),
    )
    .option("--per-batch <number>", "or how many images each, at most", wholeNumber(1))
    .addOption(
      new Option("--order <order>", "at random, by key, or each batch with its share of every original label")
        .choices(batchOrders)
        .default("random"),
    )
    .addOption(
      new Option("--partners <rule>", "mixed: all pairs share equally much; fixed: as they are named")
        .choices(partnerRules)
        .default("mixed"),
    )
    .option("--overlap <number>", "annotators per image (default: the project's)", wholeNumber(1, 100))
    .option("--annotators <e-mails>", "with commas between (default: everybody with the role annotator)")
    .option("--images <file>", "only these: a text file with an image key on each line")
    .option("--again", "give images that somebody has already to further annotators")
    .option("--dry-run", "show the plan and give nothing")
    .option("--seed <number>", "decides who gets what", wholeNumber(0, 2 ** 31 - 1), 1)
    .addHelpText(
      "after",
      example("assign --batches 7 --overlap 2 --annotators ann@example.org,ben@example.org"),
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  if (options.batches === undefined && options.perBatch === undefined) {
    throw new Failure("wrong-usage", "Say how many batches with --batches, or how large with --per-batch.");
  }
  const images = options.images === undefined ? undefined : await readKeyList(options.images);
  const result = await withProject(options, async (ctx, project) => {
    const members = await findAnnotators(ctx, project, options.annotators);
    const { batches, perBatch, order, partners, overlap, again, seed } = options;
    const annotators = members.map(({ id }) => id);
    const wishes = { batches, perBatch, order, partners, overlap, again, seed, images, annotators };
    const plan = options.dryRun
      ? await planAssignment(ctx.db, project.id, wishes)
      : await assignBatches(ctx, { project: project.id, ...wishes });
    const email = new Map(members.map((member) => [member.id, member.email]));
    return {
      images: plan.images,
      batches: plan.batches.map((batch) => ({
        number: batch.number,
        images: batch.images.length,
        annotators: batch.annotators.map((id) => email.get(id) ?? id),
      })),
    };
  });
  if (options.json) return printJson(result);
  const { batches } = result;
  const given = options.dryRun ? "Nothing is given yet: " : "";
  print(
    `${given}${formatCount(result.images, "image")} in ${formatCount(batches.length, "batch", "batches")}.`,
  );
  print(
    formatTable([
      ["batch", "images", "annotators"],
      ...batches.map((batch) => [batch.number, batch.images, batch.annotators.join(", ")]),
    ]),
  );
}

/** The people that were named by their e-mail addresses, or everybody who annotates. */
async function findAnnotators(ctx: Context, project: Project, named: string | undefined): Promise<Member[]> {
  const annotators = (await listMembers(ctx.db, project.id)).filter(({ roles }) =>
    roles.includes("annotator"),
  );
  const place = { data: ctx.dataFolder, project: await nameAmongSeveral(ctx, project) };
  const add = commandFor("users add EMAIL --role annotator", place);
  if (annotators.length === 0 && openingMode(project.settings) === "batches")
    throw new Failure("not-ready", `Nobody in the project annotates yet. Add a person: ${add}`);
  if (named === undefined) return annotators;
  const emails = named.split(",").map((email) => email.trim().toLowerCase());
  const unknown = emails.filter((email) => !annotators.some((member) => member.email === email));
  if (unknown.length > 0) {
    throw new Failure(
      "not-found",
      `${unknown.join(", ")} ${unknown.length === 1 ? "is no annotator" : "are no annotators"} of the project. ` +
        `Add a person: ${add}`,
    );
  }
  // Fixed partners stand one after the other, as they were named.
  return emails.flatMap((email) => annotators.find((member) => member.email === email) ?? []);
}
