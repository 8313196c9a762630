import { type RawBuilder, sql } from "kysely";
import type { ImageStatus } from "../../core/images/imageStatus.ts";
import type { DisagreementReason } from "../../core/outcome/findAgreement.ts";
import type { Db } from "../schema.ts";
import { labelsBetweenCommas, labelsCounted } from "../sql/labelsJson.ts";
import { counts, isAnnotation, isRefinement } from "../tasks/counts.ts";

/** Which of a project's images are meant; every condition that is given must hold. */
export interface ImageFilter {
  status?: ImageStatus | undefined;
  /** Among its final labels. */
  label?: number | undefined;
  original?: number | undefined;
  /** Why it went to refinement. */
  reason?: DisagreementReason | undefined;
  /** A person whose annotation of it is submitted. */
  annotator?: string | undefined;
  isFlagged?: boolean | undefined;
  isCommented?: boolean | undefined;
  /** How many final labels it has; 3 stands for 3 and more. */
  labels?: number | undefined;
  /** Part of its key, in small or large letters. */
  text?: string | undefined;
}

type Condition = RawBuilder<boolean>;

const all = (conditions: readonly Condition[]) =>
  sql<boolean>`${sql.join(conditions, sql` and `)}` as Condition;

const ofImage = (table: string, more: Condition = sql`1 = 1`) =>
  sql<boolean>`exists (select 1 from ${sql.table(table)} where "imageId" = "image"."id" and ${more})`;

const agreed = ofImage("agreement", sql`"agreed" = 1`);
const disagreed = ofImage("agreement", sql`"agreed" = 0`);
const undecided = sql<boolean>`not ${ofImage("agreement")}`;
const isProposed = ofImage("proposal");
const annotated = ofImage("assignment", all([isAnnotation(), counts()]));
/** The refinement that decides, if there is one. */
const deciding = all([isRefinement(), counts()]);
const refined = ofImage("assignment", deciding);
/** Its decisions for a label. */
const decidedFor = sql`"decision" inner join "assignment" on "assignment"."id" = "decision"."assignmentId"
  where "assignment"."imageId" = "image"."id" and ${deciding} and "decision"."answer" = 'yes'`;
const hasRefinedLabels = sql<boolean>`exists (select 1 from ${decidedFor})`;
const notStarted = all([undecided, sql`not ${annotated}`]);

const statusIs: Record<ImageStatus, Condition> = {
  unreadable: all([sql`"image"."fileState" = 'failed'`, notStarted, sql`not ${isProposed}`]),
  unproposed: all([sql`"image"."fileState" <> 'failed'`, notStarted, sql`not ${isProposed}`]),
  waiting: all([notStarted, isProposed]),
  pending: all([undecided, annotated]),
  agreed,
  "to-refine": all([disagreed, sql`not ${refined}`]),
  refined: all([disagreed, hasRefinedLabels]),
  "no-label": all([disagreed, refined, sql`not ${hasRefinedLabels}`]),
};

/**
 * Asked of what stage 3 found for an image: one question if it agreed, another if not. As one subquery that both halves
 * share, because PostgreSQL would answer each half of an "or" for all images of all projects beforehand.
 */
const ofOutcome = <Value>(ifAgreed: RawBuilder<Value>, otherwise: RawBuilder<Value>) =>
  sql<Value>`(select case when "agreed" = 1 then ${ifAgreed} else ${otherwise} end
    from "agreement" where "imageId" = "image"."id")`;

const holdsLabel = (label: number) =>
  ofOutcome<boolean>(
    sql`${labelsBetweenCommas} like ${`%,${label},%`}`,
    sql`exists (select 1 from ${decidedFor} and "decision"."labelIndex" = ${label})`,
  );

/** null before an image has its final labels. */
const finalCount = ofOutcome<number | null>(
  labelsCounted,
  sql`case when ${refined} then (select count(*) from ${decidedFor}) end`,
);

const hasLabels = (count: number): Condition =>
  sql`${finalCount} ${count >= 3 ? sql`>= 3` : sql`= ${sql.lit(count)}`}`;

const written = (condition: Condition) =>
  sql<boolean>`exists (select 1 from "annotation" inner join "assignment"
    on "assignment"."id" = "annotation"."assignmentId"
    where "assignment"."imageId" = "image"."id" and ${condition})`;

const isFlagged = sql<boolean>`"annotation"."flag" is not null`;
const isCommented = sql<boolean>`"annotation"."comment" <> ''`;

function conditionsOf(filter: ImageFilter): Condition[] {
  const { status, label, original, reason, annotator, labels, text } = filter;
  return [
    ...(status === undefined ? [] : [statusIs[status]]),
    ...(label === undefined ? [] : [holdsLabel(label)]),
    ...(original === undefined ? [] : [ofImage("originalLabel", sql`"labelIndex" = ${original}`)]),
    ...(reason === undefined
      ? []
      : [ofImage("agreement", sql`"agreed" = 0 and "reasonsJson" like ${`%"${reason}"%`}`)]),
    ...(annotator === undefined
      ? []
      : [
          ofImage(
            "assignment",
            sql`"personId" = ${annotator} and ${isAnnotation()} and "state" = 'submitted'`,
          ),
        ]),
    ...(filter.isFlagged
      ? [
          sql<boolean>`(${written(isFlagged)} or exists (
            select 1 from "sheetFlag" where "sheetFlag"."imageId" = "image"."id"))`,
        ]
      : []),
    ...(filter.isCommented ? [written(isCommented)] : []),
    ...(labels === undefined ? [] : [hasLabels(labels)]),
    ...(text === undefined
      ? []
      : [sql<boolean>`lower("image"."key") like lower(${likePart(text)}) escape '!'`]),
  ];
}

const likePart = (text: string) => `%${text.replace(/[!%_]/g, "!$&")}%`;

/**
 * Ids of images, each once and in order, read from an index: among them are all that a filter means. The narrower, the
 * fewer images are looked at.
 */
export type Candidates = RawBuilder<{ id: string }>;

/** The narrowest candidates that an index gives for a filter. */
export function candidatesFor(project: string, filter: ImageFilter): Candidates {
  const { status, original, reason, annotator } = filter;
  if (original !== undefined) {
    return sql`select "imageId" as "id" from "originalLabel" where "labelIndex" = ${original}`;
  }
  if (annotator !== undefined) {
    return sql`select "imageId" as "id" from "assignment"
      where "personId" = ${annotator} and "projectId" = ${project} and ${isAnnotation()}`;
  }
  if (reason !== undefined || (status && ["to-refine", "refined", "no-label"].includes(status))) {
    return sql`select "imageId" as "id" from "agreement" where "agreed" = 0`;
  }
  if (status === "unreadable") {
    return sql`select "id" from "image" where "projectId" = ${project} and "fileState" = 'failed'`;
  }
  return sql`select "id" from "image" where "projectId" = ${project} and "isGold" = 0`;
}

/** The candidate that stands `count` places behind an id; undefined where there are fewer. */
export async function findCandidate(
  db: Db,
  candidates: Candidates,
  { after, count }: { after: string; count: number },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select "id" from (${candidates}) as "candidate"
    where "id" > ${after} order by "id" limit 1 offset ${sql.lit(count - 1)}`.execute(db);
  return rows[0]?.id;
}

/** How many candidates stand behind an id, up to `max`, and the last of those. */
export async function countStretch(
  db: Db,
  candidates: Candidates,
  { after, max }: { after: string; max: number },
): Promise<{ images: number; last: string }> {
  const { rows } = await sql<{ images: number | string; last: string | null }>`
    select count(*) as "images", max("id") as "last" from (select "id" from (${candidates}) as "candidate"
    where "id" > ${after} order by "id" limit ${sql.lit(max)}) as "stretch"`.execute(db);
  return { images: Number(rows[0]?.images), last: rows[0]?.last ?? "" };
}

interface Stretch {
  project: string;
  filter: ImageFilter;
  candidates: Candidates;
  /** Behind this id ... */
  after: string;
  /** ... and up to this one; undefined: to the end. */
  upTo: string | undefined;
}

/** The images that a filter means, in a stretch of candidates, by id. */
export async function listMatches(db: Db, stretch: Stretch, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select "image"."id" ${matching(stretch)}
    order by "candidate"."id" limit ${sql.lit(limit)}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function countMatches(db: Db, stretch: Stretch): Promise<number> {
  const { rows } = await sql<{
    images: number | string;
  }>`select count(*) as "images" ${matching(stretch)}`.execute(db);
  return Number(rows[0]?.images);
}

/** A cross join, because it has SQLite begin with the candidates. */
function matching({ project, filter, candidates, after, upTo }: Stretch) {
  const end = upTo === undefined ? sql`` : sql`and "candidate"."id" <= ${upTo} and "image"."id" <= ${upTo}`;
  const conditions: Condition[] = [
    sql`"image"."projectId" = ${project}`,
    sql`"image"."isGold" = 0`,
    ...conditionsOf(filter),
  ];
  return sql`from (${candidates}) as "candidate" cross join "image"
    where "image"."id" = "candidate"."id" and "candidate"."id" > ${after} and "image"."id" > ${after} ${end}
    and ${all(conditions)}`;
}

/**
 * The images of what people wrote for others to read, if they are few: flags, or comments.
 *
 * @returns by id; undefined where there are more than `max`
 */
export async function listFewWritten(
  db: Db,
  project: string,
  what: "flag" | "comment",
  max: number,
): Promise<string[] | undefined> {
  // One by one from the index of those that are written: PostgreSQL would join them by reading all assignments.
  const { rows } = await sql<{ imageId: string }>`select "imageId" from (
      select (select "imageId" from "assignment"
        where "assignment"."id" = "annotation"."assignmentId" and "assignment"."projectId" = ${project}) as "imageId"
      from "annotation" where ${what === "flag" ? isFlagged : isCommented}
    ) as "written" where "imageId" is not null limit ${sql.lit(max + 1)}`.execute(db);
  if (what === "flag" && rows.length <= max) {
    const onSheets = db.selectFrom("sheetFlag").select("imageId").where("projectId", "=", project);
    rows.push(...(await onSheets.limit(max + 1).execute()));
  }
  return rows.length > max ? undefined : [...new Set(rows.map(({ imageId }) => imageId))].sort();
}

/**
 * Candidates that are known already, some thousand at most. Written out: each as a parameter of its own, they cost more
 * to send than to look up.
 */
export const theseCandidates = (ids: readonly string[]): Candidates =>
  sql`select "id" from "image" where "id" in (${sql.raw(ids.length === 0 ? "''" : ids.map(quoteId).join())})`;

/** @throws where it is no id of ours */
function quoteId(id: string): string {
  if (!/^[\da-f-]+$/.test(id)) throw new Error(`${JSON.stringify(id)} is no id.`);
  return `'${id}'`;
}
