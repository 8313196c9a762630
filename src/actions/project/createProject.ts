import { createHash } from "node:crypto";
import { Failure } from "../../contract/failure.ts";
import { defaultGuideline } from "../../core/guideline/defaultGuideline.ts";
import { type Preset, settingsOf } from "../../core/project/settings.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { insertEvent } from "../../db/event.ts";
import { findLabelSpaceByHash, insertLabelSpace } from "../../db/labels/labelSpace.ts";
import { insertMembership } from "../../db/people/membership.ts";
import { findProjectByName, getProject, insertProject, type Project } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";
import { findLabelSpace } from "../../files/labelSpaces/findLabelSpace.ts";
import type { LabelSpaceFile } from "../../files/labelSpaces/readLabelSpaceFile.ts";
import type { Context } from "../context.ts";

const longestName = 100;

/**
 * Creates a project with a label space and the rules of a preset: by default, those of the published protocol.
 *
 * @param input.labelSpace the name of a built-in label space, a file's path, or the content of either
 * @throws Failure `already-exists`, `bad-request` for an unusable name, and those of `findLabelSpace`
 */
export async function createProject(
  ctx: Pick<Context, "db" | "now">,
  input: {
    name: string;
    labelSpace: string | LabelSpaceFile;
    preset?: Preset;
    /** The person who creates it, and their roles in it; by default somebody at the command line, who has none. */
    by?: { person: string; roles: readonly Role[] };
  },
): Promise<Project> {
  const { preset = "paper", by } = input;
  const name = input.name.normalize("NFC").trim();
  if (name === "" || name.length > longestName) {
    throw new Failure("bad-request", `A project's name has 1 to ${longestName} characters.`);
  }
  const { labelSpace } = input;
  const space = typeof labelSpace === "string" ? await findLabelSpace(labelSpace) : labelSpace;
  const createdAt = ctx.now().toISOString();

  return ctx.db.transaction().execute(async (db) => {
    if (await findProjectByName(db, name)) {
      throw new Failure("already-exists", `There is a project “${name}” already. Choose another name.`);
    }
    const id = newId();
    await insertProject(db, {
      id,
      name,
      labelSpaceId: await storeLabelSpace(db, space, createdAt),
      settings: settingsOf[preset],
      guideline: defaultGuideline,
      guidelineVersion: 1,
      exemplarVersion: 0,
      createdAt,
    });
    await insertEvent(db, {
      project: id,
      at: createdAt,
      person: by?.person ?? null,
      kind: "project-created",
      after: { name, preset },
    });
    for (const role of by?.roles ?? []) {
      await insertMembership(db, { projectId: id, personId: by!.person, role, createdAt });
      await insertEvent(db, {
        project: id,
        at: createdAt,
        person: by!.person,
        about: by!.person,
        kind: "member-added",
        after: { person: by!.person, role },
      });
    }
    return getProject(db, id);
  });
}

/** The stored label space with the same content, or a new one. */
async function storeLabelSpace(db: Db, space: LabelSpaceFile, createdAt: string): Promise<string> {
  const { id: key, name, source, licence, labels } = space;
  const sha256 = createHash("sha256").update(JSON.stringify({ key, labels })).digest("hex");
  const stored = await findLabelSpaceByHash(db, sha256);
  if (stored) return stored.id;
  const id = newId();
  await insertLabelSpace(db, { id, key, name, source, licence, sha256, createdAt }, labels);
  return id;
}
