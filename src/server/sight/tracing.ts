import type { Context, Span, Tracer } from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { TracingSettings } from "../../config/readTracing.ts";
import { programVersion } from "../../files/programVersion.ts";
import { requestSpan } from "./requestSpan.ts";

/** A running exporter of traces. */
export interface Tracing {
  tracer: Tracer;
  /** The parent trace that a proxy in front names for a request. */
  parentOf: (request: FastifyRequest) => Context;
  /** The context for spans that are part of this one. */
  below: (span: Span) => Context;
  /** Sends what is left, within a time limit. */
  close: () => Promise<void>;
}

/** Milliseconds within which the last traces must be sent. */
const patience = 2_000;

/**
 * The library is loaded only if traces are wanted.
 *
 * @param warn is told about traces that could not be sent
 */
export async function startTracing(
  { url, share, followsParent }: TracingSettings,
  warn: (text: string) => void,
): Promise<Tracing> {
  const [api, sdk, core, resources, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/core"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const { diag, DiagLogLevel, defaultTextMapGetter, ROOT_CONTEXT, trace } = api;
  const say = (text: string) => warn(text);
  diag.setLogger(
    { error: say, warn: say, info: () => {}, debug: () => {}, verbose: () => {} },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const root = new sdk.TraceIdRatioBasedSampler(share);
  const provider = new sdk.TracerProvider({
    resource: resources
      .resourceFromAttributes({ "service.name": "multilabelfy", "service.version": programVersion })
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    sampler: followsParent ? new sdk.ParentBasedSampler({ root }) : root,
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  const propagator = new core.W3CTraceContextPropagator();
  return {
    tracer: provider.getTracer("multilabelfy", programVersion),
    parentOf: ({ headers }) => propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter),
    below: (span) => trace.setSpan(ROOT_CONTEXT, span),
    close: async () => {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, patience);
      await Promise.race([provider.shutdown().catch((error: Error) => warn(error.message)), late.promise]);
      clearTimeout(timer);
      diag.disable();
    },
  };
}

/** The API's numbers: it is not loaded just for these. */
const [server, failed] = [1, 2];

/**
 * A span for each request, named by its route's pattern; its log lines carry the trace's id, and its calls to the
 * database and the storage are below it (`traceWork`).
 *
 * @param hasProxy whether a proxy in front is trusted
 */
export function traceRequests(
  app: FastifyInstance,
  { tracer, parentOf }: Pick<Tracing, "tracer" | "parentOf">,
  hasProxy: boolean,
): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook("onRequest", (request, _reply, done) => {
    const { method, routeOptions, id } = request;
    const route = routeOptions.url ?? "none";
    const attributes = {
      "http.request.method": method,
      "http.route": route,
      "multilabelfy.request_id": id,
    };
    const options = { kind: server, attributes };
    const span = hasProxy
      ? tracer.startSpan(`${method} ${route}`, options, parentOf(request))
      : tracer.startSpan(`${method} ${route}`, { ...options, root: true });
    spans.set(request, span);
    if (span.isRecording()) request.log = request.log.child({ traceId: span.spanContext().traceId });
    requestSpan.run(span, done);
  });
  const end = (request: FastifyRequest, status: number | undefined) => {
    const span = spans.get(request);
    if (status !== undefined) span?.setAttribute("http.response.status_code", status);
    if (status === undefined || status >= 500) span?.setStatus({ code: failed });
    span?.end();
    spans.delete(request);
  };
  app.addHook("onResponse", async (request, reply) => end(request, reply.statusCode));
  app.addHook("onRequestAbort", async (request) => end(request, undefined));
}
