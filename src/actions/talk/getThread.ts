import type { TalkEntry, Thread } from "../../contract/talk.ts";
import {
  isOpenTo,
  isPrivateTo,
  mayRead,
  mayReadThread,
  mayWrite,
  type Said,
} from "../../core/talk/mayRead.ts";
import { listMembers, listPersonNames } from "../../db/people/person.ts";
import type { Db } from "../../db/schema.ts";
import { listMentions, listMessages, listRead, noteRead } from "../../db/talk/messages.ts";
import type { Context } from "../context.ts";
import { getImageOf } from "../images/getImagePage.ts";
import { type Before, findReaders } from "./findReaders.ts";
import { type ReadFlag, readFlags } from "./readFlags.ts";

interface Asked {
  project: string;
  image: string;
  person: string;
}

/** What people say about an image, as far as a person may know it. Whatever is shown counts as read. */
export async function getThread(
  ctx: Pick<Context, "db" | "now">,
  { project, image, person }: Asked,
): Promise<Thread> {
  const { db } = ctx;
  await getImageOf(db, project, image);
  const before = await findReader(ctx, { project, image, person });
  const { reader, image: of } = before;
  const isLead = reader.roles.includes("lead");
  const messages = await listMessages(db, [image]);
  const mentions = Map.groupBy(await listMentions(db, image), ({ message }) => message);
  const flags = await readFlags(db, project, { image });
  const readers = isLead ? await findOthers(ctx, { project, image, mentions }) : new Map<string, Before>();
  const written = messages
    .filter((message) => mayRead(reader, of, saidBy(message)))
    .map((message): TalkEntry => {
      const said = saidBy(message);
      const isTakenBack = message.takenBackAt !== null;
      const people = isTakenBack
        ? []
        : (mentions.get(message.id) ?? []).map(({ id, name }) => ({ id, name }));
      return {
        ...{ id: message.id, kind: "message", author: { id: message.personId, name: message.name } },
        ...{ at: message.at, text: isTakenBack ? "" : message.text, editedAt: message.editedAt, isTakenBack },
        isOwn: message.personId === person,
        to: message.toId === null ? null : { id: message.toId, name: message.toName ?? "" },
        isPrivate: isPrivateTo(reader, of, said),
        mentions: people,
        waiting: people.filter(({ id }) => {
          const other = readers.get(id);
          return other !== undefined && !mayRead(other.reader, other.image, said);
        }),
        flag: null,
      };
    });
  const entries = [...written, ...(await describeFlags(db, flags, before))].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
  await noteShown(ctx, { image, person, entries });
  const askers = [...new Map(entries.filter(isAsked).map(({ author }) => [author.id, author])).values()];
  return {
    entries,
    mayWrite: mayWrite(reader, of),
    isForLeads: !isOpenTo(reader, of),
    people: await listMentionable(db, { project, person, isLead }),
    askers: isLead ? askers.filter(({ id }) => id !== person) : [],
  };

  function isAsked({ id, kind }: TalkEntry) {
    return kind === "flag" || messages.some((message) => message.id === id && message.asRole === "annotator");
  }
}

export async function findReader(
  ctx: { db: Db; now: Context["now"] },
  { image, ...asked }: Asked,
): Promise<Before> {
  return (await findReaders(ctx, { ...asked, images: [image] })).get(image)!;
}

export const saidBy = (message: { personId: string; asRole: Said["as"]; toId: string | null }): Said => ({
  author: message.personId,
  as: message.asRole,
  to: message.toId,
});

/** A flag, as a message. */
export const flagged = (flag: ReadFlag): Said => ({
  author: flag.matter.person.id,
  as: "annotator",
  to: null,
});
const answeredTo = (flag: ReadFlag): Said => ({
  author: flag.settled?.personId ?? "",
  as: "lead",
  to: flag.matter.person.id,
});

async function describeFlags(db: Db, flags: readonly ReadFlag[], before: Before): Promise<TalkEntry[]> {
  const { reader, image } = before;
  const names = await listPersonNames(
    db,
    flags.flatMap(({ settled }) => settled?.personId ?? []),
  );
  const mayAnswer = mayReadThread(reader, image) && !reader.roles.every((role) => role === "annotator");
  const plain = { editedAt: null, isTakenBack: false, mentions: [], waiting: [] };
  return flags
    .filter((flag) => mayRead(reader, image, flagged(flag)))
    .flatMap((flag): TalkEntry[] => {
      const { matter, state, settled } = flag;
      const isOwn = matter.person.id === reader.id;
      const shown: TalkEntry = {
        ...{ ...plain, id: matter.id, kind: "flag", author: matter.person, at: matter.at, text: matter.text },
        ...{ isOwn, to: null, isPrivate: isPrivateTo(reader, image, flagged(flag)) },
        flag: {
          id: matter.id,
          state,
          mayAnswer: mayAnswer && state === "open",
          mayReopen: isOwn && state !== "open",
        },
      };
      if (!settled?.answer) return [shown];
      const by = settled.personId ?? "";
      const answer: TalkEntry = {
        ...{
          ...plain,
          id: `answer ${matter.id}`,
          kind: "answer",
          author: { id: by, name: names.get(by) ?? "" },
        },
        ...{ at: settled.at, text: settled.answer, isOwn: by === reader.id, to: matter.person, flag: null },
        isPrivate: isPrivateTo(reader, image, answeredTo(flag)),
      };
      return mayRead(reader, image, answeredTo(flag)) ? [shown, answer] : [shown];
    });
}

/** How people mentioned in messages relate to the image. */
async function findOthers(
  ctx: Pick<Context, "db" | "now">,
  { project, image, mentions }: { project: string; image: string; mentions: Map<string, { id: string }[]> },
): Promise<Map<string, Before>> {
  const people = new Set([...mentions.values()].flat().map(({ id }) => id));
  const found = new Map<string, Before>();
  for (const person of people) found.set(person, await findReader(ctx, { project, image, person }));
  return found;
}

/** Leads can mention everybody; others do not learn who annotates. */
export async function listMentionable(
  db: Db,
  { project, person, isLead }: { project: string; person: string; isLead: boolean },
): Promise<{ id: string; name: string }[]> {
  return (await listMembers(db, project))
    .filter(({ id, roles }) => id !== person && (isLead || roles.some((role) => role !== "annotator")))
    .map(({ id, name }) => ({ id, name }));
}

/** Marks others' new messages as read; where work must be blind, their reader is no longer asked about the image. */
async function noteShown(
  { db, now }: Pick<Context, "db" | "now">,
  { image, person, entries }: { image: string; person: string; entries: readonly TalkEntry[] },
): Promise<void> {
  const last = entries.findLast(({ isOwn, kind }) => !isOwn && kind === "message");
  if (!last) return;
  const read = (await listRead(db, person, [image])).get(image);
  const newest = entries.reduce((at, entry) => [at, entry.at, entry.editedAt ?? ""].sort().at(-1)!, "");
  if (read !== undefined && read >= newest) return;
  await noteRead(db, { imageId: image, personId: person, at: [newest, now().toISOString()].sort().at(-1)! });
}
