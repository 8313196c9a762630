import { basename } from "node:path";
import { findLabelSpace } from "../../files/labelSpaces/findLabelSpace.ts";
import type { LabelMeaning } from "../../files/labels/labelParser.ts";
import { labelResolver } from "./resolveLabel.ts";

/**
 * What a file's labels mean in a label space; undefined where no label space is named.
 * @throws Failure those of `findLabelSpace`
 */
export async function labelMeaning(nameOrFile: string | undefined): Promise<LabelMeaning | undefined> {
  if (nameOrFile === undefined) return undefined;
  const { labels } = await findLabelSpace(nameOrFile);
  const resolve = labelResolver(labels);
  return {
    space: basename(nameOrFile),
    count: labels.length,
    find: (written) => resolve(written)?.label,
    explain: resolve.explain,
  };
}
