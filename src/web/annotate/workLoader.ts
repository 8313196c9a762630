import { revealOriginal } from "../../contract/annotation.ts";
import { getAssignment, getNextWork, type WorkPosition } from "../../contract/work.ts";
import type { Stage } from "../../core/stage.ts";
import { call } from "../client/call.ts";
import type { Saver } from "./saver.ts";
import type { Kept, SessionAction, Work } from "./session.ts";

interface Options {
  project: string;
  stage: Stage;
  saver: Saver;
  apply(event: SessionAction): void;
}

/** Brings images from the server into the session; work not saved yet comes before what the server holds. */
export function workLoader({ project, stage, saver, apply }: Options) {
  const kept: Kept = (id) => {
    const unsaved = saver.unsaved(id);
    return unsaved?.kind === "save"
      ? { annotation: unsaved.annotation, submitted: unsaved.state === "submitted" }
      : undefined;
  };

  function arrive(position: WorkPosition, show: boolean) {
    const { current, ahead } = position;
    for (const view of current ? [current, ...ahead] : ahead) saver.know(view.id, view.revision);
    apply({ kind: "arrived", position, kept, show });
  }

  const get = (assignment: string) => call(getAssignment, { params: { assignment } });

  return {
    arrive,
    async loadNext(show: boolean) {
      arrive(await call(getNextWork, { params: { project, stage } }), show);
    },
    async load(assignment: string) {
      const view = await get(assignment);
      saver.know(view.id, view.revision);
      apply({ kind: "loaded", view, kept });
    },
    /** Shows what was hidden until the decisions of this revision were stored. */
    async reveal(assignment: string, revision: number) {
      const view = await call(revealOriginal, { params: { assignment }, body: { revision } });
      apply({ kind: "loaded", view, kept });
    },
    /** Takes what the server holds in the place of what is here. */
    async reload(assignment: string) {
      const view = await get(assignment);
      saver.know(view.id, view.revision);
      const draft = view.draft as Work["begunFrom"];
      apply({ kind: "replace", assignment, draft, saved: view, locked: view.locked });
    },
  };
}
