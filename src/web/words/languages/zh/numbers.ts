import { numbersIn } from "../numbersIn.ts";

export const numbers = numbersIn(
  "zh-Hans",
  { other: "several" },
  { hours: "小时", minutes: "分", seconds: "秒", none: "不到 1 秒", spaces: [" ", " "] },
);

export const { count, duration } = numbers;
export const images = (value: number) => `${count(value)} 张图片`;
