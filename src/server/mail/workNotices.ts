import type { Context } from "../../actions/context.ts";
import { refine } from "../../core/stages/refine.ts";
import { listProjectsOf } from "../../db/people/membership.ts";
import { claimWorkMail, listMailable, listProjectsWithNewImages } from "../../db/people/notice.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { countUpTo, refinableBy } from "../../db/tasks/queue.ts";
import type { Mailer } from "./mailer.ts";
import { workMail } from "./mails.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
/** People who were here this recently see on the page how many images wait. */
const seenLately = 15 * minute;
const lookEvery = 5 * minute;

/**
 * Tells people by e-mail about images given to them since they were last here or last told: at most once a day,
 * and only those who want it. A mail that cannot be sent is retried the next time.
 *
 * @returns who was told, and the errors that kept others from being told
 */
export async function sendWorkNotices(
  { db, now }: Pick<Context, "db" | "now">,
  mailer: Mailer,
): Promise<{ notified: string[]; failures: unknown[] }> {
  const at = now();
  const ago = (milliseconds: number) => new Date(at.getTime() - milliseconds).toISOString();
  const notified: string[] = [];
  const failures: unknown[] = [];
  const people = await listMailable(db, {
    ...{ mailedBefore: ago(day), seenBefore: ago(seenLately), now: at.toISOString() },
  });
  for (const person of people) {
    const projects = await listProjectsWithNewWork(db, person);
    if (projects.length === 0) continue;
    const claimedAt = at.toISOString();
    if (!(await claimWorkMail(db, person, claimedAt))) continue;
    try {
      await mailer.send(workMail({ to: person.email, projects, baseUrl: mailer.baseUrl }));
      notified.push(person.email);
    } catch (error) {
      failures.push(error);
      await claimWorkMail(db, { id: person.id, workMailAt: claimedAt }, person.workMailAt);
    }
  }
  return { notified, failures };
}

async function listProjectsWithNewWork(
  db: Db,
  { id, since }: { id: string; since: string },
): Promise<string[]> {
  const names = (await listProjectsWithNewImages(db, id, since)).map(({ name }) => name);
  for (const project of await listProjectsOf(db, id)) {
    if (!project.roles.includes(refine.role) || names.includes(project.name)) continue;
    const { settings } = await getProject(db, project.id);
    if (refine.mode(settings) === "batches") continue;
    const waiting = refinableBy(db, project.id, id, settings.expertsRefineOwnImages);
    if ((await countUpTo(waiting.select("image.id").where("agreement.at", ">", since), 1)) > 0)
      names.push(project.name);
  }
  return names;
}

/** Checks for new work periodically while the server runs. @returns a function that stops it */
export function startWorkNotices(
  ctx: Pick<Context, "db" | "now">,
  mailer: Mailer,
  log: (failure: unknown) => void,
): () => Promise<void> {
  let running = Promise.resolve();
  const look = async () => {
    try {
      for (const failure of (await sendWorkNotices(ctx, mailer)).failures) log(failure);
    } catch (failure) {
      log(failure);
    }
  };
  const timer = setInterval(() => {
    running = running.then(look);
  }, lookEvery);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
