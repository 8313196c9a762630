import { quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";

const words = (text: string) => text.split(" ");

/** Parts of column names that say which labels count: parts are separated by white space, "_" and the like. */
const decidingParts = new Set(
  words(
    "prob probs probability probabilities confidence conf score scores p weight weights likelihood softmax sigmoid logit logits vote votes yes no maybe count counts answer answers response valid invalid correct incorrect wrong right accept accepted reject rejected agree agreed agreement disagreed approved verified keep kept deleted removed excluded exclude ignored ignore skipped skip discarded discard present absent positive negative relevant selected chosen ticked rank rating consensus majority support annotators raters workers verdict verdicts decision decisions status flag flagged mistake mistaken include included",
  ),
);
/** Columns with these parts in their names are about people, each of whom gave labels to an image. */
const personParts = new Set(
  words(
    "annotator rater worker labeler labeller user person participant coder expert reviewer turker judge voter workerid annotatorid userid raterid username",
  ),
);
/** Places, sizes and times: numbers that differ from label to label, and decide nothing. */
const plainParts = new Set(
  words(
    "id ids index idx row line number x y w h x0 x1 y0 y1 x2 y2 xmin xmax ymin ymax left top bottom width height area bbox box size bytes length duration time timestamp date year seconds sec ms created updated fold split seed lat lon",
  ),
);
const answerWords = new Set(
  words(
    "yes no true false y n t f 0 1 -1 0.0 1.0 maybe unsure accepted rejected valid invalid correct incorrect present absent positive negative keep drop agree disagree ok okay good bad right wrong correctly incorrectly kept dropped accept reject approve approved include included exclude excluded remove removed delete deleted confirmed unconfirmed certain uncertain sure doubtful",
  ),
);

/** Parts of label columns' names, and what they are combined with in columns of other labels than the one read. */
const labelParts = new Set(
  words("label labels class classes category categories tag tags target targets wnid synset"),
);
const otherParts = new Set(
  words(
    "other others extra additional further more second secondary third fourth fifth alt alternative multi multilabel corrected correction clean cleaned noisy old new final true gt reassessed relabeled relabelled revised",
  ),
);

/** The parts of a name: both "meanProbability" and "mean_probability" give "mean" and "probability". */
const partsOfName = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "");

/** Whether a column says who gave a label: then the file holds votes. */
export const isPersonColumn = (name: string): boolean =>
  partsOfName(name).some((part) => personParts.has(part));

/** Whether a column's name suggests that it says which labels count. */
export const isDecidingColumn = (name: string): boolean =>
  partsOfName(name).some((part) => decidingParts.has(part));

/** Whether a column's name suggests further labels: "label2", "label_2", "other labels", "clean_label". */
export const isFurtherColumn = (name: string): boolean => {
  const parts = partsOfName(name);
  const isNumber = (part: string) => /^\d+$/.test(part);
  const bare = parts.map((part) => (isNumber(part) ? part : part.replace(/\d{1,3}$/, "")));
  return (
    bare.some((part) => labelParts.has(part)) &&
    bare.every((part) => labelParts.has(part) || otherParts.has(part) || isNumber(part)) &&
    bare.some((part, at) => otherParts.has(part) || isNumber(part) || part !== parts[at])
  );
};

/** Why a file with such a column is refused. */
export const explainFurther = (name: string): string =>
  `its column ${quoted(name)} may hold labels, too, and is not read. Write the labels of each image into one column, with | between several; or take it out.`;

interface Followed {
  name: string;
  isFurther: boolean;
  isNamedSo: boolean;
  first: string | undefined;
  differs: boolean;
  differsWithin: boolean;
  /** The value at the first row of each image. */
  ofImage: Map<string, string>;
}

/**
 * Follows the unread columns of a table of labels, to find one that is not empty and holds further labels by its name,
 * or one that would decide which labels count if it were understood: numbers or answers under a name such as "n_yes";
 * or answers, or shares from 0 to 1, that differ between the labels of one image.
 */
export class DecidingColumns {
  private followed: Followed[] = [];
  private readonly known = new Set<string>();

  constructor(unread: readonly string[]) {
    this.watch(unread);
  }

  /** Follows these columns, too: each record may have fields of its own. */
  watch(unread: readonly string[]): void {
    const fresh = unread.filter((name) => !this.known.has(name));
    const followed = fresh.flatMap((name) => {
      this.known.add(name);
      const parts = partsOfName(name);
      const isNamedSo = isDecidingColumn(name);
      const isFurther = isFurtherColumn(name);
      if (parts.length === 0 || (!isNamedSo && parts.some((part) => plainParts.has(part)))) return [];
      const start = { first: undefined, differs: false, differsWithin: false };
      return [{ name, isFurther, isNamedSo, ...start, ofImage: new Map<string, string>() }];
    });
    this.followed.push(...followed);
  }

  /** The columns that are still to be followed. */
  get names(): string[] {
    return this.followed.map(({ name }) => name);
  }

  add(image: string, cellOf: (column: string) => unknown): void {
    if (this.followed.length === 0) return;
    this.followed = this.followed.filter((column) => follow(column, image, cellOf(column.name)));
  }

  /** Why a table is refused; undefined if nothing else decides. */
  find(): string | undefined {
    const further = this.followed.find(({ isFurther, first }) => isFurther && first !== undefined);
    if (further) return explainFurther(further.name);
    const found = this.followed.find((column) => (column.isNamedSo ? column.differs : column.differsWithin));
    if (!found) return undefined;
    return `its column ${quoted(found.name)} is not understood, and may say which labels count. If it is a probability, call it "probability"; if it holds yes and no, call it "answer"; else take it out.`;
  }
}

/** @returns whether the column may still decide */
function follow(column: Followed, image: string, value: unknown): boolean {
  const text = value === undefined || value === null ? "" : plainText(String(value)).toLowerCase();
  if (text === "") return true;
  if (column.isFurther) {
    column.first ??= text;
    return true;
  }
  const isAnswer = answerWords.has(text);
  const number = Number(text.replace(/%$/, ""));
  const isShare = number >= 0 && number <= 1;
  if (!(column.isNamedSo ? isAnswer || !Number.isNaN(number) : isAnswer || isShare)) return false;
  column.first ??= text;
  if (text !== column.first) column.differs = true;
  if (column.isNamedSo) return true;
  const before = column.ofImage.get(image);
  if (before === undefined) column.ofImage.set(image, text);
  else if (before !== text) column.differsWithin = true;
  return true;
}
