import type { Context } from "../actions/context.ts";
import type { keepFindings } from "../actions/findings/keepFindings.ts";
import type { VariantStore } from "../actions/images/imageVariants.ts";
import type { SecondFactorRule } from "../contract/people/secondFactor.ts";
import type { JobRunner } from "../jobs/jobRunner.ts";
import type { Auth } from "./accounts/auth.ts";
import type { EndedSessions } from "./accounts/endedSessions.ts";
import type { ImagesAhead } from "./imagesAhead.ts";
import type { LiveProjects } from "./liveProjects.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { WebhookSender } from "./webhookSender.ts";

/** What routes work with. */
export interface Services {
  ctx: Context;
  auth: Auth;
  /** Sessions ended while the database could not be written. */
  ended: EndedSessions;
  /** This installation's own secret, readable by nobody else (secret.ts). */
  secret: string;
  /** The address that people type, where it differs from the one served. */
  publicUrl: string | undefined;
  variants: VariantStore;
  ahead: ImagesAhead;
  /** Results that take long are computed apart, kept, and read page by page. */
  findings: ReturnType<typeof keepFindings>;
  /** The same for counts over all images (countProject). */
  counts: ReturnType<typeof keepFindings>;
  /** Runs the jobs that people start. */
  jobs: JobRunner;
  /** Tells open pages that something happened. */
  live: LiveProjects;
  /** Notifies external programs of events. */
  webhooks: WebhookSender;
  /** null if no mail server is configured. */
  mailer: Mailer | null;
  /** Text of the single sign-on button; null if there is none. */
  ssoName: string | null;
  /** Who must use a second factor; null: nobody. */
  secondFactor: SecondFactorRule | null;
}
