import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";
import { livePath } from "../../contract/live.ts";
import { countWaiting } from "../../contract/people/person.ts";
import type { SecondFactorRule } from "../../contract/people/secondFactor.ts";
import { personHeader } from "../../contract/people/session.ts";
import { findScope, type TokenScope } from "../../core/people/tokenScope.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { type Role, roles, type Stage, stages } from "../../core/tasks/stage.ts";
import { findOperation } from "../../db/event.ts";
import { findOwnAssignment, listRoles, listRolesFor, listRolesOfOwn } from "../../db/people/membership.ts";
import { findPersonOfSession } from "../../db/people/person.ts";
import { isArchived } from "../../db/project/project.ts";
import type { Auth } from "../accounts/auth.ts";
import { findOfToken, findSignedIn, type Person } from "../accounts/findSignedIn.ts";
import { noteSeen } from "../accounts/lastSeen.ts";
import type { Services } from "../services.ts";

/**
 * Who may ask: `anyone`, signed in or not; `person`, anyone signed in; `member`, with any role in the project;
 * `worker`, with the role that the stage requires; or with one of these roles.
 */
export type Access = "anyone" | "person" | "member" | "worker" | readonly Role[];

declare module "fastify" {
  interface FastifyRequest {
    /** The person signed in; null if nobody is. */
    person: Person | null;
    /** The token by which a program acts for the person; null in a browser. */
    token: { scopes: readonly TokenScope[] } | null;
    /** Why the person may not ask this, although they may have been allowed to when they first did. */
    refusal: Failure | null;
  }
}

/** How a route's address names what it is about. */
const nouns = ["project", "assignment", "image", "exemplar", "release", "review", "sheet", "error"] as const;
type Noun = (typeof nouns)[number];

/** Requests that an open page makes on its own: they do not mean that somebody is here. */
const asksByItself = [countWaiting.path, livePath];

/** Things of other projects are indistinguishable from things that do not exist. */
const notFound: Record<Noun, string> = {
  project: "There is no such project.",
  assignment: "This image is not among your work. Go back to “My work”.",
  image: "There is no such image.",
  exemplar: "There is no such image.",
  release: "There is no such release.",
  review: "This image is not among your work. Go back to “My work”.",
  sheet: "This sheet is not among your work. Go back to “My work”.",
  error: "This is not among your work. Go back to “My work”.",
};

const onlyFor: Record<Role, string> = {
  lead: "the project's lead",
  annotator: "annotators",
  expert: "experts",
};

/**
 * A hook that admits or refuses a request before any of its body is read: 401 without a session or with
 * another person's than the page expects, 404 in a project of others, 403 without the role.
 *
 * @param url the route's pattern, whose parameters say what is requested
 * @param options.archived whether it is allowed in an archived project
 * @param options.once the request carries an operation id, so that `letRepeatsIn` decides
 */
export function requireAccess(
  { ctx, auth, ended, secondFactor }: Pick<Services, "ctx" | "auth" | "ended" | "secondFactor">,
  access: Access,
  url: string,
  { archived = true, once = false }: { archived?: boolean; once?: boolean } = {},
) {
  const noun = nouns.find((name) => url.includes(`/:${name}`));
  if (noun === undefined && access !== "anyone" && access !== "person") {
    throw new Error(`${url} names nothing that belongs to a project, so nobody has a role in it.`);
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    request.person = await findSignedIn({ ctx, auth, ended }, request, reply);
    if (access === "anyone") return;
    if (!request.person)
      throw new Failure("not-signed-in", "You are not signed in. Sign in, then try again.");
    if (request.token) checkScope(request.token.scopes, findScope({ method: request.method, url, access }));
    const meant = request.headers[personHeader];
    if (meant !== undefined && meant !== request.person.id)
      throw new Failure("not-signed-in", "Somebody else has signed in in this browser. Sign in again.");
    if (!asksByItself.includes(url)) await noteSeen(ctx, request.person.id);
    if (access === "person" || noun === undefined) return;
    const refusal = await findRefusal(ctx, noun, request, { access, archived, secondFactor });
    if (!refusal) return;
    if (!once) throw refusal;
    request.refusal = refusal;
  };
}

/** @throws Failure `forbidden` if a token's scopes do not include what a request needs */
function checkScope(scopes: readonly TokenScope[], needed: TokenScope | null): void {
  if (needed === null)
    throw new Failure("forbidden", "A token may not do this. Sign in in a browser, and do it there.");
  if (scopes.includes(needed)) return;
  throw new Failure(
    "forbidden",
    `This token may ${scopes.join(" and ")}, and this needs the scope “${needed}”. Make a token that has it, under Your account.`,
  );
}

/** Why a person may not ask this; null if they may. */
async function findRefusal(
  ctx: Context,
  noun: Noun,
  request: FastifyRequest,
  {
    access,
    archived,
    secondFactor,
  }: {
    access: "member" | "worker" | readonly Role[];
    archived: boolean;
    secondFactor: SecondFactorRule | null;
  },
): Promise<Failure | null> {
  const params = request.params as Record<string, string>;
  const found = await findRoles(ctx, noun, params, request.person?.id ?? "");
  if (found.roles.length === 0) return new Failure("not-found", notFound[noun]);
  const allowed =
    access === "worker"
      ? [rulesOf(getStage(found.stage ?? params.stage)).role]
      : access === "member"
        ? roles
        : access;
  if (!allowed.some((role) => found.roles.includes(role))) {
    return new Failure(
      "forbidden",
      `This is for ${allowed.map((role) => onlyFor[role]).join(" and ")} only.`,
    );
  }
  const usable = found.roles.filter((role) => isUsable(secondFactor, request.person, role));
  if (!allowed.some((role) => usable.includes(role))) {
    return new Failure(
      "second-factor-needed",
      "Here this needs a second factor: a passkey, or a code beside the password. Set one up under Your account; if you have one, sign out and sign in with it.",
    );
  }
  const isPutAway =
    !archived &&
    (noun === "project" ||
      noun === "assignment" ||
      noun === "review" ||
      noun === "sheet" ||
      noun === "error") &&
    (await isArchived(ctx.db, noun, params[noun] ?? ""));
  // Archived things stay as they are.
  return isPutAway
    ? new Failure(
        "locked",
        "This project is archived: nothing of it changes any more. Its lead can take it back into use, under Settings.",
      )
    : null;
}

/** Whether a role gives its rights to a session, considering how it was opened. */
export const isUsable = (rule: SecondFactorRule | null, person: Person | null, role: Role): boolean =>
  rule === null || (rule === "leads" && role !== "lead") || person?.proof !== "password";

/**
 * A hook after the body has arrived that admits a refused request if it repeats one done before whose answer was lost,
 * along with the person's right to ask. Doing it again changes nothing (`actions/doOnce`).
 */
export function letRepeatsIn({ ctx }: { ctx: Context }) {
  return async ({ refusal, person, body }: FastifyRequest): Promise<void> => {
    if (!refusal) return;
    const { operation } = (body ?? {}) as { operation?: unknown };
    const isDone =
      person && typeof operation === "string" && (await findOperation(ctx.db, person.id, operation));
    if (!isDone) throw refusal;
  };
}

async function findRoles(
  { db }: Context,
  noun: Noun,
  params: Record<string, string>,
  person: string,
): Promise<{ roles: Role[]; stage?: Stage }> {
  const id = params[noun] ?? "";
  if (noun === "project") return { roles: await listRoles(db, id, person) };
  if (noun === "assignment") return (await findOwnAssignment(db, id, person)) ?? { roles: [] };
  if (noun === "review" || noun === "sheet" || noun === "error")
    return { roles: await listRolesOfOwn(db, noun, id, person) };
  return { roles: await listRolesFor(db, noun, id, person) };
}

function getStage(name: string | undefined): Stage {
  const stage = stages.find((known) => known === name);
  if (!stage) throw new Failure("not-found", `There is no such stage: there are ${stages.join(" and ")}.`);
  return stage;
}

/** Whether a request still being answered would still be admitted as a lead's. */
export async function isStillLead(
  { ctx, auth, secondFactor }: { ctx: Context; auth: Auth; secondFactor: SecondFactorRule | null },
  { headers: { cookie, authorization }, person, token }: FastifyRequest,
  project: string,
): Promise<boolean> {
  if (!person) return false;
  const found =
    token && authorization
      ? (await findOfToken(ctx, authorization).catch(() => null))?.person
      : await findOfCookie({ ctx, auth }, cookie);
  if (!found || !isUsable(secondFactor, found, "lead")) return false;
  return found.id === person.id && (await listRoles(ctx.db, project, person.id)).includes("lead");
}

async function findOfCookie({ ctx, auth }: { ctx: Context; auth: Auth }, cookie: string | undefined) {
  if (!cookie) return null;
  const headers = new Headers({ cookie });
  const session = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  return session && (await findPersonOfSession(ctx.db, session.session.id))?.person;
}
