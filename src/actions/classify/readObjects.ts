import { joinAnswers } from "../../core/classify/joinAnswers.ts";
import type { ClassifiedImage } from "../../core/classify/summarizeObjects.ts";
import { carryOriginals } from "../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { objectsStageOf } from "../../core/stages/protocol.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { type AnsweredImage, findAnswered, streamAnswered } from "../../db/classify/classified.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import type { Db } from "../../db/schema.ts";

/** What people saw in an image together. Labels are indices, as text. */
export interface ProjectObjects extends ClassifiedImage {
  image: string;
  key: string;
}

type Asked = { id: string; settings: ProjectSettings };

/** The objects of every image of a project that somebody has answered, in the byte order of the keys. */
export async function* streamObjects(
  db: Db,
  { id: project, settings }: Asked,
): AsyncGenerator<ProjectObjects> {
  const join = await makeJoin(db, { id: project, settings });
  const stage = objectsStageOf(settings);
  for await (const answered of streamAnswered(db, { project, stage })) yield join(answered);
}

/** The same for one image; undefined where nobody has answered. */
export async function findObjectsOf(
  db: Db,
  project: Asked,
  image: { id: string; key: string },
): Promise<ProjectObjects | undefined> {
  const answered = await findAnswered(db, image, objectsStageOf(project.settings));
  return answered && (await makeJoin(db, project))(answered);
}

async function makeJoin(
  db: Db,
  { id, settings }: Asked,
): Promise<(answered: AnsweredImage) => ProjectObjects> {
  const formers = await findFormers(db, id);
  const { isComplete } = rulesOf(objectsStageOf(settings));
  return ({ image, key, answers, originals: stored }) => {
    const originals = carryOriginals(stored, formers);
    return {
      image,
      key,
      originals,
      isComplete: isComplete(answers.length, settings),
      ...joinAnswers(answers, originals),
    };
  };
}
