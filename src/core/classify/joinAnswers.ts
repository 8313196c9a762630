import type { Agreement } from "../outcome/findAgreement.ts";
import type { Decision } from "../tasks/decision.ts";
import { findObjects, type ImageObjects } from "./findObjects.ts";

/** The answers to CLASSIFY on one image, joined. Labels are indices, as text. */
export interface JoinedAnswers {
  answers: number;
  /** Of these, the people who found none of the candidates. */
  none: number;
  /** null where that is the most frequent answer. */
  objects: ImageObjects | null;
}

/**
 * Joins stored answers to CLASSIFY into objects. Whoever found none of the candidates ticked no label, so that no
 * object is the image's answer where that is the most frequent number of ticks; otherwise they count among the people
 * of whom each label has a share.
 *
 * @param answers at least one, in the order in which they were begun, which settles ties
 * @param originals the dataset's own labels: an object is the original one where the image has one such label
 */
export function joinAnswers(
  answers: readonly (readonly Decision[])[],
  originals: readonly number[],
): JoinedAnswers {
  const given = answers.map((decisions) => {
    const ticked = decisions.filter(({ answer }) => answer === "yes");
    // Cards stand in another order on each page, which must not settle anything.
    const selected = ticked.map(({ label }) => label).sort((a, b) => a - b);
    const main = ticked.find((decision) => decision.main)?.label;
    return { selected: selected.map(String), main: main === undefined ? undefined : String(main) };
  });
  const some = given.filter(({ selected }) => selected.length > 0);
  const joined = { answers: given.length, none: given.length - some.length };
  const isNone = modeOf(given.map(({ selected }) => selected.length)) === 0;
  // Where every main label has since been retired, what the image holds is unknown.
  if (isNone || some.every(({ main }) => main === undefined)) return { ...joined, objects: null };
  const original = originals.length === 1 ? String(originals[0]) : undefined;
  return { ...joined, objects: findObjects(some, original, given.length) };
}

/** The labels of an image by CLASSIFY: of each object the one that most people gave it. */
export function labelsOfObjects(answers: readonly (readonly Decision[])[]): Agreement {
  const { objects } = joinAnswers(answers, []);
  if (!objects) return { agreed: false, labels: [], reasons: ["nobody-chose"] };
  const labels = objects.objects.map(([first]) => Number(first!.label));
  return { agreed: true, labels: labels.sort((a, b) => a - b), reasons: [] };
}

/** The most frequent number; of several, the one that was met first. */
function modeOf(numbers: readonly number[]): number | undefined {
  const groups = [...Map.groupBy(numbers, (number) => number).values()];
  const most = Math.max(...groups.map(({ length }) => length));
  return groups.find(({ length }) => length === most)?.[0];
}
