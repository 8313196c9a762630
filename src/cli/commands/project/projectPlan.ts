import { type Command, InvalidArgumentError } from "commander";
import { getPace } from "../../../actions/pace/getPace.ts";
import { Failure } from "../../../contract/failure.ts";
import { type EffortAssumptions, planEffort } from "../../../core/pace/planEffort.ts";
import type { Range } from "../../../core/range.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { type Stage, stages } from "../../../core/tasks/stage.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatCount, formatNumber, formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
  images?: number;
  annotators?: number;
  experts?: number;
  seconds?: Range;
  refineSeconds?: Range;
  refineShare?: Range;
  hoursPerDay: number;
  costPerHour: number;
}

export function addProjectPlan(project: Command): void {
  addProjectOptions(project.command("plan"))
    .description("what a project takes: hours, days and cost, before and while people work")
    .option("--images <number>", "how many (default: the project's)", wholeNumber(1, 1e9))
    .option(
      "--annotators <number>",
      "people who annotate side by side (default: the project's)",
      wholeNumber(1, 1e6),
    )
    .option(
      "--experts <number>",
      "people who refine side by side (default: the project's)",
      wholeNumber(1, 1e6),
    )
    .option("--seconds <from-to>", "to annotate an image (default: measured, else a guess)", readRange)
    .option("--refine-seconds <from-to>", "to refine an image (default: measured, else a guess)", readRange)
    .option(
      "--refine-share <from-to>",
      "percent that go to refinement (default: measured, else as published)",
      readRange,
    )
    .option("--hours-per-day <hours>", "of one person", readPositive, 2)
    .option("--cost-per-hour <cost>", "of one person, in any currency", readPositive, 25)
    .addHelpText("after", example("project plan --annotators 14 --experts 5 --seconds 20-45"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { hoursPerDay, costPerHour } = options;
  const { assumptions: known } = await withProject(options, (ctx, { id }) => getPace(ctx, { project: id }));
  const share = options.refineShare;
  const planned = stages.filter((stage) => known.people[stage] !== undefined);
  const forEach = <Value>(make: (stage: Stage) => Value) =>
    Object.fromEntries(planned.map((stage) => [stage, make(stage)])) as Partial<Record<Stage, Value>>;
  const assumptions: EffortAssumptions = {
    images: options.images ?? known.images,
    overlap: known.overlap,
    objectsOverlap: known.objectsOverlap,
    people: forEach((stage) => peopleGiven(stage, options) ?? known.people[stage] ?? 0),
    secondsPerImage: forEach((stage) => secondsGiven(stage, options) ?? known.secondsPerImage[stage]),
    refineShare: share
      ? { low: share.low / 100, likely: share.likely / 100, high: share.high / 100 }
      : known.refineShare,
    hoursPerDay,
    costPerHour,
  };
  checkPeople(assumptions);
  const plan = planEffort(assumptions);
  if (options.json) return printJson({ assumptions, measured: known.measured, ...plan });

  const { images, overlap, people, secondsPerImage, refineShare } = assumptions;
  const source = (measured: boolean, stated: unknown, otherwise: string) =>
    stated === undefined ? (measured ? "measured here" : otherwise) : "given";
  print(
    `${formatCount(images, "image")}, ${overlap} annotators each; ${planned.map((stage) => `${people[stage]} ${stage}`).join(" and ")}, ${hoursPerDay} hours a day each.`,
  );
  print(
    formatTable([
      ["", "from", "likely", "to", ""],
      ...planned.map((stage) => [
        `seconds to ${stage}`,
        ...numbers(secondsPerImage[stage] ?? known.secondsPerImage[stage]),
        source(known.measured.includes(stage), secondsGiven(stage, options), "a guess"),
      ]),
      [
        "percent to refinement",
        ...numbers(refineShare, 100),
        source(known.measured.includes("refineShare"), share, "as published"),
      ],
    ]),
  );
  print("");
  print(
    formatTable([
      ["stage", "decisions", "hours", "working days", "cost"],
      ...plan.stages.map(({ stage, decisions, hours, days, cost }) => [
        stage,
        text(decisions),
        text(hours),
        text(days),
        text(cost),
      ]),
      ["together", "", text(plan.total.hours), text(plan.total.days), text(plan.total.cost)],
    ]),
  );
}

function checkPeople({ images, people }: EffortAssumptions): void {
  if (images === 0)
    throw new Failure("not-ready", "The project has no images yet: say how many with --images.");
  for (const [stage, count] of Object.entries(people)) {
    if (count > 0) continue;
    const { role } = rulesOf(stage as Stage);
    throw new Failure("not-ready", `The project has no ${role}s yet: --${role}s NUMBER.`);
  }
}

const peopleGiven = (stage: Stage, { annotators, experts }: Options) =>
  rulesOf(stage).role === "annotator" ? annotators : experts;

const secondsGiven = (stage: Stage, { seconds, refineSeconds }: Options) => {
  const { answers } = rulesOf(stage);
  return answers === "final" ? refineSeconds : answers === "compared" ? seconds : undefined;
};

const round = (value: number) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
const numbers = ({ low, likely, high }: Range, times = 1) =>
  [low, likely, high].map((value) => round(value * times));
const text = ({ low, high }: Range) =>
  round(low) === round(high)
    ? formatNumber(round(low))
    : `${formatNumber(round(low))} to ${formatNumber(round(high))}`;

function readRange(value: string): Range {
  const [, low, high] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (low === undefined || high === undefined || Number(low) > Number(high)) {
    throw new InvalidArgumentError("It looks like 20-45.");
  }
  return { low: Number(low), likely: (Number(low) + Number(high)) / 2, high: Number(high) };
}

function readPositive(value: string): number {
  if (!(Number(value) > 0)) throw new InvalidArgumentError("It must be a number above 0.");
  return Number(value);
}
