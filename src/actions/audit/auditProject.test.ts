import { expect, it } from "vitest";
import { makeModel, makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { AuditKind } from "../../core/audit/auditKinds.ts";
import { packRanking } from "../../core/proposals/packRanking.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { insertEmbeddingSet, insertEmbeddings } from "../../db/embeddings.ts";
import { insertPredictions } from "../../db/proposals/prediction.ts";
import type { Context } from "../context.ts";
import { textAt } from "../findings/packedTexts.ts";
import { auditProject } from "./auditProject.ts";
import { getAudit, listAuditFindings } from "./getAudit.ts";
import { markFindings } from "./markFindings.ts";
import { tabulateAudit } from "./tabulateAudit.ts";

const count = 60;
const size = 8;
const classes = 3;
const keyOf = (at: number) => `${String(at).padStart(2, "0")}.jpg`;
/** Image 10 is labelled wrongly, 21 and 30 are one shot, 40 resembles no other, 50 is a tiny copy of 51's file. */
const truth = (at: number) => at % classes;
const given = (at: number) => (at === 10 ? (truth(at) + 1) % classes : truth(at));

async function makeAudited(ctx: Context) {
  const random = seededRandom(5);
  const { project, imageIds } = await makeProject(ctx, {
    images: Object.fromEntries(Array.from({ length: count }, (_, at) => [keyOf(at), [given(at)]])),
  });
  const id = (at: number) => imageIds[keyOf(at)]!;
  const model = await makeModel(ctx, imageIds, "seer", {});
  const at = "2026-01-01T00:00:00.000Z";
  const rows = new Float32Array(count * size);
  for (let image = 0; image < count; image++) {
    const row = rows.subarray(image * size, (image + 1) * size);
    for (let place = 0; place < size; place++) row[place] = random() * 0.2;
    row[truth(image)]! += 1;
    if (image === 40) row.fill(0).fill(1, size - 1);
  }
  for (let place = 0; place < size; place++)
    rows[30 * size + place] = rows[21 * size + place]! + random() * 1e-3;
  await insertEmbeddingSet(ctx.db, {
    ...{ projectId: project, modelId: model, output: "features", size, createdAt: at },
    sourceJson: null,
    completedAt: null,
  });
  const images = Array.from({ length: count }, (_, image) => id(image));
  await insertEmbeddings(ctx.db, { project, model, size }, { images, rows });
  await insertPredictions(
    ctx.db,
    images.map((imageId, image) => ({
      imageId,
      modelId: model,
      ranking: Buffer.from(
        packRanking(
          [0.85, 0.05, 0.02].map((score, far) => ({
            label: (truth(image) + far) % classes,
            score,
            models: 1,
          })),
        ),
      ),
      failure: null,
      createdAt: at,
    })),
  );
  await ctx.db
    .updateTable("image")
    .set({ sha256: "same" })
    .where("id", "in", [id(50), id(51)])
    .execute();
  await ctx.db.updateTable("image").set({ width: 32, height: 24 }).where("id", "=", id(50)).execute();
  return { project, id };
}

type Found = Awaited<ReturnType<typeof auditProject>>;
const listOf = (found: Found, kind: AuditKind) => found.report.lists.find((list) => list.kind === kind)!;
const keys = (found: Found, kind: AuditKind) =>
  listOf(found, kind).findings.map(({ image, other }) =>
    other < 0 ? textAt(found.keys, image) : `${textAt(found.keys, image)} ${textAt(found.keys, other)}`,
  );

onBothDatabases("An audit", (use) => {
  it("finds what was planted, in lists of their own, and changes nothing", async () => {
    const { project } = await makeAudited(use());
    const found = await auditProject(use().db, { project });
    expect(found.report).toMatchObject({ images: count, labelled: count, areSets: false });
    expect(keys(found, "duplicates").slice(0, 2)).toEqual(["50.jpg 51.jpg", "21.jpg 30.jpg"]);
    expect(listOf(found, "duplicates").findings[0]!.reason).toBe("the same file, byte for byte");
    expect(keys(found, "label-errors")).toEqual(["10.jpg"]);
    expect(listOf(found, "label-errors")).toMatchObject({ sources: ["seer"], missing: null, total: 1 });
    expect(listOf(found, "label-errors").findings[0]).toMatchObject({
      given: [2],
      suggested: [1],
      votes: [1, 1],
    });
    expect(keys(found, "label-neighbours")[0]).toMatch(/^10\.jpg /);
    expect(keys(found, "missing-labels")).toContain("10.jpg");
    expect(keys(found, "off-topic")[0]).toBe("40.jpg");
    expect(keys(found, "odd")).toEqual(["50.jpg"]);
    expect(found.report.confused[0]).toMatchObject({ labels: [1, 2], counts: [0, 1] });
    const { header, rows } = tabulateAudit(found, (label) => `label ${label}`);
    expect(header.slice(0, 4)).toEqual(["kind", "place", "image", "other"]);
    expect(rows.find(([kind]) => kind === "label-errors")!.slice(0, 6)).toEqual([
      ...["label-errors", 1, "10.jpg", "", "label 2", "label 1"],
    ]);
  });

  it("finds the same by an index, where there are too many to compare all pairs", async () => {
    const { project } = await makeAudited(use());
    const found = await auditProject(use().db, { project, allPairsUpTo: count - 1 });
    expect(keys(found, "duplicates").slice(0, 2)).toEqual(["50.jpg 51.jpg", "21.jpg 30.jpg"]);
    expect(listOf(found, "duplicates").sources[1]).toMatch(/seer.*index/);
    expect(keys(found, "label-neighbours")[0]).toMatch(/^10\.jpg /);
    expect(keys(found, "off-topic")[0]).toBe("40.jpg");
  });

  it("says what it lacks where there are no labels, scores or embeddings", async () => {
    const { project } = await makeProject(use(), { images: { "a.jpg": [], "b.jpg": [] } });
    const { report } = await auditProject(use().db, { project });
    for (const { kind, missing, total } of report.lists) {
      expect([kind, total]).toEqual([kind, 0]);
      if (kind !== "odd") expect(missing, kind).toMatch(/\w/);
    }
  });

  it("keeps what leads say, and tells the precision of their first fifty verdicts", async () => {
    const { project, id } = await makeAudited(use());
    const { db } = use();
    const person = await makePerson(use(), project, "Lea", ["lead"]);
    const found = await auditProject(db, { project });
    const kind = "duplicates";
    const page = async (open = false) =>
      (await listAuditFindings(db, found, { project, kind, open })).findings;
    const [copy, shot, third] = await page();
    expect(copy).toMatchObject({ place: 1, subject: id(51), verdict: null });
    const mark = (verdict: "issue" | "fine" | null, ...findings: (typeof copy)[]) =>
      markFindings(use(), {
        ...{ project, kind, verdict, person },
        findings: findings.map((one) => ({ image: one!.image.id, subject: one!.subject })),
      });
    expect(await mark("issue", copy, shot, copy)).toEqual({ marked: 2 });
    await mark("fine", third);
    expect((await page()).slice(0, 3).map(({ verdict }) => verdict)).toEqual(["issue", "issue", "fine"]);
    expect((await page(true))[0]!.place).toBe(4);
    const told = async () => (await getAudit(db, project, found)).lists.find((list) => list.kind === kind)!;
    expect(await told()).toMatchObject({ marked: 3, precision: { issues: 2, verdicts: 3 } });
    expect((await told()).precision.interval![0]).toBeGreaterThan(0.1);
    // Another audit finds them marked.
    const again = await auditProject(db, { project });
    const { findings } = await listAuditFindings(db, again, { project, kind, open: false });
    expect(findings[0]!.verdict).toBe("issue");
    await mark(null, copy, shot, third);
    expect((await told()).precision).toMatchObject({
      verdicts: 0,
      interval: null,
      intervalMissing: expect.any(String),
    });
    const events = await db
      .selectFrom("event")
      .select(["kind", "personId"])
      .where("kind", "=", "audit-marked")
      .where("projectId", "=", project)
      .execute();
    expect(events).toHaveLength(3);
    expect(events[0]!.personId).toBe(person);
    const other = await makeProject(use(), { images: { "x.jpg": [] } });
    await expect(
      markFindings(use(), {
        ...{ project: other.project, kind, verdict: "fine", person: null },
        findings: [{ image: id(0), subject: "" }],
      }),
    ).rejects.toMatchObject({ code: "not-found" });
  });
});
