import type { ModelCard } from "../contract/models/modelCard.ts";
import type { Preparation } from "./inspection/findPreparation.ts";
import { tabulatePixels } from "./tabulatePixels.ts";

type Parts = Pick<ModelCard, "input" | "preprocessing">;

/** Of the 256 values of a pixel, so many are to stay apart in a whole-numbered input. */
const minValues = 200;
/** What a black and a white pixel are apart where the first layer sees them: 1 to 5 where normalised, 255 where not. */
const minSpan = 0.05;
const greatestSpan = 600;

const channels = [0, 1, 2] as const;

function checkWholeNumbers(card: Parts): string | undefined {
  const { type } = card.input;
  if (type === "uint8") {
    const isPixels = channels.every((channel) =>
      tabulatePixels(card, channel).every((value, pixel) => Number(value) === pixel),
    );
    if (isPixels) return undefined;
    return (
      "the input is uint8, which can hold pixels only as they are, 0 to 255: the model normalises them by itself. " +
      "In the card, preprocessing.range is 255, mean [0, 0, 0] and std [1, 1, 1]"
    );
  }
  for (const channel of channels) {
    const values = new Set(Array.from(tabulatePixels(card, channel), Number));
    if (values.size < minValues) {
      return (
        `the input is ${type}, and the card's preprocessing turns the 256 values of a pixel into ${values.size} ` +
        `different numbers. For ${type} range is 255${type === "int8" ? ", and mean near 128," : ""} and std near 1`
      );
    }
  }
  return undefined;
}

/** Whether the model normalises what the card has normalised already, or nobody does. */
function checkTwice(card: Parts, { scale, isStated, operators }: Preparation): string | undefined {
  const slope = Math.max(...scale.map(Math.abs));
  if (!isStated || !(slope > 0) || !Number.isFinite(slope)) return undefined;
  const { range, std } = card.preprocessing;
  const span = Math.max(...std.map((one) => (range / Math.abs(one)) * slope));
  if (span >= minSpan && span <= greatestSpan) return undefined;
  const own = operators.filter((name) => /^(Sub|Add|Mul|Div)$/.test(name)).join(" and ");
  const shown = span.toPrecision(2);
  return span < minSpan
    ? `the model scales its input by itself (${own}), and so does the card: black and white would be ${shown} apart. ` +
        "Set preprocessing.range to 255, mean to [0, 0, 0] and std to [1, 1, 1], or leave out one of the two"
    : `the model scales its input by itself (${own}) as for pixels between 0 and 1: black and white would be ` +
        `${shown} apart. Set preprocessing.range to 1`;
}

/** How the preprocessing of a card contradicts the type of its input, or what the graph does with it. */
export function checkPixels(card: Parts, preparation: Preparation): string | undefined {
  if (card.preprocessing.std.some((one) => one === 0))
    return "preprocessing.std holds a 0, by which nothing is divided";
  return card.input.type.startsWith("float") ? checkTwice(card, preparation) : checkWholeNumbers(card);
}
