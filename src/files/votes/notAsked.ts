import { Failure } from "../../contract/failure.ts";
import type { FileReading } from "../fileReading.ts";

/**
 * Which cells mean that nobody was asked, in a table of votes with a column for each label or annotator; and, in a
 * Label Studio export, what an unchosen label means (`no`: nothing is known; `none`: it is a no):
 * - `empty`: the empty cells; a no is an answer
 * - `no`: the empty cells and those with a no (or 0): only what was ticked is known
 * - `none`: no cell; an empty one is a no
 */
export const notAskedCells = ["empty", "no", "none"] as const;
export type NotAsked = (typeof notAskedCells)[number];

/** How the format of such a table begins in a reading. */
export const widely = "a column per ";

/** The format of an export of Label Studio in a reading. */
export const labelStudioFormat = "tasks of Label Studio";

/** @throws Failure `wrong-usage` if the option is given and no file has such cells */
export function refuseIdle(notAsked: NotAsked | undefined, readings: readonly FileReading[]): void {
  const isDecided = ({ format }: FileReading) => format.startsWith(widely) || format === labelStudioFormat;
  if (notAsked === undefined || readings.some(isDecided)) return;
  throw new Failure(
    "wrong-usage",
    "--not-asked is about tables with a column for each label or annotator and about exports of Label Studio, and no file here is one: every row is an answer. Leave it out.",
  );
}
