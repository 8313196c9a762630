import { revealOriginal } from "../../../contract/tasks/annotation.ts";
import { getAssignment, getNextWork, type WorkPosition } from "../../../contract/tasks/work.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { call } from "../../client/call.ts";
import { askOrHeld } from "../../saving/askOrHeld.ts";
import type { Saver } from "../../saving/saving.ts";
import type { KeptPages } from "../saving/keptPages.ts";
import type { WantedAnnotation } from "../saving/savedAnnotations.ts";
import type { Session, SessionAction } from "./session.ts";
import type { Kept, Work } from "./works.ts";

interface Options {
  project: string;
  stage: Stage;
  person: string;
  saver: Saver<WantedAnnotation>;
  pages: KeptPages;
  apply(event: SessionAction): Session;
}

/**
 * Brings images from the server into the session; unsaved work takes precedence over what the server holds. If the
 * server cannot be reached, the images held by the browser are used.
 */
export function workLoader({ project, stage, person, saver, pages, apply }: Options) {
  const kept: Kept = (id) => {
    const unsaved = saver.unsaved(id);
    if (!unsaved) return undefined;
    if (unsaved.kind === "skip") return { skipped: true };
    return { skipped: false, annotation: unsaved.annotation, submitted: unsaved.state === "submitted" };
  };

  /** @param whole whether these are all images ahead, not only the first few */
  function arrive(position: WorkPosition, { show, whole }: { show: boolean; whole: boolean }) {
    const { current, ahead } = position;
    const views = current ? [current, ...ahead] : ahead;
    for (const view of views) saver.know(view.id, view.revision);
    const { queue, progress } = apply({ kind: "arrived", position, kept, show, whole });
    for (const view of views) void pages.keepView(view);
    if (progress) void pages.keepPosition({ queue, progress });
  }

  async function get(assignment: string) {
    await saver.ready;
    const view = await askOrHeld(saver, call(getAssignment, { params: { assignment }, person }), () =>
      pages.findView(assignment),
    );
    void pages.keepView(view);
    saver.know(view.id, view.revision);
    return view;
  }

  return {
    arrive,
    async loadNext(show: boolean) {
      await saver.ready;
      const position = await askOrHeld(
        saver,
        call(getNextWork, { params: { project, stage }, person }),
        pages.findPosition,
      );
      arrive(position, { show, whole: true });
      for (const id of saver.waiting()) {
        const view = await pages.findView(id);
        if (view) apply({ kind: "found", view, kept });
      }
    },
    async load(assignment: string) {
      apply({ kind: "loaded", view: await get(assignment), kept });
    },
    /** Updates the rules of an image that the server refused by a rule unknown to the page. */
    async learn(assignment: string) {
      const view = await call(getAssignment, { params: { assignment }, person });
      apply({ kind: "learned", view, kept });
    },
    /** Shows what was hidden until the decisions of this revision were stored. */
    async reveal(assignment: string, revision: number) {
      const view = await call(revealOriginal, { params: { assignment }, body: { revision } });
      apply({ kind: "loaded", view, kept });
    },
    /** Replaces what is here with what the server holds. */
    async reload(assignment: string) {
      const view = await get(assignment);
      const draft = view.draft as Work["begunFrom"];
      apply({ kind: "replace", assignment, draft, saved: view, locked: view.locked });
    },
    /** Replaces what is here with work left by another page. */
    takeOver(assignments: string[]) {
      for (const assignment of assignments) {
        const unsaved = kept(assignment);
        if (unsaved) apply({ kind: "taken-over", assignment, kept: unsaved });
      }
    },
  };
}

export type WorkLoader = ReturnType<typeof workLoader>;
