import { createHash, randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { acceptAllInvitations } from "../../../actions/people/acceptAllInvitations.ts";
import { endpoint } from "../../../contract/endpoint.ts";
import { Failure } from "../../../contract/failure.ts";
import { isHttps } from "../../accounts/auth.ts";
import { expectedNonce } from "../../accounts/oidcProvider.ts";
import { ssoProvider } from "../../accounts/singleSignOn.ts";
import { requireAccess } from "../../requests/access.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

/** A page of this program: redirects lead nowhere else. */
const path = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])/, "must be a page of this program")
  // Browsers strip line breaks and tabs from an address, and read a backslash as a slash.
  .refine((to) => !/[\s\\]/.test(to), "must be a page of this program");

export const startSso = endpoint({
  name: "startSso",
  method: "POST",
  path: "/api/auth/sign-in/sso",
  summary: "Where to go to sign in with the provider of single sign-on",
  body: z.strictObject({ to: path.default("/") }),
  reply: z.strictObject({ url: z.string() }),
});

const nonceCookie = "multilabelfy-sso-nonce";
const minutesToSignIn = 10;

const callback = `/api/auth/oauth2/callback/${ssoProvider}`;

/** Signing in with an OpenID Connect provider: there and back. */
export function ssoRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, auth, ssoName } = services;

  registerEndpoint(app, services, startSso, {
    access: "anyone",
    handler: async ({ body, request, reply }) => {
      if (ssoName === null)
        throw new Failure("not-ready", "There is no single sign-on here. Use your password.");
      const nonce = randomBytes(24).toString("base64url");
      const started = await expectedNonce
        .run(sent(nonce), () =>
          auth.api.signInWithOAuth2({
            body: { providerId: ssoProvider, callbackURL: body.to, errorCallbackURL: "/sign-in" },
            headers: headersOf(request),
            returnHeaders: true,
          }),
        )
        .catch((error: unknown) => {
          request.log.warn({ err: error }, "the provider of single sign-on does not answer");
          throw new Failure(
            "unavailable",
            `${ssoName} does not answer. Try again in a moment, or use your password.`,
          );
        });
      for (const cookie of started.headers.getSetCookie()) reply.header("set-cookie", cookie);
      const flags = `Path=${callback}; Max-Age=${minutesToSignIn * 60}; HttpOnly; SameSite=Lax`;
      const secure = isHttps(services.publicUrl) ? "; Secure" : "";
      reply.header("set-cookie", `${nonceCookie}=${nonce}; ${flags}${secure}`);
      return { url: started.response.url };
    },
  });

  app.get(callback, {
    schema: { hide: true },
    onRequest: requireAccess(services, "anyone", callback),
    handler: async (request, reply) => {
      const nonce = new RegExp(`(?:^|; *)${nonceCookie}=([\\w-]+)`).exec(request.headers.cookie ?? "")?.[1];
      const answer = await expectedNonce.run(sent(nonce ?? ""), () =>
        auth.api.oAuth2Callback({
          query: request.query as Record<string, string>,
          params: { providerId: ssoProvider },
          headers: headersOf(request),
          asResponse: true,
        }),
      );
      reply.header("set-cookie", `${nonceCookie}=; Path=${callback}; Max-Age=0; HttpOnly; SameSite=Lax`);
      for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", cookie);
      await joinWhereInvited(services, answer);
      return reply.redirect(pageOf(answer.headers.get("location")), 303);
    },
  });

  /** New people were admitted because of invitations to their address: these are accepted. */
  async function joinWhereInvited({ auth }: Services, answer: Response): Promise<void> {
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(";", 1)[0])
      .join("; ");
    const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
    if (session) await acceptAllInvitations(ctx, { person: session.user.id, email: session.user.email });
  }
}

/** The value sent to the provider and put into its token: reading it there does not reveal what the browser holds. */
const sent = (nonce: string) => createHash("sha256").update(nonce).digest("base64url");

const headersOf = ({ headers: { cookie } }: FastifyRequest) => new Headers(cookie ? { cookie } : {});

/** The page the library redirects to; if it fails early, it names one of its own. */
function pageOf(location: string | null): string {
  const here = "http://here";
  const url = URL.parse(location ?? "", here);
  // "/.//elsewhere" is a path here, but the address "//elsewhere" when parsed again.
  if (url?.origin === here) return `/${url.pathname.replace(/^\/+/, "")}${url.search}`;
  return `/sign-in?error=${encodeURIComponent(url?.searchParams.get("error") ?? "unknown")}`;
}
