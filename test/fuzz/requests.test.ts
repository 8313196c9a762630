import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Endpoint } from "../../src/contract/endpoint.ts";
import { roles } from "../../src/core/tasks/stage.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../src/server/testServer.ts";
import { listEndpoints } from "../documents/listEndpoints.ts";
import { makePerson, makeProject } from "../factories.ts";
import { onPostgres } from "../onBothDatabases.ts";
import { findForeignWords } from "./foreignWords.ts";
import { nearlyFitting } from "./hostile.ts";

const endpoints = (await listEndpoints()).map(({ endpoint }) => endpoint);
/** What ends the project comes last. */
const isLast = ({ method, path }: Endpoint) => Number(method === "DELETE" || path.endsWith("/archive"));
endpoints.sort((a, b) => isLast(a) - isLast(b));

/** A list or a text has no fields. */
const fields = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && !Array.isArray(value) ? { ...value } : {};

/** Requests to each endpoint. */
const each = 8;

// It refuses more than SQLite does: text with a zero in it, numbers that are too large.
onPostgres("requests that no page sends", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let browser: ReturnType<typeof makeBrowser>;
  let ids: Record<string, string>;

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    const { project, imageIds } = await makeProject(use(), { images: { "one.jpg": [0], "two.jpg": [1] } });
    const person = await makePerson(use(), project, "ann", ["annotator", "expert"]);
    const email = "everything@example.org";
    const me = await makeAccount(use(), { email, projectId: project, roles: [...roles] });
    browser = makeBrowser(url);
    await browser.signIn(email);
    ids = { project, image: imageIds["one.jpg"]!, other: imageIds["two.jpg"]!, person, me };
  });
  afterAll(() => close());

  const signInAgain = async () => {
    if ((await browser.send("GET", "/api/account")).status !== 200)
      await browser.signIn("everything@example.org");
  };

  async function look(reply: Response, sent: string) {
    if (reply.headers.get("content-type")?.startsWith("text/event-stream")) return reply.body?.cancel();
    const text = await reply.text();
    // A server that is asked too much says so; anything else of its own is a fault.
    const isFault = reply.status >= 500 && reply.status !== 503;
    expect(isFault, `${reply.status} ${text.slice(0, 300)} for ${sent}`).toBe(false);
    if (reply.status < 400 || !reply.headers.get("content-type")?.includes("json")) return;
    const { code, message } = JSON.parse(text);
    expect(code, sent).toEqual(expect.any(String));
    const foreign = findForeignWords(String(message));
    expect(foreign, `${foreign} for ${sent}`).toBeUndefined();
  }

  describe.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    "%s",
    (name, { method, path, params, query, body }) => {
      it("are answered, never by a fault", async () => {
        await signInAgain();
        for (let at = 0; at < each; at++) {
          const seed = `${name} ${at}`;
          const known = Object.values(ids);
          const wanted = fields(nearlyFitting(params, `${seed} params`, known));
          const address = path.replace(/:(\w+)/g, (_, param: string) => {
            const value = at % 3 > 0 && ids[param] ? ids[param] : wanted[param];
            return (
              encodeURIComponent(
                String(value ?? "none")
                  .slice(0, 2000)
                  .toWellFormed(),
              ) || "-"
            );
          });
          const asked = Object.entries(fields(nearlyFitting(query, `${seed} query`, known)))
            .map(
              ([key, value]) =>
                `${encodeURIComponent(key)}=${encodeURIComponent(String(value).slice(0, 3000).toWellFormed())}`,
            )
            .join("&");
          const content = method === "GET" ? undefined : nearlyFitting(body, `${seed} body`, known);
          const sent = `${address.slice(0, 200)}?${asked.slice(0, 100)} ${JSON.stringify(content)?.slice(0, 200)} (seed "${seed}")`;
          await look(await browser.send(method, `${address}?${asked}`, content), sent);
        }
      });
    },
  );

  it("what is no JSON is refused in words", async () => {
    await signInAgain();
    const bodies = [
      "",
      "{",
      "nul",
      "\u0000",
      '{"name": "\ud800"}',
      `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
      `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
      '{"name": "a", "name": "b"}',
      "[".repeat(2_000_000),
    ];
    for (const content of bodies) {
      const reply = await fetch(`${url}/api/account`, {
        method: "PUT",
        headers: {
          "content-type": "application/json",
          cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; "),
        },
        body: content,
      });
      expect(reply.status, content.slice(0, 40)).toBeGreaterThanOrEqual(400);
      await look(reply, content.slice(0, 40));
    }
  });
});
