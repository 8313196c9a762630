import type { ModelCard } from "../contract/models/modelCard.ts";
import type { RgbPixels } from "../files/images/decodeImage.ts";
import { resample, type Window } from "./resample.ts";
import { roundHalfToEven, type TensorData, tabulatePixels, tensorArrays } from "./tabulatePixels.ts";

type CardParts = Pick<ModelCard, "input" | "preprocessing">;

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
  const tensor = new tensorArrays[card.input.type](pixels * 3);
  const channels = card.input.channelOrder === "RGB" ? [0, 1, 2] : [2, 1, 0];
  const isPlanar = card.input.layout === "NCHW";
  for (const [position, channel] of channels.entries()) {
    const table = tabulatePixels(card, channel);
    const [start, step] = isPlanar ? [position * pixels, 1] : [position, 3];
    for (let pixel = 0, to = start, from = channel; pixel < pixels; pixel++, to += step, from += 3) {
      (tensor as Float32Array)[to] = table[data[from]!] as number;
    }
  }
  return tensor;
}
