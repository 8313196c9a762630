import { Failure } from "../../contract/failure.ts";
import type { FileReading } from "../fileReading.ts";

/**
 * Which cells say that nobody was asked, in a table of votes with a column for each label or for each annotator, and what
 * it means in an export of Label Studio that a label was not chosen (`no`: nothing is known; `none`: it is a no):
 * - `empty`: those that are empty; a no is an answer
 * - `no`: those, and those with a no (or 0): only what was ticked is known
 * - `none`: no cell does; an empty one is a no
 */
export const notAskedCells = ["empty", "no", "none"] as const;
export type NotAsked = (typeof notAskedCells)[number];

/** How the format of such a table begins in a reading. */
export const widely = "a column per ";

/** The format of an export of Label Studio in a reading. */
export const labelStudioFormat = "tasks of Label Studio";

/** @throws Failure `wrong-usage` where cells are said to mean something, and no file has such cells */
export function refuseIdle(notAsked: NotAsked | undefined, readings: readonly FileReading[]): void {
  const isDecided = ({ format }: FileReading) => format.startsWith(widely) || format === labelStudioFormat;
  if (notAsked === undefined || readings.some(isDecided)) return;
  throw new Failure(
    "wrong-usage",
    "--not-asked is about tables with a column for each label or annotator and about exports of Label Studio, and no file here is one: every row is an answer. Leave it out.",
  );
}
