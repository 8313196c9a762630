import { z } from "zod";
import { roles } from "../../core/tasks/stage.ts";
import { endpoint, id } from "../endpoint.ts";

/** Days for which an invitation can be accepted. */
export const invitationDays = { default: 7, max: 90 };

export const email = z.string().trim().toLowerCase().pipe(z.email("is no e-mail address").max(254));
export const personName = z.string().trim().min(1, "is empty").max(80);
export const someRoles = z
  .array(z.enum(roles))
  .min(1, "name at least one role")
  .transform((list) => roles.filter((role) => list.includes(role)));
const token = z.string().min(1).max(128);
const days = z.int().min(1).max(invitationDays.max);

const invitation = z.strictObject({
  id,
  /** null: whoever holds the link. */
  email: z.string().nullable(),
  roles: z.array(z.enum(roles)),
  /** Who made it. */
  by: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isExpired: z.boolean(),
});
export type InvitationView = z.infer<typeof invitation>;

/** The link is shown once: only its hash is stored. */
const madeInvitation = z.strictObject({
  id,
  /** Path below the served address. */
  link: z.string(),
  expiresAt: z.iso.datetime(),
  /** Whether the link was sent by e-mail: "off" where no mail server is configured or no address is known. */
  mail: z.enum(["sent", "failed", "off"]),
});
export type MadeInvitation = z.infer<typeof madeInvitation>;

export const listInvitations = endpoint({
  name: "listInvitations",
  method: "GET",
  path: "/api/projects/:project/invitations",
  summary: "Invitations that nobody accepted yet",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({ invitations: z.array(invitation), sendsMail: z.boolean() }),
});

export const createInvitation = endpoint({
  name: "createInvitation",
  method: "POST",
  path: "/api/projects/:project/invitations",
  summary: "Invite somebody by a link",
  params: z.strictObject({ project: id }),
  body: z.strictObject({
    email: email.nullable(),
    roles: someRoles,
    days: days.default(invitationDays.default),
  }),
  reply: madeInvitation,
});

export const renewInvitation = endpoint({
  name: "renewInvitation",
  method: "POST",
  path: "/api/projects/:project/invitations/:invitation/renew",
  summary: "Make a new link in place of an invitation's old one",
  params: z.strictObject({ project: id, invitation: id }),
  body: z.strictObject({ days: days.default(invitationDays.default) }),
  reply: madeInvitation,
});

export const revokeInvitation = endpoint({
  name: "revokeInvitation",
  method: "POST",
  path: "/api/projects/:project/invitations/:invitation/revoke",
  summary: "Take an invitation back",
  params: z.strictObject({ project: id, invitation: id }),
  body: z.strictObject({}).nullish(),
  reply: z.strictObject({}),
});

export const openInvitation = endpoint({
  name: "openInvitation",
  method: "POST",
  path: "/api/invitations/open",
  summary: "What an invitation's link offers",
  body: z.strictObject({ token }),
  reply: z.strictObject({
    project: z.string(),
    roles: z.array(z.enum(roles)),
    email: z.string().nullable(),
    by: z.string(),
    expiresAt: z.iso.datetime(),
    /** Whether the invited person already has an account and signs in with it. */
    hasAccount: z.boolean(),
  }),
});
export type OpenedInvitation = z.infer<typeof openInvitation.reply>;

export const acceptInvitation = endpoint({
  name: "acceptInvitation",
  method: "POST",
  path: "/api/invitations/accept",
  summary: "Join the project, as the person signed in",
  body: z.strictObject({ token }),
  reply: z.strictObject({ project: id }),
});
