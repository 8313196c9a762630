import { type Command, Option } from "commander";
import { changeSettings } from "../../../actions/project/changeSettings.ts";
import { getSettings } from "../../../actions/project/getSettings.ts";
import { settleVotes } from "../../../actions/votes/settleVotes.ts";
import { type VoteMethod, voteMethods } from "../../../core/project/settings.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { formatCount, formatTable, percent, print, printJson, range } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  method?: VoteMethod;
  json?: true;
}

export function addVotesSettle(votes: Command): void {
  addProjectOptions(votes.command("settle"))
    .description("find what the votes of a project mean, and which of its images go to experts")
    .addOption(
      new Option(
        "--method <method>",
        "how votes are joined, from now on (default: as the project's rules say)",
      ).choices(voteMethods),
    )
    .addHelpText("after", example("votes settle"))
    .action(run);
}

async function run({ method, ...options }: Options): Promise<void> {
  const settled = await withProject(options, async (ctx, { id: project, ...known }) => {
    if (method !== undefined && method !== known.settings.voteMethod) {
      const { version } = await getSettings(ctx, { project });
      await changeSettings(ctx, { project, person: null, version, changes: { voteMethod: method } });
    }
    return runShownJob(ctx, { id: project, ...known }, "settle-votes", (input) =>
      settleVotes(ctx, { ...input, project, person: null }),
    );
  });
  if (options.json) return printJson(settled);
  const { images, votes, annotators, threshold, agreed, toExperts, changed, kept, waiting } = settled;
  const how =
    settled.method === "majority"
      ? "by the majority"
      : settled.method === "calibrated"
        ? `with probabilities calibrated on ${formatCount(settled.goldAnswers, "answer")} to gold images`
        : `by Dawid-Skene, ${settled.goldAnswers === 0 ? "people weighed by the votes themselves" : `people weighed by ${formatCount(settled.goldAnswers, "answer")} to gold images`}`;
  print(
    `${formatCount(votes, "vote")} of ${formatCount(annotators, "person", "people")} are joined ${how}; a label is taken above ${threshold}.`,
  );
  print(
    `${formatCount(images, "image")} with all votes: ${agreed} have their labels, ${toExperts} go to experts.`,
  );
  print(`${formatCount(changed, "image")} changed by this.`);
  if (kept > 0)
    print(
      `${formatCount(kept, "image")} stayed: an expert has opened them, a lead sent them, or a release holds them.`,
    );
  if (waiting > 0)
    print(`${formatCount(waiting, "image")} got other votes meanwhile and wait for the next settlement.`);
  if (settled.modelAgreed > 0)
    print(`${formatCount(settled.modelAgreed, "image")} left out: all models name the original label.`);
  print("");
  print("By the votes alone, at other thresholds (ReaL accuracy of models, with its 95 % interval):");
  print(
    formatTable([
      ["above", "images", "no label", "labels", "model", "accuracy", "interval", "of"],
      ...settled.byThreshold.flatMap(({ threshold, images: labelled, noLabel, labels, models }) => {
        const row = [String(threshold), labelled, noLabel, labels];
        if (models.length === 0) return [[...row, "no model", "–", "–", 0]];
        return models.map(({ model, share, interval, total }, at) => [
          ...(at === 0 ? row : ["", "", "", ""]),
          model,
          percent(share),
          range(interval),
          total,
        ]);
      }),
    ]),
  );
  for (const warning of settled.warnings) print(`Note: ${warning}.`);
  print(`Next: ${commandFor("release create", options)}`);
}
