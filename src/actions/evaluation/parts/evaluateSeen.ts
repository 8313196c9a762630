import { evaluateOnObjects, type LabelledObjects } from "../../../core/classify/evaluateOnObjects.ts";
import { findCooccurrence } from "../../../core/classify/findCooccurrence.ts";
import { type JoinedAnswers, joinAnswers } from "../../../core/classify/joinAnswers.ts";
import { labelledObjects } from "../../../core/classify/labelledObjects.ts";
import { evaluateSelections, maxPairs } from "../../../core/contains/evaluateSelections.ts";
import type { LabelledSelections } from "../../../core/contains/labelledSelections.ts";
import { defaultEvaluationSettings } from "../../../core/evaluation/evaluateModels.ts";
import { evaluatePeople, type PersonAnswer } from "../../../core/evaluation/evaluatePeople.ts";
import type { SeenByPeople } from "../../../core/evaluation/evaluationRecord.ts";
import { pickTop } from "../../../core/evaluation/pickTop.ts";
import { objectsStageOf, stagesOf } from "../../../core/stages/protocol.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Decision } from "../../../core/tasks/decision.ts";
import { streamAnswered } from "../../../db/classify/classified.ts";
import { streamReleasedObjects } from "../../../db/classify/releasedObjects.ts";
import { listPersonNames } from "../../../db/people/person.ts";
import { getProject } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import { readSelections } from "../../contains/readSelections.ts";

interface Evaluated {
  /** Ids of the evaluated images, in the order of the models' first labels. */
  ids: readonly string[];
  /** As they count now. */
  originals: readonly (readonly number[])[];
  models: readonly { model: string; top: TopLabels }[];
}

/** Compares what people saw in a project's images with its models, as far as people were asked. */
export async function evaluateSeen(db: Db, project: string, evaluated: Evaluated): Promise<SeenByPeople> {
  const { counts, ...objects } = await evaluateObjects(db, project, evaluated);
  return { ...objects, ...(await evaluateFrequencies(db, project, evaluated, counts)) };
}

async function evaluateObjects(
  db: Db,
  id: string,
  { ids, originals, models }: Evaluated,
): Promise<Pick<SeenByPeople, "objects" | "cooccurrence" | "people"> & { counts?: (number | undefined)[] }> {
  const { settings } = await getProject(db, id);
  const stage = objectsStageOf(settings);
  if (!stagesOf(settings).includes(stage)) return {};
  const { isComplete } = rulesOf(stage);
  const place = new Map(ids.map((image, at) => [image, at]));
  const seen: Seen[] = [];
  const said: PersonAnswer[] = [];
  for await (const { image, answers, people } of streamAnswered(db, { project: id, stage })) {
    const at = place.get(image);
    if (at === undefined || !isComplete(answers.length, settings)) continue;
    const { objects } = joinAnswers(answers, originals[at]!);
    if (objects) seen.push({ at, image: asLabelled(objects) });
    said.push(...leaveOneOut(answers, people, at));
  }
  if (seen.length === 0) return {};
  const countOf = new Map(seen.map(({ at, image }) => [at, image.objects.length]));
  const names = await listPersonNames(db, [...new Set(said.map(({ annotator }) => annotator))]);
  const named = said.map((answer) => ({
    ...answer,
    annotator: names.get(answer.annotator) ?? answer.annotator,
  }));
  return {
    ...evaluateHeld(seen, { originals, models }),
    counts: ids.map((_, at) => countOf.get(at)),
    ...(named.length > 0 && { people: evaluatePeople(named, models, originals) }),
  };
}

/** Compares the objects that a release keeps with the models. They stay, whatever people mark later. */
export async function evaluateReleasedObjects(
  db: Db,
  release: string,
  { keys, originals, models }: Omit<Evaluated, "ids"> & { keys: readonly string[] },
): Promise<Pick<SeenByPeople, "objects" | "cooccurrence">> {
  const place = new Map(keys.map((key, at) => [key, at]));
  const seen: Seen[] = [];
  for await (const { key, objects: kept } of streamReleasedObjects(db, release)) {
    const at = place.get(key);
    if (at !== undefined && kept.objects) seen.push({ at, image: asLabelled(kept.objects) });
  }
  return seen.length === 0 ? {} : evaluateHeld(seen, { originals, models });
}

/** The objects of one of the evaluated images. */
interface Seen {
  at: number;
  image: LabelledObjects;
}

function asLabelled(objects: NonNullable<JoinedAnswers["objects"]>): LabelledObjects {
  const named = objects.objects.map((labels) =>
    labels.map(({ label, shareOfObject: share }) => ({ label, share })),
  );
  return {
    objects: labelledObjects(named, Number),
    mainLabel: Number(objects.mainLabel),
    mainObject: objects.mainObject,
  };
}

function evaluateHeld(seen: readonly Seen[], { originals, models }: Omit<Evaluated, "ids">) {
  const some = seen.map(({ at }) => at);
  const images = seen.map(({ image }) => image);
  const own = some.map((at) => originals[at]!);
  const top = models.map((one) => ({ ...one, top: pickTop(one.top, some) }));
  return {
    objects: evaluateOnObjects(top, images, own),
    cooccurrence: findCooccurrence(images, own, maxPairs),
  };
}

/** Fewer other people than this cannot tell what an image holds. */
const minOthers = 2;

/**
 * What each person called the main object, judged by the others: a label is valid where at least half of them ticked
 * it.
 */
function leaveOneOut(
  answers: readonly (readonly Decision[])[],
  people: readonly string[],
  image: number,
): PersonAnswer[] {
  const ticked = answers.map((decisions) =>
    decisions.filter(({ answer }) => answer === "yes").map(({ label }) => label),
  );
  return answers.flatMap((decisions, at) => {
    const main = decisions.find((decision) => decision.main)?.label;
    const others = ticked.filter((_, one) => one !== at);
    if (main === undefined || others.length < minOthers) return [];
    const labels = [...new Set(others.flat())];
    const valid = labels.filter(
      (label) => 2 * others.filter((one) => one.includes(label)).length >= others.length,
    );
    return [{ annotator: people[at]!, image, label: main, valid }];
  });
}

async function evaluateFrequencies(
  db: Db,
  project: string,
  { ids, originals, models }: Evaluated,
  objects: readonly (number | undefined)[] | undefined,
): Promise<Pick<SeenByPeople, "selections">> {
  const { images } = await readSelections(db, { project });
  const byImage = new Map(images.map((one) => [one.image, one.selections]));
  const selections = ids.map(
    (image): LabelledSelections =>
      byImage.get(image)?.map(({ label, ticked, asked }) => ({ label: Number(label), ticked, asked })),
  );
  if (selections.every((counts) => counts === undefined)) return {};
  return {
    selections: evaluateSelections(
      models,
      { selections, originals, objects, reference: undefined },
      defaultEvaluationSettings,
    ),
  };
}
