import type { ModelCard } from "../../contract/models/modelCard.ts";
import type { Preparation } from "./findPreparation.ts";

interface ProposedPreprocessing {
  range: 1 | 255;
  mean: [number, number, number];
  std: [number, number, number];
  channelOrder: "RGB" | "BGR";
  /** Fields that neither the type of the input nor the graph says. */
  guesses: string[];
  /** What the graph says, in words; undefined where it says nothing. */
  reason?: string;
}

const zeros: [number, number, number] = [0, 0, 0];
const ones: [number, number, number] = [1, 1, 1];
const imagenetMean: [number, number, number] = [0.485, 0.456, 0.406];
const imagenetStd: [number, number, number] = [0.229, 0.224, 0.225];

/** Black and white are so far apart where they are normalised: 1 for [0, 1], 2 for [-1, 1], 5 for ImageNet's std. */
const isNormalised = (span: number): boolean => span >= 0.5 && span <= 8;
/** Where only the mean is subtracted. */
const isPlain = (span: number): boolean => span >= 200 && span <= 300;

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0) / numbers.length;

/** Whether the model by itself maps pixels of 0 to 255, or of 0 to 1, to what layers want. */
function findRange({ scale, bias }: Preparation): 1 | 255 | undefined {
  const slope = Math.abs(mean(scale));
  const zero = -mean(bias) / mean(scale);
  // It is the pixel that becomes 0, the mean, that tells best: 0.5 or 127.
  if (zero > 0.2 && zero < 0.8 && (isNormalised(slope) || isPlain(slope))) return 1;
  if (zero > 60 && zero < 200 && (isNormalised(slope * 255) || isPlain(slope * 255))) return 255;
  if (mean(bias) !== 0) return undefined;
  if (isNormalised(slope * 255)) return 255;
  // The usual form of “pixels of 0 to 1 become 0 to 255”.
  return isPlain(slope) ? 1 : undefined;
}

/** The mean of ImageNet's reds is the greatest, so the order of the means tells the order of the channels. */
function findChannelOrder({ scale, bias }: Preparation, range: number): "RGB" | "BGR" | undefined {
  if (bias.length !== 3) return undefined;
  const means = bias.map((one, at) => -one / scale[scale.length === 1 ? 0 : at]! / range);
  const isNear = (wanted: readonly number[]) => means.every((one, at) => Math.abs(one - wanted[at]!) < 0.03);
  if (isNear(imagenetMean) && means[0]! - means[2]! > 0.03) return "RGB";
  return isNear(imagenetMean.toReversed()) && means[2]! - means[0]! > 0.03 ? "BGR" : undefined;
}

const all = ["range", "mean", "std"].map((field) => `preprocessing.${field}`);

/** What a card says of pixel values, as the type of the input and the first nodes of the graph show it. */
export function proposePreprocessing(
  type: ModelCard["input"]["type"],
  preparation: Preparation,
): ProposedPreprocessing {
  const order = "input.channelOrder";
  const plain = { range: 255 as const, mean: zeros, std: ones, channelOrder: "RGB" as const };
  if (type === "uint8") {
    const isQuantised = preparation.operators.includes("DequantizeLinear");
    const channelOrder = findChannelOrder(preparation, 255);
    return {
      ...plain,
      channelOrder: channelOrder ?? "RGB",
      guesses: [...(channelOrder ? [] : [order]), ...(isQuantised ? all : [])],
      reason: "uint8 holds pixels as they are, 0 to 255",
    };
  }
  if (type === "int8") return { ...plain, mean: [128, 128, 128], guesses: [order, ...all] };
  if (!type.startsWith("float")) return { ...plain, guesses: [order, ...all] };
  const arithmetic = preparation.operators.filter((name) =>
    /^(Sub|Add|Mul|Div|BatchNormalization)$/.test(name),
  );
  const range = arithmetic.length > 0 ? findRange(preparation) : undefined;
  if (range === undefined) {
    return { range: 1, mean: imagenetMean, std: imagenetStd, channelOrder: "RGB", guesses: [order, ...all] };
  }
  const channelOrder = preparation.isStated ? findChannelOrder(preparation, range) : undefined;
  const isWhole = preparation.bias.some((one) => one !== 0) && preparation.scale.some((one) => one !== 1);
  const open = preparation.isStated ? (isWhole ? [] : all.slice(1)) : all;
  return {
    range,
    mean: zeros,
    std: ones,
    channelOrder: channelOrder ?? "RGB",
    guesses: [...(channelOrder ? [] : [order]), ...open],
    reason: `the model prepares its input by itself (${arithmetic.join(", ")}), from pixels of 0 to ${range}`,
  };
}
