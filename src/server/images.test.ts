import { afterAll, beforeAll, expect, it } from "vitest";
import { makePerson, makeProject } from "../../test/factories.ts";
import { answerImage } from "../../test/made/answerImage.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

onBothDatabases("images over HTTP", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  let ids: Record<string, string>;
  let lead: ReturnType<typeof makeBrowser>;

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    ({ project, imageIds: ids } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [2] } }));
    await makeAccount(use(), { email: "lead@example.org", projectId: project, roles: ["lead"] });
    lead = makeBrowser(url);
    await lead.signIn("lead@example.org");
    const ann = await makePerson(use(), project, "ann", ["annotator"]);
    for (const yes of [[1], [1, 6]]) {
      await answerImage(use(), { project, image: ids["a.jpg"]!, person: ann, yes });
    }
  });
  afterAll(() => close());

  const ask = async (method: string, path: string, body?: unknown) => {
    const reply = await lead.send(method, `/api/projects/${project}${path}`, body);
    return { status: reply.status, body: await reply.json() };
  };

  it("lists images by the filters of the address, and refuses filters that mean nothing", async () => {
    expect((await ask("GET", "/images?status=pending&original=1")).body).toMatchObject({
      images: [{ key: "a.jpg", thumbnailUrl: `/api/images/${ids["a.jpg"]}/thumbnail` }],
      after: null,
      count: { images: 1, isAll: true },
    });
    for (const query of ["status=done", "labels=4", "text=", "nothing=1", "original=-1", "flag=yes"]) {
      expect(await ask("GET", `/images?${query}`), query).toMatchObject({ status: 400 });
    }
  });

  it("shows an image with its history, and makes an earlier answer hold again", async () => {
    const path = `/images/${ids["a.jpg"]}`;
    expect((await ask("GET", path)).body).toMatchObject({ key: "a.jpg", status: "pending" });
    const { entries } = (await ask("GET", `${path}/history`)).body;
    expect(entries).toHaveLength(2);
    const restored = await ask("POST", `${path}/restore`, { event: entries[1].id, reason: "a slip" });
    expect(restored).toEqual({ status: 200, body: {} });
    expect((await ask("GET", path)).body.answers[0].decisions[1]).toMatchObject({ label: 1, answer: "yes" });
    expect((await ask("GET", `${path}/history?limit=1`)).body).toMatchObject({
      entries: [{ kind: "answer-restored", by: "lead" }],
    });
    expect(await ask("POST", `${path}/restore`, { event: entries[1].id, reason: " " })).toMatchObject({
      status: 400,
    });
  });

  it("knows no image of another project, although the lead leads both", async () => {
    const other = await makeProject(use(), { images: { "c.jpg": [1] } });
    const foreign = other.imageIds["c.jpg"];
    expect(await ask("GET", `/images/${foreign}`)).toMatchObject({ status: 404 });
    expect(await ask("GET", `/images/${foreign}/history`)).toMatchObject({ status: 404 });
    expect(await ask("POST", `/images/${foreign}/restore`, { event: "x", reason: "x" })).toMatchObject({
      status: 404,
    });
  });
});
