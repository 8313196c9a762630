import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { findEmbeddings, readEmbeddings } from "../actions/embeddings/readEmbeddings.ts";
import { runEmbeddingUpload } from "../jobs/runEmbeddingUpload.ts";
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

onBothDatabases("embeddings that a program sends", (use) => {
  it("are stored whole or not at all, and refused in words", async () => {
    const { project, imageIds } = await makeProject(use(), { images: { "a.jpg": [0], "b.jpg": [1] } });
    const pack = (numbers: number[]) => Buffer.from(Float32Array.from(numbers).buffer).toString("base64");
    const send = (rows: [string, unknown][], more = {}) =>
      runEmbeddingUpload(use(), {
        ...{ project, model: "dino", replace: false, ignoreUnknown: false, maxBytes: 1e6, ...more },
        body: Readable.from(rows.map(([image, embedding]) => `${JSON.stringify({ image, embedding })}\n`)),
      });
    const rows: [string, string][] = [
      ["b.jpg", pack([0.5, -2, 4])],
      ["a.jpg", pack([1, 2, 3])],
    ];
    for (const [wrong, words] of [
      [[...rows, ["c.jpg", pack([1, 1, 1])]], "the project has no image c.jpg"],
      [[...rows, ["a.jpg", pack([1, 1, 1])]], "a.jpg is in row 2 already"],
      [[rows[0], ["a.jpg", pack([1, 2])]], "has 2 numbers, and those before it 3"],
      [[["a.jpg", "AAA="]], "not made of 32-bit floats"],
      [[["a.jpg", [1, 2, 3]]], "embedding"],
      [[["a.jpg", pack([1, Number.NaN, 3])]], "not a finite one"],
      [[], "it holds no embedding"],
    ] as const)
      await expect(send(wrong as unknown as [string, unknown][])).rejects.toMatchObject({
        code: "bad-file",
        message: expect.stringMatching(new RegExp(`^embeddings\\..*${words}`, "s")),
      });
    expect(await use().db.selectFrom("embedding").selectAll().execute()).toEqual([]);

    const stored = { model: "dino", images: 2, size: 3, ignored: 0 };
    expect(await send(rows)).toMatchObject({ ...stored, alreadyThere: false });
    expect(await send(rows)).toMatchObject({ ...stored, alreadyThere: true });
    await expect(send([["a.jpg", pack([1, 2])]])).rejects.toMatchObject({ code: "already-exists" });
    const images = [imageIds["a.jpg"]!, imageIds["b.jpg"]!];
    const found = new Map<string, number[]>();
    for await (const { imageIds: ids, rows } of readEmbeddings(
      use(),
      await findEmbeddings(use(), project, "dino"),
    ))
      for (const [at, id] of ids.entries()) found.set(id, [...rows.subarray(at * 3, at * 3 + 3)]);
    expect(images.map((image) => found.get(image))).toEqual([
      [1, 2, 3],
      [0.5, -2, 4],
    ]);
  });
});
