import { sql } from "kysely";
import type { Database, Db } from "../schema.ts";

/** Milliseconds for which a piece of work waits for others to be committed with it. */
const longestWait = 5;
/** So many are committed at once. */
const maxAtOnce = 32;

type Work<T = unknown> = (db: Db) => Promise<T>;
type Member = { work: Work } & Omit<PromiseWithResolvers<unknown>, "promise">;

const groups = new WeakMap<Database, Group>();

/**
 * Runs work in a transaction that it may share with other work of the same moment, and answers once that is committed.
 * Each piece is whole or not at all: one that throws takes back what it wrote, and nothing of the others.
 *
 * A commit of SQLite waits for the disk, and nobody else can write meanwhile; so several wait for it together. Under
 * PostgreSQL commits overlap by themselves, and each piece has a transaction of its own.
 *
 * Like any transaction, never from inside of another one: it would wait for itself.
 */
export function commitTogether<T>(
  { db, dialect }: { db: Database; dialect: "sqlite" | "postgres" },
  work: Work<T>,
): Promise<T> {
  if (dialect === "postgres") return db.transaction().execute(work);
  const group = groups.get(db) ?? new Group(db);
  groups.set(db, group);
  return group.join(work);
}

class Group {
  readonly #db: Database;
  #members: Member[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  join<T>(work: Work<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#members.push({ work, resolve, reject });
    if (this.#members.length >= maxAtOnce) this.#close();
    else this.#timer ??= setTimeout(() => this.#close(), longestWait);
    return promise as Promise<T>;
  }

  /** Commits those who came so far; who comes later is of the next group. */
  #close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const members = this.#members;
    this.#members = [];
    void commit(this.#db, members);
  }
}

async function commit(db: Database, members: readonly Member[]): Promise<void> {
  try {
    const outcomes = await db.transaction().execute(async (transaction) => {
      const ended: (() => void)[] = [];
      for (const member of members) ended.push(await runAlone(transaction, member));
      return ended;
    });
    // What a piece found rests on what those before it wrote: a refusal, too, is answered only now.
    for (const settle of outcomes) settle();
  } catch (error) {
    for (const { reject } of members) reject(error);
  }
}

/** Runs one piece of work. @returns how to tell what became of it */
async function runAlone(transaction: Db, { work, resolve, reject }: Member): Promise<() => void> {
  await sql`savepoint member`.execute(transaction);
  try {
    const value = await work(transaction);
    await sql`release member`.execute(transaction);
    return () => resolve(value);
  } catch (error) {
    // Where the disk is full, say, SQLite may have taken back the whole transaction: then there is nothing to go on with.
    await sql`rollback to member`.execute(transaction).catch(() => Promise.reject(error));
    await sql`release member`.execute(transaction);
    return () => reject(error);
  }
}
