import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { Failure } from "../contract/failure.ts";
import { adoptEvents } from "./eventMoment.ts";
import { start } from "./migrations/20261121Start.ts";
import { scoreImport } from "./migrations/20261122ScoreImport.ts";
import { eventOfProject } from "./migrations/20261123EventOfProject.ts";
import { exemplars } from "./migrations/20261123Exemplars.ts";
import { gold } from "./migrations/20261123Gold.ts";
import { guideline } from "./migrations/20261123Guideline.ts";
import { imageList } from "./migrations/20261123ImageList.ts";
import { people } from "./migrations/20261123People.ts";
import { teamWork } from "./migrations/20261123TeamWork.ts";
import { theNoLabelReview } from "./migrations/20261123TheNoLabelReview.ts";
import { theRulesOfCareful } from "./migrations/20261123TheRulesOfCareful.ts";
import { tutorial } from "./migrations/20261123Tutorial.ts";
import { eventTransaction } from "./migrations/20261124EventTransaction.ts";
import { rulings } from "./migrations/20261124Rulings.ts";
import { workInOrder } from "./migrations/20261124WorkInOrder.ts";
import { qualification } from "./migrations/20261125Qualification.ts";
import { inOrderOfKeys } from "./migrations/20261126InOrderOfKeys.ts";
import { thePilot } from "./migrations/20261126ThePilot.ts";
import type { Database, Tables } from "./schema.ts";

export type DatabaseAddress = { kind: "sqlite"; file: string } | { kind: "postgres"; url: string };

/** How long a write waits for another process's transaction before it fails. */
const busyTimeoutMs = 10_000;

/**
 * Opens a database and brings its tables up to date.
 * @throws Failure `not-ready` where it cannot be reached, or was written by a newer version of this program
 */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const db = new Kysely<Tables>({
    dialect: address.kind === "sqlite" ? sqliteDialect(address.file) : postgresDialect(address.url),
  });
  const migrations = {
    "2026-11-21-start": start(address.kind),
    "2026-11-22-score-import": scoreImport(),
    "2026-11-23-people": people(),
    "2026-11-23-exemplars": exemplars(),
    "2026-11-23-team-work": teamWork(),
    "2026-11-23-event-of-project": eventOfProject(),
    "2026-11-23-the-rules-of-careful": theRulesOfCareful(),
    "2026-11-23-the-no-label-review": theNoLabelReview(),
    "2026-11-23-image-list": imageList(),
    "2026-11-23-guideline": guideline(),
    "2026-11-23-gold": gold(),
    "2026-11-23-tutorial": tutorial(),
    "2026-11-24-event-transaction": eventTransaction(address.kind),
    "2026-11-24-rulings": rulings(),
    "2026-11-24-work-in-order": workInOrder(),
    "2026-11-25-qualification": qualification(),
    "2026-11-26-in-order-of-keys": inOrderOfKeys(address.kind),
    "2026-11-26-the-pilot": thePilot(),
  };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw cannotOpen(address, error);
  }
  if (address.kind === "postgres") await adoptEvents(db);
  return db;
}

function cannotOpen(address: DatabaseAddress, error: unknown): Failure {
  const reason =
    error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
  if (address.kind === "sqlite") {
    return new Failure("not-ready", `The database ${address.file} cannot be opened: ${reason}.`);
  }
  return new Failure(
    "not-ready",
    `The PostgreSQL database cannot be used: ${reason}. Check MULTILABELFY_DATABASE_URL and that the server runs.`,
  );
}

function sqliteDialect(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Sqlite(file, { timeout: busyTimeoutMs });
  // WAL lets others read while one writes; FULL makes a committed save survive a power cut.
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  return new ImmediateSqliteDialect({ database: withKeptStatements(database) }, database);
}

/** So many statements stay compiled: the program has fewer, but lists of values make many of one. */
const mostStatements = 200;

/** A statement is compiled once: that costs more than most of ours take to run. */
function withKeptStatements(database: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      // Those used last are the last to go.
      kept.delete(sql);
      const statement = known ?? (database.prepare(sql) as unknown as SqliteStatement);
      if (!known && /^\s*(create|alter|drop)\b/i.test(sql)) kept.clear();
      else kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > mostStatements) kept.delete(oldest);
      return statement;
    },
    close: () => database.close(),
  };
}

/**
 * SQLite refuses to turn a read transaction into a write transaction once another process has written in between.
 * Ours are opened to write, so they take the write lock at once and wait for it instead.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #database: Sqlite.Database;

  constructor(config: SqliteDialectConfig, database: Sqlite.Database) {
    super(config);
    this.#config = config;
    this.#database = database;
  }

  override createDriver() {
    return new ImmediateSqliteDriver(this.#config, this.#database);
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Sqlite.Database;

  constructor(config: SqliteDialectConfig, database: Sqlite.Database) {
    super(config);
    this.#database = database;
  }

  /** A full disk makes SQLite take a transaction back by itself: to do it again would be an error that hides the first. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

function postgresDialect(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // An idle connection that breaks is replaced at the next query; unhandled, the event would end the process.
  pool.on("error", () => {});
  return new PostgresDialect({ pool });
}
