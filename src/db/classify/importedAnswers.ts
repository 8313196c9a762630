import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import type { Db } from "../schema.ts";

/** An answer that was given elsewhere. */
export interface ImportedAnswer {
  /** Of its assignment: ids in ascending order are answers in theirs. */
  id: string;
  project: string;
  stage: Stage;
  image: string;
  person: string;
  position: number;
  draft: AnnotationDraft;
}

/** Rows per statement: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/** Stores answers that were given elsewhere as submitted ones, made under no version of anything of the project. */
export async function insertImportedAnswers(
  db: Db,
  answers: readonly ImportedAnswer[],
  { labelSpaceSha256, at }: { labelSpaceSha256: string; at: string },
): Promise<void> {
  for (let first = 0; first < answers.length; first += chunkSize) {
    const some = answers.slice(first, first + chunkSize);
    await db
      .insertInto("assignment")
      .values(
        some.map(({ id, project, stage, image, person, position }) => ({
          ...{ id, projectId: project, stage, imageId: image, personId: person, position },
          ...{ batchId: null, state: "submitted" as const, skipReason: null },
          ...{ createdAt: at, updatedAt: at, openedAt: null },
        })),
      )
      .execute();
    await db
      .insertInto("annotation")
      .values(
        some.map(({ id, draft }) => ({
          ...{ assignmentId: id, revision: 1, draftJson: JSON.stringify(draft), groupsOpenedJson: "[]" },
          ...{ noneOfThese: 0, comment: "", flag: null, activeMs: 0, precheckedJson: null },
          ...{ guidelineVersion: 0, exemplarVersion: 0, rulingVersion: 0, proposalVersion: 0 },
          ...{ labelSpaceSha256, submittedAt: at, updatedAt: at },
        })),
      )
      .execute();
    const decisions = some.flatMap(({ id, draft }) =>
      draft.cards.map(({ label, how, position, shownMs, main }) => ({
        ...{ assignmentId: id, labelIndex: label, answer: "yes" as const, how, position, shownMs },
        ...{ reason: null, main: main ? 1 : 0 },
      })),
    );
    for (let from = 0; from < decisions.length; from += chunkSize)
      await db
        .insertInto("decision")
        .values(decisions.slice(from, from + chunkSize))
        .execute();
  }
}
