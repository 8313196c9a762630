import type { Span } from "@opentelemetry/api";
import { AliasNode, type KyselyPlugin, type QueryId, type RootOperationNode, TableNode } from "kysely";
import type { Context } from "../../actions/context.ts";
import { requestSpan } from "./requestSpan.ts";
import type { Tracing } from "./tracing.ts";

type Tracer = Pick<Tracing, "tracer" | "below">;

/** What goes out of the process, as OpenTelemetry numbers it. */
const client = 2;
const failed = 2;

const operations: Partial<Record<RootOperationNode["kind"], string>> = {
  SelectQueryNode: "select",
  InsertQueryNode: "insert",
  UpdateQueryNode: "update",
  DeleteQueryNode: "delete",
  RawNode: "raw",
};

/**
 * The same context, whose questions to the database and the storage are spans below the request that asks them. A span
 * tells what is asked of which table, or how bytes are reached, and how long it took; never a value, a key or a name, since
 * traces are read by others than those who may see a project.
 */
export function traceWork(ctx: Context, tracer: Tracer): Context {
  return { ...ctx, db: ctx.db.withPlugin(queryTracer(tracer)), storage: traceStorage(ctx.storage, tracer) };
}

function startBelow(
  { tracer, below }: Tracer,
  name: string,
  attributes: Record<string, string>,
): Span | undefined {
  const request = requestSpan.getStore();
  if (!request?.isRecording()) return undefined;
  return tracer.startSpan(name, { kind: client, attributes }, below(request));
}

/** From when a question is put, with the time that it waits for a connection, until its answer is there. */
function queryTracer(tracer: Tracer): KyselyPlugin {
  // One that fails has no answer, and its span is not sent: that of the request says that it failed.
  const spans = new WeakMap<QueryId, Span>();
  return {
    transformQuery({ node, queryId }) {
      const operation = operations[node.kind] ?? "schema";
      const table = tableOf(node);
      const span = startBelow(tracer, table === undefined ? operation : `${operation} ${table}`, {
        "db.operation.name": operation,
        ...(table !== undefined && { "db.collection.name": table }),
      });
      if (span) spans.set(queryId, span);
      return node;
    },
    async transformResult({ queryId, result }) {
      spans.get(queryId)?.end();
      return result;
    },
  };
}

/** The first table that a question names; undefined where it names none, or something that is made on the way. */
function tableOf(node: RootOperationNode): string | undefined {
  const found =
    node.kind === "SelectQueryNode" || node.kind === "DeleteQueryNode"
      ? node.from?.froms[0]
      : node.kind === "InsertQueryNode"
        ? node.into
        : node.kind === "UpdateQueryNode"
          ? node.table
          : undefined;
  const table = found && AliasNode.is(found) ? found.node : found;
  return table && TableNode.is(table) ? table.table.identifier.name : undefined;
}

const ways = ["stat", "open", "localFile", "put", "copyIn", "remove"] as const;

function traceStorage(storage: Context["storage"], tracer: Tracer): Context["storage"] {
  const traced = Object.fromEntries(
    ways.map((way) => [
      way,
      async (...args: unknown[]) => {
        const span = startBelow(tracer, `storage ${way}`, {});
        try {
          return await (storage[way] as (...args: unknown[]) => Promise<unknown>).apply(storage, args);
        } catch (error) {
          span?.setStatus({ code: failed });
          throw error;
        } finally {
          span?.end();
        }
      },
    ]),
  );
  return new Proxy(storage, {
    get(target, name) {
      if (typeof name === "string" && name in traced) return traced[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
