import { randomUUID } from "node:crypto";
import { sep } from "node:path";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../actions/context.ts";
import { Failure, failureStatus, OperatorFailure } from "../../contract/failure.ts";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { storageFailure } from "../../db/sql/storageFailure.ts";

/** Answers any error in the contract's one shape; only unexpected errors are logged. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { address, dataFolder }: Pick<Context, "address" | "dataFolder">,
): FastifyReply {
  const known = knownFailure(error, request, address);
  const failure = known?.failure ?? unforeseen(error, request);
  const { code, details } = failure;
  // Only people who run an installation may learn where its files are.
  const isForOperator = failure instanceof OperatorFailure;
  const message = (isForOperator ? failure.told : failure.message).replaceAll(`${dataFolder}${sep}`, "");
  if (isForOperator)
    request.log.warn({ code, reason: failure.message }, "failed for want of something outside");
  const retryAfter = (details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  // The route may have set headers for a cacheable reply.
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
  address: DatabaseAddress,
): { failure: Failure; status?: number } | undefined {
  if (error instanceof Failure) return { failure: error };
  const stored = storageFailure(error, address);
  if (stored) return { failure: stored };
  const { statusCode, code } = error as FastifyError;
  if (statusCode === 413) {
    const max = request.routeOptions.bodyLimit / 2 ** 20;
    return { failure: new Failure("too-large", `The request is larger than ${max} MB.`) };
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const message = refusedByHttp[code] ?? "The request is not well-formed. Check its headers and its body.";
    return { failure: new Failure("bad-request", message), status: statusCode };
  }
  return undefined;
}

/** Refusals by the library before a route is reached: its own texts quote the request or mention the library. */
const refusedByHttp: Record<string, string> = {
  FST_ERR_BAD_URL:
    "The address is not well-formed: a % in it is not followed by two hexadecimal digits of UTF-8.",
  FST_ERR_MAX_PARAM_LENGTH: "A part of the address is longer than every id.",
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    "The body is of a type that this address does not take. Send application/json.",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "The body is not as long as the header content-length says.",
  FST_ERR_CTP_EMPTY_JSON_BODY: "The body is empty, though the header content-type says JSON.",
  FST_ERR_CTP_INVALID_JSON_BODY: "The body is not JSON.",
};

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
