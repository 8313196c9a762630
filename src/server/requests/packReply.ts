import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { matchesEtag } from "./matchesEtag.ts";

/** Replies that are kept, the last used ones. */
const kept = 16;

/** Quick enough to be made on request; a reply is packed once, and sent to everybody. */
const brotliQuality = 6;

const packers = {
  br: (text: string) =>
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: (text: string) => promisify(gzip)(text),
};

/**
 * Keeps large replies as they are sent: made and compressed once. Fastify's own compression and entity tags work on
 * what was made for each request, which is what this spares.
 */
export function createReplyStore() {
  const bodies = new Map<string, Promise<Buffer>>();

  async function keep(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const body = bodies.get(name) ?? make();
    bodies.delete(name);
    bodies.set(name, body);
    for (const oldest of [...bodies.keys()].slice(0, -kept)) bodies.delete(oldest);
    body.catch(() => bodies.delete(name));
    return body;
  }

  /**
   * Sends JSON, compressed where the browser takes it.
   *
   * @param name of the content: the same name is the same content, so that nothing is made for a browser that has it
   */
  return async function sendPacked(
    request: FastifyRequest,
    reply: FastifyReply,
    { name, make }: { name: string; make: () => Promise<string> },
  ): Promise<FastifyReply> {
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : undefined;
    const hash = createHash("sha256").update(`${name} ${encoding}`).digest("base64url");
    const etag = `"${hash}"`;
    // The name is asked for each time; what it names is sent only to those who do not have it.
    reply.headers({ etag, "cache-control": "private, no-cache", vary: "accept-encoding" });
    if (matchesEtag(request, etag)) return reply.code(304).send();
    const body = await keep(hash, async () => {
      const text = await make();
      return encoding ? packers[encoding](text) : Buffer.from(text);
    });
    if (encoding) reply.header("content-encoding", encoding);
    return reply.type("application/json; charset=utf-8").send(body);
  };
}
