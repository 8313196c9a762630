import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveGuideline } from "../src/actions/guideline/saveGuideline.ts";
import { importImages } from "../src/actions/images/importImages.ts";
import { createRelease } from "../src/actions/releases/createRelease.ts";
import { exportRelease } from "../src/actions/releases/exportRelease.ts";
import type { ExportFormat } from "../src/contract/releases/release.ts";
import { writeLabelParquet } from "../src/files/datasets/huggingFace.ts";
import { imageName } from "../src/files/images/imageName.ts";
import { readLabelFile } from "../src/files/labels/readLabelFile.ts";
import { imageFolderLines, releaseLines } from "../src/files/releases/releaseLines.ts";
import type { ReleaseRow } from "../src/files/releases/releaseRow.ts";
import { writeJsonLines } from "../src/files/releases/writeJsonLines.ts";
import { writeMultilabelfyJson } from "../src/files/releases/writeMultilabelfyJson.ts";
import { writeRealJson } from "../src/files/releases/writeRealJson.ts";
import { writeReleaseCsv } from "../src/files/releases/writeReleaseCsv.ts";
import { writeReleaseSets } from "../src/files/releases/writeReleaseSets.ts";
import { writeReleaseWide } from "../src/files/releases/writeReleaseWide.ts";
import { type VoteRow, writeVotesCsv } from "../src/files/releases/writeVotesCsv.ts";
import { compareUtf8 } from "../src/files/text/compareUtf8.ts";
import { readVotes } from "../src/files/votes/readVotes.ts";
import { makeFinal, makePerson, makeProject } from "./factories.ts";
import { answerImage } from "./made/answerImage.ts";
import { onBothDatabases } from "./onBothDatabases.ts";

const labelCount = 40;
const provenances = ["agreed", "refined", "reviewed"];
const label = fc.integer({ min: 0, max: labelCount - 1 });
const labels = fc.uniqueArray(label, { maxLength: 6 });

/** Names that people and cameras give, and what a spreadsheet, a quote or a sort could trip over. */
const stem = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(..."abzAZ019 ,;|\"'=+-@#%()[]{}_.:&<>éßñ漢字ガ𝄞🐱\u00a0"),
      fc.constantFrom("__proto__", "1", "e\u0301", "\ufeff", "☃"),
    ),
    minLength: 1,
    maxLength: 12,
  })
  .filter((text) => !/^\.*$/.test(text));
const key = fc
  .tuple(fc.array(stem, { minLength: 1, maxLength: 3 }), fc.constantFrom(".jpg", ".JPEG", ".png"))
  .map(([parts, extension]) => imageName(parts.join("/") + extension))
  // A manifest takes that for a path of Windows or an absolute one, and says so.
  .filter((name) => !/^(?:[a-z]:|\/)/i.test(name));
const images = fc
  .uniqueArray(fc.record({ key, labels, provenance: fc.constantFrom(...provenances) }), {
    selector: (image) => image.key,
    minLength: 1,
    maxLength: 12,
  })
  .map((all) => all.toSorted((a, b) => compareUtf8(a.key, b.key)));

const ascending = (indices: readonly number[]) => indices.toSorted((a, b) => a - b);

const textOf = async (pieces: AsyncIterable<string | Uint8Array>) => (await Array.fromAsync(pieces)).join("");

const bytesOf = async (pieces: AsyncIterable<string | Uint8Array>) =>
  Buffer.concat((await Array.fromAsync(pieces)).map((piece) => Buffer.from(piece)));

const labelSpace = Array.from({ length: labelCount }, (_, index) => ({ index, key: String(index) }));
const labelNames = labelSpace.map(({ index }) => `label, ${index}`);

const named = (indices: Iterable<number>, provenance: string) =>
  [...indices].map((index) => ({ index, key: `k${index}`, name: `label, ${index}`, provenance }));

describe("a file that is written, read and written again is the same, byte for byte", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "multilabelfy-round-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const formats = [
    ["Multilabelfy JSON", "json", writeMultilabelfyJson],
    ["release CSV", "csv", writeReleaseCsv],
    ["ReaL JSON", "json", writeRealJson],
    ["CSV of sets", "csv", writeReleaseSets],
    ["JSON lines", "jsonl", (rows: ReleaseRow[]) => writeJsonLines(releaseLines(rows))],
    ["ImageFolder metadata", "jsonl", (rows: ReleaseRow[]) => writeJsonLines(imageFolderLines(rows))],
    [
      "CSV, a column per label",
      "csv",
      (rows: ReleaseRow[]) => writeReleaseWide(rows, labelSpace),
      { numRuns: 30 },
    ],
    // Each is read by a process of its own.
    ["Parquet", "parquet", (rows: ReleaseRow[]) => writeLabelParquet(rows, labelNames), { numRuns: 2 }],
  ] as const;
  for (const [name, extension, write, { numRuns } = { numRuns: 300 }] of formats) {
    it(name, async () => {
      const file = join(folder, `${name}.${extension}`);
      await fc.assert(
        fc.asyncProperty(images, async (all) => {
          const rows = all.map(
            ({ key: image, labels: indices, provenance }): ReleaseRow => ({
              image,
              labels: named(indices, provenance),
              provenance,
            }),
          );
          const written = await bytesOf(write(rows));
          await writeFile(file, written);
          const found = await readLabelFile(file);
          const again = found.rows
            .map(
              ({ image, labels: texts, provenance = "" }, place): ReleaseRow => ({
                // The order of such a list is that of the images, which a project has.
                image: found.isKeyed ? image : all[place]!.key,
                labels: named(texts.map(Number), provenance),
                provenance,
              }),
            )
            .toSorted((a, b) => compareUtf8(a.image, b.image));
          expect(String(await bytesOf(write(again)))).toBe(String(written));
        }),
        { numRuns },
      );
    });
  }

  it("votes CSV", async () => {
    const file = join(folder, "votes.csv");
    const vote = fc.record({
      image: key,
      label,
      annotator: fc.integer({ min: 1, max: 4 }).map((number) => `annotator ${number}`),
      answer: fc.constantFrom("yes", "no", "maybe"),
    });
    const votes = fc.uniqueArray(vote, {
      selector: ({ image, label: index, annotator }) => `${image}\n${index}\n${annotator}`,
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(votes, async (rows) => {
        const written = await textOf(writeVotesCsv(rows));
        await writeFile(file, written);
        const read = await readVotes(file);
        const again = Array.from(read.item, (item, vote): VoteRow => {
          const { image, label: index } = read.items[item]!;
          const answer = (["no", "maybe", "yes"] as const)[read.answer[vote]!]!;
          return {
            image,
            label: Number(index),
            annotator: read.annotators[read.annotator[vote]!]!,
            answer,
          };
        });
        expect(await textOf(writeVotesCsv(again))).toBe(written);
      }),
      { numRuns: 300 },
    );
  });
});

onBothDatabases(
  "what a project exports, another imports and exports again, the same byte for byte:",
  (use) => {
    const release = (project: string) =>
      createRelease(use(), { project, name: "all", allowPending: false, person: null });
    const exported = async (id: string, format: ExportFormat) =>
      textOf((await exportRelease(use(), { release: id, format })).body);

    it("labels in every format, and their checksum", async () => {
      const ctx = use();
      const source = join(ctx.dataFolder, "exported.csv");
      await fc.assert(
        fc.asyncProperty(images, async (all) => {
          const first = await makeProject(ctx, {
            images: Object.fromEntries(all.map((image) => [image.key, [0]])),
          });
          for (const image of all) await makeFinal(ctx, first.imageIds[image.key]!, ascending(image.labels));
          const one = await release(first.project);
          await writeFile(source, await exported(one.id, "csv"));

          const second = await makeProject(ctx, { images: {} });
          const report = await importImages(ctx, { project: second.project, source, withoutFiles: true });
          expect(report).toMatchObject({ registered: all.length, refused: [] });
          const known = await ctx.db
            .selectFrom("image")
            .leftJoin("originalLabel", "originalLabel.imageId", "image.id")
            .select(["image.id", "labelIndex"])
            .where("projectId", "=", second.project)
            .execute();
          for (const [id, rows] of Map.groupBy(known, (row) => row.id)) {
            const found = rows.flatMap(({ labelIndex }) => (labelIndex === null ? [] : [labelIndex]));
            await makeFinal(ctx, id, ascending(found));
          }
          const two = await release(second.project);
          expect(two.sha256).toBe(one.sha256);
          for (const format of ["multilabelfy", "real", "csv"] as const)
            expect(await exported(two.id, format)).toBe(await exported(one.id, format));
        }),
        { numRuns: 12 },
      );
    });

    it("votes, given again as answers", async () => {
      const ctx = use();
      const file = join(ctx.dataFolder, "votes.csv");
      const people = ["ann", "ben"];
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(labels, labels), { minLength: 1, maxLength: 3 }),
          async (answers) => {
            const keys = answers.map((_, index) => `${index}.jpg`);
            const make = async () => {
              const made = await makeProject(ctx, {
                images: Object.fromEntries(keys.map((image) => [image, [0]])),
              });
              const persons: string[] = [];
              for (const name of people)
                persons.push(await makePerson(ctx, made.project, name, ["annotator"]));
              return { ...made, persons };
            };
            const answer = (project: string, image: string, person: string, yes: readonly number[]) =>
              answerImage(ctx, {
                project,
                image,
                person,
                yes: [...yes],
                search: yes.filter((one) => one >= 20),
              });
            const finish = async (made: Awaited<ReturnType<typeof make>>) => {
              await ctx.db
                .deleteFrom("agreement")
                .where("imageId", "in", Object.values(made.imageIds))
                .execute();
              for (const id of Object.values(made.imageIds)) await makeFinal(ctx, id, [0]);
              return exported((await release(made.project)).id, "votes");
            };
            const first = await make();
            for (const [index, both] of answers.entries())
              for (const [who, yes] of both.entries())
                await answer(first.project, first.imageIds[keys[index]!]!, first.persons[who]!, yes);
            const written = await finish(first);

            await writeFile(file, written);
            const read = await readVotes(file);
            const second = await make();
            for (const image of keys) {
              for (const [who, name] of read.annotators.entries()) {
                const yes = read.items.flatMap((item, place) =>
                  item.image === image &&
                  read.item.some(
                    (one, vote) => one === place && read.annotator[vote] === who && read.answer[vote] === 2,
                  )
                    ? [Number(item.label)]
                    : [],
                );
                const person = second.persons[Number(name.replace("annotator ", "")) - 1]!;
                await answer(second.project, second.imageIds[image]!, person, yes);
              }
            }
            expect(await finish(second)).toBe(written);
          },
        ),
        { numRuns: 10 },
      );
    });

    it("the guideline", async () => {
      const ctx = use();
      const make = async () => {
        const { project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [0] } });
        await makeFinal(ctx, imageIds["a.jpg"]!, [0]);
        return project;
      };
      const exportOf = async (project: string, markdown: string) => {
        await saveGuideline(ctx, { project, person: null, version: 1, markdown });
        return exported((await release(project)).id, "guideline");
      };
      const line = fc.oneof(
        fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
        fc.constantFrom(
          "# Rules",
          "- one",
          "```",
          "![a cat](data:image/png;base64,AAAA)",
          "<b>no HTML</b>",
          "",
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
          const written = await exportOf(await make(), lines.join("\n"));
          expect(await exportOf(await make(), written)).toBe(written);
        }),
        { numRuns: 30 },
      );
    });
  },
);
