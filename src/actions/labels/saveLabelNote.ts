import { Failure } from "../../contract/failure.ts";
import { insertEvent } from "../../db/event.ts";
import { lockProject } from "../../db/exemplars.ts";
import { insertNote, listNoteChanges } from "../../db/labels/labelNote.ts";
import { findLabel } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";

/**
 * Sets or removes the note that annotators read below a label's definition. Each change is kept; an unchanged text
 * makes none.
 *
 * @param input.text plain; line breaks and other white space become single spaces; "" removes the note
 * @param input.version of the note that the change is based on; 0: there was none yet
 * @throws Failure `conflict` where somebody else changed it since; `not-found` for a label that does not exist
 */
export async function saveLabelNote(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: { project: string; label: number; person: string | null; version: number; text: string },
): Promise<{ version: number; changed: boolean }> {
  const { project, label, person } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project);
    if (!(await findLabel(db, await getProject(db, project), label)))
      throw new Failure("not-found", "There is no such label.");
    const [last] = await listNoteChanges(db, project, label);
    const before = { version: last?.version ?? 0, text: last?.text ?? "" };
    const text = plain(input.text);
    // Two people who write the same text do not conflict.
    if (text === before.text) return { version: before.version, changed: false };
    if (before.version !== input.version) {
      throw new Failure(
        "conflict",
        `${last?.by ?? "Somebody else"} changed the note on this label meanwhile. Load the page again to see it.`,
      );
    }
    const after = { version: before.version + 1, text };
    const at = ctx.now().toISOString();
    await insertNote(db, {
      projectId: project,
      labelIndex: label,
      ...after,
      personId: person,
      createdAt: at,
    });
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "label-note-saved",
      ...(last ? { before: { label, ...before } } : {}),
      after: { label, ...after },
    });
    return { version: after.version, changed: true };
  });
}

const plain = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();
