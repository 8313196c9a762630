export type Dialect = "sqlite" | "postgres";

/** What SQLite and PostgreSQL call differently. */
export interface ColumnTypes {
  blob: string;
  /** Of the accounts' library, which stores true and false; ours are 1 and 0. */
  yesNo: string;
  yes: string;
  no: string;
  /** Of the accounts' library; ours are UTC ISO 8601 text. */
  moment: string;
  /** Behind a column of an index that is read in byte order (db/sql/byteOrder). */
  byBytes: string;
}

export const columnTypes: Record<Dialect, ColumnTypes> = {
  sqlite: { blob: "BLOB", yesNo: "INTEGER", yes: "1", no: "0", moment: "DATE", byBytes: "" },
  postgres: {
    blob: "BYTEA",
    yesNo: "BOOLEAN",
    yes: "TRUE",
    no: "FALSE",
    moment: "TIMESTAMPTZ",
    byBytes: ' COLLATE "C"',
  },
};
