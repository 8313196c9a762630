import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { exemplarUrl, imageUrl } from "../contract/images/image.ts";
import { newId } from "../db/sql/newId.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

onBothDatabases("images", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let bytes: Buffer;
  let image: string;
  const exemplar = newId();
  let member: ReturnType<typeof makeBrowser>;

  beforeAll(async () => {
    const { db, dataFolder } = use();
    ({ url, close } = await startTestServer(use()));
    // A PNG by its content: what its name says is not believed.
    bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const root = join(dataFolder, "photos");
    await mkdir(join(root, "n01440764_tench"), { recursive: true });
    const path = join("n01440764_tench", "tench.jpg");
    await writeFile(join(root, path), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");

    const { project, imageIds } = await makeProject(use(), { images: { "tench.jpg": [0] } });
    image = imageIds["tench.jpg"] as string;
    await db.updateTable("importRoot").set({ path: root }).where("projectId", "=", project).execute();
    await db.updateTable("image").set({ path, sha256 }).where("id", "=", image).execute();
    const { rootId } = await db.selectFrom("image").select("rootId").executeTakeFirstOrThrow();
    await db
      .insertInto("exemplar")
      .values({
        id: exemplar,
        projectId: project,
        fromVersion: 1,
        labelIndex: 0,
        position: 0,
        rootId,
        path,
        sha256,
      })
      .execute();
    member = makeBrowser(url);
    await makeAccount(use(), { email: "member@example.org", projectId: project, roles: ["annotator"] });
    await member.signIn("member@example.org");
  });
  afterAll(() => close());

  it("sends the original with its pixels and its true type, to be kept and not to be run", async () => {
    const reply = await member.send("GET", imageUrl(image, "original"));
    expect(reply.status).toBe(200);
    const sent = Buffer.from(await reply.arrayBuffer());
    expect((await sharp(sent).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": String(sent.length),
      "cache-control": "private, max-age=31536000, immutable",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "content-disposition": "inline",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  it("sends smaller forms, of images and of exemplars", async () => {
    for (const path of [
      imageUrl(image, "screen"),
      imageUrl(image, "thumbnail"),
      exemplarUrl(exemplar, "thumbnail"),
    ]) {
      const reply = await member.send("GET", path);
      expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
      const { format, width, height } = await sharp(Buffer.from(await reply.arrayBuffer())).metadata();
      expect([format, width, height]).toEqual(["jpeg", 60, 40]);
    }
  });

  it("betrays neither the file's name nor its class folder", async () => {
    const reply = await member.send("GET", imageUrl(image, "original"));
    await reply.arrayBuffer();
    expect(JSON.stringify([...reply.headers])).not.toMatch(/tench|photos|n01440764/);
  });

  it("sends an image that the browser has only once, and only to whoever may see it", async () => {
    const etag = (await member.send("GET", imageUrl(image, "screen"))).headers.get("etag") ?? "";
    const again = await member.send("GET", imageUrl(image, "screen"), undefined, { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const other = await member.send("GET", imageUrl(image, "original"), undefined, { "if-none-match": etag });
    expect(other.status).toBe(200);
    const stranger = await fetch(url + imageUrl(image, "screen"), { headers: { "if-none-match": etag } });
    expect(stranger.status).toBe(401);
  });

  it("answers HEAD without the image", async () => {
    const reply = await member.send("HEAD", imageUrl(image, "screen"));
    expect([reply.status, await reply.text()]).toEqual([200, ""]);
  });

  it("serves nothing that is not verified, changed or gone, and lets nobody keep the refusal", async () => {
    const { db, dataFolder } = use();
    const { path } = await db
      .selectFrom("image")
      .select("path")
      .where("id", "=", image)
      .executeTakeFirstOrThrow();
    const set = (fileState: "ok" | "unverified") =>
      db.updateTable("image").set({ fileState }).where("id", "=", image).execute();
    await set("unverified");
    expect((await member.send("GET", imageUrl(image, "original"))).status).toBe(404);
    await set("ok");
    await writeFile(join(dataFolder, "photos", path), "<svg onload='alert(1)'>");
    // What was made of the right file stays right.
    expect((await member.send("GET", imageUrl(image, "original"))).status).toBe(200);
    await rm(join(dataFolder, "variants"), { recursive: true });
    const changed = await member.send("GET", imageUrl(image, "original"));
    expect([changed.status, (await changed.json()).code]).toEqual([422, "bad-file"]);
    expect(changed.headers.get("cache-control")).toBe("no-store");
    expect(changed.headers.has("etag")).toBe(false);
    await writeFile(join(dataFolder, "photos", path), bytes);
    expect((await member.send("GET", "/api/images/x/huge")).status).toBe(404);
    expect((await member.send("GET", `/api/images/${image}/huge`)).status).toBe(400);
  });
});
