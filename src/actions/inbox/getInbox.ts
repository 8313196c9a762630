import type { Inbox, Matter } from "../../contract/inbox.ts";
import { endsByWord, matterId, matterKinds } from "../../core/inbox/matters.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { listFailedJobs, listFlags, listSettled } from "../../db/inbox.ts";
import { listOpenInvitations } from "../../db/people/invitation.ts";
import type { Db } from "../../db/schema.ts";
import { listQuestions, listUnread } from "../../db/talk/messages.ts";
import { listBlocked } from "../../db/tasks/blocked.ts";
import type { Context } from "../context.ts";
import { readable } from "../talk/readable.ts";
import { imageOfMatter, toFlagMatter } from "./flagMatter.ts";

const shownOfKind = 100;
const settledShown = 20;
const unreadShown = 1000;

/**
 * Matters found elsewhere: those that are slow to count (`countMatters`), and the state of the installation's backup.
 */
export interface FoundElsewhere {
  counted: readonly Matter[];
  /** The lead who looks: messages to them are shown to nobody else. */
  lead?: string;
  backup?: { at: string; madeAt: string | null } | undefined;
}

/** Matters for the lead, and those that leads settled last. */
export async function getInbox(
  ctx: Pick<Context, "db" | "now">,
  { project, ...found }: { project: string } & FoundElsewhere,
): Promise<Inbox> {
  const { open, settled } = await listMatters(ctx, { project, ...found });
  const byKind = Map.groupBy(open, ({ kind }) => kind);
  const counts = matterKinds.flatMap((kind) => {
    const matters = byKind.get(kind)?.length ?? 0;
    return matters === 0 ? [] : [{ kind, matters }];
  });
  return {
    matters: [...byKind.values()].flatMap((ofKind) => ofKind.slice(0, shownOfKind)).sort(newestFirst),
    counts,
    total: open.length,
    settled: settled.slice(0, settledShown).map(({ matterJson, answer, at, by }) => ({
      matter: JSON.parse(matterJson) as Matter,
      ...{ answer, at, by },
    })),
  };
}

/** All matters for the lead, newest first within each kind, and those that were settled. */
export async function listMatters(
  { db, now }: Pick<Context, "db" | "now">,
  { project, counted, lead, backup }: { project: string } & FoundElsewhere,
) {
  const settled = await listSettled(db, project);
  const isSettled = new Set(settled.map(({ matter }) => matter));
  const all: Matter[] = [
    ...(backup ? [{ id: matterId("backup", backup.at), kind: "backup" as const, ...backup }] : []),
    ...(await listJobMatters(db, project)),
    ...(await listFlags(db, project)).map(toFlagMatter),
    ...(await listMessageMatters(db, project, lead)),
    ...(await listSkippedMatters(db, project)),
    ...counted,
    ...(await listInvitationMatters(db, project, now().toISOString())),
  ];
  return { open: all.filter(({ kind, id }) => !endsByWord[kind] || !isSettled.has(id)), settled };
}

const newestFirst = (a: Matter, b: Matter) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

const listJobMatters = async (db: Db, project: string): Promise<Matter[]> =>
  (await listFailedJobs(db, project)).map(({ id, kind, message, updatedAt }) => ({
    ...{ id: matterId("job", id), kind: "job", at: updatedAt, job: kind, text: message },
  }));

/** Annotators' questions, until a lead replies; and messages to this lead, until they have read them. */
async function listMessageMatters(db: Db, project: string, lead: string | undefined): Promise<Matter[]> {
  const asked = await listQuestions(db, project);
  const isAsked = new Set(asked.map(({ id }) => id));
  const written =
    lead === undefined ? [] : await listUnread(db, { project, person: lead, limit: unreadShown });
  const all = [
    ...asked.map((message) => ({ kind: "question" as const, message })),
    ...written.filter(({ id }) => !isAsked.has(id)).map((message) => ({ kind: "mention" as const, message })),
  ];
  const texts = await readable(
    db,
    all.map(({ message }) => message.text),
  );
  return all.map(({ kind, message: { id, at, imageId, key, personId, name } }, index) => ({
    id: kind === "question" ? matterId(kind, id) : matterId(kind, id, lead ?? ""),
    kind,
    ...{ at, image: imageOfMatter(imageId, key), person: { id: personId, name }, text: texts[index] ?? "" },
  }));
}

const listSkippedMatters = async (db: Db, project: string): Promise<Matter[]> =>
  (await listBlocked(db, project)).map(
    ({ assignment, image, key, gold, stage, person, name, reason, at }) => ({
      ...{ id: matterId("skipped", assignment), kind: "skipped", at, assignment, stage, text: reason },
      ...{ image: imageOfMatter(image, key), person: { id: person, name } },
      mayBeRefined: rulesOf(stage).answers === "compared" && !gold,
    }),
  );

const listInvitationMatters = async (db: Db, project: string, now: string): Promise<Matter[]> =>
  (await listOpenInvitations(db, project))
    .filter(({ expiresAt }) => expiresAt <= now)
    .map(({ id, email, expiresAt }) => ({
      ...{ id: matterId("invitation", id, expiresAt), kind: "invitation", at: expiresAt, email },
    }));
