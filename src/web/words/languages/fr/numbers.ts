import { numbersIn } from "../numbersIn.ts";

export const numbers = numbersIn(
  "fr",
  { one: "one", many: "several", other: "several" },
  { hours: "h", minutes: "min", seconds: "s", none: "moins de 1 s", spaces: [" ", " "] },
);

export const { count, countOf, plural, duration } = numbers;
export const images = (value: number) => countOf(value, "image", "images");
