import type { ModelCard } from "../../contract/models/modelCard.ts";
import { card } from "./embeddedModel.ts";

const { embedding: _, ...withoutEmbedding } = card;

/** The card of the models that `makeOnnx` makes, of 8 x 4 pixels; the hash is still to be filled in. */
export const averageCard: ModelCard = {
  ...withoutEmbedding,
  name: "average",
  file: "average.onnx",
  input: { ...card.input, name: "image", width: 8, height: 4 },
  preprocessing: {
    ...card.preprocessing,
    crop: "squash",
    cropFraction: 1,
    range: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
  output: { name: "average", kind: "probabilities", classes: 3, offset: 0 },
};

export const averageSize = { height: 4, width: 8 };
