import { randomUUID } from "node:crypto";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { Failure, failureStatus } from "../contract/failure.ts";
import { storageFailure } from "../db/storageFailure.ts";

/** Answers any error in the one shape that the contract names; only what nobody foresaw is logged. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = knownFailure(error, request);
  const failure = known?.failure ?? unforeseen(error, request);
  const { code, message, details } = failure;
  const retryAfter = (details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  // The route may have begun to describe something that may be kept.
  for (const name of ["etag", "content-length", "content-disposition"]) reply.removeHeader(name);
  return reply
    .code(known?.status ?? failureStatus[code])
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .serializer(JSON.stringify)
    .send({ code, message, ...(details === undefined ? {} : { details }) });
}

function knownFailure(
  error: unknown,
  request: FastifyRequest,
): { failure: Failure; status?: number } | undefined {
  if (error instanceof Failure) return { failure: error };
  if (hasZodFastifySchemaValidationErrors(error)) return { failure: wrongRequest(error) };
  const stored = storageFailure(error);
  if (stored) return { failure: stored };
  const { statusCode, message } = error as FastifyError;
  if (statusCode === 413) {
    const most = request.routeOptions.bodyLimit / 2 ** 20;
    return { failure: new Failure("too-large", `The request is larger than ${most} MB.`) };
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { failure: new Failure("bad-request", `${message}.`.replace(/\.\.$/, ".")), status: statusCode };
  }
  return undefined;
}

const places = { body: "body", querystring: "query", params: "address", headers: "headers" };

function wrongRequest(error: FastifyError & { validation: { instancePath: string; message?: string }[] }) {
  const fields = error.validation.map(({ instancePath, message }) => ({
    field: instancePath.slice(1).replaceAll("/", "."),
    problem: message ?? "is not right",
  }));
  const place = places[error.validationContext as keyof typeof places] ?? "request";
  const [first] = fields;
  const where = first?.field ? `"${first.field}" in the request's ${place}` : `The request's ${place}`;
  return new Failure("bad-request", `${where} is not right: ${first?.problem}.`, { fields });
}

function unforeseen(error: unknown, request: FastifyRequest): Failure {
  const reference = randomUUID().slice(0, 8);
  // The route's pattern, not its address: an address may carry a one-time link.
  request.log.error(
    { err: error, reference, method: request.method, route: request.routeOptions.url },
    "failed",
  );
  return new Failure(
    "internal",
    `Something went wrong in the server. Try again; if it happens again, tell the lead this reference: ${reference}.`,
  );
}
