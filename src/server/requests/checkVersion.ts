import type { FastifyRequest } from "fastify";
import { Failure } from "../../contract/failure.ts";

/**
 * A hook that refuses a request claiming another HTTP version than it is read as: `GET / HTTP/2.0` as text is not
 * HTTP/2, and a proxy in front may see another end of it.
 */
export async function checkVersion({ raw }: FastifyRequest): Promise<void> {
  if (raw.httpVersion === "1.1" || raw.httpVersion === "1.0") return;
  throw new Failure(
    "bad-request",
    `This server speaks HTTP/1.1, and the request says HTTP/${raw.httpVersion}.`,
  );
}
