import { Failure } from "../../contract/failure.ts";
import type { WriteMessageBody, WriteMessageReply } from "../../contract/talk.ts";
import { mayRead, mayWrite, type Said, writesAs } from "../../core/talk/mayRead.ts";
import { mentionsIn } from "../../core/talk/mentions.ts";
import { insertEvent } from "../../db/event.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";
import { findMessage, insertMessage, updateMessage, writeMentions } from "../../db/talk/messages.ts";
import type { Context } from "../context.ts";
import { doOnce, type Operation } from "../doOnce.ts";
import { getImageOf } from "../images/getImagePage.ts";
import { findReader, listMentionable, saidBy } from "./getThread.ts";
import { readable } from "./readable.ts";

type With = Pick<Context, "db" | "dialect" | "now">;
type Person = { id: string; name: string };

/**
 * Writes a message about an image.
 *
 * @returns for a lead, the recipients who may not read it yet
 * @throws Failure `forbidden` where the person may not write about the image now; `bad-request` for people who cannot
 *   be mentioned
 */
export function writeMessage(
  ctx: With,
  {
    project,
    image,
    person,
    operation,
    text,
    to,
  }: WriteMessageBody & { project: string; image: string; person: string },
): Promise<WriteMessageReply> {
  return doOnce(ctx, { person, operation, request: { image, text, to } }, async (db, once) => {
    await getImageOf(db, project, image);
    const { reader, image: of } = await findReader({ db, now: ctx.now }, { project, image, person });
    if (!mayWrite(reader, of)) throw notYours();
    const asRole = writesAs(reader, of);
    if (to !== null && asRole !== "lead")
      throw new Failure("bad-request", "Only a lead writes to one person alone. Leave out whom it is for.");
    const at = ctx.now().toISOString();
    const id = newId();
    const message = { id, projectId: project, imageId: image, personId: person, asRole, toId: to, at };
    const people = await readPeople(db, { project, person, text, to, isLead: asRole === "lead" });
    await insertMessage(db, { ...message, text, editedAt: null, takenBackAt: null });
    await writeMentions(db, {
      ...{ messageId: id, projectId: project, imageId: image, at },
      people: people.map((one) => one.id),
    });
    const said = saidBy(message);
    const saved = {
      message: id,
      waiting: await findWaiting({ db, now: ctx.now }, { project, image, said, people }),
    };
    await insertEvent(db, {
      ...{ project, at, person, kind: "message-written", image, operation: once },
      after: {
        saved,
        message: id,
        comment: (await readable(db, [text]))[0]!,
        ...(to === null ? {} : { person: to }),
      },
    });
    return saved;
  });
}

interface Change {
  project: string;
  message: string;
  person: string;
  operation: string;
}

/** Changes the text of one's own message. */
export function editMessage(
  ctx: With,
  { text, ...change }: Change & { text: string },
): Promise<WriteMessageReply> {
  return changeOwn(ctx, change, { text }, async (db, message, once) => {
    const { project, person } = change;
    const at = ctx.now().toISOString();
    const [isLead, image] = [message.asRole === "lead", message.imageId];
    const people = await readPeople(db, { project, person, text, to: message.toId, isLead });
    await updateMessage(db, message.id, { text, editedAt: at });
    await writeMentions(db, {
      ...{ messageId: message.id, projectId: project, imageId: image, at },
      people: people.map((one) => one.id),
    });
    const waiting = await findWaiting(
      { db, now: ctx.now },
      { project, image, said: saidBy(message), people },
    );
    const saved = { message: message.id, waiting };
    await insertEvent(db, {
      ...{ project, at, person, kind: "message-edited", image, operation: once },
      before: { comment: (await readable(db, [message.text]))[0]! },
      after: { saved, message: message.id, comment: (await readable(db, [text]))[0]! },
    });
    return saved;
  });
}

/** Takes one's own message back: its text is shown to nobody, but stays in the history. */
export function takeBackMessage(ctx: With, change: Change): Promise<{ message: string }> {
  return changeOwn(ctx, change, { takenBack: true }, async (db, message, once) => {
    const { project, person } = change;
    const at = ctx.now().toISOString();
    await updateMessage(db, message.id, { takenBackAt: at });
    const saved = { message: message.id };
    await insertEvent(db, {
      ...{ project, at, person, kind: "message-taken-back", image: message.imageId, operation: once },
      before: { comment: (await readable(db, [message.text]))[0]! },
      after: { saved, message: message.id },
    });
    return saved;
  });
}

function changeOwn<Saved>(
  ctx: With,
  { project, message: id, person, operation }: Change,
  request: object,
  work: (
    db: Db,
    message: NonNullable<Awaited<ReturnType<typeof findMessage>>>,
    once: Operation,
  ) => Promise<Saved>,
): Promise<Saved> {
  return doOnce(ctx, { person, operation, request: { id, ...request } }, async (db, once) => {
    const message = await findMessage(db, project, id);
    if (message?.personId !== person) throw new Failure("not-found", "There is no such message of yours.");
    if (message.takenBackAt !== null)
      throw new Failure("conflict", "You have taken this message back. Load the page again.");
    return work(db, message, once);
  });
}

const notYours = () =>
  new Failure(
    "forbidden",
    "You cannot write of this image now. Annotators write of images that they have answered.",
  );

/** The recipients of a message, from its text and its addressee. */
async function readPeople(
  db: Db,
  {
    project,
    person,
    text,
    to,
    isLead,
  }: { project: string; person: string; text: string; to: string | null; isLead: boolean },
): Promise<Person[]> {
  const known = new Map((await listMentionable(db, { project, person, isLead })).map((one) => [one.id, one]));
  const wanted = [...new Set([...mentionsIn(text), ...(to === null ? [] : [to])])];
  const people = wanted.flatMap((id) => known.get(id) ?? []);
  // A mention of oneself is only a name in the text.
  if (people.length !== wanted.filter((id) => id !== person).length)
    throw new Failure(
      "bad-request",
      "The message mentions somebody whom you cannot mention. Choose people from the list.",
    );
  return people;
}

/** The recipients of a lead's message who may not read it yet. */
async function findWaiting(
  ctx: { db: Db; now: Context["now"] },
  { project, image, said, people }: { project: string; image: string; said: Said; people: readonly Person[] },
): Promise<Person[]> {
  if (said.as !== "lead") return [];
  const waiting: Person[] = [];
  for (const one of people) {
    const { reader, image: of } = await findReader(ctx, { project, image, person: one.id });
    if (!mayRead(reader, of, said)) waiting.push(one);
  }
  return waiting;
}
