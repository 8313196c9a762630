import { numbersIn } from "../numbersIn.ts";

export const numbers = numbersIn(
  "ko",
  { other: "several" },
  { hours: "시간", minutes: "분", seconds: "초", none: "1초 미만", spaces: ["", " "] },
);

export const { count, duration } = numbers;
export const images = (value: number) => `이미지 ${count(value)}장`;
