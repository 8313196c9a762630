import type { Command } from "commander";
import { getAsking } from "../../../actions/asking/getAsking.ts";
import { learnAsking } from "../../../actions/asking/learnAsking.ts";
import type { AskingView } from "../../../contract/asking.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { formatCount, formatTable, percent, print, printJson, range } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  learn?: true;
  json?: true;
}

export function addProjectAsking(project: Command): void {
  addProjectOptions(project.command("asking"))
    .description("when asking about an image ends before everybody was asked, and what that saves")
    .option("--learn", "learn it first, from images on which everybody answered")
    .addHelpText("after", example("project asking --learn"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const view = await withProject(options, (ctx, project) =>
    options.learn
      ? runShownJob(ctx, project, "learn-asking", () =>
          learnAsking(ctx, { project: project.id, person: null }),
        )
      : getAsking(ctx, { project: project.id }),
  );
  if (options.json) return printJson(view);
  if (view.by === null) return print("In this protocol asking never ends early.");
  const { images, needed } = view.toLearnFrom;
  if (!view.rule)
    return print(
      `Nothing is learned yet: ${formatCount(images, "image")} of at least ${needed} have all their answers.${images >= needed ? ` Next: ${commandFor("project asking --learn", options)}` : ""}`,
    );
  printRule(view, view.rule);
}

function printRule(view: AskingView, { measured, prices, isCurrent }: NonNullable<AskingView["rule"]>): void {
  print(
    `Tried on ${formatCount(measured.images, "image")} on which everybody answered, each by a rule that does not know it:`,
  );
  const perHundred = ({ mean, interval }: typeof measured.missed) => [
    (100 * mean).toFixed(1),
    interval ? interval.map((end) => (100 * end).toFixed(1)).join(" to ") : "–",
  ];
  const share = ({ mean, interval }: typeof measured.used) => [
    percent(mean),
    interval ? range(interval) : "–",
  ];
  print(
    formatTable([
      ["measure", "on average", "95 % interval"],
      ["answers that are asked for, of all", ...share(measured.used)],
      ...(view.by === "labels" ? [["people who are asked, of all", ...share(measured.people)]] : []),
      ["images that go to an expert", ...share(measured.toExperts)],
      ["labels left out, on 100 images", ...perHundred(measured.missed)],
      ["wrong labels, on 100 images", ...perHundred(measured.wrong)],
    ]),
  );
  const one = view.by === "labels" ? "to a label" : "on an image";
  print(
    `An answer ${one} counts as ${prices.answer.toFixed(1)} s of work, a label left out as ${prices.missed} s, a wrong one as ${prices.wrong} s.`,
  );
  if (!isCurrent) print("Note: settings have changed since this was learned.");
  if (!view.isOn) print("Everybody is still asked: the setting fewestAnswers is 0.");
  const { ended, overlap, toCome } = view;
  if (ended.images > 0)
    print(
      `Asking ended early on ${formatCount(ended.images, "image")}, after ${(ended.answers / ended.images).toFixed(1)} of ${overlap} answers on average.`,
    );
  if (toCome && toCome.pages > 0)
    print(
      `Images that nobody has begun would need ${formatCount(toCome.pages, "page")}; by this about ${Math.round(toCome.withRule)}, which saves about ${(toCome.secondsSaved / 3600).toFixed(1)} hours${view.secondsPerPage.isMeasured ? "" : " (the seconds of a page are still a guess)"}.`,
    );
}
