import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeDraft, makePerson, makeSave } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { assignBatches } from "../actions/batches/assignBatches.ts";
import { importExemplars } from "../actions/exemplars/importExemplars.ts";
import { importImages } from "../actions/images/importImages.ts";
import { verifyImages } from "../actions/images/verifyImages.ts";
import { createProject } from "../actions/project/createProject.ts";
import { saveRuling } from "../actions/rulings/saveRuling.ts";
import { writeMessage } from "../actions/talk/writeMessage.ts";
import { carefulSettings } from "../core/project/settings.ts";
import { mentionOf } from "../core/talk/mentions.ts";
import { writeProposals } from "../db/proposals/proposal.ts";
import { makePhoto } from "../files/testing/makePhoto.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

const classes = ["n01440764", "n01443537", "n01484850"];
const perClass = 4;
/** Beside the pixels, each file names its class in all the ways in which photo programs do. */
const metadata = (name: string) => `class of this photo: ${name}`;

onBothDatabases("all that an annotator receives, headers and bytes", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  let ann: string;
  let browser: ReturnType<typeof makeBrowser>;
  const files = new Map<string, Buffer>();
  const received: { path: string; bytes: Buffer; text: string }[] = [];

  async function receive(path: string, method = "GET", body?: unknown) {
    const reply = await browser.send(method, path, body);
    const bytes = Buffer.from(await reply.arrayBuffer());
    const text = `${JSON.stringify([...reply.headers])}\n${bytes.toString("latin1")}`;
    received.push({ path, bytes, text });
    expect([path, reply.status]).toEqual([path, 200]);
    return bytes;
  }
  const json = async (path: string) => JSON.parse(String(await receive(path)));

  beforeAll(async () => {
    const ctx = use();
    ({ id: project } = await createProject(ctx, { name: "Fish", labelSpace: "imagenet-1k" }));
    await ctx.db
      .updateTable("project")
      .set({ settingsJson: JSON.stringify({ ...carefulSettings, exemplarsFromEvaluatedSet: true }) })
      .where("id", "=", project)
      .execute();
    const [photos, train] = await Promise.all(
      ["photos", "train"].map((name) => mkdtemp(join(tmpdir(), `multilabelfy-${name}-`))),
    );
    for (const [at, name] of classes.entries()) {
      for (let number = 0; number < perClass; number++) {
        const photo = makePhoto(60, 40, at * 10 + number)
          .withExif({ IFD0: { Artist: metadata(name), ImageDescription: metadata(name) } })
          .withXmp(`<x>${metadata(name)}</x>`);
        const file = await (number % 2 ? photo.png() : photo.jpeg()).toBuffer();
        const bytes = Buffer.concat([file, number % 2 ? Buffer.alloc(0) : Buffer.from(metadata(name))]);
        const key = `${name}/${number}.${number % 2 ? "png" : "jpg"}`;
        files.set(key, bytes);
        // Some of the images to label are exemplars as well.
        for (const folder of number < 2 ? [photos!, train!] : [photos!]) {
          await mkdir(dirname(join(folder, key)), { recursive: true });
          await writeFile(join(folder, key), bytes);
        }
      }
    }
    await importImages(ctx, { project, source: photos! });
    await verifyImages(ctx, { project });
    const rows = await ctx.db.selectFrom("image").select(["id", "key"]).execute();
    const ranking = Array.from({ length: 20 }, (_, label) => ({
      label,
      score: 0.5 ** (label + 1),
      models: 1,
    }));
    const at = "2026-01-01T00:00:00.000Z";
    await writeProposals(
      ctx.db,
      rows.map(({ id: image }) => ({ image, models: [], method: null, ranking })),
      at,
    );
    await importExemplars(ctx, { project, source: train!, seed: 1 }).catch(() => undefined);
    const { rootId } = await ctx.db.selectFrom("image").select("rootId").executeTakeFirstOrThrow();
    // What was an exemplar before the images came stays one.
    const images = await ctx.db.selectFrom("image").select(["id", "path", "sha256"]).execute();
    await ctx.db
      .insertInto("exemplar")
      .values(
        images.slice(0, 6).map(({ id, path, sha256 }, position) => ({
          id: `exemplar-${id}`,
          projectId: project,
          fromVersion: 1,
          untilVersion: null,
          labelIndex: position % 3,
          position,
          rootId,
          path,
          sha256: sha256!,
          imageId: null,
        })),
      )
      .execute();
    await ctx.db.updateTable("project").set({ exemplarVersion: 1 }).where("id", "=", project).execute();
    await saveRuling(ctx, {
      project,
      person: null,
      version: 0,
      labels: [0, 1],
      kind: "exclude",
      text: "One of them.",
      examples: [rows[0]!.key, rows[1]!.key],
    });

    ({ url, close } = await startTestServer(ctx));
    ann = await makeAccount(ctx, { email: "ann@example.org", projectId: project, roles: ["annotator"] });
    const ben = await makeAccount(ctx, {
      email: "ben@example.org",
      projectId: project,
      roles: ["annotator"],
    });
    await assignBatches(ctx, { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
    // What others say of each image, for her too once she may know it.
    const lead = await makePerson(ctx, project, "lead", ["lead"]);
    for (const { id: image, key } of rows) {
      const said = { project, image, operation: `say ${image}` };
      const text = `${mentionOf(ann)}: ${metadata(key)}`;
      const { waiting } = await writeMessage(ctx, { ...said, person: lead, text, to: null });
      expect(waiting.map(({ id }) => id)).toEqual([ann]);
      await writeMessage(ctx, { ...said, person: ben, text: metadata(key), to: null });
    }
    browser = makeBrowser(url);
    await browser.signIn("ann@example.org");

    // All that the pages of an annotator ask for, and each picture in each size.
    const address = `/api/projects/${project}`;
    for (const path of ["work", "label-space", "guideline", "label-notes", "qualification"])
      await receive(`${address}/${path}`);
    for (const path of ["/api/session", "/api/account", "/api/waiting", "/api/tutorial"]) await receive(path);
    for (const label of [0, 1, 2]) await receive(`${address}/labels/${label}/confusions`);
    const exemplars = await json(`${address}/exemplars/1`);
    const rulings = await json(`${address}/rulings`);
    const { order } = await json(`${address}/work/annotate/next`);
    expect(order.length).toBeGreaterThan(3);
    const pictures = new Set<string>();
    const assignments = await ctx.db
      .selectFrom("assignment")
      .select("id")
      .where("personId", "=", ann)
      .execute();
    for (const { id } of assignments)
      pictures.add(`images/${(await json(`/api/assignments/${id}`)).image.id}`);
    for (const { exemplars: ids } of exemplars.labels) for (const id of ids) pictures.add(`exemplars/${id}`);
    for (const { examples } of rulings.rulings) for (const id of examples) pictures.add(`images/${id}`);
    for (const picture of pictures)
      for (const variant of ["thumbnail", "screen", "original"]) await receive(`/api/${picture}/${variant}`);
    const save = makeSave(makeDraft([0]));
    await receive(`/api/assignments/${assignments[0]!.id}/annotation`, "PUT", save);
    for (const { id } of rows) await receive(`${address}/images/${id}/thread`);
    for (const path of ["talk", "work/images"]) await receive(`${address}/${path}`);
  });
  afterAll(() => close());

  const all = () => received.map(({ path, text }) => [path, text] as const);
  const holding = (word: string) => all().flatMap(([path, text]) => (text.includes(word) ? [path] : []));

  it("names no file, folder or class of a photo, be it in the file itself", () => {
    expect(received.length).toBeGreaterThan(3 * classes.length * perClass);
    for (const key of files.keys()) expect(holding(key)).toEqual([]);
    expect(holding("class of this photo")).toEqual([]);
    expect(holding("multilabelfy-photos")).toEqual([]);
    // The label space names every class, and it alone.
    for (const name of classes) for (const path of holding(name)) expect(path).toMatch(/label-space$/);
  });

  it("has no hash by which a public file could be found", () => {
    for (const bytes of files.values()) {
      for (const algorithm of ["sha256", "sha1", "md5"]) {
        const hash = createHash(algorithm).update(bytes).digest();
        for (const coded of ["hex", "base64", "base64url"] as const)
          expect(holding(hash.toString(coded).slice(0, 20))).toEqual([]);
      }
    }
  });

  it("holds no file as it was, though its picture", async () => {
    for (const bytes of files.values()) expect(received.some((one) => one.bytes.equals(bytes))).toBe(false);
    const root = await use().db.selectFrom("importRoot").select("path").executeTakeFirstOrThrow();
    expect(await readFile(join(root.path, [...files.keys()][0]!))).toEqual([...files.values()][0]);
  });

  it("has no exemplar and no ruling's example that is an image of one's own", () => {
    expect(holding("exemplar-")).toEqual([]);
    const rulings = received.find(({ path }) => path.endsWith("/rulings"))!;
    expect(JSON.parse(String(rulings.bytes)).rulings).toMatchObject([{ text: "One of them.", examples: [] }]);
  });

  it("marks two names of one picture by nothing that is the same", () => {
    const etags = received.flatMap(({ text }) => text.match(/\["etag","([^[\]]+)"\]/)?.[1] ?? []);
    expect(new Set(etags).size).toBe(etags.length);
  });
});
