import type { Span } from "@opentelemetry/api";
import { AliasNode, type KyselyPlugin, type QueryId, type RootOperationNode, TableNode } from "kysely";
import type { Context } from "../../actions/context.ts";
import { requestSpan } from "./requestSpan.ts";
import type { Tracing } from "./tracing.ts";

type Tracer = Pick<Tracing, "tracer" | "below">;

/** OpenTelemetry's number for calls that leave the process. */
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
 * The same context, with its calls to database and storage traced as spans below the request that makes them. A span
 * says which operation on which table, or which kind of access to bytes, and how long it took; never a value, key or
 * name, since people who may not see a project read traces.
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

/** From the call, including the wait for a connection, until the answer. */
function queryTracer(tracer: Tracer): KyselyPlugin {
  // A failed query has no answer, and its span is not sent: the request's span says that it failed.
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

/** The first table that a query names; undefined if it names none, or a derived one. */
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
