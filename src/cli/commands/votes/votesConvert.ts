import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { Failure } from "../../../contract/failure.ts";
import type { FileReading } from "../../../files/fileReading.ts";
import { writeVotesCsv } from "../../../files/releases/writeVotesCsv.ts";
import { answerNames } from "../../../files/votes/collectVotes.ts";
import { type NotAsked, refuseIdle } from "../../../files/votes/notAsked.ts";
import { type OriginalComment, readOriginalFolder } from "../../../files/votes/readOriginalFolder.ts";
import { readVotes, type Votes } from "../../../files/votes/readVotes.ts";
import { writeCsv } from "../../../files/writeCsv.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { example, notAsked, spreadsheet } from "../../options/options.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatCount, print, printJson } from "../../output/output.ts";

interface Options {
  out: string;
  comments?: string;
  notAsked?: NotAsked;
  force?: true;
  spreadsheet?: true;
  json?: true;
}

export function addVotesConvert(votes: Command): void {
  votes
    .command("convert <file>")
    .description("write votes of any form that is read as CSV: image, label, annotator, answer")
    .requiredOption("--out <file>", "where to")
    .option("--comments <file>", "of the original Multilabelfy's folders: write what people wrote, as CSV")
    .addOption(notAsked())
    .option("--force", "replace files that exist")
    .option(...spreadsheet)
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("votes convert annotators/ --out votes.csv --comments comments.csv"))
    .action(run);
}

async function run(
  file: string,
  { out, comments: commentsFile, notAsked, force: replaces, spreadsheet, json }: Options,
): Promise<void> {
  const force = replaces ?? false;
  const path = resolve(file);
  const readings: FileReading[] = [];
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (commentsFile !== undefined && !isFolder)
    throw new Failure(
      "wrong-usage",
      "Comments are in the original Multilabelfy's folders only: leave out --comments.",
    );
  const { votes, comments } = await read(path, isFolder, { notAsked, readings });
  refuseIdle(notAsked, readings);
  const written = {
    votes: votes.item.length,
    file: await writeFileWhole(out, writeVotesCsv(rowsOf(votes), { spreadsheet }), { force }),
    comments:
      commentsFile === undefined
        ? null
        : await writeFileWhole(
            commentsFile,
            writeCsv(["image", "annotator", "comment"], cellsOf(comments), { spreadsheet }),
            {
              force,
            },
          ),
  };
  if (json) return printJson({ ...written, readings });
  noteReadings(readings.map((reading) => ({ file: reading.file, reading })));
  print(`${formatCount(written.votes, "vote")} written to ${written.file}`);
  if (written.comments !== null)
    print(`${formatCount(comments.length, "comment")} written to ${written.comments}`);
}

async function read(
  path: string,
  isFolder: boolean,
  { notAsked, readings }: { notAsked: NotAsked | undefined; readings: FileReading[] },
): Promise<{ votes: Votes; comments: OriginalComment[] }> {
  if (!isFolder)
    return {
      votes: await readVotes(path, { notAsked, onReading: (one) => readings.push(one) }),
      comments: [],
    };
  const { reading, ...answers } = await readOriginalFolder(path);
  readings.push(reading);
  return answers;
}

function* rowsOf({ items, annotators, item, annotator, answer }: Votes) {
  for (const [vote, at] of item.entries())
    yield { ...items[at]!, annotator: annotators[annotator[vote]!]!, answer: answerNames[answer[vote]!]! };
}

async function* cellsOf(comments: readonly OriginalComment[]) {
  for (const { image, annotator, comment } of comments) yield [image, annotator, comment];
}
