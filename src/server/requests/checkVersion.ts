import type { FastifyRequest } from "fastify";
import { Failure } from "../../contract/failure.ts";

/**
 * A hook that refuses a request that says it is of another HTTP than it is read as: `GET / HTTP/2.0` as text is none of
 * HTTP/2, and a proxy in front may take its end for another.
 */
export async function checkVersion({ raw }: FastifyRequest): Promise<void> {
  if (raw.httpVersion === "1.1" || raw.httpVersion === "1.0") return;
  throw new Failure(
    "bad-request",
    `This server speaks HTTP/1.1, and the request says HTTP/${raw.httpVersion}.`,
  );
}
