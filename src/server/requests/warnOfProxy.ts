import type { FastifyRequest } from "fastify";

const forwarded = ["x-forwarded-for", "forwarded", "x-real-ip"];

/**
 * A hook that says once in the server's log that an untrusted proxy seems to stand in front: then all
 * requests seem to come from one address and share its password tries.
 */
export function warnOfProxy() {
  let isSaid = false;
  return async ({ headers, log, ip }: FastifyRequest): Promise<void> => {
    if (isSaid || !forwarded.some((name) => headers[name] !== undefined)) return;
    isSaid = true;
    log.warn(
      `Requests from ${ip} carry the addresses of others (X-Forwarded-For), which are not believed. If that is your proxy, set MULTILABELFY_TRUSTED_PROXY to its address: without it, everybody behind it shares one limit of failed sign-ins.`,
    );
  };
}
