import { z } from "zod";
import { tokenScopes } from "../../core/people/tokenScope.ts";
import { endpoint, id } from "../endpoint.ts";

/** Days after which a token expires. */
export const tokenDays = { min: 1, max: 366 } as const;

export const tokenName = z.string().trim().min(1).max(60);

const accessToken = z.strictObject({
  id,
  name: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** To the minute; null: never. */
  usedAt: z.iso.datetime().nullable(),
});
export type AccessTokenRow = z.infer<typeof accessToken>;

export const listAccessTokens = endpoint({
  name: "listAccessTokens",
  method: "GET",
  path: "/api/account/tokens",
  summary: "The access tokens of the person signed in, the newest first",
  reply: z.strictObject({ tokens: z.array(accessToken) }),
});

export const createAccessToken = endpoint({
  name: "createAccessToken",
  method: "POST",
  path: "/api/account/tokens",
  summary: "Make an access token, which this reply alone shows",
  body: z.strictObject({
    name: tokenName,
    scopes: z
      .array(z.enum(tokenScopes))
      .min(1)
      .max(tokenScopes.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, "each scope stands once"),
    days: z.int().min(tokenDays.min).max(tokenDays.max),
  }),
  reply: z.strictObject({ id, token: z.string(), expiresAt: z.iso.datetime() }),
});

export const revokeAccessToken = endpoint({
  name: "revokeAccessToken",
  method: "DELETE",
  path: "/api/account/tokens/:token",
  summary: "End an access token at once",
  params: z.strictObject({ token: id }),
  reply: z.strictObject({}),
});
