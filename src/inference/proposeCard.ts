import { basename, extname } from "node:path";
import { type ModelCard, modelCard } from "../contract/modelCard.ts";
import type { ModelDescription } from "./describeOnnx.ts";

export interface ProposedCard {
  card: ModelCard;
  /** Fields of the card that the file does not say: the usual values for ImageNet, to be checked. */
  guesses: string[];
}

const usualSize = 224;
const usualClasses = 1000;
const imagenetMean: [number, number, number] = [0.485, 0.456, 0.406];
const imagenetStd: [number, number, number] = [0.229, 0.224, 0.225];

const alwaysGuessed = [
  "labelSpace",
  "input.channelOrder",
  "preprocessing.crop",
  "preprocessing.cropFraction",
  "preprocessing.interpolation",
  "preprocessing.range",
  "preprocessing.mean",
  "preprocessing.std",
];

function readInput({ inputs }: ModelDescription): { input: ModelCard["input"]; guesses: string[] } {
  const { name = "input", type = "float32", shape = [] } = inputs[0] ?? {};
  const isLast = shape.length === 4 && shape[3] === 3 && shape[1] !== 3;
  const [height, width] = isLast ? [shape[1], shape[2]] : [shape[2], shape[3]];
  const guesses: string[] = [];
  const known = <Value>(value: Value | undefined, usual: Value, field: string): Value => {
    if (value === undefined) guesses.push(`input.${field}`);
    return value ?? usual;
  };
  const pixels = (size: number | string | undefined) => (typeof size === "number" ? size : undefined);
  const types = modelCard.shape.input.shape.type;
  return {
    input: {
      name,
      layout: known(shape.includes(3) ? (isLast ? "NHWC" : "NCHW") : undefined, "NCHW", "layout"),
      type: known(types.safeParse(type).data, "float32", "type"),
      width: known(pixels(width), usualSize, "width"),
      height: known(pixels(height), usualSize, "height"),
      channelOrder: "RGB",
    },
    guesses,
  };
}

function readOutput({ outputs, endsInSoftmax }: ModelDescription): {
  output: ModelCard["output"];
  guesses: string[];
} {
  const { name = "output", shape = [] } = outputs[0] ?? {};
  const sizes = shape.slice(1);
  const isKnown = sizes.length > 0 && sizes.every((size) => typeof size === "number");
  const classes = isKnown ? sizes.reduce((product, size) => product * size, 1) : usualClasses;
  return {
    output: {
      name,
      // Without a Softmax at its end a model gives logits, unless it ends in something rare.
      kind: endsInSoftmax ? "probabilities" : "logits",
      classes,
      offset: classes === usualClasses + 1 ? 1 : 0,
    },
    guesses: isKnown ? [] : ["output.classes"],
  };
}

/**
 * A card for a model that has none: what its file says, and the usual values for ImageNet where it says nothing.
 *
 * @param file the ONNX file's path or name
 */
export function proposeCard(description: ModelDescription, file: string, sha256: string): ProposedCard {
  const { input, guesses: ofInput } = readInput(description);
  const { output, guesses: ofOutput } = readOutput(description);
  const name = basename(file, extname(file));
  const card: ModelCard = {
    name,
    title: name,
    description: "",
    source: "",
    licence: "",
    file: basename(file),
    sha256,
    labelSpace: "imagenet-1k",
    input,
    preprocessing: {
      crop: "center",
      cropFraction: 0.875,
      interpolation: "bicubic",
      range: 1,
      mean: imagenetMean,
      std: imagenetStd,
    },
    output,
    accuracy: [],
  };
  return { card, guesses: [...alwaysGuessed, ...ofInput, ...ofOutput] };
}
