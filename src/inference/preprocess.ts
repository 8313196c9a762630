import type { ModelCard } from "../contract/modelCard.ts";
import type { RgbPixels } from "../files/decodeImage.ts";
import { resample, type Window } from "./resample.ts";

export type TensorData = Float32Array | Float16Array | Uint8Array;

type CardParts = Pick<ModelCard, "input" | "preprocessing">;

/** Rounds half to even, as Python does. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

/** The size to which an image is scaled, and the window of it that the model sees. */
export function planCrop(
  image: { width: number; height: number },
  { input, preprocessing }: CardParts,
): { width: number; height: number; window: Window } {
  const [scaledWidth, scaledHeight] = [input.width, input.height].map((side) =>
    Math.floor(side / preprocessing.cropFraction),
  ) as [number, number];
  let [width, height] = [scaledWidth, scaledHeight];
  if (preprocessing.crop === "center" && input.width === input.height) {
    const short = Math.min(image.width, image.height);
    const long = Math.trunc((scaledWidth * Math.max(image.width, image.height)) / short);
    [width, height] = image.width <= image.height ? [scaledWidth, long] : [long, scaledHeight];
  } else if (preprocessing.crop === "center") {
    const ratio = Math.min(image.width / scaledWidth, image.height / scaledHeight);
    width = roundHalfToEven(image.width / ratio);
    height = roundHalfToEven(image.height / ratio);
  }
  const left = roundHalfToEven((width - input.width) / 2);
  const top = roundHalfToEven((height - input.height) / 2);
  return { width, height, window: { left, top, width: input.width, height: input.height } };
}

/** What each of the 256 pixel values of a channel becomes, in the float32 steps of the reference. */
function makeTable({ preprocessing }: CardParts, channel: number): Float32Array {
  const mean = Math.fround(preprocessing.mean[channel]!);
  const std = Math.fround(preprocessing.std[channel]!);
  return Float32Array.from({ length: 256 }, (_, value) => {
    const ranged = preprocessing.range === 1 ? Math.fround(value / 255) : value;
    return Math.fround(ranged - mean) / std;
  });
}

const tensorTypes = {
  float32: Float32Array,
  float16: Float16Array,
  // Clamped arrays round; the runtime wants a plain one over the same memory.
  uint8: Uint8ClampedArray,
};

/**
 * Turns an image into a model's input, as timm's evaluation transform does: scaled by floor(size / crop fraction), the
 * shorter side (`center`) or both sides (`squash`), cut out in the middle, then (value - mean) / std.
 * Mean and std are in the order red, green, blue, whatever the channels' order in the tensor.
 *
 * @param image as stored in the file, EXIF orientation not applied
 * @returns a tensor of one image: 3 * height * width values in the card's layout, channel order and type
 */
export function preprocess(image: RgbPixels, card: CardParts): TensorData {
  const { width, height, window } = planCrop(image, card);
  const { data } = resample(image, width, height, card.preprocessing.interpolation, window);
  const pixels = window.width * window.height;
  const tensor = new tensorTypes[card.input.type](pixels * 3);
  const channels = card.input.channelOrder === "RGB" ? [0, 1, 2] : [2, 1, 0];
  const isPlanar = card.input.layout === "NCHW";
  for (const [position, channel] of channels.entries()) {
    const table = makeTable(card, channel);
    const [start, step] = isPlanar ? [position * pixels, 1] : [position, 3];
    for (let pixel = 0, to = start, from = channel; pixel < pixels; pixel++, to += step, from += 3) {
      tensor[to] = table[data[from]!]!;
    }
  }
  return tensor instanceof Uint8ClampedArray ? new Uint8Array(tensor.buffer) : tensor;
}
