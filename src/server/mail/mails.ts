import type { Role } from "../../core/tasks/stage.ts";
import type { Mail } from "./mailer.ts";

const roleWords: Record<Role, string> = { lead: "lead", annotator: "annotator", expert: "expert" };

/** The mail of an invitation. */
export function invitationMail(invitation: {
  to: string;
  by: string;
  project: string;
  roles: readonly Role[];
  url: string;
  expiresAt: string;
}): Mail {
  const { to, by, project, roles, url, expiresAt } = invitation;
  return {
    to,
    subject: `Invitation to “${project}”`,
    text: `${by} invites you to work on “${project}” as ${roles.map((role) => roleWords[role]).join(" and ")}.

Open this link to join. It works once, until ${expiresAt.slice(0, 10)}:
${url}

If you did not expect this, ignore it: nothing happens then.
`,
  };
}

/** The mail about new work. It contains no answers or images, only where work waits. */
export function workMail({
  to,
  projects,
  baseUrl,
}: {
  to: string;
  projects: string[];
  baseUrl: string;
}): Mail {
  return {
    to,
    subject: "New images wait for you",
    text: `New images wait for you in ${projects.map((name) => `“${name}”`).join(", ")}:
${baseUrl}

You get this at most once a day. To get it no more, open “Your account”:
${new URL("/account", baseUrl).href}
`,
  };
}

/** What changed about the way in to an account, in words. */
export const accountChanges = {
  "app-added": "Codes of an app are asked for now when you sign in.",
  "app-removed": "Codes of an app are no longer asked for when you sign in.",
  "backup-codes-renewed": "New backup codes were made. The old ones open nothing any more.",
  "passkey-added": "A passkey was added, which opens your account.",
  "passkey-removed": "A passkey was removed.",
  "token-made": "An access token was made, by which a program can act for you.",
  "second-factor-reset":
    "Whoever runs the installation took your app and your passkeys away, and signed you out everywhere. Your password opens your account.",
  "password-changed": "Your password was changed.",
} as const;

export type AccountChange = keyof typeof accountChanges;

/** The mail about a change that the person may not have made themselves. */
export function accountMail({
  to,
  change,
  at,
  baseUrl,
}: {
  to: string;
  change: AccountChange;
  at: Date;
  baseUrl: string;
}): Mail {
  const time = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return {
    to,
    subject: "The way in to your account changed",
    text: `${accountChanges[change]}
That was at ${time}, at ${baseUrl}.

If you did it, or asked for it, there is nothing to do. If not, somebody else can open your account: change your password and end all other sessions, on the page “Your account”, and tell your lead.
${new URL("/account", baseUrl).href}
`,
  };
}
