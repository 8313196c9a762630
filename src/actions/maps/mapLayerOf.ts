import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import type { MapLayer } from "../../inference/inspection/findMapLayer.ts";
import type { InspectedModel } from "../../inference/inspection/inspectModel.ts";

/** The layer of a model that gives maps of its labels. @throws Failure `bad-request` where it does not end as needed */
export function mapLayerOf(
  { name, output }: ModelCard,
  { outputs }: Pick<InspectedModel, "outputs">,
): MapLayer {
  const found = outputs.find((one) => one.name === output.name)?.maps;
  if (found) return found;
  throw new Failure(
    "bad-request",
    `The model ${name} has no maps: it does not end in an average over all places with one linear layer behind it. Take ` +
      "one that does, as most convolutional networks do.",
  );
}
