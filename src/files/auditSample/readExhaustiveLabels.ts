import { badFile, quoted } from "../fileFailure.ts";
import { LabelParser, type LabelRules } from "../labels/labelParser.ts";
import { plainText } from "../text/plainText.ts";
import { readSample, type SampleImage } from "./readSample.ts";

/** The value of the column `labels` for an audited image that holds no label. */
export const noLabel = "none";

/**
 * Reads all images of a release with the labels newly given to the audited ones (`readSample`): several are separated
 * by a bar; `none` for an image that was audited and has none, empty for one not audited.
 *
 * @param rules how labels are understood: as indices if no label space is named
 * @throws Failure those of `readSample` and of labels; `bad-file` for labels that are not indices, if no label is known
 */
export async function readExhaustiveLabels(
  file: string,
  rules: Pick<LabelRules, "meaning" | "classes">,
): Promise<SampleImage<number[]>[]> {
  const parser = new LabelParser(rules);
  let example = "";
  const images = await readSample(file, ["labels"], ({ labels }, row) => {
    const written = plainText(labels!);
    if (written === "") return null;
    if (written === noLabel) return [];
    const found = parser.parse(written, `${file}, row ${row}`);
    if (!parser.areIndices) example ||= written;
    return found.map(Number);
  });
  if (parser.areIndices) return images;
  throw badFile(
    file,
    `${quoted(example)} is no label index. Write indices, or say with --label-space what labels mean.`,
  );
}
