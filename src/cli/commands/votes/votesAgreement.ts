import { resolve } from "node:path";
import type { Command } from "commander";
import { labelMeaning } from "../../../actions/labels/labelMeaning.ts";
import { refuseImplausible } from "../../../actions/refuseImplausible.ts";
import { judgeGold } from "../../../actions/votes/judgeGold.ts";
import { Failure } from "../../../contract/failure.ts";
import { measureAgreement } from "../../../core/agreement/measureAgreement.ts";
import type { Truth } from "../../../core/agreement/measureDependence.ts";
import type { FileReading } from "../../../files/fileReading.ts";
import { type NotAsked, refuseIdle } from "../../../files/votes/notAsked.ts";
import { readGold } from "../../../files/votes/readGold.ts";
import { readVotes, type Votes } from "../../../files/votes/readVotes.ts";
import { allowImplausibleWords } from "../../options/evaluationOptions.ts";
import {
  example,
  labelSpaceWords,
  notAsked,
  replicates,
  unsortedLabels,
  wholeNumber,
} from "../../options/options.ts";
import { formatAgreement } from "../../output/formatAgreement.ts";
import { nameLabels } from "../../output/nameLabels.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { print, printJson } from "../../output/output.ts";

interface Options {
  json?: true;
  bootstrap: number;
  seed: number;
  gold?: string;
  unsortedLabels?: true;
  notAsked?: NotAsked;
  labelSpace?: string;
  allowImplausible?: true;
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
      "how often images are drawn anew for the intervals: 0 for none, or at least 200",
      replicates,
      1000,
    )
    .option(
      "--gold <file>",
      "labels whose truth is known: annotators are evaluated by them where they answered any",
    )
    .option(...unsortedLabels)
    .addOption(notAsked())
    .option("--seed <number>", "the same seed gives the same intervals", wholeNumber(0), 1)
    .option("--label-space <name>", labelSpaceWords)
    .option("--allow-implausible", allowImplausibleWords)
    .addHelpText("after", example("votes agreement votes.csv --label-space imagenet-1k"))
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { json, bootstrap, seed, gold, labelSpace } = options;
  const { show } = await nameLabels(labelSpace);
  const readings: FileReading[] = [];
  const onReading = (read: FileReading) => readings.push(read);
  const votes = await readVotes(resolve(file), { notAsked: options.notAsked, onReading });
  const truth = gold === undefined ? undefined : await readTruth(gold, votes, options, onReading);
  refuseIdle(options.notAsked, readings);
  noteReadings(readings.map(({ file, ...reading }) => ({ file, reading })));
  const fit = truth
    ? [judgeGold(votes, (item) => truth(votes.items[item]!.image, votes.items[item]!.label))]
    : [];
  const { implausible, undecided } = refuseImplausible(fit, options.allowImplausible ?? false);
  const report = measureAgreement(votes, { replicates: bootstrap, seed }, truth);
  if (json) {
    printJson({
      ...report,
      implausible,
      ...(undecided === null ? {} : { undecided }),
      reading: readings[0],
      goldReading: readings[1],
    });
    return;
  }
  for (const sentence of implausible) print(`Implausible: ${sentence}`);
  if (undecided !== null) print(undecided);
  print(formatAgreement(report, show));
}

async function readTruth(
  file: string,
  { items }: Votes,
  { unsortedLabels, labelSpace, notAsked }: Options,
  onReading: (reading: FileReading) => void,
): Promise<Truth> {
  const meaning = await labelMeaning(labelSpace);
  const gold = await readGold(resolve(file), { meaning, unsortedLabels, notAsked }, onReading);
  const truth: Truth = (image, label) => gold.find(image, label);
  if (items.some(({ image, label }) => truth(image, label) !== undefined)) return truth;
  throw new Failure(
    "bad-file",
    `${file} knows none of the labels that were voted on. Images and labels must be written alike in both files.`,
  );
}
