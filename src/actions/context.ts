import type { Database } from "../db/schema.ts";

/** What actions work with. An action takes of it, by `Pick`, only what it uses. */
export interface Context {
  db: Database;
  dialect: "sqlite" | "postgres";
  /** The folder that holds everything of this installation. */
  dataFolder: string;
  /** The clock; tests set it. */
  now: () => Date;
}
