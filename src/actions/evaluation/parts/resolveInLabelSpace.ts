import { basename } from "node:path";
import { findLabelSpace } from "../../../files/labelSpaces/findLabelSpace.ts";
import type { ResolveRow } from "../../../files/predictions/readPredictionRows.ts";
import { predictionResolver } from "../../proposals/resolvePrediction.ts";

/**
 * Resolves rows of a file of predictions whose labels are named as in a label space.
 * @throws Failure those of `findLabelSpace`
 */
export async function resolveInLabelSpace(nameOrFile: string): Promise<ResolveRow> {
  const { labels } = await findLabelSpace(nameOrFile);
  const resolve = predictionResolver(labels.map((label, index) => ({ ...label, index })));
  return (predicted) => {
    const found = resolve(predicted);
    if (typeof found !== "string") return found;
    return found
      .replace("the project has", `${basename(nameOrFile)} has`)
      .replace("of the project", "of the label space");
  };
}
