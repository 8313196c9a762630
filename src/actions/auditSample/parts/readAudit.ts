import { type AuditState, compareAnswers } from "../../../core/auditSample/compareAnswers.ts";
import { listAuditAnswers } from "../../../db/auditSample/auditAnswers.ts";
import { listAuditImages } from "../../../db/auditSample/auditSample.ts";
import type { Db } from "../../../db/schema.ts";

/** A drawn image, with the release's labels and how far its experts are. */
export interface DrawnImage {
  imageId: string;
  imageKey: string;
  stratum: string;
  step: number;
  released: number[];
  state: AuditState;
}

/** The drawn images of a release in the order of work; what a file brought in goes before the answers in the browser. */
export async function readAudit(db: Db, release: string): Promise<DrawnImage[]> {
  const images = await listAuditImages(db, release);
  const unfiled = images.filter(({ audited }) => audited === null).map(({ imageId }) => imageId);
  const answers = await listAuditAnswers(db, unfiled);
  return images.map(({ audited, released, ...image }) => {
    const given = answers.get(image.imageId);
    return {
      ...image,
      released: JSON.parse(released) as number[],
      state:
        audited === null
          ? compareAnswers(given?.answers ?? [], given?.settlement ?? null)
          : { kind: "labelled", labels: JSON.parse(audited) as number[], isSettled: true },
    };
  });
}

/** The labels that an image was given anew; null where it has none (yet). */
export const labelsAnew = ({ state }: Pick<DrawnImage, "state">): number[] | null =>
  state.kind === "labelled" ? state.labels : null;
