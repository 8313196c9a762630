import { numbersIn } from "../numbersIn.ts";

export const numbers = numbersIn(
  "de",
  { one: "one", other: "several" },
  { hours: "Std.", minutes: "Min.", seconds: "Sek.", none: "unter 1 Sek.", spaces: [" ", " "] },
);

export const { count, countOf, plural, duration } = numbers;
export const images = (value: number) => countOf(value, "Bild", "Bilder");
