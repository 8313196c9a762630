import { badFile, badRow, quoted } from "../../../files/fileFailure.ts";
import type { LabelMeaning } from "../../../files/labels/labelParser.ts";

/**
 * Finds the index of a label that a file names; without a label space, labels are indices themselves.
 * @throws Failure `bad-file` with the row, for anything that is not a label
 */
export function labelIndexer(file: string, meaning: LabelMeaning | undefined) {
  return (label: string, row?: number): number => {
    const isIndex = /^(0|[1-9]\d*)$/.test(label);
    const index = meaning ? meaning.find(label) : isIndex ? Number(label) : undefined;
    if (index !== undefined) return index;
    const what = meaning
      ? `no label of ${meaning.space}`
      : "no label index. Write indices, or say with --label-space what labels mean";
    const message = `${quoted(label)} is ${what}.`;
    throw row === undefined ? badFile(file, message) : badRow(file, row, message);
  };
}
