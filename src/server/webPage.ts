import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Failure } from "../contract/failure.ts";
import { isPageAddress } from "../contract/pageAddresses.ts";
import { contentPolicy } from "./requests/contentPolicy.ts";

/** Serves the built web app: its files as they are, and its one page at every other address. */
export function serveWebApp(app: FastifyInstance, webFolder: string): void {
  const indexFile = join(webFolder, "index.html");
  const page = existsSync(indexFile) ? readFileSync(indexFile, "utf8") : undefined;

  if (page !== undefined) {
    app.register(fastifyStatic, {
      root: webFolder,
      // One route per existing file: no address leads anywhere else.
      wildcard: false,
      index: false,
      globIgnore: ["index.html"],
      cacheControl: false,
      setHeaders: (reply, path) => {
        // The build names files in assets/ after their content.
        const isHashed = path.startsWith(join(webFolder, "assets"));
        reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }

  app.setNotFoundHandler(async (request: FastifyRequest, reply: FastifyReply) => {
    const isPage =
      (request.method === "GET" || request.method === "HEAD") &&
      !/^\/(api|assets)(\/|$)/.test(pathOf(request));
    if (!isPage) throw new Failure("not-found", "There is nothing at this address.");
    if (page === undefined) {
      throw new Failure("not-ready", "The web app is not built. Run: npm run build");
    }
    const nonce = randomBytes(16).toString("base64");
    return (
      reply
        // The page says so, too.
        .code(pathOf(request) === "/index.html" || isPageAddress(pathOf(request)) ? 200 : 404)
        .headers({ "content-security-policy": contentPolicy(nonce), "cache-control": "no-store" })
        .type("text/html; charset=utf-8")
        .send(page.replaceAll("__CSP_NONCE__", nonce))
    );
  });
}

const pathOf = ({ url }: FastifyRequest) => url.split("?", 1)[0] ?? url;
