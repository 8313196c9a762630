import { Readable } from "node:stream";
import type { FastifyInstance, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { describeIssue } from "../../contract/describeIssue.ts";
import { Failure } from "../../contract/failure.ts";
import { findOddText } from "../../contract/findOddText.ts";

const places: Record<string, string> = {
  body: "body",
  querystring: "query",
  params: "address",
  headers: "headers",
};

/** Checks a part of a request against its contract schema. Errors are described in our words, field by field. */
export const validateRequest: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = "" }) =>
  (value) => {
    const place = places[httpPart] ?? "content";
    const { success, data, error } = schema.safeParse(value);
    return success ? { value: data } : { error: wrongRequest(error, value, place) };
  };

/** Refuses text that no person types, anywhere in a request, before it is looked up or stored. */
export function refuseOddText(app: FastifyInstance): void {
  const check = (content: unknown, place: string) => {
    const odd = findOddText(content);
    if (odd) throw refuse([{ field: odd.path.join("."), problem: odd.what }], place);
  };
  app.addHook("onRequest", async ({ params, query }) => {
    check(params, "address");
    check(query, "query");
  });
  app.addHook("preValidation", async ({ body }) => {
    // Files are checked where they are read.
    if (!Buffer.isBuffer(body) && !(body instanceof Readable)) check(body, "body");
  });
}

function wrongRequest(error: z.ZodError, value: unknown, place: string): Failure {
  const fields = error.issues.map((issue) => ({
    field: issue.path.join("."),
    problem: describeIssue(issue, value).what,
  }));
  return refuse(fields, place);
}

function refuse(fields: { field: string; problem: string }[], place: string): Failure {
  const [first] = fields;
  const where = first?.field ? `"${first.field}" in the request's ${place}` : `The request's ${place}`;
  return new Failure("bad-request", `${where} ${first?.problem}.`, { fields });
}
