import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { badFile, badRow, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { readFileChunks } from "../predictions/readFileChunks.ts";
import { splitJson } from "../predictions/splitJson.ts";
import { compareUtf8 } from "../text/compareUtf8.ts";
import { isRecord } from "../text/isRecord.ts";
import { plainText } from "../text/plainText.ts";
import { readJsonFile } from "../text/readJsonFile.ts";
import { VotesCollector } from "./collectVotes.ts";
import { indexShown, recoverImage, type ShownImages } from "./recoverImage.ts";
import type { Votes } from "./votes.ts";

/** Number of a model's best labels that were shown. */
const shownLabels = 20;

const namedMost = 10;

/** What a user of the original wrote about an image. */
export interface OriginalComment {
  image: string;
  annotator: string;
  comment: string;
}

export interface OriginalAnswers {
  votes: Votes;
  comments: OriginalComment[];
  reading: FileReading;
}

/**
 * Reads the folders of the original Multilabelfy: for each person `checkbox_selections_NAME.json` (what was ticked, by
 * image), `predictions_NAME.json` beside it (what was shown: the 20 best of `softmax_val`) and `comments_NAME.json`. A
 * label shown and not ticked is a no. Image keys lost letters there (`recoverImage`): those that can mean only one
 * image are read, and the rest are listed.
 *
 * @param folder a person's, or one that holds several
 * @throws Failure `bad-file` if there is nothing to read, or it is not known what a person was shown
 */
export async function readOriginalFolder(folder: string): Promise<OriginalAnswers> {
  const paths = await readdir(folder, { recursive: true }).catch(() => []);
  const files = paths.filter((path) => person(path) !== undefined).sort(compareUtf8);
  if (files.length === 0)
    throw badFile(
      folder,
      "it is a folder, and holds no checkbox_selections_NAME.json of the original Multilabelfy. Name a file of votes.",
    );
  const reader = new OriginalReader(folder);
  for (const path of files) await reader.read(join(folder, path), person(path)!);
  return reader.finish();
}

const person = (path: string): string | undefined =>
  /^checkbox_selections_(.+)\.json$/.exec(basename(path))?.[1];

/** What a person was shown for an image. */
interface Shown {
  image: string;
  labels: number[];
}

class OriginalReader {
  private readonly votes: VotesCollector;
  private readonly comments: OriginalComment[] = [];
  private readonly lost: string[] = [];
  private readonly people = new Set<string>();
  private readonly folder: string;
  private row = 0;
  private tied = 0;
  private images = 0;

  constructor(folder: string) {
    this.folder = folder;
    this.votes = new VotesCollector(folder);
  }

  async read(file: string, annotator: string): Promise<void> {
    if (this.people.has(annotator))
      throw badFile(
        file,
        `${quoted(annotator)} has another such file in ${this.folder}. Take one of them out.`,
      );
    this.people.add(annotator);
    const shown = await this.readShown(file, annotator);
    const index = indexShown(shown.map(({ image }) => image));
    const labelsOf = new Map(shown.map(({ image, labels }) => [image, labels]));
    const keys = new Map<string, string>();
    for (const [key, ticked] of Object.entries(await readObject(file))) {
      const image = this.find(key, index, annotator);
      if (image === undefined) continue;
      const other = keys.get(image);
      if (other !== undefined)
        throw badFile(
          file,
          `${quoted(other)} and ${quoted(key)} both are ${quoted(image)}. Take one of them out.`,
        );
      keys.set(image, key);
      this.add(image, annotator, readTicked(ticked, file, key), labelsOf.get(image)!);
    }
    await this.readComments(join(dirname(file), `comments_${annotator}.json`), annotator, index);
  }

  finish(): OriginalAnswers {
    const { lost, tied } = this;
    const named = lost.slice(0, namedMost).join("; ");
    const more = lost.length > namedMost ? ` and ${lost.length - namedMost} more` : "";
    return {
      votes: this.votes.finish(),
      comments: this.comments,
      reading: {
        file: this.folder,
        format: "folders of the original Multilabelfy",
        used: [
          { name: "checkbox_selections", as: "yes" },
          { name: `predictions (the best ${shownLabels})`, as: "no where nothing is ticked" },
        ],
        unused: [],
        notes: [
          `${this.people.size} ${this.people.size === 1 ? "person" : "people"}, ${this.images} images answered, ${this.comments.length} comments`,
          ...(lost.length > 0
            ? [
                `left out, because letters are missing in their keys and it is not known which images they are: ${named}${more}`,
              ]
            : []),
          ...(tied > 0
            ? [
                `of ${tied} images it is not known which of several labels of one score were shown: those have no answer where they are not ticked`,
              ]
            : []),
        ],
      },
    };
  }

  private find(key: string, shown: ShownImages, annotator: string): string | undefined {
    const found = recoverImage(key, shown);
    if ("image" in found) return found.image;
    const could =
      found.could.length === 0
        ? "no image that was shown"
        : `can be ${found.could.slice(0, 3).map(quoted).join(" or ")}`;
    this.lost.push(`${quoted(key)} of ${annotator} (${could})`);
    return undefined;
  }

  private add(image: string, annotator: string, ticked: readonly string[], shown: readonly number[]): void {
    this.images += 1;
    const yes = new Set(ticked);
    for (const label of yes) this.votes.add(image, label, annotator, "yes", ++this.row);
    for (const label of shown)
      if (!yes.has(String(label))) this.votes.add(image, String(label), annotator, "no", ++this.row);
  }

  private async readShown(selections: string, annotator: string): Promise<Shown[]> {
    const file = join(dirname(selections), `predictions_${annotator}.json`);
    if (!existsSync(file))
      throw badFile(
        selections,
        `there is no ${basename(file)} beside it, and without that it is not known which labels were shown and not ticked. Put it there.`,
      );
    const shown: Shown[] = [];
    for await (const { value } of splitJson(readFileChunks(file), file)) {
      const { image_name: image, softmax_val: scores } = (value ?? {}) as Record<string, unknown>;
      if (typeof image !== "string" || !isScores(scores))
        throw badRow(
          file,
          shown.length + 1,
          'it is no record like {"image_name": "a.jpg", "ground_truth": 3, "softmax_val": [0.1, ...]}.',
        );
      const { labels, isTied } = bestOf(scores);
      if (isTied) this.tied += 1;
      shown.push({ image, labels });
    }
    return shown;
  }

  private async readComments(file: string, annotator: string, shown: ShownImages): Promise<void> {
    if (!existsSync(file)) return;
    for (const [key, comment] of Object.entries(await readObject(file))) {
      if (typeof comment !== "string" || comment.trim() === "") continue;
      const found = recoverImage(key, shown);
      if ("image" in found) this.comments.push({ image: found.image, annotator, comment });
      else this.lost.push(`the comment on ${quoted(key)} of ${annotator}`);
    }
  }
}

async function readObject(file: string): Promise<Record<string, unknown>> {
  const value = await readJsonFile(file);
  if (isRecord(value)) return value;
  throw badFile(file, 'it is no object like {"n01440764/a.jpg": ["0"]}.');
}

function readTicked(value: unknown, file: string, key: string): string[] {
  const isLabel = (one: unknown) =>
    /^\d+$/.test(typeof one === "number" ? String(one) : plainText(String(one ?? "")));
  if (Array.isArray(value) && value.every(isLabel)) return value.map((one) => String(Number(one)));
  throw badFile(file, `${quoted(key)} is followed by no list of label indices.`);
}

const isScores = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((score) => typeof score === "number");

/** The labels that were certainly shown: if scores are equal around the last place, nobody knows which were. */
function bestOf(scores: readonly number[]): { labels: number[]; isTied: boolean } {
  const order = scores.map((_, label) => label).sort((a, b) => scores[b]! - scores[a]!);
  const [last, next] = [order[shownLabels - 1], order[shownLabels]];
  const isTied = last !== undefined && next !== undefined && scores[last] === scores[next];
  const best = order.slice(0, shownLabels);
  return { labels: isTied ? best.filter((label) => scores[label] !== scores[last]) : best, isTied };
}
