import { resolve } from "node:path";
import type { Command } from "commander";
import { labelMeaning } from "../../../actions/labels/labelMeaning.ts";
import { joinGold } from "../../../actions/votes/joinGold.ts";
import { defaultBudget, replayVotes } from "../../../actions/votes/replayVotes.ts";
import { Failure } from "../../../contract/failure.ts";
import type { FileReading } from "../../../files/fileReading.ts";
import { type NotAsked, refuseIdle } from "../../../files/votes/notAsked.ts";
import { readGold } from "../../../files/votes/readGold.ts";
import { readHints } from "../../../files/votes/readHints.ts";
import { readVotes } from "../../../files/votes/readVotes.ts";
import {
  example,
  labelSpaceWords,
  notAsked,
  positive,
  share,
  unsortedLabels,
  wholeNumber,
} from "../../options/options.ts";
import { formatReplay, replayJson } from "../../output/formatReplay.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { print, printJson } from "../../output/output.ts";

interface Options {
  gold?: string;
  goldVotes?: string;
  experts?: string;
  hints?: string;
  price?: number;
  budget?: number;
  missed: number;
  wrong: number;
  orders: number;
  seed: number;
  labelSpace?: string;
  unsortedLabels?: true;
  notAsked?: NotAsked;
  json?: true;
}

export function addVotesReplay(votes: Command): void {
  votes
    .command("replay <file>")
    .description("how many of these votes would have done, had people been asked only where it is worth it")
    .option("--gold <file>", "labels whose truth is known, or experts' votes on them: what answers are worth")
    .option("--gold-votes <file>", "the annotators' answers to the gold questions, if not in the first file")
    .option("--experts <file>", "labels that those from votes are compared with (default: the gold's)")
    .option("--hints <file>", "what else is known: CSV image,label and columns of numbers (with --gold)")
    .option("--price <errors>", "what one more answer costs, where an error costs 1", positive)
    .option("--budget <share>", `share of the votes to use (default: ${defaultBudget})`, share)
    .option("--missed <cost>", "what a label costs that is left out and is there", positive, 1)
    .option("--wrong <cost>", "what a label costs that is taken and is not there", positive, 1)
    .option("--orders <n>", "in how many random orders the votes come", wholeNumber(1), 20)
    .option("--seed <n>", "the same seed gives the same orders and folds", wholeNumber(0), 1)
    .option("--label-space <name>", labelSpaceWords)
    .option(...unsortedLabels)
    .addOption(notAsked())
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("votes replay votes.csv --gold gold.csv --budget .35"))
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { gold: goldFile, goldVotes, experts: expertsFile, hints: hintsFile, json, ...others } = options;
  const { labelSpace, unsortedLabels, notAsked, ...settings } = others;
  const wrong = (message: string) => new Failure("wrong-usage", message);
  if (settings.price !== undefined && settings.budget !== undefined)
    throw wrong("A price decides how many votes are used, and so does a budget: give --price or --budget.");
  if (goldVotes !== undefined && goldFile === undefined)
    throw wrong("--gold-votes needs the truth too: --gold FILE.");
  if (hintsFile !== undefined && goldFile === undefined)
    throw wrong("What hints are worth is learned from labels whose truth is known: --gold FILE.");
  const readings: FileReading[] = [];
  const onReading = (read: FileReading) => readings.push(read);
  const meaning = await labelMeaning(labelSpace);
  const readTruth = (path: string) =>
    readGold(resolve(path), { meaning, unsortedLabels, notAsked }, onReading);
  const given = await readVotes(resolve(file), { notAsked, onReading });
  if (given.items.length === 0) throw new Failure("bad-file", `${file} holds no votes: nothing to replay.`);
  const truth = goldFile === undefined ? undefined : await readTruth(goldFile);
  const answers =
    goldVotes === undefined ? undefined : await readVotes(resolve(goldVotes), { notAsked, onReading });
  const joined = truth && joinGold(given, truth, answers);
  const experts = expertsFile === undefined ? truth : await readTruth(expertsFile);
  refuseIdle(notAsked, readings);
  const voted = { items: [...given.items, ...(joined?.gold.votes.items ?? [])] };
  const hints = hintsFile === undefined ? undefined : await readHints(resolve(hintsFile), voted, onReading);
  noteReadings(readings.map(({ file: name, ...reading }) => ({ file: name, reading })));
  const replay = replayVotes(joined?.votes ?? given, {
    ...settings,
    ...(joined && { gold: joined.gold }),
    ...(experts && { experts }),
    ...(hints && { hints }),
  });
  if (json) printJson(replayJson(replay));
  else print(formatReplay(replay));
}
