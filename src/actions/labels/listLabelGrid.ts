import { imageUrl } from "../../contract/images/image.ts";
import { type LabelGrid, labelGridSize } from "../../contract/labels/label.ts";
import { carryOriginals } from "../../core/labels/labelFate.ts";
import { listUsableAfter } from "../../db/images/imagesToRead.ts";
import { findOriginalsOf } from "../../db/images/originalLabel.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { findFinalLabelsOf } from "../../db/outcome/finalLabels.ts";
import { listProposedLabels } from "../../db/proposals/proposal.ts";
import type { Context } from "../context.ts";

const imagesAtOnce = 500;
/** A request examines no more images than it can in a moment; the next one continues from there. */
const imagesAtMost = 10_000;

/**
 * The images with final labels for which a label is a question: it is among their final labels, original labels or
 * proposals. Listed in parts, in the order of import; a page can be short while others follow.
 */
export async function listLabelGrid(
  { db }: Pick<Context, "db">,
  { project, label, after = "" }: { project: string; label: number; after?: string | undefined },
): Promise<LabelGrid> {
  const formers = await findFormers(db, project);
  const found: LabelGrid["images"] = [];
  let last = after;
  for (let looked = 0; looked < imagesAtMost; looked += imagesAtOnce) {
    const some = await listUsableAfter(db, project, { after: last, limit: imagesAtOnce });
    const ids = some.map(({ id }) => id);
    const proposed = await listProposedLabels(db, ids);
    const originals = await findOriginalsOf(db, ids);
    const finals = await findFinalLabelsOf(db, ids);
    for (const { id, key } of some) {
      last = id;
      const isOriginal = carryOriginals(originals.get(id) ?? [], formers).includes(label);
      const [final, named] = [finals.get(id), proposed.get(id)];
      // Images under way are left to their people, and an expert needs proposals to go by.
      if (!final || !named) continue;
      const isHeld = final.includes(label);
      if (isHeld || isOriginal || named.includes(label))
        found.push({ image: id, key, thumbnailUrl: imageUrl(id, "thumbnail"), isHeld });
      if (found.length === labelGridSize) return { images: found, after: last };
    }
    if (some.length < imagesAtOnce) return { images: found, after: null };
  }
  return { images: found, after: last };
}
