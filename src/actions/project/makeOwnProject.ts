import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, sep } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { SentLabels } from "../../contract/project/create.ts";
import type { Preset } from "../../core/project/settings.ts";
import { mayMakeProjects } from "../../db/people/person.ts";
import type { Project } from "../../db/project/project.ts";
import { findLabelSpace, isBuiltInLabelSpace } from "../../files/labelSpaces/findLabelSpace.ts";
import { readClassPaths } from "../../files/labelSpaces/readClassFolders.ts";
import { type LabelSpaceFile, readLabelSpaceFile } from "../../files/labelSpaces/readLabelSpaceFile.ts";
import type { Context } from "../context.ts";
import { createProject } from "./createProject.ts";

/**
 * Creates a project that a person leads.
 *
 * @throws Failure `forbidden` where they may not create any; those of `createProject`
 */
export async function makeOwnProject(
  ctx: Pick<Context, "db" | "now">,
  input: { person: string; name: string; labels: SentLabels; preset: Preset; annotates: boolean },
): Promise<{ project: Project; unread: readonly string[] }> {
  const { person, name, labels, preset, annotates } = input;
  if (!(await mayMakeProjects(ctx.db, person))) {
    throw new Failure(
      "forbidden",
      "Whoever leads a project here can make another one. Ask the lead of your project.",
    );
  }
  const labelSpace = await readSentLabels(labels);
  const roles = annotates ? (["lead", "annotator"] as const) : (["lead"] as const);
  const project = await createProject(ctx, { name, labelSpace, preset, by: { person, roles } });
  return { project, unread: labelSpace.unread };
}

async function readSentLabels(sent: SentLabels): Promise<LabelSpaceFile> {
  switch (sent.from) {
    case "built-in":
      if (!isBuiltInLabelSpace(sent.name))
        throw new Failure("not-found", `No label space “${sent.name}” comes with the program.`);
      return findLabelSpace(sent.name);
    case "folders":
      return readClassPaths(sent.name, sent.paths, { level: sent.level });
    case "text":
      return readText(sent);
  }
}

/** Reads labels like a file of `project create --labels`. */
async function readText({ fileName, text, feature }: Extract<SentLabels, { from: "text" }>) {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-labels-"));
  try {
    const file = join(folder, basename(fileName.replaceAll("\\", "/")) || "labels.txt");
    await writeFile(file, text, { mode: 0o600 });
    return await readLabelSpaceFile(file, { feature });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Its temporary location is not disclosed.
    throw new Failure(error.code, error.message.replaceAll(`${folder}${sep}`, ""), error.details);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
