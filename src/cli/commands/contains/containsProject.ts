import type { Command } from "commander";
import { closePlan } from "../../../actions/contains/closePlan.ts";
import { exportContains } from "../../../actions/contains/exportContains.ts";
import { getContainsReport } from "../../../actions/contains/getContainsReport.ts";
import {
  defaultWishes,
  makeSheets,
  planContains,
  type SheetPreview,
} from "../../../actions/contains/planContains.ts";
import { getContainsRules } from "../../../actions/contains/readSelections.ts";
import { setContainsRules } from "../../../actions/contains/setContainsRules.ts";
import type { ContainsReport } from "../../../contract/contains/report.ts";
import { Failure } from "../../../contract/failure.ts";
import { maxControlShare, maxSheetSize } from "../../../core/contains/planSheets.ts";
import { writeContainsAnswers } from "../../../files/contains/writeContainsAnswers.ts";
import { plainText } from "../../../files/text/plainText.ts";
import { readKeyList } from "../../../files/text/readKeyList.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { named, projectArgument } from "../../options/namedProject.ts";
import { addProjectOptions, example, share, spreadsheet, wholeNumber } from "../../options/options.ts";
import {
  formatCount,
  formatNumber,
  formatShareInterval,
  formatTable,
  print,
  printJson,
} from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

interface PlanOptions extends Options {
  topK: number;
  models?: string;
  size: number;
  controls: number;
  workers: number;
  seed: number;
  images?: string;
  dryRun?: true;
}

interface RuleOptions extends Options {
  maxFailed?: number;
  minAnswers?: number;
}

/** The commands on the sheets of a project. */
export function addSheetCommands(contains: Command): void {
  addCommand(
    contains,
    "plan",
    "make sheets of images, each about one label; images that came later get sheets of their own",
  )
    .option(
      "--top-k <number>",
      "candidates: the first labels of each model; 0: original labels alone",
      wholeNumber(0, 20),
      defaultWishes.topK,
    )
    .option("--models <names>", "with commas between (default: every model with predictions)")
    .option("--size <number>", "images on a sheet", wholeNumber(2, maxSheetSize), defaultWishes.size)
    .option(
      "--controls <share>",
      "of a sheet's images, those of which the answer is known",
      share,
      defaultWishes.controlShare,
    )
    .option(
      "--workers <number>",
      "how many people get each sheet",
      wholeNumber(1, 100),
      defaultWishes.workers,
    )
    .option("--images <file>", "only these: a text file with an image key on each line")
    .option("--seed <number>", "decides what stands where", wholeNumber(0, 2 ** 31 - 1), defaultWishes.seed)
    .option("--dry-run", "show the plan and make nothing")
    .addHelpText("after", example("contains plan --top-k 5 --workers 9 --dry-run"))
    .action((name: string | undefined, options: PlanOptions) => plan(named(name, options)));
  addCommand(contains, "report", "how far the sheets are, who is counted, and what follows for the images")
    .option("--max-failed <share>", "as if who fails more of the controls than this were left out", share)
    .option(
      "--min-answers <n>",
      "as if images with fewer answers on their original label were ambiguous",
      wholeNumber(1, 1000),
    )
    .addHelpText("after", example("contains report --json"))
    .action((name: string | undefined, options: RuleOptions) => report(named(name, options)));
  addCommand(contains, "rules", "change how the answers are counted; nothing of them changes")
    .option("--max-failed <share>", "leave out who fails more of the controls than this", share)
    .option(
      "--min-answers <n>",
      "with fewer on its original label, an image is ambiguous",
      wholeNumber(1, 1000),
    )
    .addHelpText("after", example("contains rules --max-failed 0.2"))
    .action((name: string | undefined, options: RuleOptions) => rules(named(name, options)));
  addProjectOptions(contains.command("close"))
    .description("hand out no more sheets of a plan, and keep its answers as they are")
    .argument("<plan>", "the plan's number", wholeNumber(1))
    .option("--reopen", "hand them out again")
    .addHelpText("after", example("contains close 1"))
    .action(close);
  addCommand(contains, "export", "write every answer that counts as CSV, which `contains aggregate` reads")
    .requiredOption("--out <file>", "where to")
    .option("--force", "replace a file that exists")
    .option(...spreadsheet)
    .addHelpText("after", example("contains export --out answers.csv"))
    .action((name: string | undefined, options: ExportOptions) => write(named(name, options)));
}

const addCommand = (contains: Command, name: string, description: string): Command =>
  addProjectOptions(contains.command(name))
    .description(description)
    .argument(...projectArgument);

async function plan(options: PlanOptions): Promise<void> {
  const { topK, size, workers, seed, controls: controlShare } = options;
  if (controlShare > maxControlShare)
    throw new Failure("wrong-usage", `--controls is ${controlShare}, and may be ${maxControlShare} at most.`);
  const images = options.images === undefined ? undefined : await readKeyList(options.images);
  const models = options.models?.split(",").map(plainText);
  const wishes = { topK, models, size, controlShare, workers, seed, images };
  const result = await withProject(options, async (ctx, { id: project }) =>
    options.dryRun
      ? { ...(await planContains(ctx.db, project, wishes)).preview, plan: null }
      : makeSheets(ctx, { project, ...wishes }),
  );
  if (options.json) return printJson(result);
  for (const line of describePlan(result, workers)) print(line);
  print(result.plan === null ? "Nothing is made yet: leave out --dry-run." : `This is plan ${result.plan}.`);
}

/** A plan in words. */
function describePlan(plan: SheetPreview, workers: number): string[] {
  const { controls, labelsWithout, isMeasured, secondsPerPhoto } = plan;
  const known = controls.holding + controls.notHolding;
  const basis = isMeasured ? "measured on the answers so far" : "a guess: nothing was answered yet";
  const lines = [
    `${formatCount(plan.sheets, "sheet")} on ${formatCount(plan.labels, "label")}: ${formatCount(plan.pairs, "pair")} of ${formatCount(plan.images, "image")} and a label, ${formatCount(plan.photos, "photo")} with ${formatCount(known, "control")} (${formatNumber(controls.holding)} that hold the label, ${formatNumber(controls.notHolding)} that do not).`,
    `${formatNumber(workers)} people each: ${formatCount(plan.answers, "answer")}, about ${formatHours(plan.hours)} at ${secondsPerPhoto.toFixed(2)} s a photo (${basis}).`,
  ];
  if (plan.shortSheets > 0)
    lines.push(
      `${formatCount(plan.shortSheets, "sheet")} of labels with too few candidates ${plan.shortSheets === 1 ? "is" : "are"} shorter.`,
    );
  if (known === 0) lines.push("No controls: how carefully people look is not measured.");
  if (known > 0 && labelsWithout.holding > 0)
    lines.push(
      `${formatCount(labelsWithout.holding, "label")} without images known to hold it: what people miss is not measured there. Gold images would tell.`,
    );
  if (known > 0 && labelsWithout.notHolding > 0)
    lines.push(
      `${formatCount(labelsWithout.notHolding, "label")} without images known not to hold it: careless ticks are not measured there.`,
    );
  if (plan.onSheets > 0) lines.push(`${formatCount(plan.onSheets, "pair")} on sheets already: left out.`);
  if (plan.notShown > 0)
    lines.push(
      `${formatCount(plan.notShown, "image")} whose file is missing, damaged or not checked yet: left out.`,
    );
  return lines;
}

const formatHours = (hours: number): string =>
  hours < 1 ? `${Math.ceil(hours * 60)} min` : `${formatNumber(Math.round(hours))} h`;

async function report(options: RuleOptions): Promise<void> {
  const { maxFailed, minAnswers } = options;
  const rules = {
    ...(maxFailed !== undefined && { maxFailed }),
    ...(minAnswers !== undefined && { minAnswers }),
  };
  const result = await withProject(options, ({ db }, { id: project }) =>
    getContainsReport({ db }, { project, rules }),
  );
  if (options.json) return printJson(result);
  printReport(result);
}

function printReport(report: ContainsReport): void {
  const { plans, people, rules } = report;
  if (plans.length === 0) {
    print("There are no sheets yet. Make them: contains plan");
    return;
  }
  print(
    formatTable([
      ["plan", "sheets", "labels", "photos", "controls", "workers", "answered"],
      ...plans.map((plan) => [
        `${plan.number}${plan.closedAt === null ? "" : " (closed)"}`,
        plan.sheets,
        plan.labels,
        plan.photos,
        plan.controls,
        plan.workers,
        `${formatNumber(plan.answers.count)} of ${formatNumber(plan.answers.total)}`,
      ]),
    ]),
  );
  if (people.length === 0) {
    print("\nNobody has submitted a sheet yet.");
    return;
  }
  print(
    `\n${formatTable([
      ["person", "sheets", "controls wrong", "missed", "ticked wrongly", "counted"],
      ...people.map(({ name, sheets, failed, missed, wrong, isDropped }) => [
        name,
        sheets,
        formatShareInterval(failed.count, failed.total),
        missed,
        wrong,
        isDropped ? "no" : "yes",
      ]),
    ])}`,
  );
  print(
    `Left out is who fails more than ${rules.maxFailed} of the controls: ${formatCount(report.answersLeftOut, "answer")}.`,
  );
  print(
    `\n${formatCount(report.answers, "answer")} on ${formatCount(report.pairs, "pair")} of ${formatCount(report.answered, "image")} (of ${formatNumber(report.images)}) and a label.`,
  );
  print(
    formatTable([
      ["status", "images", "of all with an original label"],
      ...report.statuses.map(({ status, share }) => [
        status,
        share.count,
        formatShareInterval(share.count, share.total),
      ]),
    ]),
  );
  if (report.withoutOriginal > 0)
    print(`${formatCount(report.withoutOriginal, "image")} without an original label: no status.`);
}

async function rules(options: RuleOptions): Promise<void> {
  const { maxFailed, minAnswers, json } = options;
  if (maxFailed === undefined && minAnswers === undefined)
    throw new Failure("wrong-usage", "Say what to change: --max-failed, --min-answers or both.");
  const result = await withProject(options, async (ctx, { id: project }) => {
    const before = await getContainsRules(ctx.db, project);
    const after = { maxFailed: maxFailed ?? before.maxFailed, minAnswers: minAnswers ?? before.minAnswers };
    await setContainsRules(ctx, { project, person: null, rules: after });
    return after;
  });
  if (json) return printJson(result);
  print(
    `Left out is who fails more than ${result.maxFailed} of the controls; with fewer than ${formatCount(result.minAnswers, "answer")} on its original label, an image is ambiguous.`,
  );
}

async function close(plan: number, options: Options & { reopen?: true }): Promise<void> {
  const isClosed = !options.reopen;
  await withProject(options, (ctx, { id: project }) =>
    closePlan(ctx, { project, person: null, plan, isClosed }),
  );
  if (options.json) return printJson({ plan, closed: isClosed });
  print(isClosed ? `Plan ${plan} is closed: its answers stay as they are.` : `Plan ${plan} is open again.`);
}

interface ExportOptions extends Options {
  out: string;
  force?: true;
  spreadsheet?: true;
}

async function write(options: ExportOptions): Promise<void> {
  const { out, force, spreadsheet: isForSpreadsheet } = options;
  const rows = await withProject(options, ({ db }, { id }) => exportContains(db, id));
  if (rows.length === 0)
    throw new Failure("not-ready", "There is nothing to write: nobody has submitted a sheet yet.");
  const body = writeContainsAnswers(rows, isForSpreadsheet ? { spreadsheet: true } : {});
  const file = await writeFileWhole(out, body, { force: force ?? false });
  const hasOriginals = rows.some(({ original }) => original !== undefined);
  if (options.json) return printJson({ file, answers: rows.length, originals: hasOriginals });
  print(`${formatCount(rows.length, "answer")} written to ${file}`);
  if (!hasOriginals) print("Without original labels: not every image that was asked about has one.");
}
