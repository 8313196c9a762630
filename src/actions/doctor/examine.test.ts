import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { openFolder } from "../../../test/openFolder.ts";
import { insertEvent } from "../../db/event.ts";
import { holdLock } from "../../db/sql/holdLock.ts";
import { examine } from "./examine.ts";

onBothDatabases("The doctor", (use) => {
  let project: string;
  let copies: string;

  beforeEach(async () => {
    const { db, dataFolder } = use();
    await chmod(dataFolder, 0o700);
    await db.updateTable("image").set({ fileState: "none", sha256: null }).execute();
    ({ project } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [1] } }));
    const root = `files/${project}/0123456789ab`;
    copies = join(dataFolder, root);
    await db.updateTable("importRoot").set({ path: root }).where("projectId", "=", project).execute();
    await mkdir(copies, { recursive: true });
    for (const key of ["a.jpg", "b.jpg"]) {
      const sha256 = createHash("sha256").update(key).digest("hex");
      await writeFile(join(copies, key), key);
      await db
        .updateTable("image")
        .set({ sha256, bytes: key.length })
        .where("projectId", "=", project)
        .where("key", "=", key)
        .execute();
    }
  });

  async function findings(check: string, quick = false) {
    const { address, dataFolder, storage, now } = use();
    const found = await Array.fromAsync(
      examine({ address, dataFolder, storage, quick, program: "1.0.0", now }),
    );
    return found.filter((finding) => finding.check === check);
  }

  test("finds nothing where all is in order", async () => {
    await use().storage.put(`files/${project}/jobs/made-by-a-job`, ["x"]);
    for (const check of ["versions", "database", "counts", "files", "orphans"])
      expect(await findings(check)).toMatchObject([{ state: "ok" }]);
    await rm(join(use().dataFolder, "files"), { recursive: true });
  });

  test("says whose work is not counted right", async () => {
    const { db } = use();
    const personId = await makePerson(use(), project, "ann", ["annotator"]);
    const wrong = { projectId: project, personId, stage: "annotate", state: "open", images: 1 } as const;
    await db.insertInto("workCount").values(wrong).execute();
    expect(await findings("counts", true)).toMatchObject([
      { state: "problem", found: expect.stringContaining("for 1 of them"), mend: expect.any(String) },
    ]);
    await db.deleteFrom("workCount").execute();
  });

  test("names files that are missing, changed (without --quick at the same size too) or left over", async () => {
    await writeFile(join(copies, "a.jpg"), "A.jpg");
    expect(await findings("files", true)).toMatchObject([{ state: "ok" }]);
    const [changed] = await findings("files");
    expect(changed).toMatchObject({ state: "problem", found: expect.stringContaining("a.jpg") });
    await rm(join(copies, "b.jpg"));
    const both = await findings("files");
    expect(both.map(({ state }) => state)).toEqual(["problem", "problem"]);
    expect(both[0]).toMatchObject({ found: expect.stringMatching(/1 of 2 files are missing: .*b\.jpg/) });
    await writeFile(join(copies, "stray.jpg"), "");
    expect(await findings("orphans")).toMatchObject([
      { state: "warning", found: expect.stringContaining("stray.jpg"), mend: expect.any(String) },
    ]);
    await rm(join(use().dataFolder, "files"), { recursive: true });
  });

  test("compares each model that was added with its hash", async () => {
    const { dataFolder } = use();
    const folder = join(dataFolder, "models");
    await mkdir(folder);
    const names = ["one", "two", "three"].map((text) => createHash("sha256").update(text).digest("hex"));
    for (const [at, text] of ["one", "two", "three"].entries()) {
      await writeFile(join(folder, `${names[at]}.onnx`), text);
      await writeFile(join(folder, `${names[at]}.json`), "{}");
    }
    expect(await findings("models")).toMatchObject([
      { state: "ok", found: expect.stringContaining("3 added") },
    ]);
    await writeFile(join(folder, `${names[0]}.onnx`), "eno");
    await rm(join(folder, `${names[1]}.onnx`));
    await rm(join(folder, `${names[2]}.json`));
    const diagnoses = await findings("models");
    const about = (at: number) => diagnoses.find(({ found }) => found.includes(names[at]!));
    expect(about(0)).toMatchObject({ state: "problem", found: expect.stringContaining("damaged") });
    expect(about(1)).toMatchObject({ state: "problem", found: expect.stringContaining("missing") });
    expect(about(2)).toMatchObject({ state: "warning", found: expect.stringContaining("no card") });
    expect((await findings("models", true)).map(({ state }) => state).sort()).toEqual(["problem", "warning"]);
    await rm(folder, { recursive: true });
  });

  test("says what runs, who else can read the data, and that the clock was ahead", async () => {
    const lock = holdLock(join(use().dataFolder, "server.lock"), "");
    expect(await findings("running")).toMatchObject([{ found: "a server runs here." }]);
    lock.release();
    await chmod(use().dataFolder, 0o755);
    expect(await findings("rights")).toMatchObject([{ state: "warning" }]);
    expect(await findings("clock")).toEqual([]);
    const at = "2999-01-01T00:00:00.000Z";
    await insertEvent(use().db, { project, at, person: null, kind: "settings-changed" });
    expect(await findings("clock")).toMatchObject([{ state: "warning" }]);
    await rm(join(use().dataFolder, "files"), { recursive: true });
  });
});

test("The doctor tells of a database that is damaged, cut, empty or another program's, and changes nothing of it", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-ill-"));
  const ctx = await openFolder(dataFolder);
  const { db, address } = ctx;
  await makeProject(ctx, { images: { "a.jpg": [1], "b.jpg": [1] } });
  await db.destroy();
  const whole = await readFile(address.file);
  const ill: Record<string, Buffer> = {
    "cut in the middle": whole.subarray(0, Math.floor(whole.length / 2)),
    empty: Buffer.alloc(0),
    "no database": Buffer.from("this was one once".repeat(100)),
    // After the first page, which says what the file is.
    "damaged inside": Buffer.concat([
      whole.subarray(0, 4096),
      Buffer.alloc(whole.length - 8192, 0x5a),
      whole.subarray(-4096),
    ]),
  };
  for (const [what, bytes] of Object.entries(ill)) {
    await writeFile(address.file, bytes);
    const found = await Array.fromAsync(examine({ ...ctx, quick: true, program: "1.0.0" }));
    const diagnoses = found.filter(({ check }) => check === "database");
    expect([what, diagnoses]).toEqual([
      what,
      expect.arrayContaining([
        expect.objectContaining({ state: "problem", mend: expect.stringMatching(/\w/) }),
      ]),
    ]);
    expect([what, (await readFile(address.file)).equals(bytes)]).toEqual([what, true]);
  }
  await rm(dataFolder, { recursive: true });
});
