import { stageRules } from "../../core/stages/rulesOf.ts";
import type { Decision } from "../../core/tasks/decision.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import type { Db } from "../schema.ts";
import { counts, isAnnotation, isRefinement } from "../tasks/counts.ts";
import { listMerges } from "./carried.ts";

/** One decision of an answer that counts, with all that is known of how it came. */
export interface GivenAnswer extends Decision {
  image: string;
  person: string;
  stage: Stage;
  /** The answer decides, and is not one of those that are compared. */
  isFinal: boolean;
  submittedAt: string | null;
  /** Milliseconds that the person worked on the whole image. */
  activeMs: number;
  guidelineVersion: number;
  comment: string;
}

/**
 * All counted decisions on some images, of annotators and of experts, as they were in a version of the project's labels:
 * merges since then are undone.
 */
export async function listAnswersAsOf(
  db: Db,
  project: string,
  images: readonly string[],
  version: number,
): Promise<GivenAnswer[]> {
  if (images.length === 0) return [];
  const answers = db
    .selectFrom("assignment")
    .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select([
      "assignment.id as assignment",
      "assignment.imageId as image",
      "assignment.personId as person",
      "assignment.stage",
      "annotation.submittedAt",
      "annotation.activeMs",
      "annotation.guidelineVersion",
      "annotation.comment",
    ])
    .where("assignment.imageId", "in", images)
    .where((eb) => eb.or([isAnnotation(), isRefinement()]))
    .where(counts());
  const now = await answers
    .innerJoin("decision", "decision.assignmentId", "assignment.id")
    .select(["labelIndex as label", "answer", "how", "decision.position", "shownMs", "reason", "main"])
    .execute();
  const keyOf = (assignment: string, label: number) => `${assignment} ${label}`;
  const known = new Map<string, GivenAnswer>();
  for (const { assignment, main, ...row } of now)
    known.set(keyOf(assignment, row.label), { ...row, ...isMain(main === 1), isFinal: isFinal(row.stage) });
  for (const merge of await listMerges(db, project, version)) {
    const rows = await answers
      .innerJoin("carried", "carried.ofId", "assignment.id")
      .select("rowJson")
      .where("carried.projectId", "=", project)
      .where("carried.version", "=", merge.version)
      .where("noun", "=", "decision")
      .execute();
    for (const { assignment } of rows)
      for (const label of [merge.label, merge.into]) known.delete(keyOf(assignment, label));
    for (const { assignment, rowJson, ...row } of rows) {
      const { main, ...decision } = JSON.parse(rowJson) as Decision;
      known.set(keyOf(assignment, decision.label), {
        ...{ ...row, ...decision, ...isMain(main === true) },
        isFinal: isFinal(row.stage),
      });
    }
  }
  return [...known.values()].sort(
    (a, b) =>
      Number(a.isFinal) - Number(b.isFinal) ||
      compare(a.image, b.image) ||
      compare(a.person, b.person) ||
      compare(a.stage, b.stage) ||
      a.label - b.label,
  );
}

const isMain = (main: boolean): { main?: true } => (main ? { main } : {});
const isFinal = (stage: Stage) => stageRules[stage].answers === "final";
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
