import {
  CompiledQuery,
  type DatabaseConnection,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from "kysely";
import type Sqlite from "sqlite-driver";

/** Kysely over an open SQLite database. @param close how to close it */
export const sqliteDialect = (database: Sqlite.Database, close: () => void): SqliteDialect =>
  new ImmediateSqliteDialect({ database: withKeptStatements(database, close) }, database);

/** So many statements stay compiled: the program has fewer, but lists of values make many of one. */
const maxStatements = 200;

/** A statement is compiled once: that costs more than most of ours take to run. */
function withKeptStatements(database: Sqlite.Database, close: () => void): SqliteDatabase {
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
      if (oldest !== undefined && kept.size > maxStatements) kept.delete(oldest);
      return statement;
    },
    close,
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
