import { AsyncLocalStorage } from "node:async_hooks";
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { isHttpsOrLocal } from "../../config/settings.ts";

const endpoint = z.url().refine(isHttpsOrLocal, "must begin with https://");

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
});

/** Signatures that only the provider can make, which excludes shared secrets and `none`. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/** Tolerated clock difference in seconds. */
const clockTolerance = 60;

/** The nonce that the reply to the current sign-in must carry: it proves that this browser just asked for it. */
export const expectedNonce = new AsyncLocalStorage<string>();

/** An OpenID Connect provider, whose tokens are trusted once verified. */
export function createOidcProvider({ issuer, clientId }: { issuer: string; clientId: string }) {
  let known: ReturnType<typeof discover> | undefined;

  async function discover() {
    const reply = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
      redirect: "error",
    });
    const found = metadata.parse(await reply.json());
    if (found.issuer.replace(/\/$/, "") !== issuer.replace(/\/$/, ""))
      throw new Error(`The provider calls itself ${found.issuer}, and the settings ${issuer}.`);
    return { ...found, keys: createRemoteJWKSet(new URL(found.jwks_uri)) };
  }

  /** @throws if it does not answer, or leads to anything but HTTPS (or this machine) */
  async function find() {
    known ??= discover();
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  /**
   * The claims of an ID token whose signature, issuer, audience, times and nonce have been checked.
   * @throws if one of them is wrong
   * @see https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
   */
  async function verify(token: string, nonce: string | undefined): Promise<JWTPayload & { sub: string }> {
    const { keys, issuer } = await find();
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms,
      clockTolerance,
      requiredClaims: ["sub", "exp", "iat", "nonce"],
    });
    const { azp, aud, sub } = payload;
    if (nonce === undefined || payload.nonce !== nonce) throw new Error("The ID token is another sign-in's.");
    if ((Array.isArray(aud) && aud.length > 1 && azp === undefined) || (azp ?? clientId) !== clientId)
      throw new Error("The ID token is for another client.");
    return { ...payload, sub: sub! };
  }

  /** The person who has signed in; claims missing from the token are requested, and must be about the same person. */
  async function findProfile({
    idToken,
    accessToken,
  }: {
    idToken?: string | undefined;
    accessToken?: string | undefined;
  }) {
    const claims = await verify(idToken ?? "", expectedNonce.getStore());
    const { userinfo_endpoint } = await find();
    if (claims.email !== undefined || userinfo_endpoint === undefined) return claims;
    const reply = await fetch(userinfo_endpoint, {
      headers: { authorization: `Bearer ${accessToken}` },
      redirect: "error",
    });
    const more = (await reply.json()) as JWTPayload;
    if (more.sub !== claims.sub) throw new Error("The provider answers about another person.");
    return { ...more, ...claims };
  }

  return { find, verify, findProfile };
}
