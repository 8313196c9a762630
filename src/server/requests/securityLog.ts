import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../actions/context.ts";
import { hasPassed } from "../../core/hasPassed.ts";
import { findPersonByEmail } from "../../db/people/person.ts";
import { deleteOldSecurityEvents, insertSecurityEvent } from "../../db/people/securityEvent.ts";
import { newId } from "../../db/sql/newId.ts";
import { queueSecurityEvents } from "./securityEventQueue.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The person a request turned out to concern, if neither its address nor its session says so. */
    concerns: string | null;
    /** What happened, if the route's own name in the log would claim more. */
    logged: string | null;
  }
}

/** Log names of routes that grant or end access, or take data out. */
const kinds: Record<string, string> = {
  "POST /api/auth/sign-in/email": "sign-in",
  "POST /api/auth/sign-in/code": "sign-in",
  "POST /api/auth/sign-in/passkey": "passkey-sign-in",
  "GET /api/auth/oauth2/callback/sso": "single-sign-on",
  "POST /api/auth/sign-out": "sign-out",
  "POST /api/auth/register": "registration",
  "POST /api/auth/register-first": "first-registration",
  "POST /api/projects": "project-made",
  "POST /api/auth/reset-password": "password-link-used",
  "POST /api/auth/change-password": "password-changed",
  "POST /api/auth/confirm-password": "password-confirmed",
  "POST /api/account/sessions/end": "sessions-ended",
  "POST /api/account/second-factor/app": "app-started",
  "POST /api/account/second-factor/app/confirm": "app-added",
  "POST /api/account/second-factor/app/remove": "app-removed",
  "POST /api/account/second-factor/backup-codes": "backup-codes-renewed",
  "POST /api/account/passkeys": "passkey-added",
  "DELETE /api/account/passkeys/:passkey": "passkey-removed",
  "POST /api/account/tokens": "token-made",
  "DELETE /api/account/tokens/:token": "token-revoked",
  "POST /api/invitations/accept": "invitation-accepted",
  "POST /api/projects/:project/invitations": "invitation-made",
  "POST /api/projects/:project/invitations/:invitation/renew": "invitation-renewed",
  "POST /api/projects/:project/invitations/:invitation/revoke": "invitation-revoked",
  "PUT /api/projects/:project/people/:person/roles": "roles-changed",
  "POST /api/projects/:project/people/:person/deactivate": "person-deactivated",
  "POST /api/projects/:project/people/:person/activate": "person-activated",
  "POST /api/projects/:project/people/:person/reset-link": "reset-link-made",
  "POST /api/projects/:project/webhooks": "webhook-made",
  "DELETE /api/projects/:project/webhooks/:webhook": "webhook-removed",
  "POST /api/projects/:project/backups": "backup-asked",
  "DELETE /api/projects/:project": "project-deleted",
  "GET /api/releases/:release/export/:format": "exported",
  "GET /api/projects/:project/export/events": "exported",
};

/** Refusals per hour that are logged one by one: more must not fill the disk. */
const maxRefusals = 600;
const hour = 3_600_000;

/**
 * Logs who signed in, who was refused, and what grants access or takes data out. Never a password, a token, or an
 * e-mail address without an account here: it may be a password in the wrong field.
 */
export function keepSecurityLog(
  app: FastifyInstance,
  ctx: Pick<Context, "db" | "now">,
  { maxAnHour = maxRefusals } = {},
): void {
  const queue = queueSecurityEvents(app.log);
  let refusals = { since: 0, count: 0 };
  app.decorateRequest("concerns", null);
  app.decorateRequest("logged", null);

  function isWritten(): "yes" | "last" | "no" {
    const now = ctx.now().getTime();
    if (hasPassed(refusals.since, hour, now)) refusals = { since: now, count: 0 };
    refusals.count++;
    return refusals.count < maxAnHour ? "yes" : refusals.count === maxAnHour ? "last" : "no";
  }

  app.addHook("onResponse", async (request, reply) => {
    const route = `${request.method} ${request.routeOptions.url}`;
    const kind = request.logged ?? kinds[route];
    const isRefused = isRefusal(request, reply);
    if (!kind && !(isRefused && request.person)) return;
    const written = isRefused ? isWritten() : "yes";
    if (written === "no") return;
    const what = kind ?? "access";
    const event = {
      id: newId(),
      at: ctx.now().toISOString(),
      kind: isRefused ? `${what}-refused` : what,
      details: {
        ...(isRefused ? { status: reply.statusCode, route } : {}),
        ...(written === "last" ? { note: "further refusals of this hour are not written" } : {}),
      },
    };
    await queue.add(
      async () => insertSecurityEvent(ctx.db, { ...event, ...(await describe(ctx, request)) }),
      event,
    );
  });
  app.addHook("onClose", () => queue.close());
  // A server starts and lets people read even if the disk is full or another program holds the database.
  app.addHook("onReady", () =>
    deleteOldSecurityEvents(ctx.db, ctx.now()).catch((err: unknown) => {
      app.log.warn({ err }, "old entries of the security log were not deleted");
    }),
  );
}

/** A page polling without a session is no refusal; a signed-in person without the right is. */
function isRefusal({ routeOptions: { url } }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  const isDoor = url?.startsWith("/api/auth/") || url?.startsWith("/api/invitations/");
  return statusCode === 403 || (isDoor === true && statusCode >= 400 && statusCode < 500);
}

async function describe({ db }: Pick<Context, "db">, request: FastifyRequest) {
  const params = (request.params ?? {}) as Record<string, string>;
  const { email } = (request.body ?? {}) as { email?: unknown };
  const named =
    request.person === null && typeof email === "string" ? await findPersonByEmail(db, email) : undefined;
  const person = request.person?.id ?? request.concerns ?? named?.id ?? null;
  return { person, about: params.person ?? null, project: params.project ?? null, address: request.ip };
}
