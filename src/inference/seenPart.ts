import type { ModelCard } from "../contract/models/modelCard.ts";
import { planCrop } from "./preprocess.ts";

/** The part of an image that a model sees, as shares of the image's width and height. */
export function seenPart(
  image: { width: number; height: number },
  card: Pick<ModelCard, "input" | "preprocessing">,
): { left: number; top: number; width: number; height: number } {
  const { width, height, window } = planCrop(image, card);
  return {
    left: window.left / width,
    top: window.top / height,
    width: window.width / width,
    height: window.height / height,
  };
}
