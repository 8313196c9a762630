import type { z } from "zod";
import { savePractice } from "../../contract/practice/qualification.ts";
import { call } from "../client/call.ts";
import type { Sort } from "../saving/saving.ts";

export type WantedPractice = z.input<typeof savePractice.body>;
export type PracticeReply = z.output<typeof savePractice.reply>;

/**
 * A person's answer on a practice image. It has no revisions: the last draft counts, and a submitted one never changes.
 */
export const savedPractice: Sort<WantedPractice, WantedPractice, PracticeReply> = {
  table: "unsavedPractice",
  form: (wanted) => wanted,
  wantedOf: (request) => request,
  isDraft: ({ state }) => state === "draft",
  asDraft: (wanted) => ({ ...wanted, state: "draft" }),
  over: ["locked"],
  revisionOf: () => 0,
  withoutNext: (reply) => reply,
};

export const sendPractice = (
  project: string,
  answer: string,
  body: WantedPractice,
  options: { person: string; keepalive: boolean },
): Promise<PracticeReply> => call(savePractice, { params: { project, answer }, body, ...options });
