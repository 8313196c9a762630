import { Failure } from "../../contract/failure.ts";
import { badFile, listed, quoted, quotedValue } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { imageName } from "../images/imageName.ts";
import { readFileChunks } from "../predictions/readFileChunks.ts";
import { splitJson } from "../predictions/splitJson.ts";
import { decodePercentSigns } from "../text/decodePercentSigns.ts";
import { isRecord } from "../text/isRecord.ts";
import { VotesCollector } from "./collectVotes.ts";
import { labelStudioFormat } from "./notAsked.ts";
import type { VoteOptions } from "./readVotesCsv.ts";
import type { Votes } from "./votes.ts";

type Item = Record<string, unknown>;

/** Whether a record is a Label Studio task, as exported in *JSON* (not *JSON-MIN*). */
export const isLabelStudioTask = (record: Item): boolean =>
  isRecord(record["data"]) && Array.isArray(record["annotations"]);

/** What one person ticked for one image. */
interface Ticked {
  image: string;
  annotator: string;
  labels: string[];
  task: number;
}

/**
 * Reads votes from a Label Studio export (*JSON*): whoever annotated a task answered yes to the choices made. The file
 * does not say which choices were offered, so `notAsked` says what an unchosen one means: `none` a no, to any label
 * that somebody chose anywhere in the file; `no` that nothing is known.
 *
 * @throws Failure `bad-file` with the task: if `notAsked` does not decide, an image is not named, a task has several
 *   questions with choices, or a person annotated an image twice
 * @see https://labelstud.io/guide/task_format
 */
export async function readLabelStudio(
  file: string,
  { notAsked, onReading = () => {} }: VoteOptions = {},
): Promise<Votes> {
  if (notAsked !== "none" && notAsked !== "no")
    throw badFile(
      file,
      `${notAsked === "empty" ? "it has no cells that could be empty. " : ""}Label Studio writes down what was chosen, not what was offered. Say what a label means that is not chosen: --not-asked none (it was offered, so it is a no; labels that nobody chose are not in the file) or --not-asked no (only what was chosen is known).`,
    );
  const reader = new TaskReader(file);
  let task = 0;
  for await (const { value } of splitJson(readFileChunks(file), file)) reader.read(value, ++task);
  return reader.finish(notAsked, onReading);
}

class TaskReader {
  private readonly ticked: Ticked[] = [];
  private readonly taskOf = new Map<string, number>();
  private readonly places = new Map<string, string>();
  private readonly questions = new Set<string>();
  private readonly fields = new Set<string>();
  private readonly left = { skipped: 0, other: 0, predictions: 0, unanswered: 0 };
  private renamed = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  read(task: unknown, at: number): void {
    if (!isRecord(task) || !isLabelStudioTask(task))
      throw this.refuse(
        at,
        'it is no task with "data" and "annotations". Export the project as JSON (not JSON-MIN).',
      );
    const image = this.imageOf(task["data"] as Item, at);
    if (Array.isArray(task["predictions"])) this.left.predictions += task["predictions"].length;
    const annotations = (task["annotations"] as unknown[]).filter(isRecord);
    if (annotations.length === 0) this.left.unanswered += 1;
    for (const annotation of annotations) {
      if (annotation["was_cancelled"] === true) {
        this.left.skipped += 1;
        continue;
      }
      const annotator = this.annotatorOf(annotation["completed_by"], at);
      const pair = JSON.stringify([image, annotator]);
      const before = this.taskOf.get(pair);
      if (before !== undefined)
        throw this.refuse(
          at,
          `${quoted(annotator)} annotated ${quoted(image)} twice (see task ${before}). Delete one of the two in Label Studio.`,
        );
      this.taskOf.set(pair, at);
      this.ticked.push({ image, annotator, labels: this.choicesOf(annotation["result"], at), task: at });
    }
  }

  finish(notAsked: "no" | "none", onReading: (reading: FileReading) => void): Votes {
    const all = [...new Set(this.ticked.flatMap(({ labels }) => labels))];
    const votes = new VotesCollector(this.file);
    for (const { image, annotator, labels, task } of this.ticked) {
      const chosen = new Set(labels);
      for (const label of chosen) votes.add(image, label, annotator, "yes", task);
      if (notAsked === "none")
        for (const label of all) if (!chosen.has(label)) votes.add(image, label, annotator, "no", task);
    }
    const { skipped, other, predictions, unanswered } = this.left;
    const count = (number: number, what: string) => (number === 0 ? [] : [`${number} ${what}`]);
    onReading({
      file: this.file,
      format: labelStudioFormat,
      used: [
        { name: [...this.fields].join(", "), as: "image" },
        { name: "completed_by", as: "annotator" },
        { name: [...this.questions].join(", "), as: "yes" },
      ],
      unused: [],
      notes: [
        notAsked === "none"
          ? `a label that is not chosen is a no, of the ${all.length} that somebody chose`
          : "only what was chosen is known",
        ...count(skipped, "skipped annotations left out"),
        ...count(unanswered, "tasks that nobody annotated left out"),
        ...count(other, "results that are no choices left out"),
        ...count(predictions, "predictions left out"),
        ...count(this.renamed, "images called as an import calls them, not by their addresses"),
        ...votes.describeNames(),
      ],
    });
    return votes.finish();
  }

  private refuse(at: number, why: string): Failure {
    return new Failure("bad-file", `${this.file}, task ${at}: ${why}`, { row: at });
  }

  private imageOf(data: Item, at: number): string {
    const texts = Object.keys(data).filter((name) => typeof data[name] === "string" && data[name] !== "");
    const field = texts.includes("image") ? "image" : texts.length === 1 ? texts[0] : undefined;
    if (field === undefined)
      throw this.refuse(
        at,
        texts.length === 0
          ? "its data name no image."
          : `its data have several fields, and none is called "image": ${listed(texts.map(quoted))}. Call the one that names the image so.`,
      );
    this.fields.add(field);
    const written = data[field] as string;
    const image = imageName(nameBeforeStoring(written));
    if (image !== written) this.renamed += 1;
    const other = this.places.get(image);
    if (other !== undefined && other !== written)
      throw this.refuse(
        at,
        `${quoted(other)} and ${quoted(written)} both are ${quoted(image)} where images are imported. Rename one of the files.`,
      );
    this.places.set(image, written);
    return image;
  }

  /** People are identified by e-mail address if the file has it, otherwise by number. */
  private annotatorOf(completedBy: unknown, at: number): string {
    const { email, id } = isRecord(completedBy) ? completedBy : { email: undefined, id: completedBy };
    if (typeof email === "string" && email !== "") return email;
    if (typeof id === "number" || (typeof id === "string" && id !== "")) return String(id);
    throw this.refuse(
      at,
      'an annotation does not say who made it ("completed_by"): these are labels, not votes.',
    );
  }

  private choicesOf(result: unknown, at: number): string[] {
    const choices: string[] = [];
    let question: string | undefined;
    for (const part of Array.isArray(result) ? result.filter(isRecord) : []) {
      if (part["type"] !== "choices") {
        this.left.other += 1;
        continue;
      }
      const name = String(part["from_name"]);
      const written = isRecord(part["value"]) ? part["value"]["choices"] : undefined;
      if (!Array.isArray(written) || !written.every((one) => typeof one === "string"))
        throw this.refuse(at, `the choices of ${quotedValue(part["from_name"])} are no list of texts.`);
      if (question !== undefined && question !== name) this.refuseSeveral(question, name, at);
      question = name;
      choices.push(...written);
    }
    const [other] = [...this.questions].filter((name) => question !== undefined && name !== question);
    if (other !== undefined) this.refuseSeveral(other, question!, at);
    if (question !== undefined) this.questions.add(question);
    return [...new Set(choices)];
  }

  private refuseSeveral(one: string, another: string, at: number): never {
    throw this.refuse(
      at,
      `choices were made for ${quoted(one)} and for ${quoted(another)}: a file of votes has one question. Take the results of the other out.`,
    );
  }
}

/**
 * An image's name before Label Studio stored it: an uploaded file is prefixed with eight hexadecimal digits, and a
 * local one is named in an address. Any other name stays as it is.
 */
function nameBeforeStoring(written: string): string {
  const uploaded = /^\/data\/upload\/\d+\/[0-9a-f]{8}-(.+)$/.exec(written)?.[1];
  if (uploaded !== undefined) return uploaded;
  const local = /^\/data\/local-files\/\?d=([^&]+)$/.exec(written)?.[1];
  return local === undefined ? written : decodePercentSigns(local);
}
