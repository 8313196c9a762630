import type { ModelHead } from "../../contract/models/modelCard.ts";

/** How an image-text model makes scores: "a softmax of 100 x cosine". */
export function describeHead({ scores, scale, bias }: ModelHead): string {
  const number = (value: number) => String(Number(value.toPrecision(4)));
  const sum = bias === 0 ? "" : ` ${bias < 0 ? "−" : "+"} ${number(Math.abs(bias))}`;
  return `a ${scores} of ${number(scale)} × cosine${sum}`;
}
