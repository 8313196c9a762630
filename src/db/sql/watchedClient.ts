import pg from "pg";
import { Failure } from "../../contract/failure.ts";
import { nameFrequentStatements } from "./frequentStatements.ts";

/** Milliseconds. */
export interface PostgresLimits {
  /** How long a request waits for a connection. */
  connect: number;
  /** How long a query may take before the server is asked, over another connection, whether it still works on it. */
  quiet: number;
  /** How long a statement may take in all; 0 for as long as it needs. */
  statement: number;
}

export const usualLimits: PostgresLimits = { connect: 10_000, quiet: 5_000, statement: 0 };

/**
 * After so long without a statement a transaction ends, and with it what it holds: the server does not learn that a
 * network went away between it and us.
 */
const idleInTransaction = 60_000;

/**
 * A connection whose queries do not wait without end for a network or a server that went silent. A query that takes
 * long is no sign of that, so the server is asked: as long as it works on it, the query goes on. Else the connection is
 * ended, and its queries fail as those of one that broke. One query is sent at a time: those that are asked meanwhile, in
 * a transaction say, wait for their turn here, as the library gives up doing so.
 */
export function watchedClient(connectionString: string, limits: PostgresLimits): typeof pg.Client {
  const nameOf = nameFrequentStatements();
  return class extends pg.Client {
    /** Ends with the query that was asked last; null where none is under way. */
    #last: Promise<void> | null = null;

    // biome-ignore lint/suspicious/noExplicitAny: the library's overloads, passed on as they are
    override query(...args: any[]): any {
      // A cursor is no promise; whoever reads one has the connection alone.
      const isCursor = typeof args[0]?.submit === "function";
      if (isCursor || args.some((one) => typeof one === "function")) return this.#send(args);
      const answer = this.#last ? this.#last.then(() => this.#send(args)) : this.#send(args);
      if (!(answer instanceof Promise)) return answer;
      const end = () => {
        if (this.#last === done) this.#last = null;
      };
      const done: Promise<void> = answer.then(end, end);
      this.#last = done;
      return answer;
    }

    #send(args: unknown[]): unknown {
      const asked = named(args, nameOf);
      const answer = (super.query as (...given: unknown[]) => unknown).apply(this, asked);
      if (!(answer instanceof Promise)) return answer;
      const watch = setInterval(async () => {
        const { processID } = this as unknown as { processID: number };
        if (await isAtWork(connectionString, processID, limits.quiet)) return;
        clearInterval(watch);
        this.#endWith("Connection terminated: the server does not answer");
      }, limits.quiet).unref();
      return answer
        .catch((error: { code?: string }) => {
          // A plan that was made before a table was changed is of no use on this connection any more.
          if (asked === args || error.code !== planOutdated) throw error;
          throw this.#endWith("Connection terminated: the tables were changed meanwhile");
        })
        .finally(() => clearInterval(watch));
    }

    #endWith(message: string): Error {
      const error = new Error(message);
      (this as unknown as { connection: pg.Connection }).connection.stream.destroy(error);
      return error;
    }
  } as typeof pg.Client;
}

/** PostgreSQL's code of "cached plan must not change result type". */
const planOutdated = "0A000";

/** What is asked with values, by its name where it has one. */
function named(args: unknown[], nameOf: (text: string) => string | undefined): unknown[] {
  const [text, values] = args;
  const name = typeof text === "string" && Array.isArray(values) ? nameOf(text) : undefined;
  return name === undefined ? args : [{ name, text, values }];
}

/** Whether the server works on something that was asked over a connection. */
async function isAtWork(connectionString: string, pid: number, patience: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ state: string | null }>(
      "select state from pg_stat_activity where pid = $1",
      [pid],
    );
    // Where it waits for us, our question or its answer was lost.
    return rows.length > 0 && !rows[0]!.state?.startsWith("idle");
  } catch {
    return false;
  } finally {
    // It may hang as the other does.
    void client.end().catch(() => {});
    setTimeout(
      () => (client as unknown as { connection: pg.Connection }).connection.stream.destroy(),
      1_000,
    ).unref();
  }
}

/**
 * Asks a new connection whose it is, and tells it how long things may take, before anything else.
 *
 * A pooler (PgBouncer, say) gives several clients one connection of the server by turns. What is set for a connection
 * then holds for somebody else, and the server cannot be asked about it, as the pooler names one that it does not know:
 * whatever takes longer than a moment would be ended half-way.
 *
 * @throws Failure `not-ready` where there is a pooler between us and the server
 */
export async function beginConnection(client: pg.ClientBase, { statement }: PostgresLimits): Promise<void> {
  const { rows } = await client.query<{ pid: number }>(
    `select pg_backend_pid() as "pid",
      set_config('idle_in_transaction_session_timeout', $1, false), set_config('statement_timeout', $2, false)`,
    [String(idleInTransaction), String(statement)],
  );
  if (rows[0]?.pid === (client as unknown as { processID: number }).processID) return;
  throw new Failure(
    "not-ready",
    "MULTILABELFY_DATABASE_URL leads to a pooler of connections (PgBouncer, say), not to PostgreSQL itself: connections would be mixed up. Name the server's own address and port (providers call it the direct connection); Multilabelfy keeps a pool of its own.",
  );
}
