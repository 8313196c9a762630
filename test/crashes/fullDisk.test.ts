import { createHash, randomBytes, randomUUID } from "node:crypto";
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { sql } from "kysely";
import pg from "pg";
import { pack } from "tar-stream";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { makeBackup } from "../../src/actions/backup/makeBackup.ts";
import { restoreBackup } from "../../src/actions/backup/restoreBackup.ts";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { importImages } from "../../src/actions/images/importImages.ts";
import { verifyImages } from "../../src/actions/images/verifyImages.ts";
import { addModel } from "../../src/actions/models/addModel.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import { exportRelease } from "../../src/actions/releases/exportRelease.ts";
import { livePath } from "../../src/contract/live.ts";
import type { WorkPosition } from "../../src/contract/tasks/work.ts";
import { insertEvent } from "../../src/db/event.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { storageFailure } from "../../src/db/sql/storageFailure.ts";
import { makePhoto } from "../../src/files/testing/makePhoto.ts";
import { writeFileWhole } from "../../src/files/writeFileWhole.ts";
import { averageCard, averageSize } from "../../src/inference/testing/averageCard.ts";
import { makeAverageModel } from "../../src/inference/testing/makeOnnx.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../src/server/testServer.ts";
import { addLaterChanges, removeLaterChanges } from "../databases/laterChanges.ts";
import { makeOldDatabase, twoSpaces } from "../databases/makeOldDatabase.ts";
import { makeDraft, makeProject } from "../factories.ts";
import { makeContext } from "../openFolder.ts";
import { runProgram } from "../servers/runProgram.ts";
import { mountSmallDisk, needsMount } from "./smallDisk.ts";

const disk = mountSmallDisk(24);
afterEach(() => disk?.free());
afterAll(() => disk?.remove());

/** What every refusal says: the file, what is left on its disk, and what is needed. */
const refusal =
  /There is no room to write \S+: its disk has (no room|[\d.]+ MB) left, and (more is|at least [\d.]+ MB are) needed/;

describe.skipIf(!disk)(`a disk that is full ${needsMount}`, () => {
  let ctx: Context;
  let project: string;
  let photos: string;
  let more: string;
  let elsewhere: string;
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let ann: ReturnType<typeof makeBrowser>;
  let lead: ReturnType<typeof makeBrowser>;
  let images: string[];

  beforeAll(async () => {
    elsewhere = await mkdtemp(join(tmpdir(), "multilabelfy-elsewhere-"));
    photos = join(elsewhere, "photos");
    await mkdir(photos);
    more = join(elsewhere, "more");
    await mkdir(more);
    for (let index = 0; index < 6; index++) {
      const photo = await makePhoto(900 + index, 700)
        .jpeg({ quality: 95 })
        .toBuffer();
      await writeFile(join(index < 4 ? photos : more, `${index}.jpg`), photo);
    }
    const dataFolder = join(disk!.folder, "data");
    const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
    const db = await openDatabase(address);
    ctx = makeContext({ db, address, dataFolder });
    ({ project } = await makeProject(ctx, {
      images: { "a.jpg": [1], "b.jpg": [1], "c.jpg": [1] },
      settings: { overlap: 1, singleAnnotation: "accept" },
    }));
    const made = await createProject(ctx, { name: "Photos", labelSpace: "imagenet-1k" });
    await importImages(ctx, { project: made.id, source: photos });
    await verifyImages(ctx, { project: made.id });
    const rows = await db.selectFrom("image").select("id").where("path", "in", ["0.jpg", "1.jpg"]).execute();
    images = rows.map(({ id }) => id);
    const annotator = await makeAccount(ctx, {
      email: "ann@example.org",
      projectId: project,
      roles: ["annotator"],
    });
    for (const projectId of [project, made.id])
      await makeAccount(ctx, { email: "lead@example.org", projectId, roles: ["lead"] });
    await assignBatches(ctx, { project, annotators: [annotator], batches: 1, overlap: 1, seed: 1 });
    server = await startTestServer(ctx);
    ann = makeBrowser(server.url);
    lead = makeBrowser(server.url);
    await ann.signIn("ann@example.org");
    await lead.signIn("lead@example.org");
    // Something to release.
    expect((await save(ann, "", "submitted")).status).toBe(200);
  });
  afterAll(async () => {
    await server.close();
    await ctx.db.destroy();
    await rm(elsewhere, { recursive: true });
  });

  async function save(browser: typeof ann, comment: string, state = "draft") {
    const next = await browser.send("GET", `/api/projects/${project}/work/annotate/next`);
    const { current } = (await next.json()) as WorkPosition;
    return browser.send("PUT", `/api/assignments/${current!.id}/annotation`, {
      operation: newId(),
      revision: current!.revision,
      state,
      annotation: { ...makeDraft([1]), comment },
    });
  }
  /** A log that was written over has room for some more. */
  async function untilRefused(send: () => Promise<Response>) {
    for (let times = 0; times < 2000; times++) {
      const reply = await send();
      if (reply.status !== 200) return { status: reply.status, ...(await reply.json()) };
    }
    throw new Error("It was never refused.");
  }
  const run = (...args: string[]) =>
    runProgram([...args, "--data", ctx.dataFolder], {
      cwd: elsewhere,
      env: { MULTILABELFY_DATABASE_URL: "" },
    });
  const picture = async (image: string, variant: string) => {
    const reply = await lead.send("GET", `/api/images/${image}/${variant}`);
    return { status: reply.status, bytes: Buffer.from(await reply.arrayBuffer()) };
  };

  it("refuses what a page saves, serves what it reads, and ends a session for good", async () => {
    expect((await save(ann, "before")).status).toBe(200);
    const ready = await picture(images[0]!, "screen");
    const bob = makeBrowser(server.url);
    await bob.signIn("ann@example.org");
    disk!.fill();

    const refused = await untilRefused(() => save(ann, "x".repeat(2000)));
    expect(refused).toMatchObject({
      status: 507,
      code: "disk-full",
      message: expect.stringMatching(refusal),
    });
    expect(refused.message).toContain("multilabelfy.sqlite");
    // Where it lies is not for everybody.
    expect(refused.message).not.toContain(disk!.folder);
    const signIn = await untilRefused(() => makeBrowser(server.url).signIn("ann@example.org"));
    expect(signIn).toMatchObject({ status: 507, message: expect.stringMatching(refusal) });
    const upload = await fetch(`${server.url}/api/projects/${project}/guideline/pictures`, {
      method: "POST",
      headers: {
        "content-type": "image/jpeg",
        cookie: [...lead.cookies].map((pair) => pair.join("=")).join("; "),
      },
      body: new Uint8Array(await makePhoto(300, 200).jpeg().toBuffer()),
    });
    expect([upload.status, await upload.json()]).toEqual([
      507,
      { code: "disk-full", message: expect.stringMatching(refusal) },
    ]);

    // What was ready is served, and what was not, too: as it is made, without what a photo says of itself.
    expect(await picture(images[0]!, "screen")).toEqual(ready);
    for (const variant of ["screen", "thumbnail", "original"])
      expect((await picture(images[1]!, variant)).status).toBe(200);
    // Every page, whatever it notes by the way.
    const { paths } = (await (await lead.send("GET", "/api/openapi.json")).json()) as {
      paths: Record<string, { get?: object }>;
    };
    const pages = Object.keys(paths).filter(
      (path) =>
        paths[path]?.get &&
        /^[^{]*(\{project\}[^{]*)?$/.test(path) &&
        `/api${path}` !== livePath.replace(":project", "{project}"),
    );
    const read: string[] = [];
    for (const page of pages) {
      const reply = await lead.send("GET", `/api${page.replace("{project}", project)}`);
      if (reply.status === 200) read.push(page);
      expect([page, reply.status < 500, await reply.text()]).toEqual([page, true, expect.any(String)]);
    }
    expect(read.length).toBeGreaterThan(20);

    const cookies = new Map(bob.cookies);
    expect((await bob.send("POST", "/api/auth/sign-out", {})).status).toBe(200);
    const thief = makeBrowser(server.url);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    const whoIs = async () => (await (await thief.send("GET", "/api/session")).json()).person;
    expect(await whoIs()).toBeNull();
    // Another server on this folder knows it, too.
    const next = await startTestServer(ctx);
    const there = makeBrowser(next.url);
    for (const [name, value] of cookies) there.cookies.set(name, value);
    expect((await (await there.send("GET", "/api/session")).json()).person).toBeNull();
    await next.close();
    expect((await (await ann.send("GET", "/api/session")).json()).person.email).toBe("ann@example.org");

    disk!.free();
    expect((await save(ann, "after")).status).toBe(200);
    await expect.poll(() => ctx.db.selectFrom("session").select("id").execute()).toHaveLength(2);
    expect(await whoIs()).toBeNull();
  });

  it("refuses what a command writes, and it goes on once there is room", async () => {
    const onDisk = (name: string) => join(disk!.folder, name);
    const name = `Project ${project}`;
    const commands = [
      ["import", "images", more, "--copy", "--project", "Photos"],
      ["propose", "--project", "Photos"],
      ["release", "create", "--allow-pending", "--project", name],
      ["export", "--format", "events", "--out", onDisk("events.jsonl"), "--project", name],
    ];
    disk!.fill();
    for (const command of commands) {
      const { code, error } = await run(...command);
      expect([command[0], code, error]).toEqual([command[0], 1, expect.stringMatching(refusal)]);
    }
    const backup = await run("backup", onDisk("backup.tar"));
    expect([backup.code, backup.error]).toEqual([1, expect.stringMatching(refusal)]);
    expect(backup.error).toContain(onDisk("backup.tar"));

    // What only reads is done.
    const read = await run(
      "export",
      "--format",
      "events",
      "--out",
      join(elsewhere, "events.jsonl"),
      "--project",
      name,
    );
    expect([read.code, read.error]).toEqual([0, ""]);
    const doctor = await run("doctor", "--json");
    expect(JSON.parse(doctor.out).findings).toContainEqual(
      expect.objectContaining({ check: "room", state: "problem", mend: expect.any(String) }),
    );

    disk!.free();
    for (const command of commands) {
      const { code, error } = await run(...command);
      expect([command[0], code, error]).toEqual([command[0], 0, expect.any(String)]);
    }
    await rm(onDisk("events.jsonl"));
  });

  it("keeps nothing half-done of a release's files, a model, an archive or a backup that has no room", async () => {
    const onDisk = (name: string) => join(disk!.folder, name);
    const list = async () =>
      (await readdir(disk!.folder, { recursive: true, withFileTypes: true }))
        .flatMap((entry) => (entry.isFile() ? join(entry.parentPath, entry.name) : []))
        .sort();
    const filler = onDisk("filler");
    const bytes = makeAverageModel(averageSize);
    const file = join(elsewhere, "average.onnx");
    await writeFile(file, bytes);
    const card = {
      ...averageCard,
      labelSpace: "three",
      sha256: createHash("sha256").update(bytes).digest("hex"),
    };
    // Of both it is known how large they are.
    const [zip, tarred] = [join(elsewhere, "photos.zip"), join(elsewhere, "photos.tar.gz")];
    const images = {
      "4.jpg": await readFile(join(more, "4.jpg")),
      "5.jpg": await readFile(join(more, "5.jpg")),
    };
    await writeFile(zip, zipSync(images, { level: 0 }));
    const tar = pack();
    for (const [name, content] of Object.entries(images)) tar.entry({ name }, content);
    tar.finalize();
    await writeFile(tarred, gzipSync(await buffer(tar)));
    const backup = join(elsewhere, "backup.tar");
    await makeBackup({
      ...{
        address: ctx.address,
        dataFolder: ctx.dataFolder,
        storage: ctx.storage,
        now: ctx.now,
        warn: () => {},
      },
      ...{ file: backup, force: false, withSecret: false, program: "1.0.0" },
    });
    const made = { project, name: "To be written", allowPending: true, person: null };
    const { id: release } = await createRelease(ctx, made);
    const { id: photos } = await ctx.db
      .selectFrom("project")
      .select("id")
      .where("name", "=", "Photos")
      .executeTakeFirstOrThrow();
    const restored = onDisk("restored");

    const writes: Record<string, { write: () => Promise<unknown>; names: string; words?: RegExp }> = {
      ...Object.fromEntries(
        (["multilabelfy", "csv", "votes", "review", "guideline"] as const).map((format) => [
          format,
          {
            write: async () => {
              const { body } = await exportRelease(ctx, { release, format });
              return writeFileWhole(onDisk(`release.${format}`), body, { force: true });
            },
            names: onDisk(`release.${format}`),
          },
        ]),
      ),
      model: {
        write: () => addModel(ctx, { file, card, embedded: "embedded", samples: elsewhere }),
        names: join(ctx.dataFolder, "models", `${card.sha256}.onnx`),
      },
      ...Object.fromEntries(
        [zip, tarred].map((source) => [
          source,
          {
            write: () => importImages(ctx, { project: photos, source }),
            names: source,
            words: /unpacks to 1 MB, and the disk of .*data\/files\S* has room for 0/,
          },
        ]),
      ),
      backup: {
        write: async () => {
          const address = { kind: "sqlite", file: join(restored, "multilabelfy.sqlite") } as const;
          return restoreBackup({ file: backup, address, dataFolder: restored, warn: () => {} });
        },
        names: restored,
      },
    };
    await mkdir(restored);
    await mkdir(join(ctx.dataFolder, "models"), { recursive: true });
    const before = await list();
    disk!.fill();
    for (const [what, { write, names, words = refusal }] of Object.entries(writes)) {
      const refused = await write().then(
        () => ({ message: "it was written" }),
        (error: Error) => error,
      );
      expect([what, refused.message]).toEqual([what, expect.stringMatching(words)]);
      expect([what, refused.message]).toEqual([what, expect.stringContaining(names)]);
      expect([what, (await list()).filter((name) => name !== filler)]).toEqual([what, before]);
    }
    disk!.free();
    for (const [what, { write }] of Object.entries(writes))
      expect([what, await write()]).toEqual([what, expect.anything()]);
    await rm(restored, { recursive: true });
  });

  it("is read where nothing runs, and nothing can be written beside the database", async () => {
    const closed = join(disk!.folder, "closed");
    await mkdir(closed);
    const file = join(closed, "multilabelfy.sqlite");
    await sql`vacuum into ${file}`.execute(ctx.db);
    await (await openDatabase({ kind: "sqlite", file })).destroy();
    disk!.fill();
    const at = (...args: string[]) => runProgram([...args, "--data", closed], { cwd: elsewhere });
    const read = await at("project", "list");
    expect([read.code, read.out]).toEqual([0, expect.stringContaining(`Project ${project}`)]);
    expect(read.error).toMatch(refusal);
    const written = await at("project", "create", "Another", "--label-space", "imagenet-1k");
    expect([written.code, written.error]).toEqual([1, expect.stringMatching(refusal)]);
    const backup = await at("backup", join(elsewhere, "closed.tar"));
    expect([backup.code, backup.error]).toEqual([0, expect.not.stringMatching(/error|room/)]);
    disk!.free();
  });

  it("leaves a database of an earlier version as it was, and brings it up to date once there is room", async () => {
    const file = join(disk!.folder, "old", "multilabelfy.sqlite");
    await mkdir(join(disk!.folder, "old"));
    addLaterChanges();
    onTestFinished(removeLaterChanges);
    await makeOldDatabase(file, 1);
    disk!.fill();
    const address = { kind: "sqlite", file } as const;
    for (let times = 0; times < 2; times++) {
      await expect(openDatabase(address)).rejects.toMatchObject({
        code: "disk-full",
        message: expect.stringMatching(refusal),
      });
    }
    disk!.free();
    const db = await openDatabase(address);
    expect(await db.selectFrom("labelSpace").select("name").orderBy("id").execute()).toEqual(twoSpaces);
    await db.destroy();
  });
});

const tablespace = mountSmallDisk(32);
afterAll(() => tablespace?.remove());

describe.skipIf(!tablespace)(`a PostgreSQL whose disk is full ${needsMount}`, () => {
  it("is told as that, reads on, and saves once there is room", async () => {
    // The user that the tests' PostgreSQL runs as.
    await chown(tablespace!.folder, 65_534, 65_534);
    const admin = new pg.Client({ connectionString: inject("postgresUrl") });
    await admin.connect();
    const name = `full_${randomUUID().replaceAll("-", "")}`;
    await admin.query(`CREATE TABLESPACE ${name} LOCATION '${tablespace!.folder}'`);
    await admin.query(`CREATE DATABASE ${name} TABLESPACE ${name}`);
    const url = new URL(inject("postgresUrl"));
    url.pathname = `/${name}`;
    const address = { kind: "postgres", url: url.href } as const;
    // There is no room for tables yet either.
    tablespace!.fill();
    const words = /^The disk of the PostgreSQL server is full: nothing was saved/;
    await expect(openDatabase(address)).rejects.toMatchObject({
      code: "disk-full",
      message: expect.stringMatching(words),
    });
    tablespace!.free();
    const db = await openDatabase(address);
    const ctx: Context = makeContext({ db, address, dataFolder: "" });
    const { project } = await makeProject(ctx, { images: { "a.jpg": [1] } });
    tablespace!.fill();
    const write = () =>
      insertEvent(db, {
        ...{ project, person: null, kind: "settings-changed" },
        at: "2026-01-01",
        after: randomText(),
      });
    const randomText = () => randomBytes(100_000).toString("hex");
    const refused = await (async () => {
      for (let times = 0; times < 100; times++) await write();
    })().catch((error: unknown) => storageFailure(error, address));
    expect(refused).toMatchObject({ code: "disk-full", message: expect.stringMatching(words) });
    expect(await db.selectFrom("project").select("id").execute()).toEqual([{ id: project }]);
    tablespace!.free();
    await write();
    await db.destroy();
    await admin.query(`DROP DATABASE ${name}`);
    await admin.query(`DROP TABLESPACE ${name}`);
    await admin.end();
  });
});
