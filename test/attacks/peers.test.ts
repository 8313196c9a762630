import { createHash } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importImages } from "../../src/actions/images/importImages.ts";
import { verifyImages } from "../../src/actions/images/verifyImages.ts";
import { createInvitation } from "../../src/actions/people/createInvitation.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { askOutside } from "../../src/files/remote/askOutside.ts";
import { readNetwork } from "../../src/files/remote/networks.ts";
import { makePhoto } from "../../src/files/testing/makePhoto.ts";
import { inspectModel } from "../../src/inference/inspection/inspectModel.ts";
import { createOidcProvider } from "../../src/server/accounts/oidcProvider.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../../src/server/testServer.ts";
import { makeProject } from "../factories.ts";
import { onBothDatabases } from "../onBothDatabases.ts";

/**
 * Holes that were published of other annotation programs, as far as it is known what they were: each has a test that the
 * like is none here. Where a program has what this one has not (avatars, say), the test is of what comes closest.
 */
onBothDatabases("what was found in others", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  let foreign: Awaited<ReturnType<typeof makeProject>>;
  const browsers: Record<string, ReturnType<typeof makeBrowser>> = {};
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    ({ project } = await makeProject(use(), { images: { "a.jpg": [0] } }));
    foreign = await makeProject(use(), { images: { "b.jpg": [0] } });
    for (const [name, projectId, role] of [
      ["lead", project, "lead"],
      ["ann", project, "annotator"],
      ["far", foreign.project, "lead"],
    ] as const) {
      const email = `${name}@example.org`;
      ids[name] = await makeAccount(use(), { email, projectId, roles: [role] });
      browsers[name] = makeBrowser(url);
      await browsers[name]!.signIn(email);
    }
  });
  afterAll(() => close());

  const send = (who: string, method: string, path: string, body?: unknown, headers = {}) =>
    browsers[who]!.send(method, path, body, headers);
  const base = () => `/api/projects/${project}`;

  /** Imports what a manifest names, and tells which images came in whole. */
  async function importManifest(lines: readonly string[]) {
    const folder = await mkdtemp(join(tmpdir(), "multilabelfy-peers-"));
    await writeFile(join(folder, "ok.jpg"), await makePhoto(40, 30).jpeg().toBuffer());
    const manifest = join(folder, "images.csv");
    await writeFile(manifest, ["image", ...lines].join("\n"));
    const { id } = await createProject(use(), { name: `Peers ${folder}`, labelSpace: "imagenet-1k" });
    await importImages(use(), { project: id, source: manifest });
    await verifyImages(use(), { project: id });
    return use().db.selectFrom("image").select(["path", "fileState"]).where("projectId", "=", id).execute();
  }

  describe("Label Studio", () => {
    it("CVE-2022-36551: an import that reads the server's own files or inner addresses", async () => {
      for (const line of [
        "file:///etc/passwd",
        "/etc/passwd",
        "../../../../etc/passwd",
        "http://127.0.0.1:1/x.jpg",
      ]) {
        const found = await importManifest([line]).catch((error: Error) => error);
        const taken = found instanceof Error ? [] : found.filter(({ fileState }) => fileState === "ok");
        expect([line, taken]).toEqual([line, []]);
      }
      // Two requests of the API take an address: where a webhook's messages go, and what a job reads (an uploaded file, or
      // places that the installation allows: actions/images/importPlaces.test.ts). A look at answers reads an uploaded file.
      const { paths } = (await (await send("lead", "GET", "/api/openapi.json")).json()) as {
        paths: Record<string, Record<string, { operationId: string; requestBody?: object }>>;
      };
      const bodies = Object.values(paths)
        .flatMap((methods) => Object.values(methods))
        .filter(({ requestBody }) => requestBody !== undefined);
      expect(bodies.length).toBeGreaterThan(20);
      const takesAddress = ({ requestBody }: { requestBody?: object }) =>
        /"(url|uri|href|address|path|file)"\s*:\s*\{/i.test(JSON.stringify(requestBody));
      expect(new Set(bodies.filter(takesAddress).map(({ operationId }) => operationId))).toEqual(
        new Set(["startJob", "createWebhook", "lookAtAnswers"]),
      );
      for (const address of [
        "file:///etc/passwd",
        url,
        "https://127.0.0.1/",
        "http://2130706433/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
      ]) {
        const asked = { url: address, events: ["release.created"] };
        const { status } = await send("lead", "POST", `${base()}/webhooks`, asked);
        expect([address, status]).toEqual([address, 400]);
        const place = { kind: "import-place", source: address };
        const { status: begun } = await send("lead", "POST", `${base()}/jobs`, place);
        expect([address, begun]).toEqual([address, 403]);
      }
    });

    it("CVE-2023-47115: an uploaded picture that is a page", async () => {
      const upload = (type: string, bytes: Buffer) =>
        fetch(`${url}${base()}/guideline/pictures`, {
          method: "POST",
          headers: {
            "content-type": type,
            cookie: [...browsers.lead!.cookies].map((pair) => pair.join("=")).join("; "),
          },
          body: new Uint8Array(bytes),
        });
      const page = Buffer.from("<html><script>alert(1)</script></html>");
      for (const type of ["image/png", "image/jpeg", "image/svg+xml"])
        expect((await upload(type, page)).status).toBeGreaterThanOrEqual(400);
      // What is both is drawn anew: the script is gone, and its type is that of a picture.
      const both = Buffer.concat([await makePhoto(40, 30).jpeg().toBuffer(), page]);
      const added = await (await upload("image/jpeg", both)).json();
      const picture = await send("lead", "GET", `${base()}/guideline/pictures/${added.id}`);
      expect(picture.headers.get("content-type")).toBe("image/jpeg");
      expect(picture.headers.get("content-security-policy")).toContain("sandbox");
      expect(Buffer.from(await picture.arrayBuffer()).includes("script")).toBe(false);
    });

    it("CVE-2023-47116: a redirect that leads a request to inner addresses", async () => {
      let isAsked = false;
      const inner = createServer((_, reply) => {
        isAsked = true;
        reply.end("{}");
      }).listen(0, "127.0.0.1");
      const outer = createServer((_, reply) => {
        reply
          .writeHead(302, { location: `http://127.0.0.1:${(inner.address() as AddressInfo).port}/` })
          .end();
      }).listen(0, "127.0.0.1");
      await new Promise((ready) => outer.once("listening", ready));
      // The server asks the provider of single sign-on, webhooks and, where that is allowed, images from the web.
      const issuer = `http://127.0.0.1:${(outer.address() as AddressInfo).port}`;
      await expect(createOidcProvider({ issuer, clientId: "x" }).find()).rejects.toThrow();
      const asked = { url: issuer, method: "GET" as const, headers: {}, signal: AbortSignal.timeout(30_000) };
      const reply = await askOutside({ networks: [readNetwork("127.0.0.1")] }, asked);
      expect(reply.statusCode).toBe(302);
      reply.destroy();
      expect(isAsked).toBe(false);
      inner.close();
      outer.close();
    });

    it("CVE-2023-47117: a filter that reaches through to passwords", async () => {
      const attempts = [
        "updated_by__active_organization__active_users__password",
        "person.password",
        "password",
      ];
      const plain = await (await send("lead", "GET", `${base()}/images`)).text();
      for (const name of attempts) {
        const filters = encodeURIComponent(
          JSON.stringify([{ filter: name, operator: "regex", value: "^p" }]),
        );
        for (const query of [
          `${name}=p`,
          `filter=${name}`,
          `filters=${filters}`,
          `order=${name}`,
          `sort=-${name}`,
        ]) {
          const reply = await send("lead", "GET", `${base()}/images?${query}`);
          const text = await reply.text();
          // Refused, or as if it had not been asked.
          if (reply.status !== 400) expect([reply.status, text]).toEqual([200, plain]);
        }
      }
    });

    it("CVE-2024-23633: an imported page that is served as one", async () => {
      const folder = await mkdtemp(join(tmpdir(), "multilabelfy-peers-"));
      await writeFile(join(folder, "page.jpg"), "<html><script>alert(1)</script></html>");
      await writeFile(
        join(folder, "vector.png"),
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      );
      await writeFile(join(folder, "ok.jpg"), await makePhoto(40, 30).jpeg().toBuffer());
      const { id } = await createProject(use(), { name: "Pages", labelSpace: "imagenet-1k" });
      await importImages(use(), { project: id, source: folder, layout: "flat" });
      await verifyImages(use(), { project: id });
      await use()
        .db.insertInto("membership")
        .values({ projectId: id, personId: ids.lead!, role: "lead", createdAt: new Date().toISOString() })
        .execute();
      const images = await use()
        .db.selectFrom("image")
        .select(["id", "key", "fileState"])
        .where("projectId", "=", id)
        .execute();
      for (const { id, key, fileState } of images) {
        for (const variant of ["original", "screen", "thumbnail"]) {
          const reply = await send("lead", "GET", `/api/images/${id}/${variant}`);
          expect([key, fileState, reply.status]).toEqual(
            key === "ok.jpg" ? [key, "ok", 200] : [key, "failed", 404],
          );
          expect(reply.headers.get("content-type")).not.toMatch(/html|svg/);
        }
      }
    });

    it("CVE-2025-25295: an image's path that leads out of its folder when it is read", async () => {
      const folder = await mkdtemp(join(tmpdir(), "multilabelfy-peers-"));
      const bytes = await makePhoto(40, 30).jpeg().toBuffer();
      await writeFile(join(folder, "secret.jpg"), bytes);
      // Even where the content is what was verified.
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const { db } = use();
      const image = await db
        .selectFrom("image")
        .select(["id", "path"])
        .where("projectId", "=", project)
        .executeTakeFirstOrThrow();
      for (const path of ["../secret.jpg", "../../etc/passwd", "/etc/passwd", join(folder, "secret.jpg")]) {
        await db.updateTable("image").set({ path, sha256 }).where("id", "=", image.id).execute();
        const reply = await send("lead", "GET", `/api/images/${image.id}/original`);
        expect([path, reply.status]).toEqual([path, 422]);
      }
      await db.updateTable("image").set({ path: image.path }).where("id", "=", image.id).execute();
    });

    it("CVE-2025-47783: a request that comes back as a page", async () => {
      const script = "<script>alert(1)</script>";
      for (const [method, path, body] of [
        ["GET", `${base()}/images?label_config=${encodeURIComponent(script)}`, undefined],
        ["GET", `/api/projects/${encodeURIComponent(script)}/overview`, undefined],
        ["GET", `/api/${encodeURIComponent(script)}`, undefined],
        ["POST", "/api/auth/sign-in/email", { email: script, password: script }],
        ["PUT", `${base()}/guideline`, { markdown: script, version: script }],
      ] as const) {
        const reply = await send("lead", method, path, body);
        expect([path, reply.headers.get("content-type")]).toEqual([path, expect.stringContaining("json")]);
        expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
      }
    });

    it("CVE-2025-5173: a model file that runs when it is read", async () => {
      const folder = await mkdtemp(join(tmpdir(), "multilabelfy-peers-"));
      const marker = join(folder, "it-ran");
      const pickle = `cos\nsystem\n(S'touch ${marker}'\ntR.`;
      for (const [name, bytes] of [
        ["model.pt", Buffer.from(pickle)],
        ["model.onnx", Buffer.from(`\x80\x02${pickle}`, "latin1")],
      ] as const) {
        await writeFile(join(folder, name), bytes);
        await expect(inspectModel(join(folder, name))).rejects.toThrow();
      }
      await expect(import("node:fs/promises").then(({ stat }) => stat(marker))).rejects.toThrow("ENOENT");
    });

    it("CVE-2026-22033: a person's own settings that run in others' pages", async () => {
      const script = "</script><script>alert(1)</script>";
      expect((await send("ann", "PUT", "/api/account", { name: script, wantsMail: true })).status).toBe(200);
      // Nothing of a person stands in the page itself, and the page runs no script that stands in it.
      const page = await send("lead", "GET", "/");
      expect(await page.text()).not.toContain("alert(1)");
      const policy = page.headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/script-src 'self'/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      const people = await send("lead", "GET", `${base()}/people`);
      expect(people.headers.get("content-type")).toContain("json");
      const more = { name: "Ann", wantsMail: true, custom_hotkeys: { "x:y": { key: script } } };
      expect((await send("ann", "PUT", "/api/account", more)).status).toBe(400);
    });
  });

  describe("CVAT", () => {
    it("CVE-2024-45393: what belongs to another project, by its own id", async () => {
      const theirs = await createInvitation(use(), {
        project: foreign.project,
        person: ids.far!,
        email: null,
        roles: ["annotator"],
        days: 7,
      });
      for (const verb of ["renew", "revoke"]) {
        const path = `${base()}/invitations/${theirs.id}/${verb}`;
        expect((await send("lead", "POST", path, verb === "renew" ? { days: 7 } : {})).status).toBe(404);
      }
      const mine = await (await send("lead", "GET", `${base()}/invitations`)).text();
      expect(mine).not.toContain(theirs.id);
    });

    it("CVE-2024-47172: people, images and work of another project through one's own", async () => {
      const image = foreign.imageIds["b.jpg"];
      for (const path of [
        `${base()}/people/${ids.far}`,
        `${base()}/people/${ids.far}/activity`,
        `${base()}/images/${image}`,
        `${base()}/images/${image}/history`,
        `/api/images/${image}/screen`,
        `/api/projects/${foreign.project}/people`,
      ]) {
        const reply = await send("lead", "GET", path);
        const text = await reply.text();
        if (reply.status === 200) expect(JSON.parse(text)).toEqual({ events: [], before: null });
        else expect([path, reply.status]).toEqual([path, 404]);
        expect(text).not.toMatch(/far@example|b\.jpg/);
      }
    });

    it("CVE-2024-47172: a change of what is another's, refused too late to hide it or to leave it", async () => {
      const { paths } = (await (await send("lead", "GET", "/api/openapi.json")).json()) as {
        paths: Record<string, Record<string, unknown>>;
      };
      const theirs: Record<string, string> = {
        ...{ project: foreign.project, person: ids.far!, image: foreign.imageIds["b.jpg"]! },
        ...{ label: "0", first: "0", second: "1" },
      };
      const dump = async () => {
        const idOf = (table: "membership" | "project" | "image") =>
          use()
            .db.selectFrom(table)
            .selectAll()
            .orderBy(table === "membership" ? "personId" : "id")
            .execute();
        return JSON.stringify([await idOf("membership"), await idOf("project"), await idOf("image")]);
      };
      const before = await dump();
      let asked = 0;
      for (const [pattern, methods] of Object.entries(paths)) {
        if (!/\{(project|image|person)\}/.test(pattern)) continue;
        for (const method of ["post", "put", "delete"].filter((one) => one in methods)) {
          // All of it another's; and another's person or image below one's own project.
          for (const own of [theirs, { ...theirs, project }]) {
            if (own !== theirs && !/\{(image|person)\}/.test(pattern)) continue;
            const path = `/api${pattern.replace(/\{(\w+)\}/g, (_, name: string) => own[name] ?? "1")}`;
            const body = { roles: ["lead"], days: 1, wantsMail: false };
            const reply = await send("lead", method.toUpperCase(), path, body);
            const text = await reply.text();
            expect([path, text]).not.toEqual([path, expect.stringContaining("nothing at this address")]);
            expect([method, path, reply.status >= 400]).toEqual([method, path, true]);
            if (own === theirs) expect([method, path, reply.status]).toEqual([method, path, 404]);
            expect(text).not.toMatch(/far@example|b\.jpg/);
            asked++;
          }
        }
      }
      expect(asked).toBeGreaterThan(30);
      expect(await dump()).toBe(before);
    });

    it("CVE-2025-23045: state that a client sends, and the server unpacks into objects", async () => {
      const headers = { cookie: [...browsers.ann!.cookies].map((pair) => pair.join("=")).join("; ") };
      for (const type of ["application/x-python-serialize", "application/octet-stream", "text/plain"]) {
        const reply = await fetch(`${url}/api/account`, {
          method: "PUT",
          headers: { ...headers, "content-type": type },
          body: "cos\nsystem\n(S'id'\ntR.",
        });
        expect([type, reply.status]).toEqual([type, 415]);
      }
      const poisoned = '{"name":"Ann","wantsMail":true,"__proto__":{"py/reduce":1}}';
      const reply = await fetch(`${url}/api/account`, {
        method: "PUT",
        headers: { ...headers, "content-type": "application/json" },
        body: poisoned,
      });
      expect(reply.status).toBe(400);
    });

    it("CVE-2025-54573: another way in, which asks for less", async () => {
      const basic = Buffer.from(`lead@example.org:${testPassword}`).toString("base64");
      const session = [...browsers.lead!.cookies.values()][0];
      for (const authorization of [`Basic ${basic}`, `Bearer ${session}`, `Token ${session}`]) {
        const reply = await makeBrowser(url).send("GET", `${base()}/people`, undefined, { authorization });
        expect([authorization.split(" ")[0], reply.status]).toEqual([authorization.split(" ")[0], 401]);
      }
      const register = { token: "none", name: "x", email: "victim@example.org", password: testPassword };
      expect((await makeBrowser(url).send("POST", "/api/auth/register", register)).status).toBe(404);
    });

    it("CVE-2026-23526: people of some rank who give themselves a higher one", async () => {
      const all = { roles: ["lead", "annotator", "expert"] };
      const own = (who: string) => `${base()}/people/${ids[who]}/roles`;
      expect((await send("lead", "PUT", own("lead"), all)).status).toBe(403);
      expect((await send("ann", "PUT", own("ann"), all)).status).toBe(403);
      for (const more of [
        { role: "lead" },
        all,
        { is_superuser: true },
        { emailVerified: true },
        { id: ids.far },
      ]) {
        const body = { name: "Ann", wantsMail: true, ...more };
        expect((await send("ann", "PUT", "/api/account", body)).status).toBe(400);
      }
      const session = await (await send("ann", "GET", "/api/session")).json();
      expect(session.projects).toMatchObject([{ roles: ["annotator"] }]);
    });
  });

  describe("FiftyOne", () => {
    it("CVE-2026-53656: any page that may read what a local server answers, files by their path among it", async () => {
      const image = await use()
        .db.selectFrom("image")
        .select("id")
        .where("projectId", "=", project)
        .executeTakeFirstOrThrow();
      for (const path of [
        "/",
        "/api/session",
        "/api/openapi.json",
        `${base()}/people`,
        `/api/images/${image.id}/screen`,
        "/media?filepath=/etc/passwd",
        "/api/media?filepath=/etc/passwd",
      ]) {
        for (const origin of ["https://evil.example", "http://localhost:3000", "null"]) {
          for (const method of ["GET", "OPTIONS"]) {
            const reply = await send("lead", method, path, undefined, { origin });
            const cors = [...reply.headers.keys()].filter((name) => name.startsWith("access-control-"));
            expect([method, path, origin, cors]).toEqual([method, path, origin, []]);
            expect(await reply.text()).not.toContain("root:");
          }
        }
      }
      // And none of it is there without a session.
      const stranger = makeBrowser(url);
      for (const path of [`${base()}/people`, `/api/images/${image.id}/screen`])
        expect((await stranger.send("GET", path)).status).toBe(401);
    });
  });
});
