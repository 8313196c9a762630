import { answerCodes } from "../../../core/asking/weighAnswer.ts";
import { stagesWith } from "../../../core/stages/rulesOf.ts";
import type { Answer } from "../../../core/tasks/decision.ts";
import { listGoldAnswers } from "../../../db/gold.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { listPersonNames } from "../../../db/people/person.ts";
import type { Db } from "../../../db/schema.ts";
import { type ImageVotes, streamVotes } from "../../../db/votes.ts";
import { compareUtf8 } from "../../../files/text/compareUtf8.ts";
import type { Votes } from "../../../files/votes/votes.ts";
import { findKnownLabels } from "../../gold/scoreGold.ts";
import { hashVotes } from "../hashVotes.ts";

/** The votes of a project, as columns: images are named by id, labels by index, people by id. */
export interface ProjectVotes {
  votes: Votes;
  /** In the order of their keys. */
  images: { id: string; key: string; annotations: number; votesSha256: string }[];
  /** The same people's answers on gold images, and what is known about those: 1 yes, 0 no. */
  gold: { votes: Votes; find(image: string, label: string): 0 | 1 | undefined };
}

/**
 * The counted votes on a project's images, including images that lack some, in the order of keys, people's names and
 * labels: the same on every database. Labels no longer offered are left out.
 */
export async function readProjectVotes(db: Db, project: string): Promise<ProjectVotes> {
  const formers = await findFormers(db, project);
  const read: ImageVotes[] = [];
  for await (const page of streamVotes(db, project)) read.push(...page);
  read.sort((a, b) => compareUtf8(a.key, b.key));
  const known = await findKnownLabels(db, project);
  const onGold = [
    ...Map.groupBy(await listGoldAnswers(db, project, stagesWith("compared")), ({ image }) => image),
  ].map(([id, rows]) => ({
    id,
    annotations: rows.map(({ person, answers }) => ({ person, decisions: answers })),
  }));

  const everybody = [...read, ...onGold].flatMap(({ annotations }) =>
    annotations.map(({ person }) => person),
  );
  const people = [...new Set(everybody)];
  const names = new Map<string, string>();
  for (let first = 0; first < people.length; first += 1000)
    for (const [id, name] of await listPersonNames(db, people.slice(first, first + 1000)))
      names.set(id, name);
  people.sort((a, b) => compareUtf8(names.get(a) ?? "", names.get(b) ?? "") || compareUtf8(a, b));
  const isOffered = (label: number) => !formers.has(label);
  return {
    votes: toColumns(read, people, isOffered),
    images: read.map((image) => ({
      id: image.id,
      key: image.key,
      annotations: image.annotations.length,
      votesSha256: hashVotes(image),
    })),
    gold: {
      votes: toColumns(onGold, people, isOffered),
      find(image, label) {
        const answer = known.get(image)?.get(Number(label));
        return answer === "yes" ? 1 : answer === "no" ? 0 : undefined;
      },
    },
  };
}

interface Answered {
  id: string;
  annotations: readonly { person: string; decisions: readonly { label: number; answer: Answer }[] }[];
}

function toColumns(
  images: readonly Answered[],
  people: string[],
  isOffered: (label: number) => boolean,
): Votes {
  const seatOf = new Map(people.map((person, seat) => [person, seat]));
  const items: Votes["items"] = [];
  const [item, annotator, answer]: [number[], number[], number[]] = [[], [], []];
  for (const { id, annotations } of images) {
    const given = annotations
      .flatMap(({ person, decisions }) => decisions.map((one) => ({ seat: seatOf.get(person)!, ...one })))
      .filter(({ label }) => isOffered(label))
      .sort((a, b) => a.label - b.label || a.seat - b.seat);
    for (const [at, { seat, label, answer: said }] of given.entries()) {
      if (given[at - 1]?.label !== label) items.push({ image: id, label: String(label) });
      item.push(items.length - 1);
      annotator.push(seat);
      answer.push(answerCodes[said]);
    }
  }
  return {
    items,
    annotators: people,
    item: Uint32Array.from(item),
    annotator: Uint32Array.from(annotator),
    answer: Uint8Array.from(answer),
  };
}
