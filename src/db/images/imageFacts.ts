import type { DisagreementReason } from "../../core/outcome/findAgreement.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { isCounted } from "../../core/tasks/stage.ts";
import type { Db, FileState } from "../schema.ts";

/** What a list shows of an image. */
export interface ImageFacts {
  id: string;
  key: string;
  fileState: FileState;
  isProposed: boolean;
  /** Counted ones. */
  annotations: number;
  /** What stage 3 found; null before it has run. */
  agreement: { agreed: boolean; labels: number[]; reasons: DisagreementReason[]; at: string } | null;
  /** The labels of the refinement that decides, ascending; null before there is one. */
  refined: number[] | null;
  originals: number[];
  flags: number;
  comments: number;
}

/** The facts of these images (some hundreds at most), by id. */
export async function listImageFacts(db: Db, ids: readonly string[]): Promise<ImageFacts[]> {
  if (ids.length === 0) return [];
  const images = await db
    .selectFrom("image")
    .leftJoin("proposal", "proposal.imageId", "image.id")
    .leftJoin("agreement", "agreement.imageId", "image.id")
    .select([
      "image.id",
      "image.key",
      "image.fileState",
      "proposal.version",
      "agreement.agreed",
      "agreement.labelsJson",
      "agreement.reasonsJson",
      "agreement.at",
    ])
    .where("image.id", "in", ids)
    .orderBy("image.id")
    .execute();
  const originals = await db
    .selectFrom("originalLabel")
    .selectAll()
    .where("imageId", "in", ids)
    .orderBy("labelIndex")
    .execute();
  const originalsOf = Map.groupBy(originals, ({ imageId }) => imageId);
  const assignments = await db
    .selectFrom("assignment")
    .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select([
      "assignment.id",
      "assignment.imageId",
      "assignment.stage",
      "assignment.state",
      "assignment.extra",
      "annotation.flag",
      "annotation.comment",
    ])
    .where("assignment.imageId", "in", ids)
    .execute();
  const onSheets = await db.selectFrom("sheetFlag").select("imageId").where("imageId", "in", ids).execute();
  const assignmentsOf = Map.groupBy(assignments, ({ imageId }) => imageId);
  const counted = assignments.filter(isCounted);
  const refining = counted.filter(({ stage }) => rulesOf(stage).answers === "final");
  const chosen =
    refining.length === 0
      ? []
      : await db
          .selectFrom("decision")
          .select(["assignmentId", "labelIndex"])
          .where(
            "assignmentId",
            "in",
            refining.map(({ id }) => id),
          )
          .where("answer", "=", "yes")
          .orderBy("labelIndex")
          .execute();

  return images.map(({ id, key, fileState, version, agreed, labelsJson, reasonsJson, at }) => {
    const theirs = assignmentsOf.get(id) ?? [];
    const refinement = refining.find(({ imageId }) => imageId === id);
    return {
      id,
      key,
      fileState,
      isProposed: version !== null,
      annotations: counted.filter(
        ({ imageId, stage }) => imageId === id && rulesOf(stage).answers === "compared",
      ).length,
      agreement:
        agreed === null
          ? null
          : {
              agreed: agreed === 1,
              labels: JSON.parse(labelsJson ?? "[]") as number[],
              reasons: JSON.parse(reasonsJson ?? "[]") as DisagreementReason[],
              at: at ?? "",
            },
      refined: refinement
        ? chosen
            .filter(({ assignmentId }) => assignmentId === refinement.id)
            .map(({ labelIndex }) => labelIndex)
        : null,
      originals: (originalsOf.get(id) ?? []).map(({ labelIndex }) => labelIndex),
      flags:
        theirs.filter(({ flag }) => flag !== null).length +
        onSheets.filter(({ imageId }) => imageId === id).length,
      comments: theirs.filter(({ comment }) => Boolean(comment)).length,
    };
  });
}
