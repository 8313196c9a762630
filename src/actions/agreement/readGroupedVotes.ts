import { type GroupedVotes, said, type VotedImage } from "../../core/agreement/groupVotes.ts";
import type { Db } from "../../db/schema.ts";
import { type ImageVotes, streamVotes } from "../../db/votes.ts";

const codes = { yes: said.yes, no: said.no, unsure: said.maybe } as const;

/**
 * A project's counted votes as tables. Labels are named by their index, images by their id, annotators by the person's
 * id. Unlike in a file of votes, an annotator who was shown nothing is included, with an empty set.
 *
 * @returns also the images' keys; both in key order
 */
export const readGroupedVotes = (db: Db, project: string) => groupImageVotes(streamVotes(db, project));

/** The same for pages of images' votes. */
export async function groupImageVotes(
  pages: AsyncIterable<ImageVotes[]> | Iterable<ImageVotes[]>,
): Promise<{ votes: GroupedVotes; keys: string[] }> {
  const people = new Map<string, number>();
  const used = new Set<number>();
  const read: { key: string; image: VotedImage }[] = [];
  for await (const page of pages) {
    for (const votes of page) {
      const image = toTable(votes, people);
      for (const label of image.labels) used.add(label);
      read.push({ key: votes.key, image });
    }
  }
  // Databases sort text by their locale; lists are searched in this order.
  read.sort((a, b) => (a.key < b.key ? -1 : 1));
  const indices = [...used].sort((a, b) => a - b);
  const numberOf = new Map(indices.map((label, number) => [label, number]));
  const images = read.map(({ image }) => ({
    ...image,
    labels: image.labels.map((label) => numberOf.get(label)!),
  }));
  const votes = { annotators: [...people.keys()], labels: indices.map(String), images };
  return { votes, keys: read.map(({ key }) => key) };
}

/** @returns the votes with labels named by index */
function toTable({ id, annotations }: ImageVotes, people: Map<string, number>): VotedImage {
  const rows = annotations
    .map(({ person, decisions }) => {
      const number = people.get(person) ?? people.size;
      people.set(person, number);
      return { number, decisions };
    })
    .sort((a, b) => a.number - b.number);
  const labels = [...new Set(rows.flatMap(({ decisions }) => decisions.map(({ label }) => label)))];
  labels.sort((a, b) => a - b);
  const answers = new Uint8Array(rows.length * labels.length).fill(said.nothing);
  const found = new Uint8Array(answers.length);
  const columnOf = new Map(labels.map((label, column) => [label, column]));
  for (const [row, { decisions }] of rows.entries()) {
    for (const { label, answer, how } of decisions) {
      const cell = row * labels.length + columnOf.get(label)!;
      answers[cell] = codes[answer];
      if (how === "search") found[cell] = 1;
    }
  }
  return { image: id, annotators: rows.map(({ number }) => number), labels, answers, found };
}
