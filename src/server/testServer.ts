import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../actions/context.ts";
import type { Role } from "../core/tasks/stage.ts";
import { addPerson } from "./accounts/accounts.ts";
import { createAuth } from "./accounts/auth.ts";
import { startServer } from "./serve.ts";

export const testPassword = "a long enough password";

/** A real server on a free port, with a small web app. */
export async function startTestServer(
  ctx: Context,
  publicUrl?: string,
  more: Partial<
    Pick<
      Parameters<typeof startServer>[0],
      | "port"
      | "sso"
      | "mail"
      | "live"
      | "tablesEvery"
      | "trustedProxy"
      | "logger"
      | "secondFactor"
      | "requestLog"
      | "metrics"
      | "tracing"
      | "outside"
    >
  > = {},
) {
  const webFolder = join(ctx.dataFolder, "web");
  await mkdir(join(webFolder, "assets"), { recursive: true });
  await writeFile(join(webFolder, "index.html"), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(webFolder, "assets", "main-1a2b3c.js"), "export {};");
  const { localUrl, metricsUrl, close } = await startServer({
    ctx,
    host: "127.0.0.1",
    port: 0,
    publicUrl,
    webFolder,
    logger: false,
    ...more,
  });
  return { url: localUrl, metricsUrl, close };
}

/** Sends as a program would: no Origin, JSON if there is a body, and the cookies it was given. */
export function makeBrowser(url: string) {
  const cookies = new Map<string, string>();

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await fetch(url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(cookies.size > 0 ? { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";", 1)[0]?.split(/=(.*)/) ?? [];
      if (/max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  const signIn = (email: string, password = testPassword) =>
    send("POST", "/api/auth/sign-in/email", { email, password });

  return { send, signIn, cookies };
}

/** A person who can sign in with `testPassword`. */
export async function makeAccount(
  ctx: Context,
  { email, projectId, roles = [] }: { email: string; projectId?: string; roles?: Role[] },
): Promise<string> {
  const { personId } = await addPerson(
    { ...ctx, auth: createAuth(ctx) },
    { email, password: testPassword, roles, projectId },
  );
  return personId;
}
