import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { assignBatches } from "../../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../../src/actions/context.ts";
import { importExemplars } from "../../../src/actions/exemplars/importExemplars.ts";
import { createProject } from "../../../src/actions/project/createProject.ts";
import { type ProjectSettings, paperSettings } from "../../../src/core/project/settings.ts";
import type { Role } from "../../../src/core/tasks/stage.ts";
import { insertImages } from "../../../src/db/images/image.ts";
import { listLabels } from "../../../src/db/labels/labelSpace.ts";
import { writeProposals } from "../../../src/db/proposals/proposal.ts";
import { newId } from "../../../src/db/sql/newId.ts";
import { makeAccount, testPassword } from "../../../src/server/testServer.ts";
import type { Login } from "./installation.ts";
import { openPlace } from "./place.ts";

const samples = join(import.meta.dirname, "../../../samples");
const at = "2026-01-01T00:00:00.000Z";

export interface SmallStudy {
  ctx: Context;
  project: string;
  url: string;
  login: Readonly<Record<string, Login>>;
  labelOf(name: string): number;
  /** The id of a person. */
  personOf(name: string): string;
  /** Changes rules from now on, as a lead may. */
  rule(settings: Partial<ProjectSettings>): Promise<void>;
  remove(): Promise<void>;
}

/**
 * A served project of a few sample photos, each with the same proposals in the order named, or with its own, and the
 * first of them as its original label; set up within a second or two, without the model.
 */
export async function openSmallStudy({
  photos,
  proposals,
  settings = {},
  people,
  annotators = [],
  now = () => new Date(),
}: {
  photos: readonly string[];
  /** By name or key. */
  proposals: readonly string[] | ((photo: string) => readonly string[]);
  settings?: Partial<ProjectSettings>;
  people: Readonly<Record<string, Role[]>>;
  /** Who gets all the photos as a batch; nobody where images are handed out one by one. */
  annotators?: readonly string[];
  now?: () => Date;
}): Promise<SmallStudy> {
  const { ctx, serve, remove } = await openPlace({ now });
  const { db } = ctx;
  const made = await createProject(ctx, { name: "Sample photos", labelSpace: "imagenet-1k" });
  const project = made.id;
  const labels = await listLabels(db, made);
  const labelOf = (name: string) => {
    const label = labels.find((one) => one.name === name || one.key === name);
    if (!label) throw new Error(`There is no label “${name}”.`);
    return label.index;
  };
  const rule = async (changed: Partial<ProjectSettings>) => {
    const settingsJson = JSON.stringify({ ...paperSettings, ...settings, ...changed });
    await db.updateTable("project").set({ settingsJson }).where("id", "=", project).execute();
  };
  await rule({});

  const proposalsOf = (photo: string) =>
    (typeof proposals === "function" ? proposals(photo) : proposals).map((name, rank) => ({
      label: labelOf(name),
      score: 0.6 ** (rank + 1),
      models: 1,
    }));
  const rootId = newId();
  await db
    .insertInto("importRoot")
    .values({ id: rootId, projectId: project, path: join(samples, "photos"), createdAt: at })
    .execute();
  const images = await Promise.all(
    photos.map(async (key) => {
      // Before anything is waited for: ids are in the order of the photos.
      const where = { id: newId(), projectId: project, key, rootId, path: key };
      const bytes = await readFile(join(samples, "photos", key));
      const { width, height } = await sharp(bytes).metadata();
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const original = proposalsOf(key)[0]!.label;
      const file = { fileState: "ok" as const, failure: "", sha256, format: "jpeg" };
      const size = { bytes: bytes.length, width, height };
      return { ...where, ...file, ...size, createdAt: at, originals: [original] };
    }),
  );
  await insertImages(db, images);
  await writeProposals(
    db,
    images.map(({ id, key }) => ({ image: id, models: [], method: null, ranking: proposalsOf(key) })),
    at,
  );
  await importExemplars(ctx, { project, source: join(samples, "exemplars"), seed: 1 });

  const login: Record<string, Login> = {};
  const ids = new Map<string, string>();
  const personOf = (name: string) => {
    const id = ids.get(name);
    if (!id) throw new Error(`There is no person “${name}”.`);
    return id;
  };
  for (const [name, roles] of Object.entries(people)) {
    const email = `${name}@example.org`;
    ids.set(name, await makeAccount(ctx, { email, projectId: project, roles }));
    login[name] = { email, password: testPassword };
  }
  if (annotators.length > 0) {
    const to = annotators.map(personOf);
    await assignBatches(ctx, { project, annotators: to, batches: 1, overlap: 2, seed: 1 });
  }
  const { url, close } = await serve();
  return {
    ctx,
    project,
    url,
    login,
    labelOf,
    personOf,
    rule,
    async remove() {
      await close();
      await remove();
    },
  };
}
