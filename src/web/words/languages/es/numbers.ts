import { numbersIn } from "../numbersIn.ts";

export const numbers = numbersIn(
  "es",
  { one: "one", many: "several", other: "several" },
  { hours: "h", minutes: "min", seconds: "s", none: "menos de 1 s", spaces: [" ", " "] },
);

export const { count, countOf, plural, duration } = numbers;
export const images = (value: number) => countOf(value, "imagen", "imágenes");
