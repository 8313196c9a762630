import type { AddressInfo, Socket } from "node:net";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { FastifyServerOptions } from "fastify";
import { scheduleBackups } from "../actions/backup/scheduleBackups.ts";
import type { Context } from "../actions/context.ts";
import { keepFindings } from "../actions/findings/keepFindings.ts";
import { keepCountsStored } from "../actions/findings/storedCounts.ts";
import { keepMapsStored } from "../actions/findings/storedMaps.ts";
import { createVariantStore } from "../actions/images/imageVariants.ts";
import type { TracingSettings } from "../config/readTracing.ts";
import { Failure } from "../contract/failure.ts";
import type { SecondFactorRule } from "../contract/people/secondFactor.ts";
import { watchTables } from "../db/sql/watchTables.ts";
import { packageFolder } from "../files/programPlace.ts";
import type { Outside } from "../files/remote/askOutside.ts";
import { endDeadJobs } from "../jobs/endDeadJobs.ts";
import { createJobRunner } from "../jobs/jobRunner.ts";
import { createAuth } from "./accounts/auth.ts";
import { keepEndedSessions } from "./accounts/endedSessions.ts";
import { findFirstLink } from "./accounts/firstPerson.ts";
import type { SsoSettings } from "./accounts/singleSignOn.ts";
import { createApp } from "./app.ts";
import { createImagesAhead } from "./imagesAhead.ts";
import { createLiveProjects, type LiveTimes } from "./liveProjects.ts";
import { createMailer, type MailSettings } from "./mail/mailer.ts";
import { startWorkNotices } from "./mail/workNotices.ts";
import { withoutTurn } from "./requests/turns.ts";
import { nameInstallation, readSecret, shareSecret } from "./secret.ts";
import { createMetrics } from "./sight/metrics.ts";
import { keepReadiness } from "./sight/readiness.ts";
import { type MetricsPlace, serveMetrics } from "./sight/serveMetrics.ts";
import { traceWork } from "./sight/traceWork.ts";
import { startTracing } from "./sight/tracing.ts";
import { createWebhookSender } from "./webhookSender.ts";

const builtWebApp = join(packageFolder, "dist/web");

/** Milliseconds that requests under way have to finish when the server stops. */
const patience = 3_000;
const sweepEvery = 50;
/** Counts are small, and each project that a lead views has seven. */
const maxCountsKept = 100;

/**
 * Serves the web app and its API.
 *
 * @returns the address that people type, the one on this machine, the one that lets the first person in (undefined if
 *   somebody has an account), and how to stop: no new requests, those under way are answered
 * @throws Failure `in-use` where another program has the port; `wrong-usage` where it cannot be had at all
 */
export async function startServer({
  ctx: given,
  host,
  port,
  publicUrl,
  trustedProxy,
  sso,
  mail,
  secondFactor = null,
  live,
  tablesEvery,
  takesJobs = true,
  outside = { networks: [] },
  webFolder = builtWebApp,
  requestLog = false,
  metrics: metricsPlace,
  tracing: tracingSettings,
  logger = { level: requestLog ? "info" : "warn", stream: process.stderr },
}: {
  ctx: Context;
  host: string;
  /** 0 takes any free port. */
  port: number;
  publicUrl?: string | undefined;
  trustedProxy?: string[] | undefined;
  sso?: SsoSettings | undefined;
  /** Needs a public address, for the links in it. */
  mail?: MailSettings | undefined;
  /** Who must use a second factor; null: nobody. */
  secondFactor?: SecondFactorRule | null;
  /** How often open pages are notified; tests do not wait as long. */
  live?: LiveTimes | undefined;
  /** Milliseconds between two checks for tables of a newer version; tests do not wait as long. */
  tablesEvery?: number | undefined;
  /** false leaves jobs to workers. */
  takesJobs?: boolean;
  /** What webhooks may reach besides the Internet. */
  outside?: Outside | undefined;
  webFolder?: string;
  /** A line in the log for each request. */
  requestLog?: boolean | undefined;
  /** Where Prometheus reads; nowhere by default. */
  metrics?: MetricsPlace | undefined;
  /** Where traces are sent; nowhere by default. */
  tracing?: TracingSettings | undefined;
  logger?: FastifyServerOptions["logger"];
}): Promise<{
  url: string;
  localUrl: string;
  metricsUrl: string | undefined;
  firstLink: string | undefined;
  close: () => Promise<void>;
}> {
  const tracing = tracingSettings && (await startTracing(tracingSettings, (text) => app.log.warn(text)));
  const ctx = tracing ? traceWork(given, tracing) : given;
  const secret = readSecret(ctx);
  await shareSecret(ctx);
  const mailer = mail && publicUrl ? createMailer(mail, publicUrl) : null;
  const liveProjects = createLiveProjects(ctx, live);
  const variants = createVariantStore({
    storage: ctx.storage,
    maxAtOnce: availableParallelism(),
  });
  const ended = keepEndedSessions(ctx, (about, text) => app.log.warn(about, text));
  const jobs = createJobRunner(ctx, (err, text) => app.log.error({ err }, text), {
    takes: takesJobs,
    isHeld: () => tables.refusal() !== undefined,
  });
  const webhooks = createWebhookSender(ctx, {
    ...{ installation: secret, outside },
    log: (err) => app.log.warn({ err }, "webhooks could not be looked at"),
  });
  const metrics = metricsPlace && (await createMetrics(keepReadiness(ctx, secret)));
  const tables = watchTables(
    ctx,
    {
      onBeside: (reason) =>
        app.log.warn(
          { reason },
          "a newer version has added to the tables: this server goes on, renew it soon",
        ),
      onRefused: ({ message: reason }) =>
        app.log.warn(
          { reason },
          "a newer version has changed the tables: this server answers nobody any more",
        ),
    },
    tablesEvery,
  );
  const app = createApp({
    ctx,
    tables,
    ended,
    auth: createAuth(ctx, publicUrl, sso),
    secret,
    mailer,
    ssoName: sso?.name ?? null,
    secondFactor,
    findings: keepFindings(ctx, { whileWaiting: withoutTurn, store: keepMapsStored(ctx.storage) }),
    counts: keepFindings(ctx, {
      whileWaiting: withoutTurn,
      maxKept: maxCountsKept,
      store: keepCountsStored(ctx.storage),
      onMade: (task) => "project" in task && liveProjects.tell(task.project),
    }),
    live: liveProjects,
    jobs,
    webhooks,
    variants,
    ahead: createImagesAhead(ctx, variants, (err) => app.log.warn({ err }, "an image was not made ready")),
    webFolder,
    publicUrl,
    trustedProxy,
    logger,
    sight: { requestLog, metrics, tracing },
  });
  const connections = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  await app.listen({ host, port }).catch(async (error: NodeJS.ErrnoException) => {
    await app.close();
    throw cannotListen(error, host, port);
  });
  const served =
    metrics &&
    (await serveMetrics(metrics, metricsPlace).catch(async (error: unknown) => {
      await app.close();
      throw error;
    }));
  await endDeadJobs(ctx);
  jobs.wake();
  webhooks.start();
  const stopNotices =
    mailer &&
    startWorkNotices(ctx, mailer, (err) => app.log.warn({ err }, "a mail about new work was not sent"));
  const scheduled =
    ctx.backups &&
    scheduleBackups({
      ctx,
      plan: ctx.backups,
      installation: nameInstallation(secret),
      log: (failure) => app.log.error({ failure }, "a scheduled backup failed"),
    });
  const localUrl = addressToType(host, (app.server.address() as AddressInfo).port);
  const url = publicUrl ?? localUrl;
  const first = await findFirstLink(ctx, secret);
  return {
    url,
    localUrl,
    metricsUrl: served?.url,
    firstLink: first && new URL(first, url).href,
    close: async () => {
      // A browser keeps connections open after the last answer, and opens some ahead of need.
      const sweep = setInterval(() => {
        app.server.closeIdleConnections();
        for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
      }, sweepEvery);
      const force = setTimeout(() => app.server.closeAllConnections(), patience);
      await app.close().finally(() => {
        clearInterval(sweep);
        clearTimeout(force);
      });
      await served?.close();
      await tracing?.close();
      await scheduled?.close();
      await stopNotices?.();
      mailer?.close();
    },
  };
}

function addressToType(host: string, port: number): string {
  const isAny = host === "0.0.0.0" || host === "::";
  const name = isAny ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): unknown {
  switch (error.code) {
    case "EADDRINUSE":
      return new Failure(
        "in-use",
        `Port ${port} is in use. Stop the other program, or choose another: --port ${port + 1}`,
      );
    case "EACCES":
      return new Failure(
        "wrong-usage",
        `Port ${port} is not open to you. Choose one above 1023: --port 4400`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new Failure("wrong-usage", `${host} is no address of this machine. Try: --host 127.0.0.1`);
    default:
      return error;
  }
}
