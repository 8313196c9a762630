import { resolve } from "node:path";
import type { Command } from "commander";
import { measureAgreement } from "../../core/measureAgreement.ts";
import { readVotes } from "../../files/readVotes.ts";
import { formatAgreement } from "../formatAgreement.ts";
import { nameLabels } from "../nameLabels.ts";
import { example, wholeNumber } from "../options.ts";
import { print, printJson } from "../output.ts";

interface Options {
  json?: true;
  bootstrap: number;
  seed: number;
  labelSpace?: string;
}

export function addVotesAgreement(votes: Command): void {
  votes
    .command("agreement <file>")
    .description(
      "how far annotators agree, of Votes CSV or the .npz of the ReaL votes (see docs/statistics.md)",
    )
    .option("--json", "print the result as JSON on stdout, whole lists included")
    .option(
      "--bootstrap <replicates>",
      "how often images are drawn anew for the intervals",
      wholeNumber(0),
      1000,
    )
    .option("--seed <number>", "the same seed gives the same intervals", wholeNumber(0), 1)
    .option(
      "--label-space <name>",
      "names for labels in the tables: imagenet-1k, or the path of a CSV or JSON file",
    )
    .addHelpText("after", example("multilabelfy votes agreement votes.csv --label-space imagenet-1k"))
    .action(run);
}

async function run(file: string, { json, bootstrap, seed, labelSpace }: Options): Promise<void> {
  const { show } = await nameLabels(labelSpace);
  const report = measureAgreement(await readVotes(resolve(file)), { replicates: bootstrap, seed });
  if (json) printJson(report);
  else print(formatAgreement(report, show));
}
