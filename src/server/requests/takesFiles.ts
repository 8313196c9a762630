import type { FastifyInstance } from "fastify";

/**
 * Routes whose requests hold a file as it is, of any size: its body is a stream. No other route takes a body of this kind,
 * so that none is given a stream where it expects what a person typed.
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
