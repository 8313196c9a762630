// CONTAINS: sheets of images that are asked about one label, and the answers.

/** Sheets that were made at once. */
export interface SheetPlanTable {
  id: string;
  projectId: string;
  /** Counts a project's plans from 1. */
  number: number;
  /** How it was made (actions/contains/planContains). */
  methodJson: string;
  createdAt: string;
  /** null: somebody at the command line. */
  createdBy: string | null;
  /** From then on its sheets are handed out no more, and their answers stay as they are; null while it is open. */
  closedAt: string | null;
}

export interface SheetTable {
  id: string;
  planId: string;
  projectId: string;
  /** The order in which sheets are handed out, over all plans. */
  number: number;
  labelIndex: number;
  /** How many people get it. */
  workers: number;
}

export interface SheetImageTable {
  sheetId: string;
  /** From 0, as it was drawn. */
  position: number;
  imageId: string;
  /** Whether it is known to hold the label; null where that is asked. Never sent to who answers. */
  control: number | null;
}

/** One person's work on one sheet. */
export interface SheetAnswerTable {
  id: string;
  sheetId: string;
  projectId: string;
  personId: string;
  state: "open" | "submitted";
  /** Counts saves from 1; 0 before the first. */
  revision: number;
  /** What the page holds (contract: sheetDraft); null before the first save. */
  draftJson: string | null;
  activeMs: number;
  /** The sheet had all its answers already: kept, not counted. */
  extra: number;
  /** Until then its place among the sheet's answers is held. */
  leaseUntil: string;
  guidelineVersion: number;
  exemplarVersion: number;
  createdAt: string;
  submittedAt: string | null;
  updatedAt: string;
}

/** The answers of a submitted sheet. What could not be shown has no row. */
export interface SheetTickTable {
  answerId: string;
  imageId: string;
  isTicked: number;
  /** Milliseconds on screen. */
  shownMs: number;
  /** Milliseconds of work on the sheet when it was last ticked or unticked; null where it never was. */
  changedMs: number | null;
}

/** A photo of a sheet that a person flagged for the lead. */
export interface SheetFlagTable {
  answerId: string;
  imageId: string;
  projectId: string;
  reason: string;
  at: string;
}

/** How a project's answers are counted; a project without a row has the defaults. */
export interface SheetRuleTable {
  projectId: string;
  /** Who answers more of the controls wrongly than this share is left out. */
  maxFailed: number;
  /** With fewer answers on its original label, an image is ambiguous. */
  minAnswers: number;
  updatedAt: string;
}
