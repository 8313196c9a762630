import type { BackupPlan } from "../contract/backup/backupPlan.ts";
import type { Database } from "../db/schema.ts";
import type { DatabaseAddress } from "../db/sql/openDatabase.ts";
import type { Outside } from "../files/remote/askOutside.ts";
import type { Storage } from "../storage/storage.ts";

export interface ImportRights {
  /** How images are loaded from the web; without it, none are. */
  outside: Outside | undefined;
  /** Folders of this machine and addresses of buckets below which everything may be imported. */
  roots: readonly string[];
  /** Whether leads may add their own models: files read by a library that was not made for untrusted input. */
  models?: boolean | undefined;
}

/** What actions work with. Each action takes only what it uses, by `Pick`. */
export interface Context {
  db: Database;
  /** Where the database is, for work that needs a connection of its own. */
  address: DatabaseAddress;
  dialect: "sqlite" | "postgres";
  /** The folder of this installation, for whatever is not a project's data: locks, the secret, backups. */
  dataFolder: string;
  /** The secret that servers sign with, where it is a setting; otherwise it is in the folder. */
  secret?: string | undefined;
  /** Pictures, models, and what is derived from them. */
  storage: Storage;
  /** What leads may import in the browser, by the installation's settings; nothing without it. */
  imports?: ImportRights | undefined;
  /** Where backups are kept, by the installation's settings. */
  backups?: BackupPlan | undefined;
  /** The clock; tests set it. */
  now: () => Date;
}
