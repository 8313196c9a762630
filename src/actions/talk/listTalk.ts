import { imageUrl } from "../../contract/images/image.ts";
import type { Talk } from "../../contract/talk.ts";
import { mayRead } from "../../core/talk/mayRead.ts";
import { mentionsIn } from "../../core/talk/mentions.ts";
import { listPersonNames } from "../../db/people/person.ts";
import { listMessages, listTalkedOf, listUnread } from "../../db/talk/messages.ts";
import type { Context } from "../context.ts";
import { findReaders } from "./findReaders.ts";
import { saidBy } from "./getThread.ts";
import { readFlags } from "./readFlags.ts";

const shown = 20;
/** How many are examined: messages that their reader may not read yet take places here, but are rarely this many. */
const looked = 200;

type Asked = { project: string; person: string };

// The image is shown without its name, which may reveal its label.
const imageOf = (id: string) => ({ id, thumbnailUrl: imageUrl(id, "thumbnail") });

/** A person's flags, and their conversations with others, as far as they may know them. */
export async function listTalk(ctx: Pick<Context, "db" | "now">, asked: Asked): Promise<Talk> {
  const flags = await readFlags(ctx.db, asked.project, { person: asked.person });
  const counts = { open: 0, answered: 0, closed: 0 };
  for (const { state } of flags) counts[state]++;
  return {
    flags: flags.slice(0, shown).map(({ matter: { id, image, text, at }, state, settled }) => ({
      ...{ id, image: imageOf(image.id), text, at, state },
      ...{ answer: settled?.answer ?? "", answeredBy: settled?.by ?? null, answeredAt: settled?.at ?? null },
    })),
    counts,
    threads: await listThreads(ctx, asked),
  };
}

async function listThreads(ctx: Pick<Context, "db" | "now">, asked: Asked): Promise<Talk["threads"]> {
  const { db } = ctx;
  const images = await listTalkedOf(db, { ...asked, limit: looked });
  const readers = await findReaders(ctx, { ...asked, images });
  const messages = Map.groupBy(await listMessages(db, images), ({ imageId }) => imageId);
  const unread = Map.groupBy(await listReadable(ctx, asked), ({ imageId }) => imageId);
  const threads = images.flatMap((id) => {
    const { reader, image } = readers.get(id)!;
    const last = (messages.get(id) ?? []).findLast(
      (message) => message.takenBackAt === null && mayRead(reader, image, saidBy(message)),
    );
    return last ? [{ id, last, unread: unread.get(id)?.length ?? 0 }] : [];
  });
  const page = threads.sort((a, b) => (a.last.at < b.last.at ? 1 : -1)).slice(0, shown);
  const names = await listPersonNames(
    db,
    page.flatMap(({ last }) => mentionsIn(last.text)),
  );
  return page.map(({ id, last: { personId, name, text, at }, unread }) => ({
    image: imageOf(id),
    last: { author: { id: personId, name }, text, at },
    mentions: mentionsIn(text).map((one) => ({ id: one, name: names.get(one) ?? "" })),
    unread,
  }));
}

/** Messages to a person that they may read and have not read. */
export async function listReadable(ctx: Pick<Context, "db" | "now">, asked: Asked) {
  const unread = await listUnread(ctx.db, { ...asked, limit: looked });
  const images = [...new Set(unread.map(({ imageId }) => imageId))];
  const readers = await findReaders(ctx, { ...asked, images });
  return unread.filter((message) => {
    const { reader, image } = readers.get(message.imageId)!;
    return mayRead(reader, image, saidBy(message));
  });
}
