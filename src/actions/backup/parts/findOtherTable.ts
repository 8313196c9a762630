import type { BackupEnd } from "../../../contract/backup/backup.ts";
import { openSnapshot } from "../../../db/sql/copy/openSnapshot.ts";
import { RowSum } from "../../../db/sql/copy/rowSum.ts";
import type { DatabaseAddress } from "../../../db/sql/openDatabase.ts";

/** Reads a database. @returns a table whose rows differ from those of a backup; undefined where all are equal */
export async function findOtherTable(
  place: DatabaseAddress,
  end: Pick<BackupEnd, "tables">,
): Promise<string | undefined> {
  const snapshot = await openSnapshot(place);
  try {
    for (const table of snapshot.tables) {
      const sum = new RowSum();
      for await (const rows of snapshot.rows(table)) for (const row of rows) sum.add(JSON.stringify(row));
      const wanted = end.tables[table.name];
      if (sum.rows !== (wanted?.rows ?? 0) || (sum.rows > 0 && sum.sum !== wanted?.sum)) return table.name;
    }
    return undefined;
  } finally {
    await snapshot.close();
  }
}
