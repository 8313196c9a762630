import { request } from "node:http";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listEndpoints } from "../../test/documents/listEndpoints.ts";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "./testServer.ts";

onBothDatabases("the server", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  const browsers = new Map<string, ReturnType<typeof makeBrowser>>();

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    ({ project } = await makeProject(use(), { images: { "one.jpg": [0] } }));
    const email = "lead@example.org";
    await makeAccount(use(), { email, projectId: project, roles: ["lead", "annotator"] });
    browsers.set("lead", makeBrowser(url));
    await browsers.get("lead")?.signIn(email);
  });
  afterAll(() => close());

  it("tells only who leads how commands are typed for this installation", async () => {
    const email = "annotator@example.org";
    await makeAccount(use(), { email, projectId: project, roles: ["annotator", "expert"] });
    const annotator = makeBrowser(url);
    await annotator.signIn(email);
    const commandLine = async (browser: typeof annotator) =>
      (await (await browser.send("GET", "/api/session")).json()).commandLine;
    expect(await commandLine(browsers.get("lead")!)).toEqual({
      program: "bin/multilabelfy",
      options: ` --data ${use().dataFolder}`,
      needsProject: false,
    });
    expect(await commandLine(annotator)).toBeNull();
    expect(await commandLine(makeBrowser(url))).toBeNull();
  });

  /** Sends an address as it stands: `fetch` would tidy it up. */
  const getRaw = (path: string) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(url);
      request({ hostname, port, path }, (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      })
        .on("error", reject)
        .end();
    });

  const policy = (nonce = "") =>
    `default-src 'self'; script-src 'self'; style-src 'self'${nonce}; img-src 'self' blob: data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

  it("serves its page at every page's address, each time with a fresh nonce for its styles", async () => {
    const nonces = new Set<string>();
    for (const path of [
      "/",
      "/index.html",
      "/p/some-project/overview",
      "/set-password?token=x",
      "/sign-in",
    ]) {
      const reply = await fetch(url + path);
      expect([path, reply.status, reply.headers.get("content-type")]).toEqual([
        path,
        200,
        "text/html; charset=utf-8",
      ]);
      const nonce = /content="([^"]+)"/.exec(await reply.text())?.[1] ?? "";
      expect(nonce).toMatch(/^[\w+/]{22}==$/);
      nonces.add(nonce);
      expect(reply.headers.get("content-security-policy")).toBe(policy(` 'nonce-${nonce}'`));
      expect(reply.headers.get("cache-control")).toBe("no-store");
    }
    expect(nonces.size).toBe(5);
  });

  it("lets browsers keep files that are named after their content, and nothing of the API", async () => {
    const asset = await fetch(`${url}/assets/main-1a2b3c.js`);
    expect([asset.status, asset.headers.get("cache-control")]).toEqual([
      200,
      "public, max-age=31536000, immutable",
    ]);
    expect(asset.headers.get("content-type")).toMatch(/^(text|application)\/javascript/);
    expect((await fetch(`${url}/assets/gone-1a2b3c.js`)).status).toBe(404);
    expect((await fetch(`${url}/api/session`)).headers.get("cache-control")).toBe("no-store");
  });

  it("sends its safety headers with every reply", async () => {
    const paths = [
      "/",
      "/assets/main-1a2b3c.js",
      "/assets/gone.js",
      "/api/session",
      "/api/nothing",
      "/api/projects/x/work",
    ];
    for (const path of paths) {
      const { headers } = await fetch(url + path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'self'; script-src 'self'; /);
      expect(headers.get("content-security-policy")).not.toMatch(/unsafe/);
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.has("strict-transport-security")).toBe(false);
      expect(headers.has("access-control-allow-origin")).toBe(false);
      expect(headers.has("x-powered-by")).toBe(false);
    }
  });

  it("serves no file from outside of the web app", async () => {
    for (const path of [
      "/../secret",
      "/assets/../../secret",
      "/assets/..%2f..%2fsecret",
      "/assets/%2e%2e/%2e%2e/secret",
      "/assets/..\\..\\secret",
      "//etc/passwd",
      "/assets//etc/passwd",
      "/assets/main-1a2b3c.js%00.html",
      "/%",
    ]) {
      const { status, text } = await getRaw(path);
      // Either refused, or the page, which says that it knows no such address.
      expect([200, 400, 404]).toContain(status);
      expect(text).toMatch(/csp-nonce|"code":"(not-found|bad-request)"/);
      expect(text).not.toMatch(/root:|^[0-9a-f]{64}/);
    }
  });

  it("answers unknown addresses of the API in the API's shape", async () => {
    for (const [method, path] of [
      ["GET", "/api"],
      ["GET", "/api/nothing"],
      ["POST", "/api/session"],
      ["DELETE", "/somewhere"],
    ] as const) {
      const reply = await fetch(url + path, { method });
      expect([reply.status, await reply.json()]).toEqual([
        404,
        { code: "not-found", message: "There is nothing at this address." },
      ]);
    }
  });

  it("answers with the page where there is one, and says where there is none", async () => {
    const statusOf = async (path: string) => (await fetch(url + path)).status;
    for (const path of ["/", "/sign-in", "/p/any/overview", "/p/any/labels/3"])
      expect([path, await statusOf(path)]).toEqual([path, 200]);
    for (const path of ["/favicon.ico", "/metrics", "/robots.txt", "/p/any/nothing", "/wp-login.php"])
      expect([path, await statusOf(path)]).toEqual([path, 404]);
  });

  it("tells what watches over it that it is well", async () => {
    const reply = await fetch(`${url}/health`);
    expect([reply.status, await reply.json()]).toEqual([200, { status: "ok" }]);
  });

  it("refuses what another site's page sends, but not programs", async () => {
    const signIn = (headers: Record<string, string>) =>
      makeBrowser(url).send(
        "POST",
        "/api/auth/sign-in/email",
        { email: "lead@example.org", password: testPassword },
        headers,
      );
    const { host, port } = new URL(url);
    for (const origin of [
      "https://evil.example",
      "null",
      `http://127.0.0.1:${Number(port) + 1}`,
      `http://${host}.evil.example`,
    ]) {
      const reply = await signIn({ origin });
      expect([origin, reply.status, (await reply.json()).code]).toEqual([origin, 403, "forbidden"]);
    }
    expect((await signIn({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    // One route has many addresses.
    for (const path of ["/%61pi/auth/sign-out", "/api/%61uth/sign-out", "/ap%69/auth/sign%2dout", "/nowhere"])
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const reply = await makeBrowser(url).send(method, path, {}, { origin: "https://evil.example" });
        expect([method, path, reply.status]).toEqual([method, path, 403]);
      }
    expect((await signIn({ origin: url })).status).toBe(200);
    expect((await signIn({})).status).toBe(200);
  });

  it("takes JSON only, and no more than a megabyte of it", async () => {
    const send = (body: string, type: string) =>
      fetch(`${url}/api/auth/sign-out`, { method: "POST", headers: { "content-type": type }, body });
    expect((await send("{}", "application/json")).status).toBe(200);
    expect((await send("{}", "text/plain")).status).toBe(415);
    expect((await send("a=b", "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await send('{"a":', "application/json")).status).toBe(400);
    expect((await send('{"__proto__":{}}', "application/json")).status).toBe(400);
    const large = await send(JSON.stringify("x".repeat(1024 * 1024)), "application/json");
    expect([large.status, await large.json()]).toEqual([
      413,
      { code: "too-large", message: "The request is larger than 1 MB." },
    ]);
  });

  it("names the field that is wrong", async () => {
    const reply = await browsers.get("lead")!.send("POST", `/api/projects/${project}/releases`, {
      name: " ",
      allowPending: "yes",
    });
    expect(reply.status).toBe(400);
    const { code, message, details } = await reply.json();
    expect([code, message]).toEqual(["bad-request", `"name" in the request's body is empty.`]);
    expect(details.fields.map(({ field }: { field: string }) => field)).toEqual(["name", "allowPending"]);
  });

  it("refuses a parameter that is there twice, or that it does not know", async () => {
    const images = (query: string) =>
      browsers.get("lead")!.send("GET", `/api/projects/${project}/images?${query}`);
    expect((await images("status=agreed")).status).toBe(200);
    for (const query of [
      "status=agreed&status=refined",
      "text=a&text=b",
      "status[]=agreed",
      "nothing=1",
      "__proto__=1",
    ])
      expect([query, (await images(query)).status]).toEqual([query, 400]);
  });

  it("sends a label space once, and then says that it is unchanged", async () => {
    const path = `/api/projects/${project}/label-space`;
    const first = await browsers.get("lead")!.send("GET", path);
    expect((await first.json()).labels).toHaveLength(40);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("content-encoding")).toBe("gzip");
    const etag = first.headers.get("etag") ?? "";
    const again = await browsers.get("lead")!.send("GET", path, undefined, { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const signedOut = await fetch(url + path, { headers: { "if-none-match": etag } });
    expect(signedOut.status).toBe(401);
    expect(signedOut.headers.get("etag")).toBeNull();
  });

  it("describes itself from the contract, as OpenAPI wants it", async () => {
    const document = await (await fetch(`${url}/api/v1/openapi.json`)).json();
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
    const { openapi, paths, servers } = document;
    expect([openapi, servers]).toEqual(["3.1.0", [{ url: "/api/v1" }]]);
    const operations = Object.values<Record<string, Record<string, never>>>(paths).flatMap(Object.values);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, endpoint } of await listEndpoints()) {
      expect(endpoint.name).toBe(name);
      if (!endpoint.path.startsWith("/api/auth/")) expect(ids).toContain(name);
    }
    for (const { operationId, tags, responses, security } of operations) {
      expect([operationId, tags.length, security === undefined]).toEqual([operationId, 1, false]);
      expect(Object.keys(responses)).toEqual(
        expect.arrayContaining(["200", "400", "401", "404", "429", "503"]),
      );
    }
    const save = paths["/assignments/{assignment}/annotation"].put;
    expect(Object.keys(save.responses)).toContain("409");
    expect(save.summary).toBe("Save a draft, submit, or take a submission back");
    const body = save.requestBody.content["application/json"].schema;
    expect(body.required).toEqual(["operation", "revision", "state", "annotation"]);
    expect(save.responses["200"].content["application/json"].schema.properties).toHaveProperty("saved");
  });
});

onBothDatabases("the address of the API for programs", (use) => {
  it("leads where the pages ask, with the same rights, and nowhere else", async () => {
    const { url, close } = await startTestServer(use());
    const status = async (path: string) => (await fetch(url + path)).status;
    expect(await status("/api/v1/account")).toBe(401);
    expect(await status("/api/v1/session")).toBe(200);
    expect(await status("/api/v1/session?x=/api/v1")).toBe(400);
    for (const nowhere of ["/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/v1/session", "/api/v2/session"])
      expect([nowhere, await status(nowhere)]).toEqual([nowhere, 404]);
    await close();
  });
});

onBothDatabases("the server behind https", (use) => {
  it("insists on https, and takes its public address as its own", async () => {
    const { url, close } = await startTestServer(use(), "https://labels.example.org");
    await makeAccount(use(), { email: "ada@example.org" });
    const reply = await makeBrowser(url).send(
      "POST",
      "/api/auth/sign-in/email",
      { email: "ada@example.org", password: testPassword },
      { origin: "https://labels.example.org" },
    );
    expect(reply.status).toBe(200);
    expect(reply.headers.getSetCookie().join()).toMatch(/^__Secure-.*; Secure/);
    expect(reply.headers.get("strict-transport-security")).toBe("max-age=31536000");
    await close();
  });
});
