import type { NamedVotes } from "../agreement/groupVotes.ts";

/** By image, annotator and label. */
export type Answers = Record<string, Record<string, Record<string, string>>>;

/** Votes from image, annotator and label: "y", "n" or "m"; what is not there was not shown. */
export function makeVotes(answers: Answers): NamedVotes {
  const items: { image: string; label: string }[] = [];
  const annotators: string[] = [];
  const votes: [number, number, number][] = [];
  const numberOf = <Value>(list: Value[], value: Value, isSame: (other: Value) => boolean) => {
    const at = list.findIndex(isSame);
    return at === -1 ? list.push(value) - 1 : at;
  };
  for (const [image, people] of Object.entries(answers)) {
    for (const [person, labels] of Object.entries(people)) {
      for (const [label, answer] of Object.entries(labels)) {
        const item = numberOf(items, { image, label }, (o) => o.image === image && o.label === label);
        const annotator = numberOf(annotators, person, (other) => other === person);
        votes.push([item, annotator, "nmy".indexOf(answer)]);
      }
    }
  }
  const column = (at: 0 | 1 | 2) => votes.map((vote) => vote[at]);
  return {
    items,
    annotators,
    item: Uint32Array.from(column(0)),
    annotator: Uint32Array.from(column(1)),
    answer: Uint8Array.from(column(2)),
  };
}
