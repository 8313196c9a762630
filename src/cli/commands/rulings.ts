import type { Command } from "commander";
import { findWrittenLabel } from "../../actions/labels/findWrittenLabel.ts";
import { applyRuling, undoRuling } from "../../actions/rulings/applyRuling.ts";
import { findEffect } from "../../actions/rulings/findEffect.ts";
import { sampleEffect } from "../../actions/rulings/sampleEffect.ts";
import { suggestForProject } from "../../actions/rulings/suggestForProject.ts";
import { Failure } from "../../contract/failure.ts";
import type { RulingApplication } from "../../contract/rulings/effect.ts";
import { stateRuling } from "../../core/rulings/ruling.ts";
import { type ProjectOptions, withProject } from "../installation.ts";
import { addProjectOptions, example } from "../options/options.ts";
import { labelNamesOf } from "../output/labelNamesOf.ts";
import { formatCount, formatTable, print, printJson } from "../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

type Act = Parameters<typeof withProject<unknown>>[1];
type Ctx = Parameters<Act>[0];
type Project = Parameters<Act>[1];

export function addRulingsCommands(program: Command): void {
  const rulings = program
    .command("rulings")
    .description("settle disputes by rulings on pairs of labels; rulings are made in the browser")
    .helpCommand(false);
  addProjectOptions(rulings.command("suggest"))
    .description("relations between labels that would settle disputes, from what experts decided so far")
    .addHelpText("after", example("rulings suggest --json > relations.json"))
    .action(suggest);
  addProjectOptions(rulings.command("effect <first> <second>"))
    .description("what the ruling on two labels settles, and where it was applied")
    .addHelpText("after", example("rulings effect sunglasses sunglass"))
    .action(effect);
  addProjectOptions(rulings.command("sample <first> <second>"))
    .description("list the images that it settles, and draw those that an expert looks at in the browser")
    .addHelpText("after", example("rulings sample sunglasses sunglass"))
    .action(sample);
  addProjectOptions(rulings.command("apply <first> <second>"))
    .description("settle the listed images, once the sample was looked at")
    .option("--despite <reason>", "why, where too much of the sample is wrong")
    .addHelpText("after", example("rulings apply sunglasses sunglass"))
    .action(apply);
  addProjectOptions(rulings.command("undo <first> <second>"))
    .description("take back what it settled, except on images that changed since")
    .addHelpText("after", example("rulings undo sunglasses sunglass"))
    .action(undo);
}

async function suggest(options: Options): Promise<void> {
  const { nameOf, ...found } = await withProject(options, async (ctx, project) => ({
    ...(await suggestForProject(ctx, { project: project.id })),
    nameOf: await labelNamesOf(ctx.db, project),
  }));
  if (options.json) return printJson(found);
  if (!found.compares) return print(notCompared);
  print(`${formatCount(found.open, "disputed image")} waiting, ${found.decided} decided by experts.`);
  if (found.relations.length === 0) return print("Nothing is suggested: too few decisions say the same.");
  print(
    formatTable([
      ["relation", "images", "as experts decided", "95 %"],
      ...found.relations.map(({ kind, labels: [first, second], images, right, total, interval, isKin }) => [
        `${stateRuling(kind, nameOf(first), nameOf(second))}${isKin === false ? " (not of one kind)" : ""}`,
        images,
        total === 0 ? "–" : `${right} of ${total}`,
        interval ? interval.map((bound) => `${Math.round(100 * bound)} %`).join(" to ") : "–",
      ]),
    ]),
  );
}

const notCompared = "In this project votes are joined, not compared: rulings settle nothing.";

async function effect(first: string, second: string, options: Options): Promise<void> {
  const found = await withPair(options, [first, second], (ctx, pair) => findEffect(ctx, pair));
  if (options.json) return printJson(found);
  if (!found.compares) return print(notCompared);
  if (found.version === 0) print("There is no ruling on these two labels now.");
  const { opened, sent, released } = found.left;
  print(
    `It settles ${formatCount(found.labels, "label")} on ${formatCount(found.images, "image")}; ${found.finished} of them then need no expert.`,
  );
  if (opened + sent + released > 0)
    print(`Left alone: ${opened} opened by an expert, ${sent} sent to refinement, ${released} in a release.`);
  for (const one of found.applications) print(describe(one));
}

async function sample(first: string, second: string, options: Options): Promise<void> {
  const found = await withPair(options, [first, second], async (ctx, pair) => {
    await sampleEffect(ctx, { ...pair, person: null });
    return (await findEffect(ctx, pair)).applications[0]!;
  });
  if (options.json) return printJson(found);
  print(
    `${formatCount(found.images, "image")} listed. An expert looks at ${found.sampled} of them in the browser: Labels, Rulings.`,
  );
}

async function apply(first: string, second: string, options: Options & { despite?: string }): Promise<void> {
  const done = await withPair(options, [first, second], async (ctx, pair) => {
    const [newest] = (await findEffect(ctx, pair)).applications;
    if (!newest) throw new Failure("not-ready", "No images are listed yet: rulings sample lists them.");
    const { project } = pair;
    return applyRuling(ctx, {
      project,
      application: newest.id,
      person: null,
      despite: options.despite ?? null,
    });
  });
  tell(done, `${formatCount(done.changed, "image")} settled.`, options);
}

async function undo(first: string, second: string, options: Options): Promise<void> {
  const done = await withPair(options, [first, second], async (ctx, pair) => {
    const applied = (await findEffect(ctx, pair)).applications.find((one) => one.applied > 0);
    if (!applied) throw new Failure("not-ready", "The ruling is applied to no image.");
    return undoRuling(ctx, { project: pair.project, application: applied.id, person: null });
  });
  tell(done, `${formatCount(done.changed, "image")} put back.`, options);
}

function tell(done: Awaited<ReturnType<typeof undoRuling>>, what: string, options: Options): void {
  if (options.json) {
    printJson(done);
    return;
  }
  print(what);
  for (const { key, why } of done.left) print(`  left as it is: ${key} (${why})`);
}

function describe({
  images,
  sampled,
  judged,
  right,
  precision,
  applied,
  undoneAt,
}: RulingApplication): string {
  const state = applied > 0 ? `applied to ${applied}` : undoneAt ? "taken back" : "not applied";
  const bounds = precision?.interval.map((bound) => `${Math.round(100 * bound)} %`).join(" to ");
  const looked = precision
    ? `${right} of ${judged} looked at are right (of all, ${bounds})`
    : `${judged} of ${sampled} looked at`;
  return `${formatCount(images, "image")} listed; ${looked}; ${state}.`;
}

/** Does something about two labels, written by name, key or index. */
const withPair = <Result>(
  options: Options,
  written: readonly [string, string],
  act: (ctx: Ctx, pair: { project: string; first: number; second: number }) => Promise<Result>,
): Promise<Result> =>
  withProject(options, async (ctx: Ctx, project: Project) => {
    const [first, second] = await Promise.all(
      written.map(async (label) => (await findWrittenLabel(ctx.db, project, label)).index),
    );
    return act(ctx, { project: project.id, first: first!, second: second! });
  });
