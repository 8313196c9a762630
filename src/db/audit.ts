import type { Insertable } from "kysely";
import type { AuditKind, AuditVerdict } from "../core/audit/auditKinds.ts";
import type { Db, Tables } from "./schema.ts";
import { byBytes } from "./sql/byteOrder.ts";

/** An image that is audited, with what is known of its file. */
export interface AuditedImage {
  id: string;
  key: string;
  sha256: string | null;
  width: number | null;
  height: number | null;
  bytes: number | null;
}

/** A project's images, gold images and files that cannot be read left out, in the order of their keys. */
export async function listAuditedImages(db: Db, project: string): Promise<AuditedImage[]> {
  return db
    .selectFrom("image")
    .select(["id", "key", "sha256", "width", "height", "bytes"])
    .where("projectId", "=", project)
    .where("isGold", "=", 0)
    .where("fileState", "!=", "failed")
    .orderBy(byBytes(db, "image.key"))
    .execute();
}

/** What was said of findings of a kind, the earliest first. */
export async function listAuditMarks(
  db: Db,
  project: string,
  kind: AuditKind,
): Promise<{ image: string; subject: string; verdict: AuditVerdict }[]> {
  return db
    .selectFrom("auditMark")
    .select(["imageId as image", "subject", "verdict"])
    .where("projectId", "=", project)
    .where("kind", "=", kind)
    .orderBy("createdAt")
    .orderBy("imageId")
    .orderBy("subject")
    .execute();
}

/** Sets a mark, or another one in its place; the time of the first one stays. */
export async function writeAuditMark(db: Db, mark: Insertable<Tables["auditMark"]>): Promise<void> {
  const { verdict, personId } = mark;
  await db
    .insertInto("auditMark")
    .values(mark)
    .onConflict((conflict) =>
      conflict.columns(["projectId", "kind", "imageId", "subject"]).doUpdateSet({ verdict, personId }),
    )
    .execute();
}

/** Takes a mark away. */
export async function deleteAuditMark(
  db: Db,
  {
    projectId,
    kind,
    imageId,
    subject,
  }: Pick<Tables["auditMark"], "projectId" | "kind" | "imageId" | "subject">,
): Promise<void> {
  await db
    .deleteFrom("auditMark")
    .where("projectId", "=", projectId)
    .where("kind", "=", kind)
    .where("imageId", "=", imageId)
    .where("subject", "=", subject)
    .execute();
}
