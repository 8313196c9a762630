import { type RefObject, useRef, useState } from "react";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import type { Message } from "./messages.ts";
import { needsMore, type Session } from "./session.ts";
import type { WorkLoader } from "./workLoader.ts";

interface Options {
  stage: Stage;
  latest: RefObject<Session>;
  loader: WorkLoader;
  setMessage(message: Message): void;
}

/** Loads images onto the page, and says why if there is none to show. */
export function useLoading({ stage, latest, loader, setMessage }: Options) {
  const [failure, setFailure] = useState<Error | null>(null);
  const isFilling = useRef(false);

  return {
    /** Why there is nothing to show. */
    failure,
    async load(id: string) {
      try {
        await loader.load(id);
        setFailure(null);
      } catch (cause) {
        const { message } = cause as Error;
        if (latest.current.current === null) setFailure(cause as Error);
        else setMessage({ kind: "not-loaded", text: message });
      }
    },
    async loadNext(show: boolean) {
      try {
        await loader.loadNext(show);
        setFailure(null);
      } catch (cause) {
        if (latest.current.current === null) setFailure(cause as Error);
      }
    },
    /** Fetches images ahead if few are left, because replies to saves, which replenish them, were missed. */
    async fillUp() {
      if (isFilling.current || !rulesOf(stage).isServedAhead || !needsMore(latest.current)) return;
      isFilling.current = true;
      await loader.loadNext(true).catch(() => {});
      isFilling.current = false;
    },
    /** After a refusal: the rules may have changed, even for the images ahead. */
    async learn(assignment: string) {
      try {
        await loader.learn(assignment);
        if (rulesOf(stage).isServedAhead) await loader.loadNext(false);
      } catch {
        // The refusal that led here has already reported the failure.
      }
    },
    /** After a refusal: replaces what is here with what the server holds. */
    reload(assignment: string) {
      // The refusal that led here has already reported the failure.
      loader.reload(assignment).catch(() => {});
    },
  };
}

export type Loading = ReturnType<typeof useLoading>;
