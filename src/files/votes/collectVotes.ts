import { badFile, badRow, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { AnswerReader } from "../text/answerReader.ts";
import { plainText } from "../text/plainText.ts";
import type { Votes } from "./votes.ts";

/** Indexed by the numbers in `Votes.answer`. */
export const answerNames = ["no", "maybe", "yes"] as const;

/** More labels than any label space has; the number of images times this stays exact in a double. */
const maxLabels = 2 ** 24;

/** Numbers names in the order of their first occurrence; spellings of the same name share a number. */
class Names {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly formOf: (written: string) => string;

  /** @param formOf the form in which names are compared */
  constructor(formOf: (written: string) => string) {
    this.formOf = formOf;
  }

  /** Undefined if the text is empty. */
  numberOf(written: string): number | undefined {
    const known = this.numbers.get(written);
    if (known !== undefined) return known;
    const name = this.formOf(written);
    if (name === "") return undefined;
    const number = this.numbers.get(name) ?? this.list.push(copyOf(name)) - 1;
    this.numbers.set(this.list[number]!, number);
    this.numbers.set(copyOf(written), number);
    return number;
  }
}

/** A substring would keep the whole piece of the file in memory. */
const copyOf = (text: string) => Buffer.from(text).toString();

function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** Collects votes one by one in growing typed columns: some 15 bytes per vote, however long the names are. */
export class VotesCollector {
  /** Knows how the answers were written. */
  readonly answers = new AnswerReader();
  private readonly images = new Names(imageName);
  private readonly labels = new Names(plainText);
  private readonly people = new Names(plainText);
  private readonly items: Votes["items"] = [];
  private readonly itemNumbers = new Map<number, number>();
  private count = 0;
  private item = new Uint32Array(1024);
  private annotator = new Uint32Array(1024);
  private row = new Uint32Array(1024);
  private answer = new Uint8Array(1024);
  private readonly file: string;

  /** @param file begins messages */
  constructor(file: string) {
    this.file = file;
  }

  private itemOf(imageNumber: number, labelNumber: number): number {
    const pair = imageNumber * maxLabels + labelNumber;
    const known = this.itemNumbers.get(pair);
    if (known !== undefined) return known;
    this.itemNumbers.set(pair, this.items.length);
    return (
      this.items.push({ image: this.images.list[imageNumber]!, label: this.labels.list[labelNumber]! }) - 1
    );
  }

  /**
   * @param answer as `AnswerReader` understands it
   * @param row the file's row, for messages
   * @throws Failure `bad-file` with the row for an empty cell or an unknown answer
   */
  add(image: string, label: string, annotator: string, answer: string, row: number): void {
    const imageNumber = this.images.numberOf(image);
    const labelNumber = this.labels.numberOf(label);
    const person = this.people.numberOf(annotator);
    if (imageNumber === undefined || labelNumber === undefined || person === undefined) {
      const empty = imageNumber === undefined ? "image" : labelNumber === undefined ? "label" : "annotator";
      throw badRow(
        this.file,
        row,
        `the ${empty} is empty. Every vote needs image, label, annotator and answer.`,
      );
    }
    const found = this.answers.find(answer);
    if (found === undefined) {
      throw badRow(
        this.file,
        row,
        `the answer ${quoted(answer)} is not one of yes, no and maybe (or true and false, 1 and 0).`,
      );
    }
    const code = answerNames.indexOf(found);
    if (this.count === this.item.length) {
      this.item = grown(this.item);
      this.annotator = grown(this.annotator);
      this.row = grown(this.row);
      const answers = new Uint8Array(this.item.length);
      answers.set(this.answer);
      this.answer = answers;
    }
    this.item[this.count] = this.itemOf(imageNumber, labelNumber);
    this.annotator[this.count] = person;
    this.answer[this.count] = code;
    this.row[this.count++] = row;
  }

  /** @throws Failure `bad-file` naming both rows if a person answered twice about one label of one image */
  finish(): Votes {
    const votes = {
      items: this.items,
      annotators: this.people.list,
      item: this.item.slice(0, this.count),
      annotator: this.annotator.slice(0, this.count),
      answer: this.answer.slice(0, this.count),
    };
    this.refuseNumbersWrittenTwice();
    this.refuseRepeated(votes);
    return votes;
  }

  /** "7", "07" and "7.0" are one label in files of labels: here they would be three, each with some of the answers. */
  private refuseNumbersWrittenTwice(): void {
    const written = new Map<number, string>();
    for (const label of this.labels.list) {
      if (!/^\d{1,15}(?:\.0+)?$/.test(label)) continue;
      const other = written.get(Number(label));
      if (other !== undefined) {
        throw badFile(
          this.file,
          `its labels ${quoted(other)} and ${quoted(label)} are the same number. Write each label in one way.`,
        );
      }
      written.set(Number(label), label);
    }
  }

  /** Names that differ only in capitals may be the same or not: they are read as different, and reported. */
  describeNames(): string[] {
    const kinds = [
      ["images", this.images],
      ["labels", this.labels],
      ["annotators", this.people],
    ] as const;
    return kinds.flatMap(([what, names]) => {
      const found = alike(names.list);
      return found === undefined ? [] : [`${found.map(quoted).join(" and ")} are two ${what}`];
    });
  }

  private refuseRepeated({ items, annotators, item, annotator }: Votes): void {
    const order = orderByItem(item, items.length);
    /** The last item that each person was seen at, and the position in the columns. */
    const seenAt = new Int32Array(annotators.length).fill(-1);
    const vote = new Uint32Array(annotators.length);
    let repeated: { first: number; second: number } | undefined;
    for (const position of order) {
      const person = annotator[position]!;
      if (seenAt[person] === item[position]) {
        const first = this.row[vote[person]!]!;
        const second = this.row[position]!;
        if (!repeated || second < repeated.second) repeated = { first, second };
      }
      seenAt[person] = item[position]!;
      vote[person] = position;
    }
    if (!repeated) return;
    throw badRow(
      this.file,
      repeated.second,
      `row ${repeated.first} holds an answer of the same annotator about the same label of the same image. Keep one.`,
    );
  }
}

/** The first two names that differ only in capitals. */
function alike(names: readonly string[]): [string, string] | undefined {
  const folded = new Map<string, string>();
  for (const name of names) {
    const other = folded.get(name.toLowerCase());
    if (other !== undefined) return [other, name];
    folded.set(name.toLowerCase(), name);
  }
  return undefined;
}

/** The positions of the votes, grouped by item and in file order within each (a counting sort). */
function orderByItem(item: Uint32Array, items: number): Uint32Array {
  const next = new Uint32Array(items + 1);
  for (const number of item) next[number + 1]!++;
  for (let number = 0; number < items; number++) next[number + 1]! += next[number]!;
  const order = new Uint32Array(item.length);
  for (let position = 0; position < item.length; position++) order[next[item[position]!]!++] = position;
  return order;
}
