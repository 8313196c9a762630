import { Failure } from "../../contract/failure.ts";
import type { Db } from "../../db/schema.ts";
import { findKnownLabels } from "../gold/scoreGold.ts";
import { tooLittleGold } from "./parts/calibrate.ts";

/**
 * Checks that a project's votes can ever be calibrated, whatever people answer on its gold images.
 *
 * @throws Failure `not-ready` where experts know too few labels of gold images
 */
export async function checkCalibratable(db: Db, project: string): Promise<void> {
  const images = [...(await findKnownLabels(db, project)).values()].map((labels) => [...labels.values()]);
  const count = (answer: "yes" | "no") =>
    images.reduce((sum, known) => sum + known.filter((one) => one === answer).length, 0);
  const lack = tooLittleGold({ yes: count("yes"), no: count("no"), images: images.length });
  if (lack !== null) throw new Failure("not-ready", lack);
}
