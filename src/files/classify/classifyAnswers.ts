import type { ClassifyAnswer } from "../../core/classify/findObjects.ts";
import { checkAllOrNoOriginals } from "../checkAllOrNoOriginals.ts";
import { badFile } from "../fileFailure.ts";

/** One person's answer, as a file has it. */
export interface ReadAnswer extends ClassifyAnswer {
  main: string;
  /** Who gave it; undefined if the file does not say. */
  annotator?: string | undefined;
  row: number;
}

/** Everybody's answers on one image. */
export interface AnsweredImage {
  image: string;
  /** The first row it appears in. */
  row: number;
  /** The dataset's own label; undefined if the file names none. */
  original: string | undefined;
  /** At least one, in file order. */
  answers: ReadAnswer[];
}

/** The answers of a file, and which of its parts were read. */
export interface ClassifyAnswers {
  images: AnsweredImage[];
  used: { name: string; as: string }[];
  unused: string[];
}

/** @throws Failure `bad-file` if nobody answered, or if only some images have an original label */
export function checkAnswers(file: string, images: readonly AnsweredImage[]): void {
  if (images.length === 0) throw badFile(file, "it holds no answers.");
  checkAllOrNoOriginals(
    file,
    images.map(({ image, original }) => [image, original] as const),
  );
}
