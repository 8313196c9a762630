import type { Insertable } from "kysely";
import type { Db, Tables } from "../schema.ts";

export interface StoredNote {
  /** Counts the changes of the label's note, from 1. */
  version: number;
  /** "" where the note was taken off. */
  text: string;
  at: string;
  /** null: somebody at the command line. */
  by: string | null;
}

/** Every change of a label's note, the newest first. */
export async function listNoteChanges(db: Db, project: string, label: number): Promise<StoredNote[]> {
  const rows = await db
    .selectFrom("labelNote")
    .leftJoin("person", "person.id", "labelNote.personId")
    .select(["labelNote.version", "labelNote.text", "labelNote.createdAt as at", "person.name as by"])
    .where("labelNote.projectId", "=", project)
    .where("labelNote.labelIndex", "=", label)
    .orderBy("labelNote.version", "desc")
    .execute();
  return rows;
}

/** The notes of a project that stand, by label. */
export async function listNotes(db: Db, project: string): Promise<{ label: number; text: string }[]> {
  return db
    .selectFrom("labelNote as note")
    .select(["note.labelIndex as label", "note.text"])
    .where("note.projectId", "=", project)
    .where("note.text", "<>", "")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("labelNote as later")
            .select("later.version")
            .whereRef("later.projectId", "=", "note.projectId")
            .whereRef("later.labelIndex", "=", "note.labelIndex")
            .whereRef("later.version", ">", "note.version"),
        ),
      ),
    )
    .orderBy("note.labelIndex")
    .execute();
}

export async function insertNote(db: Db, change: Insertable<Tables["labelNote"]>): Promise<void> {
  await db.insertInto("labelNote").values(change).execute();
}
