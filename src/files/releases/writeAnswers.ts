import { type ParquetColumn, writeParquet } from "../parquet/writeParquet.ts";

/** One decision on one label of one image: who, what, when, and how the label came up. */
export type AnswerRow = {
  /** The image's key. */
  image: string;
  /** The label's index. */
  label: number;
  key: string;
  name: string;
  /** "annotator 1", "expert 1": numbered, so that files name nobody. */
  person: string;
  stage: string;
  answer: "yes" | "no" | "maybe";
  /** Proposed, found by search, asked about ... */
  how: string;
  /** Position of its card, from 0. */
  position: number;
  shown_ms: number;
  /** Why an expert kept or removed a disputed label, if that was asked for. */
  reason: string | null;
  /** 1 for the label of the main object, if that was asked for. */
  main: number;
  /** When the person submitted the image, ISO 8601. */
  submitted_at: string | null;
  /** For the whole image. */
  active_ms: number;
  guideline_version: number;
  /** On the whole image. */
  comment: string;
};

const kinds: Record<keyof AnswerRow, ParquetColumn["kind"]> = {
  image: "text",
  label: "number",
  key: "text",
  name: "text",
  person: "text",
  stage: "text",
  answer: "text",
  how: "text",
  position: "number",
  shown_ms: "number",
  reason: "text",
  main: "number",
  submitted_at: "text",
  active_ms: "number",
  guideline_version: "number",
  comment: "text",
};

/** @returns a Parquet file with a row per decision, piece by piece */
export const writeAnswerParquet = (rows: AsyncIterable<AnswerRow>): AsyncGenerator<Uint8Array> =>
  writeParquet(
    rows,
    Object.entries(kinds).map(([name, kind]) => ({ name, kind })),
  );
