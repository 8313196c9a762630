import { Failure } from "../../contract/failure.ts";
import { mayRead } from "../../core/talk/mayRead.ts";
import { insertEvent } from "../../db/event.ts";
import { deleteSettled, insertSettled } from "../../db/inbox.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertMessage, writeMentions } from "../../db/talk/messages.ts";
import type { Context } from "../context.ts";
import { doOnce } from "../doOnce.ts";
import { getImageOf } from "../images/getImagePage.ts";
import { findReader, flagged } from "./getThread.ts";
import { readFlags } from "./readFlags.ts";

type With = Pick<Context, "db" | "dialect" | "now">;

interface OfFlag {
  project: string;
  image: string;
  flag: string;
  person: string;
  operation: string;
}

const noFlag = () => new Failure("not-found", "There is no such flag any more. Load the page again.");

const findFlag = async (db: Db, { project, image, flag }: OfFlag) =>
  (await readFlags(db, project, { image })).find(({ matter }) => matter.id === flag);

/** Answers a flag and closes it; somebody else may have done so first. */
export function answerFlag(
  ctx: With,
  { answer, ...of }: OfFlag & { answer: string },
): Promise<{ isSettled: boolean }> {
  const { project, image, person, operation } = of;
  return doOnce(ctx, { person, operation, request: { flag: of.flag, answer } }, async (db, once) => {
    await getImageOf(db, project, image);
    const flag = await findFlag(db, of);
    const before = await findReader({ db, now: ctx.now }, of);
    const isOfUse = before.reader.roles.some((role) => role !== "annotator");
    if (!flag || !isOfUse || !mayRead(before.reader, before.image, flagged(flag))) throw noFlag();
    if (flag.matter.person.id === person && !before.reader.roles.includes("lead")) throw noFlag();
    const { matter } = flag;
    const at = ctx.now().toISOString();
    const row = { imageId: image, toId: matter.person.id, personId: person, at };
    const isSettled = await insertSettled(db, { project, matter, answer, ...row });
    const saved = { isSettled };
    if (isSettled)
      await insertEvent(db, {
        ...{ project, at, person, kind: "matter-settled", image, about: matter.person.id, operation: once },
        before: { kind: matter.kind, reason: matter.text },
        after: { saved, matter: matter.id, comment: answer },
      });
    return saved;
  });
}

/** Reopens one's own flag. The answer stays, as a message. */
export function reopenFlag(ctx: With, of: OfFlag): Promise<{ isOpen: boolean }> {
  const { project, image, person, operation } = of;
  return doOnce(ctx, { person, operation, request: { flag: of.flag, open: true } }, async (db, once) => {
    const flag = await findFlag(db, of);
    if (flag?.matter.person.id !== person) throw noFlag();
    const saved = { isOpen: true };
    const { matter, settled } = flag;
    if (!settled) return saved;
    const at = ctx.now().toISOString();
    await deleteSettled(db, project, [matter.id]);
    if (settled.answer !== "" && settled.personId !== null) {
      const [messageId, ofImage] = [newId(), { projectId: project, imageId: image, at: settled.at }];
      const kept = { toId: person, text: settled.answer, editedAt: null, takenBackAt: null };
      await insertMessage(db, {
        id: messageId,
        ...ofImage,
        ...kept,
        personId: settled.personId,
        asRole: "lead",
      });
      await writeMentions(db, { messageId, ...ofImage, people: [person] });
    }
    await insertEvent(db, {
      ...{ project, at, person, kind: "matter-reopened", image, about: person, operation: once },
      before: { kind: matter.kind, reason: matter.text },
      after: { saved, matter: matter.id, comment: settled.answer },
    });
    return saved;
  });
}
