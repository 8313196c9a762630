import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { runPredictionUpload } from "../jobs/runPredictionUpload.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

onBothDatabases("predictions that a program sends", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  let cookie: string;

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    ({ project } = await makeProject(use(), { images: { "a.jpg": [0], "b.jpg": [1] } }));
    await makeAccount(use(), { email: "lead@example.org", projectId: project, roles: ["lead"] });
    const browser = makeBrowser(url);
    await browser.signIn("lead@example.org");
    cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
  });
  afterAll(() => close());

  const upload = async (body: BodyInit, query = "model=resnet", type = "application/x-ndjson") => {
    const reply = await fetch(`${url}/api/v1/projects/${project}/predictions?${query}`, {
      method: "POST",
      headers: { cookie, "content-type": type },
      body,
      ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
    } as RequestInit);
    const said = (await reply.json()) as { code?: string; message?: string };
    return { ...said, status: reply.status };
  };
  const records = [
    { image: "a.jpg", labels: [0, 3], scores: [0.7, 0.2] },
    { image: "b.jpg", labels: [1], scores: [0.9] },
  ];
  const lines = (some: unknown[]) => some.map((one) => `${JSON.stringify(one)}\n`).join("");

  it("are stored, once, and count as any others", async () => {
    const report = { images: 2, ignored: 0, imagesWithout: 0, hasScores: true, implausible: [] };
    expect(await upload(lines(records))).toMatchObject({ status: 200, ...report, alreadyThere: false });
    expect(await upload(lines(records))).toMatchObject({ status: 200, alreadyThere: true });
    const { images } = await use()
      .db.selectFrom("prediction")
      .select((eb) => eb.fn.countAll().as("images"))
      .executeTakeFirstOrThrow();
    expect(Number(images)).toBe(2);
    const other = lines([{ ...records[0], labels: [0, 5] }, records[1]]);
    expect(await upload(other)).toMatchObject({ status: 409 });
    expect(await upload(other, "model=resnet&replace=yes")).toMatchObject({ status: 200, images: 2 });
  });

  it("are refused whole in words, and nothing is left of them", async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith("multilabelfy-upload-"));
    const unknown = lines([...records, { image: "c.jpg", labels: [0], scores: [0.5] }]);
    const refused = await upload(unknown, "model=other");
    expect([refused.status, refused.code]).toEqual([422, "bad-file"]);
    expect(refused.message).toMatch(/^predictions\.jsonl.*c\.jpg/s);
    expect(refused.message).not.toContain(tmpdir());
    expect(await upload(unknown, "model=other&ignoreUnknown=yes")).toMatchObject({ status: 200, ignored: 1 });
    expect((await upload("{}", "model=third")).status).toBe(422);
    expect((await upload("not JSON", "model=third")).status).toBe(422);
    expect((await upload("", "model=third")).status).toBeGreaterThanOrEqual(400);
    expect((await upload(lines(records), "")).status).toBe(400);
    expect((await upload(lines(records), "model=x", "application/json")).status).toBe(400);
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith("multilabelfy-upload-"));
    expect(after).toEqual(before);
  });

  it("are taken up to a limit, though nobody says how much comes", async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (; sent < 100; sent++) yield Buffer.alloc(2 ** 20, 32);
      })(),
    );
    const wishes = { replace: false, ignoreUnknown: false, allowImplausible: false };
    const uploading = runPredictionUpload(use(), {
      ...{ project, model: "large", body: endless, maxBytes: 3 * 2 ** 20 },
      ...wishes,
    });
    await expect(uploading).rejects.toMatchObject({
      code: "too-large",
      message: "At most 3 MB are taken at once. Keep fewer labels an image.",
    });
    expect(sent).toBeLessThan(100);
  });
});
