import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { examine } from "../../src/actions/doctor/examine.ts";
import { importImages } from "../../src/actions/images/importImages.ts";
import { verifyImages } from "../../src/actions/images/verifyImages.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makePhoto } from "../../src/files/testing/makePhoto.ts";
import { startServer } from "../../src/server/serve.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../../src/server/testServer.ts";
import { folderStorage } from "../../src/storage/folderStorage.ts";
import { makeDraft, makeProject } from "../factories.ts";
import { runProgram } from "../servers/runProgram.ts";
import { mountSmallDisk, needsMount } from "./smallDisk.ts";

const disk = mountSmallDisk(24);
afterAll(() => disk?.remove());

describe.skipIf(!disk)(`a disk that was mounted for reading only ${needsMount}`, () => {
  const dataFolder = join(disk?.folder ?? "", "data");
  const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
  const lines: string[] = [];
  let elsewhere: string;
  let ctx: Context;
  let project: string;
  let photo: string;
  let server: Awaited<ReturnType<typeof startTestServer>>;
  const cookies = new Map<string, Map<string, string>>();

  const open = async (): Promise<Context> => ({
    ...{ address, dialect: "sqlite", dataFolder, storage: folderStorage(dataFolder), now: () => new Date() },
    db: await openDatabase(address, (text) => lines.push(text)),
  });
  function as(email: string) {
    const browser = makeBrowser(server.url);
    for (const [name, value] of cookies.get(email)!) browser.cookies.set(name, value);
    return browser;
  }
  const run = (...args: string[]) =>
    runProgram(args, { cwd: elsewhere, env: { MULTILABELFY_DATABASE_URL: "" } });

  beforeAll(async () => {
    elsewhere = await mkdtemp(join(tmpdir(), "multilabelfy-elsewhere-"));
    await writeFile(join(elsewhere, "a.jpg"), await makePhoto(400, 300).jpeg().toBuffer());
    ctx = await open();
    ({ project } = await makeProject(ctx, { images: { "a.jpg": [1], "b.jpg": [1] } }));
    const made = await createProject(ctx, { name: "Photos", labelSpace: "imagenet-1k" });
    await importImages(ctx, { project: made.id, source: elsewhere, layout: "flat", copy: true });
    await verifyImages(ctx, { project: made.id });
    const image = ctx.db.selectFrom("image").select("id").where("projectId", "=", made.id);
    photo = (await image.executeTakeFirstOrThrow()).id;
    const [ann, lead] = ["ann@example.org", "lead@example.org"];
    const annotator = await makeAccount(ctx, { email: ann, projectId: project, roles: ["annotator"] });
    for (const projectId of [project, made.id])
      await makeAccount(ctx, { email: lead, projectId, roles: ["lead"] });
    await assignBatches(ctx, { project, annotators: [annotator], batches: 1, overlap: 1, seed: 1 });
    server = await startTestServer(ctx);
    for (const email of [ann, lead]) {
      const browser = makeBrowser(server.url);
      await browser.signIn(email);
      cookies.set(email, browser.cookies);
    }
    await server.close();
    await ctx.db.destroy();
    disk!.makeReadOnly();
    ctx = await open();
    const webFolder = join(elsewhere, "web");
    await mkdir(webFolder);
    await writeFile(join(webFolder, "index.html"), "");
    const { localUrl, metricsUrl, close } = await startServer({
      ctx,
      host: "127.0.0.1",
      port: 0,
      webFolder,
      logger: false,
    });
    server = { url: localUrl, metricsUrl, close };
  });
  afterAll(async () => {
    await server.close();
    await ctx.db.destroy();
    await rm(elsewhere, { recursive: true });
  });

  it("is read by a server, pictures that were never made ready too; what a page writes is refused", async () => {
    expect(lines).toEqual([
      `${address.file} cannot be opened: its disk is read-only. Mount it for writing, then try again. Until then it can be read only: nothing is saved.`,
    ]);
    const [ann, lead] = [as("ann@example.org"), as("lead@example.org")];
    for (const page of ["overview", "images", "people", "guideline", "releases"])
      expect([page, (await lead.send("GET", `/api/projects/${project}/${page}`)).status]).toEqual([
        page,
        200,
      ]);
    for (const variant of ["screen", "thumbnail", "original"])
      expect((await lead.send("GET", `/api/images/${photo}/${variant}`)).status).toBe(200);

    const assignment = await ctx.db.selectFrom("assignment").select("id").executeTakeFirstOrThrow();
    const base = `/api/projects/${project}`;
    const annotation = { ...makeDraft([1]), comment: "" };
    const save = { operation: newId(), revision: 0, state: "draft", annotation };
    for (const [who, method, path, body] of [
      [ann, "PUT", `/api/assignments/${assignment.id}/annotation`, save],
      // Whoever asks for work is given some, which is written down.
      [ann, "GET", `${base}/work/annotate/next`, null],
      [ann, "PUT", "/api/account", { name: "Ann", wantsMail: true }],
      [lead, "POST", `${base}/releases`, { name: "First", allowPending: true }],
      [lead, "POST", `${base}/invitations`, { email: null, roles: ["annotator"], days: 7 }],
      [
        makeBrowser(server.url),
        "POST",
        "/api/auth/sign-in/email",
        { email: "ann@example.org", password: testPassword },
      ],
    ] as const) {
      const reply = await who.send(method, path, body ?? undefined);
      expect([path, reply.status, await reply.json()]).toEqual([
        path,
        409,
        { code: "not-ready", message: expect.stringMatching(/multilabelfy\.sqlite .*its disk is read-only/) },
      ]);
    }
  });

  it("is examined by doctor, which says so", async () => {
    const found = await Array.fromAsync(examine({ ...ctx, quick: true, program: "1.0.0" }));
    const problems = found.filter(
      ({ state, check }) => state === "problem" && !["room", "files"].includes(check),
    );
    expect(problems).toMatchObject([{ check: "rights", found: expect.stringContaining(dataFolder) }]);
    expect(found).toContainEqual(expect.objectContaining({ check: "database", state: "ok" }));
  });

  it("is read by commands; what they write is refused in words that name the file", async () => {
    const data = ["--data", dataFolder];
    const onDisk = (name: string) => join(disk!.folder, name);
    expect(await run("project", "list", ...data)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Photos/),
    });
    const writing: [command: string, file: string][] = [
      ["project create Another --label-space imagenet-1k", "multilabelfy.sqlite"],
      [`import images ${elsewhere} --copy --project Photos`, ".lock"],
      [`export --format events --project Photos --out ${onDisk("events.jsonl")}`, onDisk("events.jsonl")],
      [`backup ${onDisk("backup.tar")}`, onDisk("backup.tar")],
    ];
    for (const [command, file] of writing) {
      const { code, error } = await run(...command.split(" "), ...data);
      const [refusal = ""] = error.trim().split("\n").slice(-1);
      expect([command, code, refusal]).toEqual([command, 1, expect.stringContaining(file)]);
      expect([command, refusal]).toEqual([command, expect.stringMatching(/^error: .* disk is read-only/)]);
    }
    const backup = join(elsewhere, "backup.tar");
    expect(await run("backup", backup, ...data)).toMatchObject({ code: 0 });
    const { code, error } = await run("restore", backup, "--data", onDisk("restored"));
    expect([code, error]).toEqual([1, expect.stringMatching(/restored.*disk is read-only/)]);
  });
});
