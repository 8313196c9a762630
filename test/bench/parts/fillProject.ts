import { sql } from "kysely";
import type { Context } from "../../../src/actions/context.ts";
import { createProject } from "../../../src/actions/project/createProject.ts";
import { packRanking } from "../../../src/core/proposals/packRanking.ts";
import { findProjectMoment } from "../../../src/db/sql/eventMoment.ts";
import { newId } from "../../../src/db/sql/newId.ts";
import { makePerson } from "../../factories.ts";

const annotators = 20;
const experts = 5;
const batches = 100;
const begun = "2026-10-01T00:00:00.000Z";

/** Of ten images, six have both annotations; a sixth of those disagree, and half of these are refined. */
const [isDone, isDisagreed, isRefined] = ["i % 10 < 6", "(i / 10) % 6 = 0", "(i / 10) % 12 = 0"];
/** One has one of two, one none of two; two were given to nobody. */
const isGiven = "i % 10 < 8";
const isFirstDone = "i % 10 < 7";

/**
 * A project as it is halfway through, with the answers of 20 annotators and 5 experts behind it, written as SQL: the
 * program would take days. Every image has proposals of 20 labels and an original label.
 *
 * @returns the project's id
 */
export async function fillProject(ctx: Context, images: number): Promise<string> {
  const { id: project } = await createProject(ctx, { name: `Bench ${images}`, labelSpace: "imagenet-1k" });
  const people: string[] = [];
  for (let at = 0; at < annotators; at++)
    people.push(await makePerson(ctx, project, `annotator ${at}`, ["annotator"]));
  for (let at = 0; at < experts; at++)
    people.push(await makePerson(ctx, project, `expert ${at}`, ["expert"]));
  const batchIds = Array.from({ length: batches }, () => newId());

  const isSqlite = ctx.dialect === "sqlite";
  const hex = (value: string, digits: number) =>
    isSqlite ? `printf('%0${digits}x', ${value})` : `lpad(to_hex((${value})::bigint), ${digits}, '0')`;
  const id = (kind: number) => `'${kind}' || ${hex("i", 7)} || '-0000-7000-8000-' || ${hex("i", 12)}`;
  const numbers = isSqlite
    ? `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${images}) SELECT i FROM n) AS n`
    : `generate_series(1, ${images}) AS n(i)`;
  const day = `'2026-10-' || (10 + i * 18 / ${images + 1})`;
  const at = `${day} || 'T12:00:00.000Z'`;
  const list = (values: readonly string[], index: string) =>
    `(CASE ${index} ${values.map((value, n) => `WHEN ${n} THEN '${value}'`).join(" ")} END)`;
  const first = list(people.slice(0, annotators), `i % ${annotators}`);
  const second = list(people.slice(0, annotators), `(i + 1 + i / 20 % 19) % ${annotators}`);
  const expert = list(people.slice(annotators), `i % ${experts}`);
  const batch = list(batchIds, `i * ${batches} / ${images + 1}`);
  const [label, other] = ["(i % 1000 * 919 % 1000)", "((i % 1000 * 919 + 1 + i % 500) % 1000)"];
  const hasTwo = "i % 3 = 0";
  const ranking = Buffer.from(
    packRanking(Array.from({ length: 20 }, (_, rank) => ({ label: rank, score: 0.5 ** rank, models: 1 }))),
  ).toString("hex");
  const blob = isSqlite ? `X'${ranking}'` : `'\\x${ranking}'::bytea`;

  const insert = (into: string, values: string, where = "1 = 1") =>
    sql.raw(`INSERT INTO ${into} SELECT ${values} FROM ${numbers} WHERE ${where}`).execute(ctx.db);
  const rootId = newId();
  await ctx.db
    .insertInto("importRoot")
    .values({ id: rootId, projectId: project, path: "/nowhere", createdAt: begun })
    .execute();
  await insert(
    `"image" ("id", "projectId", "key", "rootId", "path", "fileState", "failure", "sha256", "createdAt")`,
    `${id(0)}, '${project}', 'train/image-' || ${hex("i", 8)} || '.jpg', '${rootId}', 'x', 'ok', '', ${hex("i", 64)}, ${at}`,
  );
  await insert(`"originalLabel" ("imageId", "labelIndex")`, `${id(0)}, ${label}`);
  await insert(
    `"proposal" ("imageId", "version", "ranking", "modelIdsJson", "createdAt")`,
    `${id(0)}, 1, ${blob}, '[]', '${begun}'`,
  );
  for (const [number, batchId] of batchIds.entries())
    await ctx.db
      .insertInto("batch")
      .values({ id: batchId, projectId: project, number: number + 1, seed: 1, createdAt: begun })
      .execute();

  const assignment = `"assignment" ("id", "projectId", "stage", "imageId", "personId", "batchId", "position", "state", "openedAt", "createdAt", "updatedAt")`;
  const given = (kind: number, stage: string, person: string, done: string) =>
    `${id(kind)}, '${project}', '${stage}', ${id(0)}, ${person}, ${stage === "annotate" ? batch : "NULL"}, i,
    CASE WHEN ${done} THEN 'submitted' ELSE 'open' END, CASE WHEN ${done} THEN ${at} END, ${at}, ${at}`;
  await insert(assignment, given(1, "annotate", first, isFirstDone), isGiven);
  await insert(assignment, given(2, "annotate", second, isDone), isGiven);
  await insert(assignment, given(3, "refine", expert, isRefined), `${isDone} AND ${isRefined}`);
  for (const [kind, where] of [
    [1, isFirstDone],
    [2, isDone],
    [3, `${isDone} AND ${isRefined}`],
  ] as const) {
    await insert(
      `"annotation" ("assignmentId", "revision", "draftJson", "groupsOpenedJson", "noneOfThese", "comment", "flag",
        "activeMs", "guidelineVersion", "exemplarVersion", "labelSpaceSha256", "proposalVersion", "submittedAt", "updatedAt")`,
      `${id(kind)}, 1, '{"cards":[]}', '[0]', 0, CASE WHEN i % 500 = 0 THEN 'look' ELSE '' END,
      CASE WHEN i % 1000 = 0 THEN 'unclear' END, 4000 + i % 20000 * 7919 % 20000 + i % 20 * 100, 1, 0, '', 1, ${at}, ${at}`,
      where,
    );
    const decision = `"decision" ("assignmentId", "labelIndex", "answer", "how", "position", "shownMs")`;
    // Some refined images end without a label.
    await insert(
      decision,
      `${id(kind)}, ${label}, 'yes', 'proposal', 0, 1000`,
      `${where} AND (${kind} < 3 OR i % 240 > 5)`,
    );
    const differs = kind === 2 ? `${isDisagreed} OR ${hasTwo}` : hasTwo;
    await insert(
      decision,
      `${id(kind)}, ${other}, 'yes', 'search', 1, 1000`,
      `${where} AND (${differs}) AND (${kind} < 3 OR i % 240 > 5)`,
    );
    await insert(
      decision,
      `${id(kind)}, (i % 1000 * 919 + 501 + i % 7) % 1000, 'no', 'proposal', 2, 1000`,
      where,
    );
    await insert(
      `"event" ("id", "projectId", "at", "kind", "imageId", "assignmentId", "afterJson")`,
      `${id(kind)}, '${project}', ${at}, 'submitted', ${id(0)}, ${id(kind)}, '{}'`,
      where,
    );
  }
  await insert(
    `"agreement" ("imageId", "agreed", "labelsJson", "reasonsJson", "at")`,
    `${id(0)}, CASE WHEN ${isDisagreed} THEN 0 ELSE 1 END,
    CASE WHEN ${isDisagreed} THEN '[]' WHEN ${hasTwo} AND ${label} < ${other} THEN '[' || ${label} || ',' || ${other} || ']'
      WHEN ${hasTwo} THEN '[' || ${other} || ',' || ${label} || ']' ELSE '[' || ${label} || ']' END,
    CASE WHEN NOT (${isDisagreed}) THEN '[]' WHEN i % 7 = 0 THEN '["sets-differ","original-unseen"]' ELSE '["sets-differ"]' END,
    ${at}`,
    isDone,
  );
  await insert(
    `"labelImage" ("projectId", "labelIndex", "kind", "imageId")`,
    `'${project}', ${label}, 'final', ${id(0)}`,
    `${isDone} AND NOT (${isDisagreed})`,
  );
  await sql
    .raw(`INSERT INTO "labelCount" ("projectId", "labelIndex", "kind", "images")
    SELECT "projectId", "labelIndex", "kind", count(*) FROM "labelImage" GROUP BY 1, 2, 3`)
    .execute(ctx.db);
  await ctx.db
    .insertInto("labelCursor")
    .values({
      projectId: project,
      event: await findProjectMoment(ctx.db, ctx.dialect, project, null),
      image: null,
      proposals: "counted",
    })
    .execute();
  await sql.raw(isSqlite ? "ANALYZE" : "VACUUM ANALYZE").execute(ctx.db);
  return project;
}
