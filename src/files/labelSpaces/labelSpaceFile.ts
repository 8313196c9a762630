import type { LabelNames } from "../../core/labels/labelNames.ts";

/** A label space as a file describes it. */
export interface LabelSpaceFile {
  /** For a table or list, the file's name without its extension. */
  id: string;
  name: string;
  /** Where the labels come from; "" if the file does not say. */
  source: string;
  licence: string;
  /** In the order of their indices. */
  labels: LabelInFile[];
  /** Unread columns of a table; for class folders, what was left out and why. */
  unread: string[];
}

export interface LabelInFile {
  /** From 0. */
  index: number;
  /** The id in the file: unique and permanent. */
  key: string;
  /** Unique, even ignoring case. */
  name: string;
  synonyms: string[];
  /** "" if there is none. */
  definition: string;
  /** Names of more general labels, from the nearest to the most general. */
  hypernyms: string[];
  /** Missing if the file has none. */
  names?: LabelNames;
}

/** A label as read from one of the forms. */
export interface FoundLabel {
  /** For messages: "row 3". */
  where: string;
  /** Set if the form numbers its labels; otherwise the order counts. */
  index?: number;
  /** The name, if the form has no ids. */
  key: string;
  name: string;
  synonyms?: string[];
  definition?: string;
  /** The id or name of another label, or a free name. */
  parent?: string;
  hypernyms?: string[];
  /** As in the file, by language: the name, then synonyms. */
  names?: LabelNames;
}

/** How refusals describe the forms. */
export const labelSpaceForms =
  "A label space is a CSV with the columns id and name, one name per line (.txt), JSON or YAML: see label-spaces/README.md";
