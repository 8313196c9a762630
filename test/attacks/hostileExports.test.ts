import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { JSDOM } from "jsdom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import { exportDataset } from "../../src/actions/releases/exportDataset.ts";
import { exportEvents } from "../../src/actions/releases/exportEvents.ts";
import { exportRelease } from "../../src/actions/releases/exportRelease.ts";
import { toyRecord } from "../../src/actions/reports/testing/toyRecord.ts";
import { writeEvaluationReport } from "../../src/actions/reports/writeEvaluationReport.ts";
import { datasetFormats, exportFormats, isFolderFormat } from "../../src/contract/releases/release.ts";
import { insertReview } from "../../src/db/review/review.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { partsOf } from "../../src/files/datasets/datasetFile.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../src/server/testServer.ts";
import { makeFinal, makeProject } from "../factories.ts";
import { answerImage } from "../made/answerImage.ts";
import { onBothDatabases } from "../onBothDatabases.ts";
import { hostileTexts } from "./hostileTexts.ts";

/** What spreadsheets and shells take for more than a name, beside the texts that pages must not run. */
const names = [
  ...hostileTexts,
  ...[
    "-rf",
    "--help",
    "..",
    "../../x",
    "C:\\x",
    "CON",
    "a;=1+1",
    "a, b",
    'a"b',
    "漢字",
    "",
    " ",
    "a/b",
    "x".repeat(200),
  ],
];
const run = /^"*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const textOf = async (pieces: AsyncIterable<string | Uint8Array>) => (await Array.fromAsync(pieces)).join("");

onBothDatabases("hostile names in every file that is exported", (use) => {
  let project: string;
  let release: string;
  let keys: string[];

  beforeAll(async () => {
    const { db } = use();
    const plain = names.map((_, at) => `${at}.jpg`);
    const made = await makeProject(use(), {
      images: Object.fromEntries(plain.map((key, at) => [key, [at % 20]])),
    });
    ({ project } = made);
    keys = names.map((name) => `${name}.jpg`);
    const ann = await makeAccount(use(), {
      email: "ann@example.org",
      projectId: project,
      roles: ["annotator"],
    });
    const eva = await makeAccount(use(), {
      email: "eva@example.org",
      projectId: project,
      roles: ["expert", "lead"],
    });
    await db.updateTable("person").set({ name: names[0]! }).execute();
    const { labelSpaceId } = await db
      .selectFrom("project")
      .select("labelSpaceId")
      .where("id", "=", project)
      .executeTakeFirstOrThrow();
    for (const [at, name] of names.entries()) {
      const image = made.imageIds[plain[at]!]!;
      await db.updateTable("image").set({ key: keys[at]! }).where("id", "=", image).execute();
      await db
        .updateTable("label")
        .set({ name: name || "x", key: `${name} ${at}` })
        .where("labelSpaceId", "=", labelSpaceId)
        .where("index", "=", at)
        .execute();
      await answerImage(use(), { project, image, person: ann, yes: [at % 20], comment: name });
      await db.deleteFrom("agreement").where("imageId", "=", image).execute();
      await makeFinal(use(), image, [at]);
      await insertReview(db, {
        ...{ id: newId(), projectId: project, imageId: image, basis: "a refinement", personId: eva },
        ...{ guidelineVersion: 1, exemplarVersion: 0, createdAt: "2026-01-01T00:00:00.000Z" },
      });
    }
    release = (await createRelease(use(), { project, name: names[1]!, allowPending: true, person: null })).id;
  });

  it("keeps them to the letter, or from being run, in CSV and JSON", async () => {
    const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const format of exportFormats) {
      // Nobody marked any in this release: labels of objects are indices, and its images have the names of the other files.
      if (format === "objects") {
        await expect(exportRelease(use(), { release, format })).rejects.toThrow("holds no objects");
        continue;
      }
      // No model has said where it sees labels; what is named of images and labels is as in JSON lines.
      if (format === "relabel") {
        await expect(exportRelease(use(), { release, format })).rejects.toThrow("No model has said");
        continue;
      }
      for (const spreadsheet of [false, true]) {
        // Their images have no files; what names them in a folder is refused below.
        const images = isFolderFormat(format) ? ("none" as const) : undefined;
        const body = await textOf(
          (await exportRelease(use(), { release, format, spreadsheet, images })).body,
        );
        if (format === "multilabelfy") expect(Object.keys(JSON.parse(body)).sort()).toEqual([...keys].sort());
        if (format === "real") expect(JSON.parse(body)).toHaveLength(keys.length);
        if (format === "csv" || format === "votes") {
          const rows = parse(body, { record_delimiter: "\n", columns: true }) as Record<string, string>[];
          const found = new Set(rows.map(({ image }) => image!));
          if (spreadsheet)
            for (const cell of rows.flatMap((row) => Object.values(row)))
              for (const part of cell.split(/[;\t\r\n]/)) if (part) expect(part).not.toMatch(run);
          if (!spreadsheet) expect([...found]).toEqual(sorted);
          if (format === "csv" && !spreadsheet)
            for (const row of rows.filter(({ label }) => Number(label) < 40))
              expect(row.key).toBe(`${names[Number(row.label)]} ${row.label}`);
        }
      }
    }
    // A browser is sent the same: to the letter, or what a spreadsheet runs nothing of; of JSON there is one form.
    const { url, close } = await startTestServer(use());
    const lead = makeBrowser(url);
    await lead.signIn("eva@example.org");
    const ask = (path: string) => lead.send("GET", `/api/releases/${release}/export/${path}`);
    for (const format of ["csv", "votes", "multilabelfy"] as const) {
      for (const spreadsheet of [false, true]) {
        const sent = await (await ask(`${format}${spreadsheet ? "?spreadsheet=yes" : ""}`)).text();
        expect(sent).toBe(await textOf((await exportRelease(use(), { release, format, spreadsheet })).body));
      }
    }
    const [plainText, armed] = await Promise.all(
      ["csv", "csv?spreadsheet=yes"].map(async (path) => (await ask(path)).text()),
    );
    expect(armed).not.toBe(plainText);
    for (const other of ["no", "", "yes&spreadsheet=yes"])
      expect((await ask(`csv?spreadsheet=${other}`)).status).toBe(400);
    await close();
    const events = await textOf((await exportEvents(use(), { project })).body);
    for (const line of events.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("kind");
  });

  it("lets no name of an image lead out of a folder or an archive", async () => {
    for (const format of datasetFormats) {
      const { files } = await exportDataset(use(), { release, format, images: "none" });
      for await (const file of files) {
        // Each is read to its end before the next.
        if ("body" in file) for await (const _ of file.body);
        expect(partsOf(file.path).join("/")).toBe(file.path);
      }
    }
    for (const key of keys.filter((key) => /(^|\/)\.\.\/|\\|^C:|^\//.test(key)))
      for (const folder of ["", "data/", "images/"])
        expect(() => partsOf(folder + key)).toThrow("cannot be the name");
    expect(partsOf("images/a b/漢字.jpg")).toEqual(["images", "a b", "漢字.jpg"]);
  });

  it("gives files plain names, on disk and in what a browser is told", async () => {
    const { url, close } = await startTestServer(use());
    const lead = makeBrowser(url);
    await lead.signIn("eva@example.org");
    for (const name of names) {
      await use().db.updateTable("project").set({ name }).where("id", "=", project).execute();
      const { fileName } = await exportRelease(use(), { release, format: "guideline" });
      for (const one of [fileName, (await exportEvents(use(), { project })).fileName]) {
        expect([name, one]).toEqual([name, expect.stringMatching(/^[a-z0-9][a-z0-9.-]*\.(md|jsonl)$/)]);
        expect(one.length).toBeLessThan(256);
      }
      const reply = await lead.send("GET", `/api/releases/${release}/export/guideline`);
      expect(reply.headers.get("content-disposition")).toBe(
        `attachment; filename="${fileName}"; filename*=UTF-8''${fileName}`,
      );
      expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
      await reply.arrayBuffer();
    }
    await close();
  });
});

describe("hostile names of models and labels in a report", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "multilabelfy-hostile-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("are text in its page, its figures and its tables, and name no file", async () => {
    const quarter = Math.ceil(hostileTexts.length / 4);
    const models = [0, 1, 2, 3].map((at) => hostileTexts.slice(at * quarter, (at + 1) * quarter).join(" "));
    const record = {
      ...toyRecord({ names: models, scores: true }),
      command: models[0]!,
      program: models[1]!,
    };
    const labelName = (index: number) => models[index % 4]!;
    const files = await writeEvaluationReport(record, { folder, labelName });
    const { document } = new JSDOM(await readFile(join(folder, "index.html"), "utf8")).window;
    const active =
      "script, link, img, iframe, object, embed, form, input, base, meta[http-equiv=refresh], use, animate";
    expect(document.querySelector(active)).toBeNull();
    for (const element of document.querySelectorAll("*"))
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on/);
        if (/^(xlink:)?href$|^src$/.test(name))
          expect(value).toMatch(/^(#|figures\/|https:\/\/arxiv\.org\/)/);
      }
    for (const text of hostileTexts.slice(0, 2 * quarter))
      expect(document.body.textContent!.includes(text) || text).toBe(true);
    for (const file of files.filter((one) => one.endsWith(".svg"))) {
      const content = await readFile(file, "utf8");
      const svg = new JSDOM(content).window.document;
      expect(svg.querySelector("script, foreignObject, image, use, animate, a")).toBeNull();
    }
    const there = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(there.map(({ parentPath, name }) => join(parentPath, name)).sort()).toEqual(files.toSorted());
    for (const file of files)
      expect(file.slice(folder.length)).toMatch(/^\/(figures\/)?[\w-]+\.(html|cff|svg|png|csv)$/);
  });
});
