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
 * Brings images from the server onto the page; unsaved work takes precedence over what the server holds. Without a
 * connection, the last image received is used.
 */
export function reviewLoader({ project, person, saver, apply }: Options) {
  const held = `review ${person} ${project}`;
  const kept: Kept = (id) => saver.unsaved(id);
  /** Counts requests: of two replies, the one requested later is shown, in whatever order they arrive. */
  let asked = 0;
  let shown = 0;

  function show(event: ReviewEvent, number = ++asked) {
    if (number < shown) return;
    shown = number;
    apply(event);
    window.scrollTo(0, 0);
  }

  /** @param number the request's number; without it, a new one */
  function arrive(position: ReviewPosition, number?: number) {
    const { current } = position;
    if (current) saver.know(current.id, current.revision);
    void keepReply(held, position);
    show({ kind: "arrived", position, kept }, number);
  }

  return {
    arrive: (position: ReviewPosition) => arrive(position),
    async loadNext() {
      await saver.ready;
      const number = ++asked;
      const position = await askOrHeld(
        saver,
        call(getNextReview, { params: { project } }),
        async () => (await findReply(held)) as ReviewPosition | undefined,
      );
      if (number >= shown) arrive(position, number);
    },
    /** Replaces what is here with the saved review. */
    async load(id: string) {
      const view = await call(getReview, { params: { review: id } });
      saver.know(id, view.revision);
      show({ kind: "loaded", view, kept });
    },
    /** Updates the image shown with what the server knows about it. */
    async learn(id: string) {
      apply({ kind: "learned", view: await call(getReview, { params: { review: id } }) });
    },
    /** Brings a submission back for changes; one that may not change is only shown. */
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
