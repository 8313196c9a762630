import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { matchesEtag } from "./matchesEtag.ts";

/** Number of recently used replies kept. */
const kept = 16;

/** Fast enough for compressing on request; a reply is compressed once and sent to everybody. */
const brotliQuality = 6;

const packers = {
  br: (text: string) =>
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: (text: string) => promisify(gzip)(text),
};

/**
 * Keeps large replies as sent: made and compressed once. Fastify's own compression and entity tags work on
 * a reply made for each request, which this avoids.
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
   * Sends JSON, compressed if the browser accepts it.
   *
   * @param name of the content: the same name means the same content, so nothing is made for a browser that has it
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
    // The name is checked each time; the content is sent only to those who lack it.
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
