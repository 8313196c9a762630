import type { Gold } from "../../contract/gold.ts";
import { imageUrl } from "../../contract/images/image.ts";
import { type KnownAnswer, scoreGold as score } from "../../core/gold/scoreGold.ts";
import { countGoldCandidates, countGoldHolders, listGold } from "../../db/gold.ts";
import { listPersonNames } from "../../db/people/person.ts";
import { listPractices } from "../../db/practice.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { describeGold, findKnownLabels, scoreGold } from "./scoreGold.ts";

/** A project's gold images with their known labels, and how people do on them. */
export async function getGold(
  { db }: Pick<Context, "db">,
  {
    project,
    candidates,
  }: {
    project: string;
    /** How many images may become gold, as counted before, where counting takes long. */
    candidates?: number;
  },
): Promise<Gold> {
  const { settings } = await getProject(db, project);
  const known = await findKnownLabels(db, project);
  const answers = await scoreGold(db, project, known);
  const practised = (await listPractices(db, project)).flatMap((practice) =>
    practice.answers.flatMap(({ image, verdicts }) => (verdicts ? [{ image, score: score(verdicts) }] : [])),
  );
  const byImage = Map.groupBy([...answers, ...practised], ({ image }) => image);
  const byPerson = Map.groupBy(answers, ({ person }) => person);
  const holders = await countGoldHolders(db, project);
  const names = await listPersonNames(db, [...byPerson.keys()]);
  return {
    share: settings.goldShare,
    candidates: candidates ?? (await countGoldCandidates(db, project)),
    images: (await listGold(db, project)).map(({ image, key, retiredAt, isPractice }) => ({
      id: image,
      key,
      thumbnailUrl: imageUrl(image, "thumbnail"),
      state: retiredAt !== null ? "retired" : known.has(image) ? "used" : "waiting",
      isPractice,
      yes: labelsThatAre("yes", known.get(image)),
      either: labelsThatAre("either", known.get(image)),
      holders: holders.get(image) ?? 0,
      exact: describeGold(byImage.get(image) ?? []).exact,
    })),
    people: [...byPerson]
      .map(([id, rows]) => ({ id, name: names.get(id) ?? "somebody who left", accuracy: describeGold(rows) }))
      .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true })),
  };
}

const labelsThatAre = (wanted: KnownAnswer, known: ReadonlyMap<number, KnownAnswer> = new Map()) =>
  [...known]
    .filter(([, is]) => is === wanted)
    .map(([label]) => label)
    .sort((a, b) => a - b);
