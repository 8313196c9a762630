import { basename } from "node:path";
import type { AnnotationDraft, DraftCard } from "../../contract/tasks/annotationDraft.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { insertCandidates } from "../../db/classify/candidate.ts";
import { type ImportedAnswer, insertImportedAnswers } from "../../db/classify/importedAnswers.ts";
import { insertEvent, insertEvents } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { newId } from "../../db/sql/newId.ts";
import type { AnsweredImage } from "../../files/classify/classifyAnswers.ts";
import { readClassifyAnswers } from "../../files/classify/readClassifyAnswers.ts";
import type { FileReading } from "../../files/fileReading.ts";
import { hashFile } from "../../files/predictions/hashFile.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { keepRules, lockQueue } from "../lock.ts";
import { runStage3 } from "../outcome/runStage3.ts";
import { findImportedPeople } from "../people/findImportedPeople.ts";
import { type CheckedImage, checkAnswers } from "./parts/checkAnswers.ts";
import { requireObjectsStage } from "./parts/requireObjectsStage.ts";

export interface ImportedAnswers {
  stage: Stage;
  images: number;
  answers: number;
  annotators: number;
  /** The file names nobody: the first answers of all images are under one name, the second ones under another. */
  isUnnamed: boolean;
  reading: FileReading;
}

const imagesAtOnce = 500;

/**
 * Stores a file's answers to CLASSIFY as answers of people who cannot sign in: all of them, or none. From then on they
 * count like anyone's answers, without times or a record of what was shown; of each, the ticked labels are stored.
 *
 * @throws Failure `bad-file` with the rows that cannot be used; `not-ready` where the project does not ask for objects;
 *   those of `readClassifyAnswers`
 */
export async function importAnswers(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project: id, file }: { project: string; file: string },
): Promise<ImportedAnswers> {
  const { images, reading } = await readClassifyAnswers(file);
  const sha256 = await hashFile(file);
  return ctx.db.transaction().execute(async (db) => {
    await keepRules(db, ctx.dialect, id);
    const project = await getProject(db, id);
    const stage = requireObjectsStage(project.settings);
    // Nobody may take a place meanwhile.
    await lockQueue(db, ctx.dialect, `${id} ${stage}`);
    const now = ctx.now();
    const checked = await checkAnswers(db, { project, stage, file, images, now });
    const at = now.toISOString();
    const people = await findImportedPeople(db, ctx.dialect, { project: id, names: namesIn(images), at });
    await insertImportedAnswers(
      db,
      checked.flatMap((image) => toRows(image, { people, project: id, stage, at })),
      { labelSpaceSha256: project.labelSpaceSha256, at },
    );
    for await (const some of chunksOf(checked.map(candidatesIn), imagesAtOnce))
      await insertCandidates(db, some, { source: "given", at });
    await insertEvents(
      db,
      checked.map(({ image, answers }) => ({
        ...{ project: id, at, person: null, kind: "answers-imported" as const, image },
        after: { answers: answers.length, file: basename(file), sha256 },
      })),
    );
    if (openingOf(project.settings).name === stage) {
      for (const { image } of checked)
        await runStage3(db, { project: id, image, settings: project.settings, at });
    }
    const answers = checked.reduce((sum, image) => sum + image.answers.length, 0);
    const after = { images: checked.length, answers, annotators: people.size, file: basename(file), sha256 };
    await insertEvent(db, { project: id, at, person: null, kind: "answers-imported", after });
    const isUnnamed = images.some((image) => image.answers.some(({ annotator }) => annotator === undefined));
    return { stage, images: checked.length, answers, annotators: people.size, isUnnamed, reading };
  });
}

/** The name under which an answer is stored. */
const nameOf = ({ annotator }: { annotator?: string | undefined }, at: number): string =>
  annotator ?? `answer ${at + 1}`;

const namesIn = (images: readonly AnsweredImage[]): string[] => [
  ...new Set(images.flatMap(({ answers }) => answers.map(nameOf))),
];

/** What later people are asked about: whatever anybody ticked. */
const candidatesIn = ({ image, answers }: CheckedImage) => ({
  image,
  labels: [...new Set(answers.flatMap(({ selected }) => selected))].sort((a, b) => a - b),
});

function toRows(
  { image, answers }: CheckedImage,
  about: { people: ReadonlyMap<string, string>; project: string; stage: Stage; at: string },
): ImportedAnswer[] {
  const { people, project, stage } = about;
  return answers.map(({ selected, main, annotator }, place) => {
    const cards = selected.map(
      (label, position): DraftCard => ({
        ...{ label, answer: "yes", how: "proposal", position, shownMs: 0 },
        ...(label === main ? { main: true as const } : {}),
      }),
    );
    const draft: AnnotationDraft = {
      cards,
      groupsOpened: [],
      noneOfThese: false,
      comment: "",
      flag: null,
      activeMs: 0,
    };
    const person = people.get(nameOf({ annotator }, place))!;
    return { id: newId(), project, stage, image, person, position: place, draft };
  });
}
