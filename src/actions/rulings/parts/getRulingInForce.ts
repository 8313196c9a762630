import { Failure } from "../../../contract/failure.ts";
import { type LabelPair, pairName, type RulingKind, rulingsAt } from "../../../core/rulings/ruling.ts";
import { listRulingChanges, type StoredRuling } from "../../../db/rulings/ruling.ts";
import type { Db } from "../../../db/schema.ts";

type RulingInForce = StoredRuling & { kind: RulingKind };

/** undefined where there is no ruling on these two labels. */
export async function findRulingInForce(
  db: Db,
  project: string,
  labels: LabelPair,
): Promise<RulingInForce | undefined> {
  const name = pairName(labels);
  return rulingsAt(await listRulingChanges(db, project)).find((one) => pairName(one.labels) === name);
}

/** @throws Failure `not-found` where there is no ruling on these two labels */
export async function getRulingInForce(db: Db, project: string, labels: LabelPair): Promise<RulingInForce> {
  const ruling = await findRulingInForce(db, project, labels);
  if (!ruling) throw new Failure("not-found", "There is no ruling on these two labels.");
  return ruling;
}
