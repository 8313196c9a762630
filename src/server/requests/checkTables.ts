import type { FastifyRequest } from "fastify";
import { Failure } from "../../contract/failure.ts";
import type { WatchedTables } from "../../db/sql/watchTables.ts";

/** @throws Failure `unavailable` once a newer version has changed the tables so that this server cannot continue */
export const checkTables =
  ({ refusal }: Pick<WatchedTables, "refusal">) =>
  async ({ url }: Pick<FastifyRequest, "url">): Promise<void> => {
    if (!refusal() || !(url.startsWith("/api") || url.startsWith("/health/ready"))) return;
    throw new Failure(
      "unavailable",
      "This server is being replaced by a newer version. Wait a moment: what you did is sent again by itself.",
      { retryAfterSeconds: 5 },
    );
  };
