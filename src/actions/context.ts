import type { Database } from "../db/schema.ts";
import type { DatabaseAddress } from "../db/sql/openDatabase.ts";

/** What actions work with. An action takes of it, by `Pick`, only what it uses. */
export interface Context {
  db: Database;
  /** Where the database is, for work that needs a connection of its own. */
  address: DatabaseAddress;
  dialect: "sqlite" | "postgres";
  /** The folder that holds everything of this installation. */
  dataFolder: string;
  /** The clock; tests set it. */
  now: () => Date;
}
