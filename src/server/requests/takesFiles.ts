import type { FastifyInstance } from "fastify";

/**
 * Routes whose requests hold a raw file of any size: the body is a stream. No other route accepts such a body,
 * so that none gets a stream where it expects typed content.
 *
 * @param types of content
 * @param add makes the routes
 */
export function takesFiles(
  app: FastifyInstance,
  types: string | RegExp,
  add: (routes: FastifyInstance) => void,
): void {
  app.register((routes, _options, done) => {
    routes.addContentTypeParser(types, (_request, body, parsed) => parsed(null, body));
    add(routes);
    done();
  });
}
