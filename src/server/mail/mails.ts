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

/** The mail that tells of new work. It holds no answers and no images, only where work waits. */
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
