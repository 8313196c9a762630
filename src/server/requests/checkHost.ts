import type { FastifyRequest } from "fastify";
import { Failure } from "../../contract/failure.ts";

const isHost = /^(?:\[[\da-f:.]+\]|[\w.~-]+)(?::\d{1,5})?$/i;

/**
 * A hook that refuses a request naming two hosts, or none: a proxy in front may have read another
 * one than this server. The header is never echoed: mails and redirects use the public address.
 */
export async function checkHost({ raw }: FastifyRequest): Promise<void> {
  const names = raw.rawHeaders.filter((_, at, all) => at % 2 === 1 && all[at - 1]!.toLowerCase() === "host");
  if (names.length > 1 || names.some((name) => !isHost.test(name)))
    throw new Failure(
      "bad-request",
      "The header Host must name one server: a name or an address, and a port.",
    );
}
