import helmet from "@fastify/helmet";
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import type { WatchedTables } from "../db/sql/watchTables.ts";
import { isHttps } from "./accounts/auth.ts";
import { tellOfChanges } from "./mail/tellOfChanges.ts";
import { answerUnreadable } from "./requests/answerUnreadable.ts";
import { checkHost } from "./requests/checkHost.ts";
import { checkOrigin } from "./requests/checkOrigin.ts";
import { checkTables } from "./requests/checkTables.ts";
import { checkVersion } from "./requests/checkVersion.ts";
import { contentPolicy } from "./requests/contentPolicy.ts";
import { sendError } from "./requests/errorResponse.ts";
import { findOutage } from "./requests/findOutage.ts";
import { describeApi, openApiRoutes, withoutVersion } from "./requests/openApi.ts";
import { refuseOddText, validateRequest } from "./requests/requestSchema.ts";
import { keepSecurityLog } from "./requests/securityLog.ts";
import { warnOfProxy } from "./requests/warnOfProxy.ts";
import { agreementRoutes } from "./routes/agreement.ts";
import { askingRoutes } from "./routes/asking.ts";
import { auditRoutes } from "./routes/audit.ts";
import { auditSampleRoutes } from "./routes/auditSample.ts";
import { backupRoutes } from "./routes/backups.ts";
import { batchRoutes } from "./routes/batches.ts";
import { classifyRoutes } from "./routes/classify.ts";
import { containsRoutes } from "./routes/contains.ts";
import { evaluationRoutes } from "./routes/evaluation.ts";
import { goldRoutes } from "./routes/gold.ts";
import { guidelineRoutes } from "./routes/guideline/guideline.ts";
import { tutorialRoutes } from "./routes/guideline/tutorial.ts";
import { healthRoutes } from "./routes/health.ts";
import { imageRoutes } from "./routes/images/image.ts";
import { imagesRoutes } from "./routes/images/images.ts";
import { uploadRoutes } from "./routes/images/uploads.ts";
import { inboxRoutes } from "./routes/inbox.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { labelRoutes } from "./routes/labels/label.ts";
import { labelSpaceRoutes } from "./routes/labels/labelSpace.ts";
import { liveRoutes } from "./routes/live.ts";
import { modelsRoutes } from "./routes/models.ts";
import { paceRoutes } from "./routes/pace.ts";
import { accessTokenRoutes } from "./routes/people/accessToken.ts";
import { accountRoutes } from "./routes/people/account.ts";
import { authRoutes } from "./routes/people/auth.ts";
import { invitationRoutes } from "./routes/people/invitation.ts";
import { personRoutes } from "./routes/people/person.ts";
import { sessionRoutes } from "./routes/people/session.ts";
import { ssoRoutes } from "./routes/people/singleSignOn.ts";
import { pilotRoutes } from "./routes/pilot.ts";
import { qualificationRoutes } from "./routes/practice.ts";
import { createProjectRoutes } from "./routes/project/create.ts";
import { overviewRoutes } from "./routes/project/overview.ts";
import { settingsRoutes } from "./routes/project/settings.ts";
import { releaseRoutes } from "./routes/releases.ts";
import { reviewRoutes } from "./routes/review.ts";
import { rulingRoutes } from "./routes/rulings.ts";
import { severityRoutes } from "./routes/severity.ts";
import { talkRoutes } from "./routes/talk.ts";
import { annotationRoutes } from "./routes/tasks/annotation.ts";
import { workRoutes } from "./routes/tasks/work.ts";
import { voteRoutes } from "./routes/votes.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import type { Services } from "./services.ts";
import { type Metrics, measureRequests } from "./sight/metrics.ts";
import { logRequests, nameRequest } from "./sight/requestIds.ts";
import { type Tracing, traceRequests } from "./sight/tracing.ts";
import { serveWebApp } from "./webPage.ts";

const maxBytes = 1024 * 1024;
/** Milliseconds within which a request must have arrived in full. */
const requestTimeout = 60_000;
const yearOfSeconds = 365 * 24 * 3600;

const routes = [
  healthRoutes,
  authRoutes,
  ssoRoutes,
  sessionRoutes,
  accountRoutes,
  accessTokenRoutes,
  invitationRoutes,
  personRoutes,
  workRoutes,
  annotationRoutes,
  labelSpaceRoutes,
  guidelineRoutes,
  rulingRoutes,
  tutorialRoutes,
  agreementRoutes,
  askingRoutes,
  auditRoutes,
  labelRoutes,
  createProjectRoutes,
  overviewRoutes,
  inboxRoutes,
  talkRoutes,
  backupRoutes,
  jobRoutes,
  liveRoutes,
  paceRoutes,
  modelsRoutes,
  evaluationRoutes,
  batchRoutes,
  pilotRoutes,
  goldRoutes,
  qualificationRoutes,
  classifyRoutes,
  containsRoutes,
  settingsRoutes,
  releaseRoutes,
  reviewRoutes,
  severityRoutes,
  auditSampleRoutes,
  voteRoutes,
  imageRoutes,
  imagesRoutes,
  uploadRoutes,
  webhookRoutes,
];

/** What people who run a server can observe of it. */
interface Sight {
  /** A line in the log for each request. */
  requestLog?: boolean | undefined;
  metrics?: Metrics | undefined;
  tracing?: Tracing | undefined;
}

/** The whole server, not yet listening. */
export function createApp({
  webFolder,
  trustedProxy,
  logger = false,
  sight = {},
  tables,
  ...services
}: Services & {
  /** The built web app. */
  webFolder: string;
  /** Proxies trusted to say where a request comes from (docs/sign-in.md); none by default. */
  trustedProxy?: string[] | undefined;
  logger?: FastifyServerOptions["logger"];
  sight?: Sight;
  /** Watches whether the tables are still those that this version knows. */
  tables?: WatchedTables | undefined;
}): FastifyInstance {
  const { publicUrl } = services;
  const app = Fastify({
    logger,
    trustProxy: trustedProxy ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBytes,
    requestTimeout,
    requestIdHeader: false,
    genReqId: nameRequest(trustedProxy !== undefined),
    rewriteUrl: ({ url = "" }) => withoutVersion(url),
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply, services.ctx),
  }) as FastifyInstance;

  app.setValidatorCompiler(validateRequest);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(async (error, request, reply) =>
    sendError(await findOutage(services.ctx, error), request, reply, services.ctx),
  );
  app.removeContentTypeParser("text/plain");
  app.decorateRequest("person", null);
  app.decorateRequest("token", null);
  app.decorateRequest("refusal", null);

  logRequests(app, { eachRequest: sight.requestLog ?? false });
  if (sight.tracing) traceRequests(app, sight.tracing, trustedProxy !== undefined);
  if (sight.metrics) measureRequests(app, sight.metrics);
  app.register(helmet, {
    contentSecurityPolicy: false,
    frameguard: { action: "deny" },
    hsts: isHttps(publicUrl) ? { maxAge: yearOfSeconds, includeSubDomains: false } : false,
  });
  app.addHook("onRequest", async (_request, reply) => {
    // Headers set by a route replace these.
    reply.headers({ "content-security-policy": contentPolicy(), "cache-control": "no-store" });
  });
  if (tables) {
    app.addHook("onRequest", checkTables(tables));
    app.addHook("onClose", async () => tables.close());
  }
  app.addHook("onRequest", checkVersion);
  app.addHook("onRequest", checkHost);
  app.addHook("onRequest", checkOrigin(publicUrl));
  refuseOddText(app);
  if (!trustedProxy) app.addHook("onRequest", warnOfProxy());

  // Streams have no end to wait for.
  app.addHook("preClose", () => services.live.close());
  app.addHook("onClose", () => services.findings.close());
  app.addHook("onClose", () => services.jobs.close());
  app.addHook("onClose", () => services.webhooks.close());
  app.addHook("onClose", () => services.ahead.close());
  app.addHook("onClose", () => services.counts.close());
  app.addHook("onClose", async () => services.ended.close());
  keepSecurityLog(app, services.ctx);
  if (services.mailer) tellOfChanges(app, services.ctx, services.mailer);
  describeApi(app);
  // In their own plugin, they come after everything registered above.
  app.register((api, _options, done) => {
    for (const register of routes) register(api, services);
    openApiRoutes(api, webFolder);
    done();
  });
  serveWebApp(app, webFolder);
  return app;
}
