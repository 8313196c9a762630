import {
  type SaveSheetBody,
  type SaveSheetReply,
  type SheetDraft,
  type StoredSheet,
  saveSheet,
} from "../../contract/contains/sheet.ts";
import { call } from "../client/call.ts";
import type { Conflict, Sort } from "../saving/saving.ts";

export interface WantedSheet {
  state: SaveSheetBody["state"];
  draft: SheetDraft;
}

export type SheetConflict = Conflict<WantedSheet, StoredSheet>;

/** What a person ticked on a sheet. */
export const savedSheets: Sort<WantedSheet, SaveSheetBody, SaveSheetReply> = {
  table: "unsavedSheets",
  form: ({ state, draft }, revision, operation) => ({ operation, revision, state, draft }),
  wantedOf: ({ state, draft }) => ({ state, draft }),
  isDraft: ({ state }) => state === "draft",
  asDraft: (wanted) => ({ ...wanted, state: "draft" }),
  over: ["locked"],
  revisionOf: ({ saved }) => saved.revision,
  withoutNext: ({ saved }) => ({ saved, next: null }),
};

export const sendSheet = (
  sheet: string,
  body: SaveSheetBody,
  options: { person: string; keepalive: boolean },
): Promise<SaveSheetReply> => call(saveSheet, { params: { sheet }, body, ...options });
