import { basename, extname } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { type ModelCard, type ModelHead, modelCard } from "../../contract/models/modelCard.ts";
import type { ModelDescription, ModelOutput } from "./describeOnnx.ts";
import { findObstacle, isScores } from "./findObstacle.ts";
import { countPerImage, findBatch } from "./modelShape.ts";
import { proposePreprocessing } from "./proposePreprocessing.ts";

export interface ProposedCard {
  card: ModelCard;
  /** Fields of the card that the file does not say: usual values, to be checked. */
  guesses: string[];
  /** Why fields that are usually guesses are none here. */
  reasons: string[];
  /** What keeps the model from being used, whatever its card says; null where nothing does. */
  obstacle: string | null;
}

const usualSize = 224;
const usualClasses = 1000;

/** CLIP's; SigLIP has a sigmoid and a bias. */
const usualHead: ModelHead = { kind: "image-text", scores: "softmax", scale: 100, bias: 0 };

const alwaysGuessed = [
  "labelSpace",
  "preprocessing.crop",
  "preprocessing.cropFraction",
  "preprocessing.interpolation",
];

/** Channels first or last, where only one of the two can be. */
function readLayout({ inputs, preparation }: ModelDescription): ModelCard["input"]["layout"] | undefined {
  const shape = inputs[0]?.shape;
  const [first, last] = shape?.length === 3 ? [shape[0], shape[2]] : [shape?.[1], shape?.[3]];
  const mayBe = (size: number | string | undefined) => typeof size !== "number" || size === 3;
  if (shape && mayBe(first) !== mayBe(last)) return mayBe(first) ? "NCHW" : "NHWC";
  if (preparation.layout) return preparation.layout;
  const isKnown = (first === 3) !== (last === 3);
  return isKnown ? (first === 3 ? "NCHW" : "NHWC") : undefined;
}

function readInput(description: ModelDescription): {
  input: Omit<ModelCard["input"], "channelOrder">;
  guesses: string[];
} {
  const { name = "input", type = "float32", shape = [] } = description.inputs[0] ?? {};
  const guesses: string[] = [];
  const known = <Value>(value: Value | undefined, usual: Value, field: string): Value => {
    if (value === undefined) guesses.push(`input.${field}`);
    return value ?? usual;
  };
  const layout = known(readLayout(description), "NCHW", "layout");
  const sizes = layout === "NHWC" ? shape.slice(-3, -1) : shape.slice(-2);
  const [height, width] = sizes.map((size) => (typeof size === "number" && size > 0 ? size : undefined));
  const types = modelCard.shape.input.shape.type;
  return {
    input: {
      name,
      layout,
      type: known(types.safeParse(type).data, "float32", "type"),
      width: known(width, usualSize, "width"),
      height: known(height, usualSize, "height"),
    },
    guesses,
  };
}

/** The output that gives a score for each label, where several do the one with as many as a usual label space. */
function pickOutput(description: ModelDescription, wanted?: string): ModelOutput | undefined {
  const { outputs } = description;
  if (wanted !== undefined) {
    const named = outputs.find(({ name }) => name === wanted);
    if (named) return named;
    const names = outputs.map(({ name }) => `“${name}”`).join(", ");
    throw new Failure("wrong-usage", `The model has no output “${wanted}”. It has ${names || "none"}.`);
  }
  const usable = outputs.filter(isScores);
  const count = (output: ModelOutput) =>
    countPerImage(output.shape, findBatch(description, output.name)) ?? 0;
  const isUsual = (output: ModelOutput) => [usualClasses, usualClasses + 1].includes(count(output));
  return usable.find(isUsual) ?? usable[0] ?? outputs[0];
}

function readOutput(
  description: ModelDescription,
  wanted?: string,
): { output: ModelCard["output"]; guesses: string[] } {
  const picked = pickOutput(description, wanted);
  const { name = "output", shape, kind = null } = picked ?? {};
  const counted = countPerImage(shape, findBatch(description, name));
  const isCounted = counted !== undefined && Number.isInteger(counted) && counted > 0;
  const classes = isCounted ? counted : usualClasses;
  const isOne = wanted !== undefined || description.outputs.filter(isScores).length <= 1;
  const hasBackground = classes === usualClasses + 1;
  return {
    // Without such a node at its end a model usually gives logits.
    output: { name, kind: kind ?? "logits", classes, offset: hasBackground ? 1 : 0 },
    guesses: [
      ...(isOne ? [] : ["output.name"]),
      ...(kind === null ? ["output.kind"] : []),
      ...(isCounted ? [] : ["output.classes"]),
      ...(hasBackground ? ["output.offset"] : []),
    ],
  };
}

/**
 * A card for a model that has none: what its file says, and usual values, each listed as a guess, where it says nothing.
 *
 * @param file the ONNX file's path or name
 * @param wanted the output that gives the scores, where there are several
 * @throws Failure `wrong-usage` where the model has no such output
 */
export function proposeCard(
  description: ModelDescription,
  file: string,
  sha256: string,
  wanted?: string,
): ProposedCard {
  const { input, guesses: ofInput } = readInput(description);
  const { output, guesses: ofOutput } = readOutput(description, wanted);
  const pixels = proposePreprocessing(input.type, description.preparation);
  const { range, mean, std, channelOrder, reason } = pixels;
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
    input: { ...input, channelOrder },
    preprocessing: { crop: "center", cropFraction: 0.875, interpolation: "bicubic", range, mean, std },
    output,
    accuracy: [],
  };
  if (output.kind === "vector") Object.assign(card, { labelSpace: "any", head: usualHead });
  const { kind: shown, embedding } = description.outputs.find((one) => one.name === output.name) ?? {};
  if (embedding) card.embedding = embedding;
  return {
    card,
    guesses: [
      ...(output.kind === "vector" ? ["head", ...alwaysGuessed.slice(1)] : alwaysGuessed),
      ...ofInput,
      ...pixels.guesses,
      ...ofOutput,
    ],
    reasons: [
      ...(reason === undefined ? [] : [`preprocessing: ${reason}`]),
      ...(shown === "probabilities" ? ["output.kind: the last nodes give numbers between 0 and 1"] : []),
      ...(shown === "vector"
        ? ["output.kind: the last nodes scale a vector to length 1, as image towers do"]
        : []),
      ...(shown === "logits" ? ["output.kind: the last nodes give logarithms of probabilities"] : []),
    ],
    obstacle: findObstacle(description, output.name) ?? null,
  };
}
