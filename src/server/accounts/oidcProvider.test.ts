import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createOidcProvider } from "./oidcProvider.ts";

const clientId = "multilabelfy";
const nonce = "asked by this browser";

let server: Server;
let issuer: string;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let others: Awaited<ReturnType<typeof generateKeyPair>>;
let changes: Record<string, unknown> = {};

beforeAll(async () => {
  keys = await generateKeyPair("RS256");
  others = await generateKeyPair("RS256");
  server = createServer(async (request, response) => {
    const known = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      ...changes,
    };
    const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), alg: "RS256", kid: "one" }] };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(request.url === "/keys" ? jwks : known));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const now = () => Math.floor(Date.now() / 1000);
const right = (): JWTPayload => ({
  iss: issuer,
  aud: clientId,
  sub: "ada",
  iat: now(),
  exp: now() + 300,
  nonce,
});
const sign = (claims: JWTPayload, key = keys.privateKey) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one" }).sign(key);
const verify = async (token: string, expected: string | undefined = nonce) =>
  createOidcProvider({ issuer, clientId }).verify(token, expected);

it("believes a token that its provider signed for this client and this sign-in", async () => {
  expect((await verify(await sign(right()))).sub).toBe("ada");
  expect((await verify(await sign({ ...right(), aud: [clientId, "other"], azp: clientId }))).sub).toBe("ada");
});

const wrong: Record<string, () => Record<string, unknown>> = {
  "another issuer's": () => ({ ...right(), iss: "https://elsewhere.example" }),
  "for another client": () => ({ ...right(), aud: "another" }),
  "for several, made for another": () => ({ ...right(), aud: [clientId, "another"], azp: "another" }),
  "for several, made for nobody": () => ({ ...right(), aud: [clientId, "another"] }),
  "too old": () => ({ ...right(), iat: now() - 900, exp: now() - 600 }),
  "not valid yet": () => ({ ...right(), nbf: now() + 600 }),
  "another sign-in's": () => ({ ...right(), nonce: "another" }),
  "of no sign-in": () => ({ ...right(), nonce: undefined }),
  "of nobody": () => ({ ...right(), sub: undefined }),
  "without an end": () => ({ ...right(), exp: undefined }),
};
it.each(Object.keys(wrong))("believes no token that is %s", async (name) => {
  const claims = Object.entries(wrong[name]!()).filter(([, value]) => value !== undefined);
  await expect(verify(await sign(Object.fromEntries(claims)))).rejects.toThrow();
});

it("believes no token of another key, with a shared secret, without a signature, or changed", async () => {
  await expect(verify(await sign(right(), others.privateKey))).rejects.toThrow();
  const secret = new TextEncoder().encode("the client's secret, which the client knows");
  const shared = await new SignJWT(right()).setProtectedHeader({ alg: "HS256" }).sign(secret);
  await expect(verify(shared)).rejects.toThrow();
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  await expect(verify(`${part({ alg: "none" })}.${part(right())}.`)).rejects.toThrow();
  const [head, , signature] = (await sign(right())).split(".");
  await expect(verify(`${head}.${part({ ...right(), sub: "eve" })}.${signature}`)).rejects.toThrow();
  await expect(verify("")).rejects.toThrow();
});

it("believes no token where this browser asked for none", async () => {
  const provider = createOidcProvider({ issuer, clientId });
  await expect(provider.verify(await sign(right()), undefined)).rejects.toThrow("another sign-in's");
});

it.each([
  ["issuer", "https://elsewhere.example"],
  ["token_endpoint", "http://elsewhere.example/token"],
  ["jwks_uri", "http://elsewhere.example/keys"],
  ["authorization_endpoint", "javascript:alert(1)"],
])("takes no provider whose %s is %s", async (name, value) => {
  changes = { [name]: value };
  await expect(createOidcProvider({ issuer, clientId }).find()).rejects.toThrow();
  changes = {};
  await expect(createOidcProvider({ issuer, clientId }).find()).resolves.toBeDefined();
});
