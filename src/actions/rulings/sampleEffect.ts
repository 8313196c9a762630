import type { z } from "zod";
import { Failure } from "../../contract/failure.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { getSample as contract, RulingApplication } from "../../contract/rulings/effect.ts";
import { shuffle } from "../../core/chance.ts";
import { sampleSize } from "../../core/rulings/sampleCheck.ts";
import type { RuledLabel } from "../../core/rulings/settleByRuling.ts";
import { insertEvent } from "../../db/event.ts";
import { lockProject } from "../../db/exemplars.ts";
import { findPersonName } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import {
  deleteApplication,
  insertApplication,
  listApplications,
  listRuledImages,
  updateRuledImage,
} from "../../db/rulings/application.ts";
import { findChance } from "../../db/sql/chance.ts";
import { newId } from "../../db/sql/newId.ts";
import type { Context } from "../context.ts";
import { describeApplication } from "./parts/describeApplication.ts";
import { findRuledImages } from "./parts/findRuledImages.ts";
import { getApplication } from "./parts/getApplication.ts";
import { getRulingInForce } from "./parts/getRulingInForce.ts";

type Ctx = Pick<Context, "db" | "dialect" | "now">;

/**
 * Lists the images that a ruling settles now, and draws those to judge before it is applied; replaces an earlier list
 * that was not applied.
 *
 * @throws Failure `not-ready` where it settles nothing; `not-found` where there is no ruling on these labels
 */
export async function sampleEffect(
  ctx: Ctx,
  {
    project: id,
    first,
    second,
    person,
  }: { project: string; first: number; second: number; person: string | null },
): Promise<{ application: string }> {
  return ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, id);
    const { version, labels, kind } = await getRulingInForce(db, id, [first, second]);
    const { settled } = await findRuledImages(db, await getProject(db, id), { kind, labels });
    if (settled.length === 0) throw new Failure("not-ready", "This ruling settles no dispute now.");
    for (const earlier of await listApplications(db, id, { pair: labels }))
      if (earlier.appliedAt === null) await deleteApplication(db, earlier.id);

    const application = newId();
    const random = (await findChance(db))(`ruling ${application}`);
    const places = new Map(
      shuffle(settled, random)
        .slice(0, sampleSize)
        .map(({ image }, position) => [image, position]),
    );
    const drawnAt = ctx.now().toISOString();
    await insertApplication(
      db,
      {
        id: application,
        projectId: id,
        rulingVersion: version,
        firstLabel: labels[0],
        secondLabel: labels[1],
        kind,
        drawnAt,
        drawnBy: person,
        appliedAt: null,
        appliedBy: null,
        despite: null,
        undoneAt: null,
        undoneBy: null,
      },
      settled.map(({ image, labels }) => ({ image, labels, position: places.get(image) ?? null })),
    );
    const after = { application, version, labels, kind, images: settled.length, sampled: places.size };
    await insertEvent(db, { project: id, at: drawnAt, person, kind: "ruling-sampled", after });
    return { application };
  });
}

/** The lists with images still to judge, newest first. */
export async function listSamples(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<{ samples: RulingApplication[] }> {
  const samples = (await listApplications(db, project)).filter(
    ({ appliedAt, sampled, judged }) => appliedAt === null && judged < sampled,
  );
  return { samples: samples.map(describeApplication) };
}

/** The images to judge, in random order, with the judgements so far. */
export async function getSample(
  { db }: Pick<Context, "db">,
  { project, application: id }: { project: string; application: string },
): Promise<z.input<typeof contract.reply>> {
  const application = await getApplication(db, project, id);
  const images = await listRuledImages(db, id, { sample: true });
  const names = new Map<string, string>();
  for (const judge of new Set(images.flatMap(({ judgedBy }) => judgedBy ?? [])))
    names.set(judge, await findPersonName(db, judge));
  return {
    application: describeApplication(application),
    images: images.map(({ imageId, key, labelsJson, verdict, judgedBy }) => ({
      id: imageId,
      key,
      thumbnailUrl: imageUrl(imageId, "thumbnail"),
      url: imageUrl(imageId, "screen"),
      labels: JSON.parse(labelsJson) as RuledLabel[],
      verdict,
      by: names.get(judgedBy ?? "") ?? null,
    })),
  };
}

/**
 * Stores an expert's judgement whether the ruling is right on an image of the sample, for all labels that it settles
 * there.
 * @throws Failure `locked` once the ruling is applied; `not-found` for an image outside the sample
 */
export async function judgeSample(
  ctx: Ctx,
  input: { project: string; application: string; image: string; verdict: "right" | "wrong"; person: string },
): Promise<{ application: RulingApplication }> {
  const { project, application: id, image, verdict, person } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project);
    const { appliedAt } = await getApplication(db, project, id);
    if (appliedAt !== null)
      throw new Failure("locked", "The ruling was applied: what was said of its sample stays.");
    const sample = await listRuledImages(db, id, { sample: true });
    const before = sample.find(({ imageId }) => imageId === image);
    if (!before) throw new Failure("not-found", "This image is not among those to look at.");
    const at = ctx.now().toISOString();
    await updateRuledImage(db, { application: id, image }, { verdict, judgedBy: person, judgedAt: at });
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "ruling-judged",
      before: { verdict: before.verdict },
      after: { application: id, image, verdict },
    });
    return { application: describeApplication(await getApplication(db, project, id)) };
  });
}
