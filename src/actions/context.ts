import type { BackupPlan } from "../contract/backup/backupPlan.ts";
import type { Database } from "../db/schema.ts";
import type { DatabaseAddress } from "../db/sql/openDatabase.ts";
import type { Outside } from "../files/remote/askOutside.ts";
import type { Storage } from "../storage/storage.ts";

export interface ImportRights {
  /** How images of the web are loaded; without it, none is. */
  outside: Outside | undefined;
  /** Folders of this machine, and addresses of buckets, below which all may be imported. */
  roots: readonly string[];
  /** Whether models of their own are taken: files that a library reads which was not made to read strangers'. */
  models?: boolean | undefined;
}

/** What actions work with. An action takes of it, by `Pick`, only what it uses. */
export interface Context {
  db: Database;
  /** Where the database is, for work that needs a connection of its own. */
  address: DatabaseAddress;
  dialect: "sqlite" | "postgres";
  /** The folder of this installation, for what is no bytes of a project: locks, the secret, backups. */
  dataFolder: string;
  /** What servers sign by, where it is a setting; otherwise it is in the folder. */
  secret?: string | undefined;
  /** Pictures, models, and what is kept ready of them. */
  storage: Storage;
  /** What leads may import in the browser, by the settings of whoever runs the installation; without it, neither. */
  imports?: ImportRights | undefined;
  /** Where backups are kept, by the settings of whoever runs the installation. */
  backups?: BackupPlan | undefined;
  /** The clock; tests set it. */
  now: () => Date;
}
