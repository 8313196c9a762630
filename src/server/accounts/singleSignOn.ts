import type { OAuth2UserInfo } from "better-auth";
import { APIError } from "better-auth/api";
import { type GenericOAuthConfig, genericOAuth } from "better-auth/plugins/generic-oauth";
import type { Context } from "../../actions/context.ts";
import { listInvitationsFor } from "../../db/people/invitation.ts";
import { createOidcProvider, expectedNonce } from "./oidcProvider.ts";

/** Name of the installation's one provider in the library and its addresses. */
export const ssoProvider = "sso";

export interface SsoSettings {
  /** The provider's address; its OpenID Connect configuration is below it. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** On the button: "Sign in with NAME". */
  name: string;
}

/** Sign-in by an OpenID Connect provider; nothing without settings. */
export function ssoPlugin(sso: SsoSettings | undefined) {
  const provider = sso && createOidcProvider(sso);
  const config: GenericOAuthConfig[] = sso
    ? [
        {
          providerId: ssoProvider,
          discoveryUrl: `${sso.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
          clientId: sso.clientId,
          clientSecret: sso.clientSecret,
          scopes: ["openid", "email", "profile"],
          pkce: true,
          // A new one for each sign-in: see expectedNonce.
          authorizationUrlParams: () => ({ nonce: expectedNonce.getStore() ?? "" }),
          getUserInfo: async (tokens) => {
            const claims = await provider!.findProfile(tokens).catch(() => null);
            return claims && ({ id: claims.sub, ...claims } as unknown as OAuth2UserInfo);
          },
          mapProfileToUser: ({ email, email_verified, name, preferred_username }) => ({
            name: String(name || preferred_username || String(email).split("@", 1)[0]),
            // Some providers send a string.
            emailVerified: email_verified === true || email_verified === "true",
          }),
        },
      ]
    : [];
  return genericOAuth({ config });
}

/** Whether an account is being made because somebody came from the provider. */
export const comesFromProvider = (path: string | undefined) => path?.startsWith("/oauth2/callback") ?? false;

/**
 * Admits only people whom a lead invited at the e-mail address that the provider vouches for.
 * @throws APIError `NOT_INVITED`
 */
export async function checkInvited(
  { db, now }: Pick<Context, "db" | "now">,
  { email, emailVerified }: { email: string; emailVerified: boolean },
): Promise<void> {
  const isInvited =
    emailVerified && (await listInvitationsFor(db, email.toLowerCase(), now().toISOString())).length > 0;
  if (!isInvited) throw new APIError("FORBIDDEN", { code: "NOT_INVITED", message: "not invited" });
}
