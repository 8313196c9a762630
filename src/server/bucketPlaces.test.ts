import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import type { JobView } from "../contract/jobs.ts";
import { makePhoto } from "../files/testing/makePhoto.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { folderStorage } from "../storage/folderStorage.ts";
import { s3Storage } from "../storage/s3/s3Storage.ts";
import { startS3Server } from "../storage/testing/startS3Server.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

const access = await startS3Server(["photos"]);
const root = "s3://photos/2026";

beforeAll(async () => {
  const bucket = s3Storage(access, { bucket: "photos", prefix: "2026" }, await temporaryFolder());
  for (const [at, key] of ["birds/a.png", "birds/b.png", "birds/other.png"].entries())
    await bucket.put(key, [
      await makePhoto(40, 30 + at)
        .png()
        .toBuffer(),
    ]);
  // Jobs run in processes of their own, which read the settings.
  const settings = {
    ...{ IMPORT_ROOTS: root, S3_ENDPOINT: access.endpoint },
    ...{ S3_ACCESS_KEY_ID: access.keys!.id, S3_SECRET_ACCESS_KEY: access.keys!.secret },
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(`MULTILABELFY_${name}`, value);
  return () => vi.unstubAllEnvs();
});

onBothDatabases("a bucket that leads may import", (use) => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let lead: ReturnType<typeof makeBrowser>;
  let project: string;

  beforeAll(async () => {
    const storage = folderStorage(use().dataFolder, access);
    server = await startTestServer({ ...use(), storage, imports: { outside: undefined, roots: [root] } });
    ({ project } = await makeProject(use(), { images: {} }));
    await makeAccount(use(), { email: "lead@example.org", projectId: project, roles: ["lead"] });
    lead = makeBrowser(server.url);
    await lead.signIn("lead@example.org");
  });
  afterAll(() => server.close());

  async function send(upload: string, text: string): Promise<{ upload: string; name: string }> {
    const reply = await fetch(
      `${server.url}/api/projects/${project}/uploads/${upload}/files?path=photos.csv`,
      {
        method: "PUT",
        headers: {
          cookie: [...lead.cookies].map((pair) => pair.join("=")).join("; "),
          "content-type": "application/octet-stream",
        },
        body: text,
      },
    );
    expect(reply.status).toBe(200);
    return { upload, name: "photos.csv" };
  }

  const start = (work: object) =>
    lead.send("POST", `/api/projects/${project}/jobs`, { kind: "import-place", ...work });

  it("is added as a manifest that was sent names it, copied where that is wanted", async () => {
    const missing = await send("000000000001", "image,label\na.png,1\nnone.png,2\n");
    const manifest = await send("000000000002", `image,label\na.png,1\n${root}/birds/b.png,2\nnone.png,2\n`);
    const source = `${root}/birds`;
    expect((await start({ source: "s3://photos/2025", manifest })).status).toBe(404);
    const begun = [
      await start({ source, manifest: missing }),
      await start({ source, manifest, skipMissing: true, copy: true }),
    ];
    const jobs = await Promise.all(begun.map(async (reply) => ((await reply.json()) as JobView).id));
    const look = (id: string) =>
      lead.send("GET", `/api/projects/${project}/jobs/${id}`).then((reply) => reply.json());
    await expect.poll(() => look(jobs[1]!), { timeout: 60_000 }).toMatchObject({ state: "done" });
    expect(await look(jobs[0]!)).toMatchObject({
      state: "failed",
      message: expect.stringMatching(
        /^photos\.csv: 1 of its 2 images is no object in s3:\/\/photos\/2026\/birds: row 3: none\.png/,
      ),
    });
    expect(await look(jobs[1]!)).toMatchObject({
      outcome: {
        counts: [{ what: "added", count: 2 }],
        refused: { count: 1, first: [{ file: "row 4: none.png" }] },
      },
    });
    const images = await use()
      .db.selectFrom("image")
      .innerJoin("importRoot", "importRoot.id", "image.rootId")
      .innerJoin("originalLabel", "originalLabel.imageId", "image.id")
      .select(["key", "labelIndex", "fileState", "importRoot.path as root"])
      .where("image.projectId", "=", project)
      .orderBy("key")
      .execute();
    const kept = { fileState: "ok", root: expect.stringContaining(`files/${project}/`) };
    expect(images).toMatchObject([
      { key: "a.png", labelIndex: 1, ...kept },
      { key: "b.png", labelIndex: 2, ...kept },
    ]);
    // What was read is not kept; what was refused can be tried again.
    const files: string[] = [];
    for await (const key of folderStorage(use().dataFolder, access).within(`files/${project}`).list(""))
      files.push(key);
    expect(files.filter((key) => key.endsWith(".csv"))).toEqual(["000000000001/photos.csv"]);
  });
});
