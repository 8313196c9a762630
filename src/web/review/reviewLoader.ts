import { getNextReview, getReview, type ReviewPosition } from "../../contract/review.ts";
import { call } from "../client/call.ts";
import { findReply, keepReply } from "../offline/lastReply.ts";
import { askOrHeld } from "../saving/askOrHeld.ts";
import type { Saver } from "../saving/saving.ts";
import type { Kept, ReviewEvent } from "./reviewSession.ts";
import type { WantedReview } from "./savedReviews.ts";

interface Options {
  project: string;
  person: string;
  saver: Saver<WantedReview>;
  apply(event: ReviewEvent): unknown;
}

/**
 * Brings images from the server onto the page; what is not saved yet comes before what the server holds. Without a
 * connection the last image that came is as good.
 */
export function reviewLoader({ project, person, saver, apply }: Options) {
  const held = `review ${person} ${project}`;
  const kept: Kept = (id) => saver.unsaved(id);
  /** Counts what was shown: an answer that something newer has overtaken is not. */
  let shown = 0;

  function show(event: ReviewEvent) {
    shown++;
    apply(event);
    window.scrollTo(0, 0);
  }

  function arrive(position: ReviewPosition) {
    const { current } = position;
    if (current) saver.know(current.id, current.revision);
    void keepReply(held, position);
    show({ kind: "arrived", position, kept });
  }

  return {
    arrive,
    async loadNext() {
      await saver.ready;
      const before = shown;
      const position = await askOrHeld(
        saver,
        call(getNextReview, { params: { project } }),
        async () => (await findReply(held)) as ReviewPosition | undefined,
      );
      if (shown === before) arrive(position);
    },
    /** What is saved of a review, in the place of what is here. */
    async load(id: string) {
      const view = await call(getReview, { params: { review: id } });
      saver.know(id, view.revision);
      show({ kind: "loaded", view, kept });
    },
    /** What the server knows of the image shown, and the page did not. */
    async learn(id: string) {
      apply({ kind: "learned", view: await call(getReview, { params: { review: id } }) });
    },
    /** Brings a submission back to be changed; one that may not change is only shown. */
    async bringBack(id: string): Promise<void> {
      const view = await call(getReview, { params: { review: id } });
      saver.know(id, view.revision);
      const isOver = view.locked || view.state !== "submitted";
      show(isOver ? { kind: "loaded", view, kept } : { kind: "undone", view });
      if (isOver) return;
      saver.save(id, { kind: "save", state: "draft", draft: view.draft });
      saver.flush();
    },
  };
}

export type ReviewLoader = ReturnType<typeof reviewLoader>;
