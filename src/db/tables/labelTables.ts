// Label spaces, their changes, notes, exemplars, and which images hold a label.
import type { Generated } from "kysely";
import type { LabelFate } from "../../core/labels/labelFate.ts";

export interface LabelSpaceTable {
  id: string;
  /** The name that the label space's file gives itself, "imagenet-1k" say. */
  key: string;
  name: string;
  source: string;
  licence: string;
  /** Of its labels: a changed file is another label space. */
  sha256: string;
  createdAt: string;
}

export interface LabelTable {
  labelSpaceId: string;
  index: number;
  key: string;
  name: string;
  synonymsJson: string;
  definition: string;
  hypernymsJson: string;
  /** By language, from its name to other words for it (core/labels/labelNames). */
  namesJson: Generated<string>;
}

/**
 * What a project made of a label: the last row is in force; the label space's, if it has one, is what it was. Nothing is
 * overwritten, and no label space that another project uses changes.
 */
export interface LabelChangeTable {
  projectId: string;
  labelIndex: number;
  /** Of the project's labels. */
  version: number;
  key: string;
  name: string;
  synonymsJson: string;
  definition: string;
  hypernymsJson: string;
  namesJson: Generated<string>;
  /** null: it is offered. */
  fate: LabelFate | null;
  /** The labels in its place. */
  intoJson: string;
}

/** A version of a project's labels; version 0, the label space as it is, has no row. */
export interface LabelVersionTable {
  projectId: string;
  version: number;
  /** Of the labels, as a label space's. */
  sha256: string;
  /** How many there are. */
  labels: number;
  /** core/labels/planLabelChange: LabelChange. */
  changeJson: string;
  /** null: somebody at the command line. */
  personId: string | null;
  createdAt: string;
}

/** A row as it was before a merge of labels changed it: with these, every answer is known as it was given. */
export interface CarriedTable {
  projectId: string;
  /** Of the project's labels: the merge. */
  version: number;
  noun: "decision" | "originalLabel" | "question";
  /** Of the assignment or image. */
  ofId: string;
  labelIndex: number;
  rowJson: string;
}

/** A change of the note that leads write on a label: the last change is shown. Nothing is overwritten. */
export interface LabelNoteTable {
  projectId: string;
  labelIndex: number;
  /** Of the label's note. */
  version: number;
  /** "" where it was taken off. */
  text: string;
  /** null: somebody at the command line. */
  personId: string | null;
  createdAt: string;
}

/**
 * A photo that shows a label. It belongs to the versions of the set from `fromVersion` up to, not including,
 * `untilVersion`: a change writes what changes, not the whole set again. Where both are the same number it belongs to
 * none, and waits to take another's place.
 */
export interface ExemplarTable {
  id: string;
  projectId: string;
  fromVersion: number;
  /** null: to this day. */
  untilVersion: number | null;
  labelIndex: number;
  position: number;
  rootId: string;
  path: string;
  sha256: string;
  /** The project's image that was promoted to it; null for a photo of its own. */
  imageId: string | null;
}

/** A version of a project's exemplars; version 0, without any, has no row. */
export interface ExemplarSetTable {
  projectId: string;
  version: number;
  /** null: somebody at the command line. */
  personId: string | null;
  createdAt: string;
}

/** In which way an image concerns a label. */
export type LabelKind = "final" | "disputed";

/** Which images hold a label. Made from the tables above and below, by following the events (actions/labels/followLabels). */
export interface LabelImageTable {
  projectId: string;
  labelIndex: number;
  kind: LabelKind;
  imageId: string;
}

/** How many images concern a label; 0 has no row. */
export interface LabelCountTable {
  projectId: string;
  labelIndex: number;
  kind: LabelKind | "proposed";
  images: number;
}

/** Labels that were proposed for the same images, those with the most images only; in both directions. */
export interface LabelConfusionTable {
  projectId: string;
  labelIndex: number;
  otherIndex: number;
  images: number;
  /** Images on which chance alone would bring the two together. */
  expected: number;
}

/** How far the three tables above have come. */
export interface LabelCursorTable {
  projectId: string;
  /** The moment until which events were looked at (sql/eventMoment.ts: findProjectMoment). */
  event: string;
  /** While they are made for the first time: the last image looked at; then null. */
  image: string | null;
  /** "counted", or the name of the count under way; empty where proposals changed since. */
  proposals: string;
}
