import { numbersIn } from "../numbersIn.ts";

export const numbers = numbersIn(
  "ja",
  { other: "several" },
  { hours: "時間", minutes: "分", seconds: "秒", none: "1秒未満", spaces: ["", ""] },
);

export const { count, duration } = numbers;
export const images = (value: number) => `画像${count(value)}枚`;
