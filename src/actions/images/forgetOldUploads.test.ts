import { expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { ensureImportRoot } from "../../db/images/importRoot.ts";
import { insertJob } from "../../db/jobs.ts";
import { forgetOldUploads } from "./forgetOldUploads.ts";
import { storeUploaded } from "./uploads.ts";

const day = 24 * 3600 * 1000;
const uploads = {
  failed: "0123456789ab",
  abandoned: "111111111111",
  waiting: "222222222222",
  imported: "333333333333",
};

onSqlite("what was sent and became nothing", (use) => {
  it("goes a week after it came, and nothing else does", async () => {
    const ctx = use();
    const { project } = await makeProject(ctx, { images: {} });
    const files = ctx.storage.within(`files/${project}`);
    for (const upload of Object.values(uploads))
      for (const path of ["scores.csv", "more/images.txt"])
        await storeUploaded(ctx, { project, upload, path, body: body("x"), maxBytes: 10 });
    await files.put("guideline/picture.jpg", ["x"]);
    await files.put("jobs/job", ["x"]);
    const at = "2026-01-01T00:00:00.000Z";
    await ensureImportRoot(ctx.db, {
      projectId: project,
      path: `files/${project}/${uploads.imported}`,
      createdAt: at,
    });
    for (const [upload, state] of [
      [uploads.failed, "failed"],
      [uploads.waiting, "queued"],
    ] as const)
      await insertJob(ctx.db, {
        ...{
          projectId: project,
          personId: null,
          kind: "import-predictions",
          inputJson: JSON.stringify({ upload }),
        },
        ...{ state, done: 0, total: 0, message: "", startedAt: at, updatedAt: at },
      });

    const kept = async (days: number) => {
      await forgetOldUploads({ ...ctx, now: () => new Date(Date.now() + days * day) }, project);
      const found = new Set<string>();
      for await (const key of files.list("")) found.add(key.split("/")[0]!);
      return [...found].toSorted();
    };
    const all = [...Object.values(uploads), "guideline", "jobs"].toSorted();
    expect(await kept(6.9)).toEqual(all);
    expect(await kept(7.1)).toEqual(
      all.filter((name) => name !== uploads.failed && name !== uploads.abandoned),
    );
  });
});

async function* body(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
