import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import { answerFlag, editMessage, reopenFlag, takeBackMessage, writeMessage } from "../../contract/talk.ts";
import { call } from "../client/call.ts";
import { refreshImages } from "../client/queries/images.ts";
import { inboxQuery } from "../client/queries/inbox.ts";
import { talkQuery, threadQuery } from "../client/queries/talk.ts";
import { words } from "../words/words.ts";

const texts = words.talk;

export type TalkActions = ReturnType<typeof useTalk>;

/** What can be done in a thread, and the outcome. */
export function useTalk(project: string, image: string) {
  const client = useQueryClient();
  const [news, setNews] = useState("");
  /** Repeating something whose reply was lost is the same operation. */
  const last = useRef({ of: "", operation: "" });
  const operationOf = (of: string) => {
    if (last.current.of !== of) last.current = { of, operation: v7() };
    return last.current.operation;
  };
  const change = useMutation({
    mutationFn: (task: () => Promise<string>) => task(),
    onSuccess: (text) => {
      last.current = { of: "", operation: "" };
      setNews(text);
    },
    onSettled: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: threadQuery(project, image).queryKey }),
        client.invalidateQueries({ queryKey: talkQuery(project).queryKey }),
        client.invalidateQueries({ queryKey: inboxQuery(project).queryKey }),
        refreshImages(client, project),
      ]);
    },
  });
  const run = (task: () => Promise<string>, onDone?: () => void) =>
    change.mutate(task, { onSuccess: () => onDone?.() });
  const waits = (people: { name: string }[], text: string) =>
    people.length === 0 ? text : `${text} ${texts.waits(people.map(({ name }) => name).join(", "))}`;
  const ofImage = { project, image };
  return {
    news,
    isPending: change.isPending,
    error: change.error,
    write: (text: string, to: string | null, onDone: () => void) =>
      run(async () => {
        const operation = operationOf(`write ${to} ${text}`);
        const { waiting } = await call(writeMessage, { params: ofImage, body: { operation, text, to } });
        return waits(waiting, texts.done.sent);
      }, onDone),
    edit: (message: string, text: string, onDone: () => void) =>
      run(async () => {
        const operation = operationOf(`edit ${message} ${text}`);
        const params = { project, message };
        const { waiting } = await call(editMessage, { params, body: { operation, text } });
        return waits(waiting, texts.done.saved);
      }, onDone),
    takeBack: (message: string) =>
      run(async () => {
        const operation = operationOf(`takeBack ${message}`);
        await call(takeBackMessage, { params: { project, message }, body: { operation } });
        return texts.done.takenBack;
      }),
    answer: (flag: string, answer: string, onDone?: () => void) =>
      run(async () => {
        const operation = operationOf(`answer ${flag} ${answer}`);
        const { isSettled } = await call(answerFlag, { params: ofImage, body: { operation, flag, answer } });
        if (!isSettled) return texts.done.answeredBefore;
        return answer === "" ? texts.done.closed : texts.done.answered;
      }, onDone),
    reopen: (flag: string) =>
      run(async () => {
        const operation = operationOf(`reopen ${flag}`);
        await call(reopenFlag, { params: ofImage, body: { operation, flag } });
        return texts.done.reopened;
      }),
  };
}
