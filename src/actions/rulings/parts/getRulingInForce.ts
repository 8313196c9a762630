import { Failure } from "../../../contract/failure.ts";
import { type LabelPair, pairName, type RulingKind, rulingsAt } from "../../../core/rulings/ruling.ts";
import { listRulingChanges, type StoredRuling } from "../../../db/rulings/ruling.ts";
import type { Db } from "../../../db/schema.ts";

/** @throws Failure `not-found` where nothing is ruled on these two labels */
export async function getRulingInForce(
  db: Db,
  project: string,
  labels: LabelPair,
): Promise<StoredRuling & { kind: RulingKind }> {
  const name = pairName(labels);
  const ruling = rulingsAt(await listRulingChanges(db, project)).find((one) => pairName(one.labels) === name);
  if (!ruling) throw new Failure("not-found", "There is no ruling on these two labels.");
  return ruling;
}
