import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { makePhoto } from "../../files/testing/makePhoto.ts";
import { runQueuedJob } from "../../jobs/runQueuedJob.ts";
import type { Context } from "../context.ts";
import { listJobs } from "../jobs/listJobs.ts";
import { startJob } from "../jobs/startJob.ts";
import { allowPlace, listImportPlaces } from "./importPlaces.ts";
import { storeUploaded } from "./uploads.ts";

onSqlite("what leads import in the browser beside files of their own", (use) => {
  let project: string;
  let root: string;
  let elsewhere: string;
  const withRights = (imports: Context["imports"]): Context => ({ ...use(), imports });
  const rights = () => withRights({ outside: undefined, roots: [root, "s3://photos/2026"] });

  beforeAll(async () => {
    [root, elsewhere] = await Promise.all([
      mkdtemp(join(tmpdir(), "multilabelfy-root-")),
      mkdtemp(join(tmpdir(), "multilabelfy-elsewhere-")),
    ]);
    await mkdir(join(root, "val/k1"), { recursive: true });
    const photo = await makePhoto(40, 30, 1).jpeg().toBuffer();
    for (const folder of [join(root, "val/k1"), elsewhere]) await writeFile(join(folder, "1.jpg"), photo);
    await writeFile(join(root, "val/k1/2.jpg"), "no image");
    await symlink(elsewhere, join(root, "link"));
    await symlink(join(root, "val"), join(root, "inner"));
  });
  beforeEach(async () => {
    ({ project } = await makeProject(use(), { images: {} }));
  });

  async function run(ctx: Context, work: Parameters<typeof startJob>[1]["work"]) {
    const { id } = await startJob(ctx, { project, person: null, work });
    await runQueuedJob(ctx, id);
    const { jobs } = await listJobs(ctx, { project, limit: 1 });
    return jobs[0]!;
  }

  it("is a folder below those that were named, as a job that tells what it refused", async () => {
    const job = await run(rights(), { kind: "import-place", source: join(root, "val") });
    expect(job).toMatchObject({ kind: "import-place", state: "done" });
    expect(job.outcome?.counts).toContainEqual({ what: "added", count: 2 });
    expect(job.outcome?.refused).toMatchObject({ count: 1, first: [{ file: "2.jpg" }] });
    const labels = await use().db.selectFrom("originalLabel").select("labelIndex").execute();
    expect(labels.map(({ labelIndex }) => labelIndex)).toEqual([1, 1]);
  });

  it("is found by where it really is, and nobody learns what lies elsewhere", async () => {
    expect(await allowPlace(rights(), join(root, "inner"))).toBe(
      await allowPlace(rights(), join(root, "val")),
    );
    for (const source of [
      elsewhere,
      join(root, "link"),
      join(root, "..", "multilabelfy-nowhere"),
      `${root}-beside`,
      join(root, "val/k1/1.jpg"),
      join(root, "not there"),
      "val",
      "/",
      `${root}/val\0`,
    ])
      await expect(allowPlace(rights(), source)).rejects.toMatchObject({
        code: "not-found",
        message: expect.stringContaining("is no folder below those that may be imported"),
      });
    const startsElsewhere = startJob(rights(), {
      project,
      person: null,
      work: { kind: "import-place", source: join(root, "link") },
    });
    await expect(startsElsewhere).rejects.toMatchObject({ code: "not-found" });
  });

  it("is a part of a bucket that was named, by whole steps", async () => {
    for (const source of ["s3://photos/2026", "s3://photos/2026/birds"])
      expect(await allowPlace(rights(), source)).toBe(source);
    for (const source of [
      "s3://photos",
      "s3://photos/2026-other",
      "s3://photos/2026/../x",
      "s3://other/2026",
    ])
      await expect(allowPlace(rights(), source)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is never the installation's own data", async () => {
    const { dataFolder } = use();
    const ctx = withRights({ outside: undefined, roots: [dirname(dataFolder), dataFolder] });
    for (const source of [dataFolder, dirname(dataFolder)])
      await expect(allowPlace(ctx, source)).rejects.toThrow("holds this installation's own data");
  });

  it("is what a manifest names below the folder, and nothing else", async () => {
    const send = async (upload: string, text: string, name = "photos.csv") => {
      async function* body() {
        yield Buffer.from(text);
      }
      await storeUploaded(use(), { project, upload, path: name, body: body(), maxBytes: 1000 });
      const source = join(root, "val");
      return run(rights(), { kind: "import-place", source, manifest: { upload, name } });
    };
    await symlink(join(elsewhere, "1.jpg"), join(root, "val/out.jpg"));
    for (const [at, [row, words]] of [
      ["../link/1.jpg", "leads out of the images' folder"],
      [join(elsewhere, "1.jpg"), "is an absolute path, and not below"],
      ["out.jpg", "it is a link that leads out of the folder"],
      ["https://127.0.0.1/a.jpg", "--folder means nothing"],
    ].entries()) {
      const { state, message } = await send(`00000000000${at}`, `image,label\n${row},1\n`);
      expect([row, state, message]).toEqual([row, "failed", expect.stringContaining(words!)]);
    }
    const zip = await send("00000000000a", "PK\u0003\u0004", "photos.zip");
    expect(zip).toMatchObject({ state: "failed" });
    const job = await send("00000000000b", "image,label\nk1/1.jpg,2\n");
    expect(job).toMatchObject({ state: "done", outcome: { refused: { count: 0 } } });
    const labels = await use()
      .db.selectFrom("originalLabel")
      .innerJoin("image", "image.id", "imageId")
      .select(["key", "labelIndex"])
      .where("projectId", "=", project)
      .execute();
    expect(labels).toEqual([{ key: "k1/1.jpg", labelIndex: 2 }]);
  });

  it("is nothing where the installation names nothing", async () => {
    expect(listImportPlaces(use())).toEqual({ lists: false, roots: [] });
    await expect(allowPlace(use(), root)).rejects.toThrow("MULTILABELFY_IMPORT_ROOTS");
    const list = { kind: "import-list", upload: "0123456789ab", name: "list.txt" } as const;
    await expect(startJob(use(), { project, person: null, work: list })).rejects.toThrow(
      "MULTILABELFY_REMOTE_IMAGES=yes",
    );
  });

  it("is a list of addresses and nothing else, none of which leads inside", async () => {
    const ctx = withRights({
      outside: { networks: [], resolve: async () => [{ address: "169.254.169.254", family: 4 }] },
      roots: [],
    });
    const send = async (text: string, upload: string) => {
      async function* body() {
        yield Buffer.from(text);
      }
      await storeUploaded(ctx, { project, upload, path: "list.txt", body: body(), maxBytes: 1000 });
      return run(ctx, { kind: "import-list", upload, name: "list.txt" });
    };
    const inside = "https://127.0.0.1/a.jpg\nhttps://rebound.example/b.jpg\n";
    const job = await send(inside, "0123456789ab");
    expect(job).toMatchObject({ state: "done", outcome: { refused: { count: 2 } } });
    for (const { reason } of job.outcome!.refused.first) expect(reason).toContain("is in a private network");
    for (const [at, text] of ["/etc/passwd\n", "../../secret.jpg\n", "image,label\n"].entries())
      expect(await send(text, `00000000000${at}`)).toMatchObject({ state: "failed" });
  });
});
