import { useMutation, useQueryClient } from "@tanstack/react-query";
import { reopenBlocked, sendImages, takeBackSending } from "../../../contract/batches.ts";
import { type Matter, reopenMatters, settleMatters } from "../../../contract/inbox.ts";
import { call } from "../../client/call.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { inboxQuery } from "../../client/queries/inbox.ts";
import type { Done } from "../../components/messages/UndoBar.tsx";
import { words } from "../../words/words.ts";

const texts = words.inbox;

export type Flagged = Extract<Matter, { kind: "flag" }>;
export type Skipped = Extract<Matter, { kind: "skipped" }>;
export type MatterActions = ReturnType<typeof useMatter>;

/** What can be done about a matter, each with its undo. */
export function useMatter(project: string, onDone: (done: Done | null) => void) {
  const client = useQueryClient();
  const params = { project };
  const change = useMutation({
    mutationFn: (task: () => Promise<Done | null>) => task(),
    onSuccess: onDone,
    onSettled: async () => {
      forgetCounts(client, project);
      await client.invalidateQueries({ queryKey: inboxQuery(project).queryKey });
    },
  });
  const run = (task: () => Promise<Done | null>) => change.mutate(task);
  const reopen = (matter: string) => call(reopenMatters, { params, body: { matters: [matter] } });
  const takeBack = (task: () => Promise<unknown>) => () =>
    run(async () => {
      await task();
      return { text: texts.undone };
    });
  const send = (image: string, reason: string) =>
    call(sendImages, {
      params,
      body: { images: [image], to: "refinement", reason: reason.slice(0, 500) },
    });
  const takeBackSent = (image: string) =>
    call(takeBackSending, { params, body: { images: [image], reason: texts.undoReason } });
  return {
    isPending: change.isPending,
    error: change.error,
    settle: (matter: Matter, answer = "") =>
      run(async () => {
        await call(settleMatters, { params, body: { matters: [matter.id], answer } });
        const text =
          answer === "" || !("person" in matter)
            ? texts.done.settled
            : texts.done.answered(matter.person.name);
        return { text, undo: takeBack(() => reopen(matter.id)) };
      }),
    reopen: (matter: string) => takeBack(() => reopen(matter))(),
    refineFlagged: ({ id, image, person, text }: Flagged) =>
      run(async () => {
        const { sent } = await send(image.id, texts.sentReason(person.name, text));
        await call(settleMatters, { params, body: { matters: [id] } });
        return {
          text: sent > 0 ? texts.done.refined : texts.done.waitsAlready,
          undo: takeBack(async () => {
            if (sent > 0) await takeBackSent(image.id);
            await reopen(id);
          }),
        };
      }),
    refineSkipped: ({ image, text }: Skipped) =>
      run(async () => {
        await send(image.id, words.batches.sentReason(text));
        return { text: texts.done.refined, undo: takeBack(() => takeBackSent(image.id)) };
      }),
    reopenSkipped: ({ assignment }: Skipped) =>
      run(async () => {
        await call(reopenBlocked, { params, body: { assignments: [assignment] } });
        return { text: texts.done.reopened };
      }),
    tell: (text: string) => run(async () => (text === "" ? null : { text })),
  };
}
