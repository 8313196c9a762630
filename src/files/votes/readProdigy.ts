import { Failure } from "../../contract/failure.ts";
import { quotedValue } from "../fileFailure.ts";
import { isRecord } from "../text/isRecord.ts";
import { parseJson } from "../text/parseJson.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { VotesCollector } from "./collectVotes.ts";
import type { VoteOptions } from "./readVotesCsv.ts";
import type { Votes } from "./votes.ts";

type Item = Record<string, unknown>;

/** Prodigy's values for a person's answer to a whole example. */
const answers = ["accept", "reject", "ignore"];

/** Whether a record is an answer as Prodigy's `db-out` writes it. */
export const isProdigyAnswer = (record: Item): boolean =>
  answers.includes(record["answer"] as string) && ("_input_hash" in record || "_task_hash" in record);

/**
 * Reads votes from Prodigy's `db-out`, a line per answer: for `choice`, accepted options are yes and the other options
 * shown are no; for a single `label`, accept is yes and reject no. Ignored examples, and those with options that were
 * rejected as a whole, answer nothing and are left out.
 *
 * @throws Failure `bad-file` with the line
 * @see https://prodi.gy/docs/api-interfaces
 */
export async function readProdigy(file: string, { onReading = () => {} }: VoteOptions = {}): Promise<Votes> {
  const votes = new VotesCollector(file);
  let [ignored, rejected] = [0, 0];
  for await (const { row, line } of readTextLines(file)) {
    if (line.trim() === "") continue;
    const record = parseJson(line, `${file}, line ${row}`);
    if (!isRecord(record) || !isProdigyAnswer(record))
      throw badLine(file, row, 'it is no answer of Prodigy, with "answer" and "_task_hash".');
    if (record["answer"] === "ignore") {
      ignored += 1;
      continue;
    }
    const isAccepted = record["answer"] === "accept";
    const image = imageOf(record, file, row);
    const annotator = annotatorOf(record, file, row);
    if (!Array.isArray(record["options"])) {
      votes.add(image, labelOf(record, file, row), annotator, isAccepted ? "yes" : "no", row);
      continue;
    }
    if (!isAccepted) {
      rejected += 1;
      continue;
    }
    const accepted = new Set(acceptedOf(record, file, row));
    const options = record["options"].map((option) => textOf(isRecord(option) ? option["id"] : undefined));
    for (const option of options) {
      if (option === undefined) throw badLine(file, row, "an option has no id.");
      votes.add(image, option, annotator, accepted.delete(option) ? "yes" : "no", row);
    }
    const [unknown] = accepted;
    if (unknown !== undefined)
      throw badLine(file, row, `${quotedValue(unknown)} was accepted, and is none of the options.`);
  }
  onReading({
    file,
    format: "answers of Prodigy",
    used: [
      { name: "path, image or meta.file", as: "image" },
      { name: "_annotator_id or _session_id", as: "annotator" },
      { name: "accept, or label", as: "yes" },
    ],
    unused: [],
    notes: [
      ...(ignored > 0 ? [`${ignored} ignored examples left out`] : []),
      ...(rejected > 0
        ? [`${rejected} examples rejected with all their options left out: why is not known`]
        : []),
      ...votes.describeNames(),
    ],
  });
  return votes.finish();
}

const badLine = (file: string, line: number, why: string): Failure =>
  new Failure("bad-file", `${file}, line ${line}: ${why}`, { row: line });

const textOf = (value: unknown): string | undefined =>
  typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : undefined;

function imageOf(record: Item, file: string, row: number): string {
  const meta = isRecord(record["meta"]) ? record["meta"] : {};
  const found = [record["path"], record["image"], meta["file"]].find(
    (name): name is string => typeof name === "string" && name !== "" && !name.startsWith("data:"),
  );
  if (found !== undefined) return found;
  throw badLine(
    file,
    row,
    'it names no image: there is no "path", no "meta" with "file", and "image" holds the picture itself.',
  );
}

function annotatorOf(record: Item, file: string, row: number): string {
  const found = textOf(record["_annotator_id"]) ?? textOf(record["_session_id"]);
  if (found !== undefined) return found;
  throw badLine(file, row, 'it does not say who answered ("_annotator_id" or "_session_id").');
}

function labelOf(record: Item, file: string, row: number): string {
  const found = textOf(record["label"]);
  if (found !== undefined) return found;
  throw badLine(
    file,
    row,
    'it has neither "options" nor a "label": of the interfaces of Prodigy, choice and classification are read.',
  );
}

function acceptedOf(record: Item, file: string, row: number): string[] {
  const accepted = record["accept"] ?? [];
  const texts = Array.isArray(accepted) ? accepted.map(textOf) : [undefined];
  if (texts.every((text) => text !== undefined)) return texts;
  throw badLine(file, row, 'its "accept" is no list of options.');
}
