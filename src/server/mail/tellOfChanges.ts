import type { FastifyInstance } from "fastify";
import type { Context } from "../../actions/context.ts";
import { findEmailOf } from "../../db/people/person.ts";
import type { Mailer } from "./mailer.ts";
import { type AccountChange, accountMail } from "./mails.ts";

/** The routes that change how an account is opened. */
const changes: Record<string, AccountChange> = {
  "POST /api/auth/reset-password": "password-changed",
  "POST /api/auth/change-password": "password-changed",
  "POST /api/account/second-factor/app/confirm": "app-added",
  "POST /api/account/second-factor/app/remove": "app-removed",
  "POST /api/account/second-factor/backup-codes": "backup-codes-renewed",
  "POST /api/account/passkeys": "passkey-added",
  "DELETE /api/account/passkeys/:passkey": "passkey-removed",
  "POST /api/account/tokens": "token-made",
};

/**
 * Tells people by e-mail that the way in to their account changed, in case it was not them. No request waits for it;
 * if it cannot be sent, the program's log says so, and the security log holds the change.
 */
export function tellOfChanges(app: FastifyInstance, ctx: Pick<Context, "db" | "now">, mailer: Mailer): void {
  const underWay = new Set<Promise<void>>();
  app.addHook("onResponse", async (request, reply) => {
    const change = changes[`${request.method} ${request.routeOptions.url}`];
    const person = request.person?.id ?? request.concerns;
    if (!change || !person || reply.statusCode !== 200) return;
    const telling = tell(person, change)
      .catch((err: unknown) =>
        request.log.warn({ err, person, change }, "a mail about an account was not sent"),
      )
      .finally(() => underWay.delete(telling));
    underWay.add(telling);
  });
  app.addHook("onClose", async () => {
    await Promise.all(underWay);
  });

  async function tell(person: string, change: AccountChange): Promise<void> {
    const to = await findEmailOf(ctx.db, person);
    if (to) await mailer.send(accountMail({ to, change, at: ctx.now(), baseUrl: mailer.baseUrl }));
  }
}
