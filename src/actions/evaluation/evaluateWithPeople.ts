import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { evaluateOnObjects } from "../../core/classify/evaluateOnObjects.ts";
import { findCooccurrence } from "../../core/classify/findCooccurrence.ts";
import { evaluateSelections, maxPairs } from "../../core/contains/evaluateSelections.ts";
import type { LabelCount, LabelledSelections } from "../../core/contains/labelledSelections.ts";
import { correctByAudit } from "../../core/evaluation/correctByAudit.ts";
import {
  evaluateSeverity,
  type RatedError,
  type Severity,
  severities,
} from "../../core/evaluation/errorSeverity.ts";
import { evaluatePeople, type PersonAnswer } from "../../core/evaluation/evaluatePeople.ts";
import type { EvaluationSettings } from "../../core/evaluation/evaluation.ts";
import type { EvaluationInput, InputReading, SeenByPeople } from "../../core/evaluation/evaluationRecord.ts";
import {
  evaluateSuperclasses,
  groupByHypernyms,
  type Superclasses,
} from "../../core/evaluation/subgroups/evaluateSuperclasses.ts";
import { readSelections } from "../../files/contains/readSelections.ts";
import { badFile, badRow, listed, quoted } from "../../files/fileFailure.ts";
import { findLabelSpace } from "../../files/labelSpaces/findLabelSpace.ts";
import {
  groupLabels,
  isBuiltInSuperclasses,
  readSuperclasses,
} from "../../files/labelSpaces/readSuperclasses.ts";
import type { LabelMeaning } from "../../files/labels/labelParser.ts";
import { readAnswerTable } from "../../files/labels/readAnswerTable.ts";
import { labelMeaning } from "../labels/labelMeaning.ts";
import { labelIndexer } from "./parts/labelIndexer.ts";
import { readAudit } from "./parts/readAudit.ts";
import type { ReadEvaluation } from "./readEvaluationData.ts";

/** Files that say what people saw in the images, besides their labels. */
export interface PeopleFiles {
  /** Selection frequencies, as `contains aggregate` writes them. */
  selections?: string | undefined;
  /** Selection frequencies of another dataset, to adjust accuracies to. */
  referenceSelections?: string | undefined;
  /** `imagenet-11`, `hypernyms`, `hypernyms:N`, or a file of groups of labels. */
  superclasses?: string | undefined;
  /** What people who had seen no label said an image shows: a table `image,annotator,label`. */
  people?: string | undefined;
  /** How bad errors are: a table `image,label,severity,cause`. */
  severity?: string | undefined;
  /** An audit sample: all images with their strata, and the new labels of the audited ones. */
  auditSample?: string | undefined;
}

interface WithPeople {
  /** Parts of the record. */
  found: SeenByPeople;
  inputs: { role: EvaluationInput["role"]; file: string; reading?: InputReading }[];
  notes: string[];
}

/**
 * What an evaluation adds where more is known about the images than their labels.
 *
 * @throws Failure `bad-file` with the row, `not-found`, `wrong-usage`
 */
export async function evaluateWithPeople(
  files: PeopleFiles & { labelSpace?: string | undefined },
  read: ReadEvaluation,
  settings: EvaluationSettings,
): Promise<WithPeople> {
  const meaning = await labelMeaning(files.labelSpace);
  const { models, objects } = read;
  const { originals, valid } = read.data;
  const positions = new Map(read.images.map((image, position) => [image, position]));
  const all: WithPeople = { found: {}, inputs: [], notes: [] };
  const note = (file: string, left: number) => {
    if (left > 0)
      all.notes.push(
        left === 1
          ? `1 image of ${basename(file)} is left out: it is not evaluated.`
          : `${left} images of ${basename(file)} are left out: they are not evaluated.`,
      );
  };
  if (objects) {
    all.found.objects = evaluateOnObjects(models, objects, originals);
    all.found.cooccurrence = findCooccurrence(objects, originals, maxPairs);
  }
  if (files.referenceSelections !== undefined && files.selections === undefined)
    throw new Failure("wrong-usage", "--reference-selections is compared with --selections: name both.");
  if (files.selections !== undefined) {
    const { selections, reading, left } = await readLabelled(files.selections, positions, meaning);
    note(files.selections, left);
    all.inputs.push({ role: "selections", file: files.selections, reading });
    const reference = await readReference(files.referenceSelections, meaning, all);
    const counts = objects?.map((image) => image.objects.length);
    all.found.selections = evaluateSelections(
      models,
      { selections, originals, objects: counts, reference },
      settings,
    );
  }
  if (files.superclasses !== undefined) {
    const groups = await findSuperclasses(files.superclasses, files.labelSpace, meaning, all);
    all.found.superclasses = evaluateSuperclasses(groups, models, originals, objects);
  }
  if (files.people !== undefined) {
    const { answers, reading, left } = await readPeople(files.people, positions, meaning, valid);
    note(files.people, left);
    all.inputs.push({ role: "people", file: files.people, reading });
    all.found.people = evaluatePeople(answers, models, originals);
  }
  if (files.severity !== undefined) {
    const { ratings, reading } = await readRatings(files.severity, positions, meaning);
    all.inputs.push({ role: "severity", file: files.severity, reading });
    all.found.severity = evaluateSeverity(models, valid, originals, ratings);
  }
  if (files.auditSample !== undefined) {
    const { audit, reading, notes } = await readAudit(files.auditSample, read.images, meaning);
    all.inputs.push({ role: "audit-sample", file: files.auditSample, reading });
    all.notes.push(...notes);
    all.found.auditSample = correctByAudit(models, valid, audit);
  }
  return all;
}

type Positions = ReadonlyMap<string, number>;
type Meaning = LabelMeaning | undefined;

/** @throws Failure `bad-file` where a file names none of the images */
function refuseStrange(file: string, found: number): void {
  if (found === 0)
    throw badFile(file, "it names no image that is evaluated. Check that the files belong together.");
}

async function readLabelled(file: string, positions: Positions, meaning: Meaning) {
  const { rows, reading } = await readSelections(file);
  const indexOf = labelIndexer(file, meaning);
  const selections = new Array<LabelledSelections>(positions.size).fill(undefined);
  let left = 0;
  for (const { row, image, labels } of rows) {
    const position = positions.get(image);
    if (position === undefined) {
      left++;
      continue;
    }
    const counts = labels.map(({ label, ...count }) => ({ label: indexOf(label, row), ...count }));
    refuseTwice(file, row, counts);
    selections[position] = counts;
  }
  refuseStrange(file, rows.length - left);
  return { selections, reading, left };
}

/** A name and an index may mean the same label. */
function refuseTwice(file: string, row: number, counts: readonly LabelCount[]): void {
  const twice = counts.find(({ label }, at) => counts.findIndex((one) => one.label === label) !== at);
  if (twice) throw badRow(file, row, `the label ${twice.label} stands there twice.`);
}

async function readReference(file: string | undefined, meaning: Meaning, all: WithPeople) {
  if (file === undefined) return undefined;
  const { rows, reading } = await readSelections(file);
  all.inputs.push({ role: "reference-selections", file, reading });
  const indexOf = labelIndexer(file, meaning);
  const reference = rows.flatMap(({ original, labels, row }) => {
    const own = labels.find(({ label }) => label === original);
    return own ? [{ ...own, label: indexOf(own.label, row) }] : [];
  });
  if (reference.length === 0) throw badFile(file, "it holds no selection frequency of an original label.");
  return reference;
}

/** Groups by hypernyms: each label's ancestor at a level counted from the most general one, which is level 1. */
async function findSuperclasses(
  nameOrFile: string,
  labelSpace: string | undefined,
  meaning: Meaning,
  all: WithPeople,
): Promise<Superclasses> {
  const byLevel = /^hypernyms(?::([1-9]\d?))?$/.exec(nameOrFile);
  if (byLevel) {
    if (labelSpace === undefined)
      throw new Failure("wrong-usage", "Hypernyms stand in a label space: name it with --label-space.");
    const { labels } = await findLabelSpace(labelSpace);
    const level = Number(byLevel[1] ?? 1);
    const groups = groupByHypernyms(
      labels.map(({ hypernyms }) => hypernyms),
      level,
    );
    if (groups.names.length === 0)
      throw new Failure(
        "wrong-usage",
        `The labels of ${labelSpace} have no hypernyms. Name a file of groups.`,
      );
    all.notes.push(
      `${groups.names.length} superclasses by hypernyms at level ${level}: ${listed(groups.names)}.`,
    );
    return groups;
  }
  const file = await readSuperclasses(nameOrFile, meaning);
  const isFile = !isBuiltInSuperclasses(nameOrFile);
  if (isFile) all.inputs.push({ role: "superclasses", file: nameOrFile });
  const groupOf = groupLabels(nameOrFile, file, isFile ? labelIndexer(nameOrFile, meaning) : Number);
  return { names: file.names, groupOf: (label) => groupOf.get(label) };
}

async function readPeople(
  file: string,
  positions: Positions,
  meaning: Meaning,
  valid: readonly (readonly number[])[],
) {
  const { rows, reading } = await readAnswerTable(file, { required: ["annotator"] }, ["image", "annotator"]);
  const indexOf = labelIndexer(file, meaning);
  const answers = rows.flatMap(({ row, image, label, cells }): PersonAnswer[] => {
    const position = positions.get(image);
    const index = indexOf(label, row);
    return position === undefined
      ? []
      : [{ annotator: cells.annotator!, image: position, label: index, valid: valid[position]! }];
  });
  refuseStrange(file, answers.length);
  const known = new Set(rows.filter(({ image }) => positions.has(image)).map(({ image }) => image)).size;
  return { answers, reading: contentOf(reading), left: new Set(rows.map(({ image }) => image)).size - known };
}

async function readRatings(file: string, positions: Positions, meaning: Meaning) {
  const columns = { required: [], optional: ["severity", "cause"] };
  const { rows, reading } = await readAnswerTable(file, columns, ["image", "label"]);
  const indexOf = labelIndexer(file, meaning);
  let unrated = 0;
  const ratings = rows.flatMap(({ row, image, label, cells }): RatedError[] => {
    const written = (cells.severity ?? "").toLowerCase();
    if (written === "") {
      unrated++;
      return [];
    }
    if (!severities.includes(written as Severity))
      throw badRow(
        file,
        row,
        `the severity is ${quoted(cells.severity!)}, and must be ${severities.join(", ")}.`,
      );
    // An image that is not evaluated has no place; its rating counts as unused.
    const position = positions.get(image) ?? -1;
    const severity = written as Severity;
    return [{ image: position, label: indexOf(label, row), severity, cause: cells.cause ?? "" }];
  });
  if (ratings.length === 0)
    throw badFile(file, "no row says how bad an error is: fill in the column severity.");
  if (unrated > 0) reading.notes.push(unrated === 1 ? "1 row is not rated" : `${unrated} rows are not rated`);
  return { ratings, reading: contentOf(reading) };
}

const contentOf = ({ format, used, unused, notes }: InputReading): InputReading => ({
  format,
  used,
  unused,
  notes,
});
