import { type HistoryEntry, type HistoryState, historyState } from "../../contract/images/imagePage.ts";
import { type ImageEvent, listEventsOfImage, listStandingAnswers } from "../../db/images/imageHistory.ts";
import { listPersonNames } from "../../db/people/person.ts";
import { type PageAsked, pageBefore } from "../../db/sql/pageBefore.ts";
import type { Context } from "../context.ts";
import { getImageOf } from "./getImagePage.ts";

/** Events that gave an answer that can be restored. */
export const answerKinds: readonly string[] = ["submitted", "answer-restored"];

/** What happened to an image, a page at a time, the newest first. */
export async function listHistory(
  { db }: Pick<Context, "db">,
  { project, image, before, limit }: { project: string; image: string } & PageAsked,
): Promise<{ entries: HistoryEntry[]; before: string | null }> {
  await getImageOf(db, project, image);
  const rows = await listEventsOfImage(db, { image, before, limit: limit + 1 });
  const standing = await listStandingAnswers(db, image, answerKinds);
  const { page, before: next } = pageBefore(rows, limit);
  const entries = page.map((row) => toEntry(row, standing.has(row.id)));
  const names = await listPersonNames(
    db,
    entries.flatMap((entry) => [entry.before?.person, entry.after?.person].flatMap((person) => person ?? [])),
  );
  const named = (state: HistoryState | null) =>
    state?.person ? { ...state, person: names.get(state.person) ?? null } : state;
  return {
    entries: entries.map((entry) => ({ ...entry, before: named(entry.before), after: named(entry.after) })),
    before: next,
  };
}

const toEntry = (
  { id, at, kind, by, stage, whose, beforeJson, afterJson }: ImageEvent,
  stands: boolean,
): HistoryEntry => ({
  id,
  at,
  kind,
  by,
  whose,
  stage,
  before: stateIn(beforeJson),
  after: stateIn(afterJson),
  canRestore: answerKinds.includes(kind) && !stands,
});

/** The part of an event's content that concerns a state: older events and other kinds hold other things as well. */
function stateIn(json: string | null): HistoryState | null {
  if (json === null) return null;
  const stored = JSON.parse(json) as Record<string, unknown> & { saved?: { state: string } };
  const { success, data } = historyState.safeParse({
    ...(stored.saved ? { state: stored.saved.state } : {}),
    ...stored,
  });
  return success ? data : null;
}
