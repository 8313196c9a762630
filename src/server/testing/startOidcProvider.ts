import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";

export interface ProviderAccount {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** A real OpenID Connect provider that signs in whomever `use` names without asking. */
export async function startOidcProvider({ port, redirectUri }: { port: number; redirectUri: string }) {
  const issuer = `http://127.0.0.1:${port}`;
  const client = { clientId: "multilabelfy", clientSecret: "the client's secret of this test" };
  let account: ProviderAccount;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of this test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => "/sign-in" },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => account }),
  });
  const answer = provider.callback();
  const server = createServer(async (request, response) => {
    if (request.url !== "/sign-in") return answer(request, response);
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: account.sub, clientId: params.client_id });
    grant.addOIDCScope("openid email profile");
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { login: { accountId: account.sub }, consent });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    settings: { issuer, ...client, name: "Example University" },
    use: (next: ProviderAccount) => {
      account = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
