import type { AuditState } from "../../../core/auditSample/compareAnswers.ts";
import { listAuditImages } from "../../../db/auditSample/auditSample.ts";
import type { Db } from "../../../db/schema.ts";
import { readStates } from "./readStates.ts";

/** A drawn image, with the release's labels and its experts' progress. */
export interface DrawnImage {
  imageId: string;
  imageKey: string;
  stratum: string;
  step: number;
  released: number[];
  state: AuditState;
}

/** The drawn images of a release in the order of work; imported labels take precedence over answers in the browser. */
export async function readAudit(
  db: Db,
  { id, projectId }: { id: string; projectId: string },
): Promise<DrawnImage[]> {
  const images = await listAuditImages(db, id);
  const unfiled = images.filter(({ audited }) => audited === null).map(({ imageId }) => imageId);
  const states = await readStates(db, projectId, unfiled);
  return images.map(({ audited, released, ...image }) => ({
    ...image,
    released: JSON.parse(released) as number[],
    state:
      audited === null
        ? states.get(image.imageId)!.state
        : { kind: "labelled", labels: JSON.parse(audited) as number[], isSettled: true },
  }));
}

/** The new labels of an image; null where it has none (yet). */
export const labelsAnew = ({ state }: Pick<DrawnImage, "state">): number[] | null =>
  state.kind === "labelled" ? state.labels : null;
