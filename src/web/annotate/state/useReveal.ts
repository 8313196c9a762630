import { type RefObject, useRef } from "react";
import type { Saver } from "../../saving/saving.ts";
import { whenSaved } from "../../saving/whenSaved.ts";
import type { Session } from "./session.ts";
import type { Notices } from "./useNotices.ts";
import type { WorkLoader } from "./workLoader.ts";
import type { Work } from "./works.ts";

interface Options {
  latest: RefObject<Session>;
  saver: Saver<unknown>;
  loader: WorkLoader;
  save(work: Work, state: "draft"): void;
  notices: Notices;
}

/** Shows the original label and the scores, which stay hidden until the decisions are stored. */
export function useReveal({ latest, saver, loader, save, notices: { setMessage } }: Options) {
  /** The image whose original label could not be shown. */
  const refused = useRef<string | null>(null);
  return {
    /** Whether it could not be shown: then the image may be submitted without it. */
    isRefused: ({ view }: Work) => refused.current === view.id,
    async reveal(work: Work) {
      const { id } = work.view;
      save(work, "draft");
      saver.flush();
      try {
        if (!(await whenSaved(saver, id))) {
          refused.current = id;
          setMessage({ kind: "not-revealed", text: null });
          return;
        }
        const revision = latest.current.works[id]?.view.revision ?? 0;
        await loader.reveal(id, revision);
        setMessage({ kind: "revealed" });
      } catch (cause) {
        setMessage({ kind: "not-revealed", text: (cause as Error).message });
      }
    },
  };
}
