import { z } from "zod";
import { maxSheetSize } from "../../core/contains/planSheets.ts";
import { endpoint, id } from "../endpoint.ts";

const day = 24 * 3600 * 1000;
const milliseconds = z.int().nonnegative().max(day);

const mark = z.strictObject({
  image: id,
  isTicked: z.boolean(),
  /** How long it was on screen. */
  shownMs: milliseconds,
  /** Milliseconds of work on the sheet when it was last ticked or unticked; null where it never was. */
  changedMs: milliseconds.nullable(),
  /** Whether the photo could not be shown: nothing is asked about it then. */
  isMissing: z.boolean(),
  /** What the person tells the lead about it; absent if it is not flagged. */
  flag: z.string().trim().min(1).max(500).exactOptional(),
});

/** What a person's page holds about a sheet. */
export const sheetDraft = z.strictObject({
  marks: z.array(mark).max(maxSheetSize),
  /** Milliseconds of work on the sheet, idle time left out. */
  activeMs: milliseconds,
});
export type SheetDraft = z.infer<typeof sheetDraft>;

/** Images asked about one label. It reveals neither the controls nor what others answered. */
export const sheetView = z.strictObject({
  id,
  project: id,
  state: z.enum(["open", "submitted"]),
  revision: z.int(),
  /** Whether it can no longer be edited because its plan was closed. */
  locked: z.boolean(),
  label: z.int().nonnegative(),
  /** Version of its label's exemplars. */
  exemplarVersion: z.int().nonnegative(),
  /** A photo counts as shown once it was on screen for this many milliseconds. */
  shownAfterMs: z.int().nonnegative(),
  /** In the order in which they are shown; pixels, upright. */
  images: z.array(
    z.strictObject({
      id,
      width: z.int(),
      height: z.int(),
      thumbnailUrl: z.string(),
      screenUrl: z.string(),
      originalUrl: z.string(),
    }),
  ),
  draft: sheetDraft,
});
export type SheetView = z.infer<typeof sheetView>;

export const sheetProgress = z.strictObject({
  /** Sheets that this person submitted. */
  done: z.int(),
  /** Begun, or free to take. */
  left: z.int(),
});
export type SheetProgress = z.infer<typeof sheetProgress>;

export const sheetPosition = z.strictObject({
  current: sheetView.nullable(),
  /** What comes after it, to load ahead. */
  ahead: z.array(sheetView),
  progress: sheetProgress,
});
export type SheetPosition = z.infer<typeof sheetPosition>;

export const savedSheet = z.strictObject({
  sheet: id,
  revision: z.int(),
  state: z.enum(["open", "submitted"]),
  /** Whether the sheet already had all its answers: this one is kept, not counted. */
  extra: z.boolean(),
});
export type SavedSheet = z.infer<typeof savedSheet>;

/** The `details` of a failure "conflict": what is stored. */
export const storedSheet = z.strictObject({ saved: savedSheet, draft: sheetDraft });
export type StoredSheet = z.infer<typeof storedSheet>;

export const saveSheetReply = z.strictObject({
  saved: savedSheet,
  /** Where the work continues; null for a draft. */
  next: sheetPosition.nullable(),
});
export type SaveSheetReply = z.infer<typeof saveSheetReply>;

export const getNextSheets = endpoint({
  name: "getNextSheets",
  method: "GET",
  path: "/api/projects/:project/sheets/next",
  summary: "The next sheet of images for the annotator signed in, and the one after it",
  params: z.strictObject({ project: id }),
  reply: sheetPosition,
});

export const getSheet = endpoint({
  name: "getSheet",
  method: "GET",
  path: "/api/sheets/:sheet",
  summary: "One sheet of the annotator signed in",
  params: z.strictObject({ sheet: id }),
  reply: sheetView,
});

export const saveSheetBody = z.strictObject({
  /** Chosen by the page, unique per person: repeating it changes nothing and gets the same answer. */
  operation: id,
  /** The revision that the page built on; 0 if nothing was saved yet. */
  revision: z.int().nonnegative(),
  /** "draft" on a submitted sheet takes the submission back. */
  state: z.enum(["draft", "submitted"]),
  draft: sheetDraft,
});
export type SaveSheetBody = z.infer<typeof saveSheetBody>;

export const saveSheet = endpoint({
  name: "saveSheet",
  method: "PUT",
  path: "/api/sheets/:sheet",
  summary: "Save a draft of a sheet, submit it, or take its submission back",
  params: z.strictObject({ sheet: id }),
  body: saveSheetBody,
  reply: saveSheetReply,
});
