import type { VoteColumns } from "../../stats/votes/voteColumns.ts";
import { compareLabels } from "../labels/countLabels.ts";

/** Votes with the names of what they are about and of who cast them. */
export interface NamedVotes extends VoteColumns {
  /** A label of an image, each pair once. */
  readonly items: readonly { image: string; label: string }[];
  readonly annotators: readonly string[];
}

export const said = { no: 0, maybe: 1, yes: 2, nothing: 3 } as const;

/** The votes on one image as a table of annotators and labels. */
export interface VotedImage {
  image: string;
  /** Who voted on any label of it: positions in `GroupedVotes.annotators`, ascending. */
  annotators: number[];
  /** What anybody voted on: positions in `GroupedVotes.labels`, ascending. */
  labels: number[];
  /** A row per annotator, a column per label: one of `said`. `nothing`: the label was not shown to the person. */
  answers: Uint8Array;
  /** Likewise, 1 where the annotator added the label by search. Missing where that is not known, as of a file. */
  found?: Uint8Array;
}

/** Why `found` is missing. */
export const foundUnknown = "a file of votes does not tell how a label came to a person";

export interface GroupedVotes {
  annotators: readonly string[];
  /** Names as in the file; numbers in their order, then other names. */
  labels: string[];
  images: VotedImage[];
}

/** Sorts votes into one table per image, images in the order in which the votes first name them. */
export function groupVotes(votes: NamedVotes): GroupedVotes {
  const labels = [...new Set(votes.items.map(({ label }) => label))].sort(compareLabels);
  const labelNumbers = new Map(labels.map((label, number) => [label, number]));
  const images: { image: string; votes: number[]; labels: number[] }[] = [];
  const known = new Map<string, number>();
  const imageOf = new Uint32Array(votes.items.length);
  const labelOf = new Uint32Array(votes.items.length);
  for (const [at, { image, label }] of votes.items.entries()) {
    const number = known.get(image) ?? images.push({ image, votes: [], labels: [] }) - 1;
    known.set(image, number);
    imageOf[at] = number;
    labelOf[at] = labelNumbers.get(label)!;
    images[number]!.labels.push(labelOf[at]!);
  }
  for (const [vote, item] of votes.item.entries()) images[imageOf[item]!]!.votes.push(vote);
  const tables = images.map((image) => makeTable(votes, image, labelOf));
  return { annotators: votes.annotators, labels, images: tables };
}

function makeTable(
  votes: NamedVotes,
  image: { image: string; votes: number[]; labels: number[] },
  labelOf: Uint32Array,
): VotedImage {
  const labels = image.labels.sort((a, b) => a - b);
  const annotators = [...new Set(image.votes.map((vote) => votes.annotator[vote]!))].sort((a, b) => a - b);
  const columnOf = new Map(labels.map((label, column) => [label, column]));
  const rowOf = new Map(annotators.map((annotator, row) => [annotator, row]));
  const answers = new Uint8Array(annotators.length * labels.length).fill(said.nothing);
  for (const vote of image.votes) {
    const row = rowOf.get(votes.annotator[vote]!)!;
    answers[row * labels.length + columnOf.get(labelOf[votes.item[vote]!]!)!] = votes.answer[vote]!;
  }
  return { image: image.image, annotators, labels, answers };
}

/** The labels to which each annotator of an image said yes: ascending, in the order of `annotators`. */
export function listYesSets({ annotators, labels, answers }: VotedImage): number[][] {
  return annotators.map((_, row) =>
    labels.filter((_label, column) => answers[row * labels.length + column] === said.yes),
  );
}
