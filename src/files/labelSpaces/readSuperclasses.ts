import { extname, join } from "node:path";
import { z } from "zod";
import { Failure } from "../../contract/failure.ts";
import { badFile, badRow, quoted } from "../fileFailure.ts";
import type { LabelMeaning } from "../labels/labelParser.ts";
import { packageFolder } from "../programPlace.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvRows } from "../text/readCsvRows.ts";
import { readJsonFile } from "../text/readJsonFile.ts";

/** Groups of labels by name, with the labels as the file writes them and the row of each, if there are rows. */
export interface SuperclassFile {
  names: string[];
  members: { label: string; group: number; row: number | undefined }[];
}

/** Superclasses that ship with the program: their file, and how many labels they group. */
const builtIn = { "imagenet-11": { file: "label-spaces/imagenet-1k.superclasses.json", labels: 1000 } };

export const isBuiltInSuperclasses = (name: string): name is keyof typeof builtIn =>
  Object.hasOwn(builtIn, name);

const groups = z.record(z.string(), z.array(z.union([z.string(), z.int().nonnegative()])));
const packed = z.object({ names: z.array(z.string()), groups: z.string() });

/**
 * Reads groups of labels: a built-in one by its name; JSON, an object from a group's name to a list of labels; or CSV
 * with the columns `label` and `superclass`. A label may be in one group at most.
 *
 * @throws Failure `bad-file`, `not-found`; `wrong-usage` if a built-in one is for other labels
 */
export async function readSuperclasses(
  nameOrFile: string,
  meaning: Pick<LabelMeaning, "count" | "space"> | undefined,
): Promise<SuperclassFile> {
  if (isBuiltInSuperclasses(nameOrFile)) {
    const { file, labels } = builtIn[nameOrFile];
    if (meaning && meaning.count !== labels)
      throw new Failure(
        "wrong-usage",
        `${nameOrFile} groups ${labels} labels, and ${meaning.space} has ${meaning.count}. Name a file of groups.`,
      );
    const read = packed.parse(await readJsonFile(join(packageFolder, file)));
    const members = [...read.groups].map((letter, label) => ({
      ...{ label: String(label), row: undefined },
      group: letter.charCodeAt(0) - "a".charCodeAt(0),
    }));
    return { names: read.names, members };
  }
  return extname(nameOrFile).toLowerCase() === ".json" ? readJson(nameOrFile) : readCsv(nameOrFile);
}

async function readJson(file: string): Promise<SuperclassFile> {
  const read = groups.safeParse(await readJsonFile(file));
  if (!read.success)
    throw badFile(file, 'it must be an object from names of groups to lists of labels: {"Birds": [7, 8]}.');
  const names = Object.keys(read.data);
  const members = names.flatMap((name, group) =>
    read.data[name]!.map((label) => ({ label: plainText(String(label)), group, row: undefined })),
  );
  if (members.length === 0) throw badFile(file, "it groups no labels.");
  return { names, members };
}

async function readCsv(file: string): Promise<SuperclassFile> {
  const names: string[] = [];
  const members: SuperclassFile["members"] = [];
  const columns = {
    required: ["label", "superclass"],
    aliases: { superclass: ["group", "superclass_name", "supercategory"], label: ["class", "index"] },
  };
  for await (const { row, cells } of readCsvRows(file, columns)) {
    const [label, name] = [plainText(cells.label!), plainText(cells.superclass!)];
    if (label === "" || name === "") throw badRow(file, row, "the label or its superclass is missing.");
    const known = names.indexOf(name);
    if (known < 0) names.push(name);
    members.push({ label, group: known < 0 ? names.length - 1 : known, row });
  }
  if (members.length === 0) throw badFile(file, "it groups no labels.");
  return { names, members };
}

/** The group of each label index. @throws Failure `bad-file` for a label in two groups */
export function groupLabels(
  file: string,
  { members }: SuperclassFile,
  indexOf: (label: string, row?: number) => number,
): Map<number, number> {
  const groupOf = new Map<number, number>();
  for (const { label, group, row } of members) {
    const index = indexOf(label, row);
    const before = groupOf.get(index);
    if (before !== undefined) {
      const said = `the label ${quoted(label)} stands ${before === group ? "twice in one group" : "in two groups"}.`;
      throw row === undefined ? badFile(file, said) : badRow(file, row, said);
    }
    groupOf.set(index, group);
  }
  return groupOf;
}
