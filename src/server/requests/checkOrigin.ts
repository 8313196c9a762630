import type { FastifyRequest } from "fastify";
import { Failure } from "../../contract/failure.ts";

/**
 * A hook that refuses what another site's page makes a browser send. Cookies are SameSite=Strict, but another
 * port of the same host is the same site. Programs send no Origin, and have no cookie to abuse.
 */
export function checkOrigin(publicUrl: string | undefined) {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;

  // Regardless of the address, which can be written in many ways for one route.
  return async ({ method, headers }: FastifyRequest): Promise<void> => {
    if (method === "GET" || method === "HEAD") return;
    const { origin, host } = headers;
    const isForeign =
      origin === undefined
        ? headers["sec-fetch-site"] === "cross-site"
        : origin !== publicOrigin && hostOf(origin) !== host;
    if (isForeign)
      throw new Failure("forbidden", "This request came from another site's page, so it is refused.");
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
