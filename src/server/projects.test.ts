import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { makePhoto } from "../files/testing/makePhoto.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

onBothDatabases("projects and images that a page adds", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let lead: ReturnType<typeof makeBrowser>;
  let ann: ReturnType<typeof makeBrowser>;
  let made: string;

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    const { project: projectId } = await makeProject(use(), { images: { "a.jpg": [0] } });
    await makeAccount(use(), { email: "lead@example.org", projectId, roles: ["lead"] });
    await makeAccount(use(), { email: "ann@example.org", projectId, roles: ["annotator"] });
    lead = makeBrowser(url);
    await lead.signIn("lead@example.org");
    ann = makeBrowser(url);
    await ann.signIn("ann@example.org");
  });
  afterAll(() => close());

  const create = async (browser: typeof lead, body: object) => {
    const reply = await browser.send("POST", "/api/projects", body);
    return { status: reply.status, said: (await reply.json()) as Record<string, unknown> };
  };
  const text = (fileName: string, lines: string) => ({ from: "text", fileName, text: lines });

  it("are made by whoever leads one, and by nobody else", async () => {
    const body = { name: "Birds", labels: text("labels.txt", "owl\nwren"), annotates: true };
    expect(await create(ann, body)).toMatchObject({ status: 403, said: { code: "forbidden" } });
    const { status, said } = await create(lead, body);
    expect([status, said]).toMatchObject([200, { name: "Birds", labels: 2, unread: [] }]);
    made = String(said.id);
    const session = (await (await lead.send("GET", "/api/session")).json()) as { projects: object[] };
    expect(session.projects).toContainEqual({ id: made, name: "Birds", roles: ["annotator", "lead"] });
    expect(await create(lead, body)).toMatchObject({ status: 409, said: { code: "already-exists" } });
  });

  it("refuse labels by the name of the file that was sent, and folders that can mean two things", async () => {
    const twice = await create(lead, {
      name: "Twice",
      labels: text("my labels.csv", "id,name\n1,owl\n1,wren"),
    });
    expect(twice.status).toBe(422);
    expect(twice.said.message).toMatch(/^my labels\.csv: /);
    const away = await create(lead, { name: "Away", labels: text("../../etc/labels.txt", "owl\nowl") });
    expect(away.said.message).toMatch(/^labels\.txt: /);
    const folders = { from: "folders", name: "photos", paths: ["a/owl/1.jpg", "b/wren/2.jpg"] };
    expect(await create(lead, { name: "Deep", labels: folders })).toMatchObject({
      status: 400,
      said: { details: { folders: ["a", "b"], inner: ["owl", "wren"] } },
    });
    const decided = { ...folders, level: 2 };
    expect(await create(lead, { name: "Deep", labels: decided })).toMatchObject({
      status: 200,
      said: { labels: 2 },
    });
  });

  const photo = async (of: string) => new Uint8Array(await makePhoto(40, 30, of.length).jpeg().toBuffer());
  const upload = "0123456789ab";
  const at = (rest: string) => `/api/projects/${made}/uploads/${upload}${rest}`;
  const send = async (path: string, body: string | Uint8Array<ArrayBuffer>, id = upload) => {
    const cookie = [...lead.cookies].map((pair) => pair.join("=")).join("; ");
    const reply = await fetch(
      `${url}/api/projects/${made}/uploads/${id}/files?${new URLSearchParams({ path })}`,
      {
        method: "PUT",
        headers: { cookie, "content-type": "application/octet-stream" },
        body,
      },
    );
    return reply.status;
  };
  const keys = async () =>
    (await Array.fromAsync(use().storage.list(`files/${made}`))).map((key) => key.slice(-9));

  it("take files that are sent, which become images whole or not at all", async () => {
    for (const path of ["owl/1.jpg", "owl/1.jpg", "wren/2.jpg", "wren/read.txt"])
      expect(await send(path, await photo(path))).toBe(200);
    for (const path of ["../out.jpg", "owl//1.jpg", "/owl.jpg", "owl\\1.jpg", "."])
      expect(await send(path, "bytes")).toBe(400);
    const looked = await lead.send("POST", at("/look"), { name: "birds" });
    expect(await looked.json()).toMatchObject({ images: 2, labelled: 2, refused: { count: 0, first: [] } });
    const work = { kind: "import-images", upload, name: "birds" };
    const { id } = (await (await lead.send("POST", `/api/projects/${made}/jobs`, work)).json()) as {
      id: string;
    };
    const job = async () => (await lead.send("GET", `/api/projects/${made}/jobs/${id}`)).json();
    await expect.poll(job).toMatchObject({
      state: "done",
      outcome: { counts: [{ what: "added", count: 2 }], refused: { count: 0 } },
    });
    expect(await keys()).toEqual(["owl/1.jpg", "ren/2.jpg"]);
    // What is an image now is nobody's to change.
    expect(await send("owl/1.jpg", "other bytes")).toBe(409);
    expect((await lead.send("DELETE", at(""))).status).toBe(409);
    const sources = await use()
      .db.selectFrom("imageImport")
      .select("source")
      .where("projectId", "=", made)
      .execute();
    expect(sources).toEqual([{ source: "birds" }]);
  });

  it("take a zip, and what stands beside images, as folders of the server are taken", async () => {
    const start = async (id: string, name: string) => {
      const work = { kind: "import-images", upload: id, name };
      const begun = await lead.send("POST", `/api/projects/${made}/jobs`, work);
      const job = (await begun.json()) as { id: string };
      const ended = async () => (await lead.send("GET", `/api/projects/${made}/jobs/${job.id}`)).json();
      await expect.poll(ended).toMatchObject({
        state: "done",
        outcome: { counts: [{ what: "added", count: 1 }], refused: { count: 0 } },
      });
    };
    const look = async (id: string) =>
      (await lead.send("POST", `/api/projects/${made}/uploads/${id}/look`, { name: "more" })).json();
    const zip = new Uint8Array(zipSync({ "wren/3.jpg": await photo("3") }));
    expect(await send("birds.zip", zip, "00000000000a")).toBe(200);
    expect(await look("00000000000a")).toMatchObject({ images: 1, labelled: 1 });
    await start("00000000000a", "birds.zip");

    const line = '{"file_name": "4.jpg", "label": "owl"}\n';
    expect(await send("4.jpg", await photo("4"), "00000000000b")).toBe(200);
    expect(await send("metadata.jsonl", line, "00000000000b")).toBe(200);
    expect(await look("00000000000b")).toMatchObject({ images: 1, labelled: 1 });
    await start("00000000000b", "more birds");

    const labels = await use()
      .db.selectFrom("image")
      .innerJoin("originalLabel", "originalLabel.imageId", "image.id")
      .select(["image.key", "originalLabel.labelIndex"])
      .where("image.projectId", "=", made)
      .orderBy("image.key")
      .execute();
    expect(labels.map(({ key, labelIndex }) => [key, labelIndex])).toEqual([
      ["1.jpg", 0],
      ["2.jpg", 1],
      ["3.jpg", 1],
      ["4.jpg", 0],
    ]);
    // Each image's file stands once, and nothing of what it came in.
    expect((await keys()).filter((key) => !key.endsWith(".jpg"))).toEqual([]);
    expect(await keys()).toHaveLength(4);
  });
});
