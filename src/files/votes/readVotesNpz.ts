import { badFile, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { readNpyElements } from "../predictions/numpy/readNpyElements.ts";
import { answerNames, VotesCollector } from "./collectVotes.ts";
import type { Votes } from "./votes.ts";

/** Rows that are all different take more than a bit each, however they are compressed. */
const rowsPerByte = 8;

/** More than anybody has collected; a larger file is refused before it fills the memory. */
const max = { questions: 20e6, raters: 1e6, votes: 50e6 };

/**
 * Reads the votes behind the ReaL labels (Beyer et al. 2020, github.com/google-research/reassessed-imagenet): the
 * arrays `tensor` [raters, questions, 3], each answer one-hot as no, maybe, yes and all zero where it was not asked;
 * `info` [questions, 2], image and class; `ids` [raters]. The tensor is read a piece at a time: memory grows with the
 * votes, not with the questions nobody was asked.
 *
 * @param onReading gets what was read
 * @throws Failure `bad-file` with the array, or for more than 50 million votes; `not-found`
 */
export async function readVotesNpz(
  file: string,
  onReading: (reading: FileReading) => void = () => {},
): Promise<Votes> {
  const ids = await readTexts(file, "ids", 1);
  const info = await readTexts(file, "info", 2);
  const onArray = ({ others }: { others: string[] }) =>
    onReading({
      file,
      format: "votes as ReaL's",
      used: [
        { name: "tensor", as: "answer" },
        { name: "info", as: "image and label" },
        { name: "ids", as: "annotator" },
      ],
      unused: others.filter((name) => name !== "info" && name !== "ids"),
      notes: [],
    });
  const asked = await readTensor(file, { raters: ids.length, questions: info.length / 2 }, onArray);
  const votes = new VotesCollector(file);
  for (const at of asked.order()) {
    const question = asked.question[at]!;
    const [image, label] = [info[2 * question]!, info[2 * question + 1]!];
    votes.add(image, label, ids[asked.rater[at]!]!, answerNames[asked.answer[at]!]!, question + 1);
  }
  return votes.finish();
}

/** A small array as texts, its elements in C order. */
async function readTexts(file: string, array: "ids" | "info", axes: 1 | 2): Promise<string[]> {
  const texts: string[] = [];
  /** A text that many elements share is stored once. */
  const known = new Map<string, string>();
  let packed = 0;
  const onArray = ({ packedSize }: { packedSize: number }) => {
    packed = packedSize;
  };
  for await (const { header, count, textAt } of readNpyElements(file, array, onArray)) {
    const [rows = 0, columns = 1] = header.shape;
    if (header.shape.length !== axes || (axes === 2 && columns !== 2)) {
      throw badFile(
        file,
        `the array ${array} has the shape (${header.shape.join(", ")}), and must be ${axes === 1 ? "[raters]" : "[questions, 2]"}.`,
      );
    }
    const limit = axes === 1 ? max.raters : max.questions;
    if (rows > limit) throw badFile(file, `the array ${array} has ${rows} rows; at most ${limit} are read.`);
    if (rows > rowsPerByte * packed + 1000) {
      throw badFile(
        file,
        `the array ${array} has ${rows} rows in ${packed} bytes, so nearly all of them would be the same. Save the votes again.`,
      );
    }
    for (let at = 0; at < count; at++) {
      const text = textAt(at);
      if (!known.has(text)) known.set(text, text);
      texts.push(known.get(text)!);
    }
  }
  return texts;
}

/** Votes in growing columns, in the order of the tensor: rater by rater. */
class Asked {
  count = 0;
  question = new Uint32Array(1024);
  rater = new Uint32Array(1024);
  answer = new Uint8Array(1024);
  private readonly questions: number;

  constructor(questions: number) {
    this.questions = questions;
  }

  add(question: number, rater: number, answer: number): void {
    if (this.count === this.question.length) {
      const grow = <Column extends Uint32Array | Uint8Array>(column: Column, larger: Column): Column => {
        larger.set(column);
        return larger;
      };
      const size = 2 * this.count;
      this.question = grow(this.question, new Uint32Array(size));
      this.rater = grow(this.rater, new Uint32Array(size));
      this.answer = grow(this.answer, new Uint8Array(size));
    }
    this.question[this.count] = question;
    this.rater[this.count] = rater;
    this.answer[this.count++] = answer;
  }

  /** The votes question by question (a counting sort). */
  order(): Uint32Array {
    const next = new Uint32Array(this.questions + 1);
    for (let at = 0; at < this.count; at++) next[this.question[at]! + 1]!++;
    for (let question = 0; question < this.questions; question++) next[question + 1]! += next[question]!;
    const order = new Uint32Array(this.count);
    for (let at = 0; at < this.count; at++) order[next[this.question[at]!]!++] = at;
    return order;
  }
}

async function readTensor(
  file: string,
  { raters, questions }: { raters: number; questions: number },
  onArray: (array: { others: string[] }) => void,
): Promise<Asked> {
  const asked = new Asked(questions);
  let done = 0;
  const triple = [0, 0, 0];
  for await (const { header, count, numberAt } of readNpyElements(file, "tensor", onArray)) {
    if (header.shape.join() !== `${raters},${questions},3` || !numberAt) {
      throw badFile(
        file,
        `the array tensor has the shape (${header.shape.join(", ")}) and the type ${quoted(header.descr)}. It must be numbers [${raters} raters, ${questions} questions, 3], as ids and info say.`,
      );
    }
    for (let at = 0; at < count; at++, done++) {
      const place = done % 3;
      triple[place] = numberAt(at);
      if (place < 2) continue;
      const [no, maybe, yes] = triple as [number, number, number];
      if (no === 0 && maybe === 0 && yes === 0) continue;
      const cell = (done - 2) / 3;
      const [rater, question] = [Math.floor(cell / questions), cell % questions];
      const answer = triple.indexOf(1);
      if (answer === -1 || no + maybe + yes !== 1 || triple.some((value) => value !== 0 && value !== 1)) {
        throw badFile(
          file,
          `the array tensor, rater ${rater + 1}, question ${question + 1}: ${triple.join(", ")} is neither one-hot nor all zero.`,
        );
      }
      if (asked.count === max.votes) {
        throw badFile(file, `it has more than ${max.votes / 1e6} million votes, which is too many to read.`);
      }
      asked.add(question, rater, answer);
    }
  }
  return asked;
}
