import { basename, resolve } from "node:path";
import { type Command, Option } from "commander";
import { labelMeaning } from "../../../actions/labels/labelMeaning.ts";
import { refuseImplausible } from "../../../actions/refuseImplausible.ts";
import type { drawReliability } from "../../../actions/reports/drawReliability.ts";
import {
  type AggregationSettings,
  aggregateVotes,
  aggregationMethods,
} from "../../../actions/votes/aggregateVotes.ts";
import { evaluateOnGold } from "../../../actions/votes/evaluateOnGold.ts";
import { joinGold } from "../../../actions/votes/joinGold.ts";
import { judgeGold } from "../../../actions/votes/judgeGold.ts";
import { Failure } from "../../../contract/failure.ts";
import type { FileReading } from "../../../files/fileReading.ts";
import { type NotAsked, refuseIdle } from "../../../files/votes/notAsked.ts";
import { readGold } from "../../../files/votes/readGold.ts";
import { readHints } from "../../../files/votes/readHints.ts";
import { readVotes, type Votes } from "../../../files/votes/readVotes.ts";
import { writeCsv } from "../../../files/writeCsv.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { allowImplausibleWords } from "../../options/evaluationOptions.ts";
import {
  example,
  labelSpaceWords,
  minProbability,
  notAsked,
  share,
  spreadsheet,
  unsortedLabels,
  wholeNumber,
} from "../../options/options.ts";
import { fitJson } from "../../output/fitJson.ts";
import { formatFits, formatGoldReport } from "../../output/formatAggregation.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatCount, print, printJson } from "../../output/output.ts";

const header = ["image", "label", "probability"];

interface Options extends Omit<AggregationSettings, "gold"> {
  gold?: string;
  goldVotes?: string;
  seed: number;
  threshold: number;
  labelSpace?: string;
  minProbability?: number;
  unsortedLabels?: true;
  notAsked?: NotAsked;
  allowImplausible?: true;
  out: string;
  diagram?: string;
  hints?: string;
  force?: true;
  spreadsheet?: true;
  json?: true;
}

export function addVotesAggregate(votes: Command): void {
  votes
    .command("aggregate <file>")
    .description("make one probability of the votes on each label of each image (CSV, or .npz as of ReaL)")
    .addOption(
      new Option("--method <method>", "how votes are joined").choices(aggregationMethods).default("majority"),
    )
    .option("--quorum <n>", "quorum: least number of yes; a maybe is half", wholeNumber(1))
    .addOption(
      new Option("--pool <over>", "dawid-skene: each label alone, or all together (default: all)").choices([
        "label",
        "all",
      ]),
    )
    .option("--gold <file>", "labels whose truth is known, or experts' votes on them")
    .option("--gold-votes <file>", "the annotators' answers to the gold questions, if not in the first file")
    .addOption(notAsked())
    .option(
      "--seed <n>",
      "for the folds of the gold questions, and calibrated: the answers drawn of them",
      wholeNumber(0),
      1,
    )
    .option("--label-space <name>", labelSpaceWords)
    .option(...minProbability)
    .option(...unsortedLabels)
    .option("--allow-implausible", allowImplausibleWords)
    .option("--threshold <p>", "a label is taken where its probability is greater", share, 0.5)
    .requiredOption("--out <file>", "where the CSV goes: image,label,probability")
    .option("--diagram <file>", "where the reliability diagram goes, as SVG (with --gold)")
    .option("--force", "replace a file that exists")
    .option(...spreadsheet)
    .option("--json", "print the result as JSON on stdout, with each annotator's confusion matrix")
    .addHelpText("after", example("votes aggregate votes.csv --method dawid-skene --out labels.csv"))
    .action(run);
}

function checkTogether({ method, quorum, pool, gold, goldVotes, diagram, hints }: Options): void {
  const wrong = (message: string) => new Failure("wrong-usage", message);
  if (method === "quorum" && quorum === undefined) throw wrong("A quorum needs its number: --quorum 2.");
  if (method !== "quorum" && quorum !== undefined) throw wrong("--quorum goes with --method quorum only.");
  if (method !== "dawid-skene" && pool !== undefined)
    throw wrong("--pool goes with --method dawid-skene only.");
  if (method === "calibrated" && gold === undefined) {
    throw wrong(
      "Calibrated probabilities are learned from labels whose truth is known: --gold FILE. Without, nothing tells how often people are wrong together.",
    );
  }
  if (method !== "calibrated" && hints !== undefined)
    throw wrong("--hints goes with --method calibrated only.");
  if (diagram !== undefined && gold === undefined)
    throw wrong("A reliability diagram compares probabilities with the truth: --gold FILE.");
  if (goldVotes !== undefined && gold === undefined)
    throw wrong("--gold-votes needs the truth too: --gold FILE.");
  if (gold !== undefined && pool === "label") {
    throw wrong(
      "With --gold, how annotators answer is learned from all labels together. Leave --pool label out.",
    );
  }
}

/** What draws takes longer to load than votes take to join: it is loaded for those who want a diagram. */
async function drawDiagram(...drawn: Parameters<typeof drawReliability>): Promise<string> {
  const { drawReliability } = await import("../../../actions/reports/drawReliability.ts");
  return drawReliability(...drawn);
}

async function run(file: string, options: Options): Promise<void> {
  checkTogether(options);
  const { gold: goldFile, goldVotes, seed, threshold, out, force, json, spreadsheet, ...others } = options;
  const { labelSpace, minProbability: above, unsortedLabels, allowImplausible = false, ...more } = others;
  const { notAsked, diagram, hints: hintsFile, ...chosen } = more;
  const settings = chosen.method === "calibrated" ? { ...chosen, seed } : chosen;
  const readings: FileReading[] = [];
  const onReading = (read: FileReading) => readings.push(read);
  const given = await readVotes(resolve(file), { notAsked, onReading });
  if (given.items.length === 0)
    throw new Failure("bad-file", `${file} holds no votes: nothing to aggregate.`);
  const joined =
    goldFile === undefined
      ? undefined
      : joinGold(
          given,
          await readGold(
            resolve(goldFile),
            { meaning: await labelMeaning(labelSpace), minProbability: above, unsortedLabels, notAsked },
            onReading,
          ),
          goldVotes === undefined ? undefined : await readVotes(resolve(goldVotes), { notAsked, onReading }),
        );
  const voted = { items: [...given.items, ...(joined?.gold.votes.items ?? [])] };
  const hints = hintsFile === undefined ? undefined : await readHints(resolve(hintsFile), voted, onReading);
  refuseIdle(notAsked, readings);
  noteReadings(readings.map(({ file, ...reading }) => ({ file, reading })));
  const { implausible, undecided } = refuseImplausible(
    joined ? [judgeGold(joined.gold.votes, (item) => joined.gold.truth[item])] : [],
    allowImplausible,
  );
  const votes = joined?.votes ?? given;
  const { probability, fits } = aggregateVotes(
    votes,
    joined ? { ...settings, gold: { ...joined.gold, hints } } : settings,
  );
  const report = joined ? evaluateOnGold(joined, { ...settings, hints }, { threshold, seed }) : null;
  const calibration = joined ? "gold" : "uncalibrated";
  const written = await writeFileWhole(
    out,
    writeCsv(header, listProbabilities(votes, probability), { spreadsheet }),
    {
      force: force ?? false,
    },
  );
  const drawn =
    diagram !== undefined && report !== null
      ? await writeFileWhole(diagram, [await drawDiagram(report, settings.method)], { force: force ?? false })
      : null;
  const taken = probability.filter((value) => value > threshold).length;
  const counts = { votes: votes.item.length, items: votes.items.length, annotators: given.annotators.length };
  if (json) {
    const missing = joined ? "all gold questions are about one image" : "no gold questions (--gold)";
    const goldPart = report === null ? { gold: null, goldMissing: missing } : { gold: report };
    printJson({
      file: written,
      ...settings,
      threshold,
      ...(drawn === null ? {} : { diagram: drawn }),
      ...counts,
      taken,
      fits: fits.map((fit) => fitJson(fit, joined?.gold)),
      calibration,
      ...goldPart,
      implausible,
      ...(undecided === null ? {} : { undecided }),
      readings: readings.map(({ file, ...reading }) => ({ file: basename(file), ...reading })),
    });
    return;
  }
  for (const sentence of implausible) print(`Implausible: ${sentence}`);
  if (undecided !== null) print(undecided);
  print(
    `${formatCount(counts.votes, "vote")} of ${formatCount(counts.annotators, "annotator")} on ${formatCount(counts.items, "item")} (a label of an image)`,
  );
  print(`${formatCount(taken, "item")} with a probability above ${threshold}`);
  if (fits.length > 0) print(formatFits(fits));
  print(
    joined
      ? formatGoldReport(report, threshold)
      : "uncalibrated: without gold questions (--gold) nobody knows how far to trust the probabilities. How many labels are wrong, whether a .9 is right nine times in ten, and whether people err together cannot be known from their answers alone",
  );
  if (drawn !== null) print(`The reliability diagram is written to ${drawn}`);
  print(`The probabilities are written to ${written}`);
}

function* listProbabilities({ items }: Votes, probability: Float64Array): Generator<(string | number)[]> {
  for (const [item, { image, label }] of items.entries()) yield [image, label, probability[item]!];
}
