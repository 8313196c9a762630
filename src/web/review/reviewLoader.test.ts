import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ReviewPosition, SaveReviewReply } from "../../contract/review.ts";
import { keepInBrowser } from "../saving/keptWork.ts";
import { createSaver } from "../saving/saver.ts";
import { reviewLoader } from "./reviewLoader.ts";
import { changeReview, emptyReview } from "./reviewSession.ts";
import { type ReviewRequest, savedReviews, type WantedReview } from "./savedReviews.ts";

const progress = { done: 0, left: 9, toSettle: 0, withOthers: 0 };
const position = (id: string): ReviewPosition => ({
  current: {
    id,
    project: "p",
    state: "open",
    revision: 0,
    locked: false,
    image: { id, width: 1, height: 1, screenUrl: "", originalUrl: "" },
    exemplarVersion: 1,
    originals: [],
    draft: { cause: null, verdict: null, comment: "", found: null, activeMs: 0 },
    comparison: null,
  },
  progress,
});

const answers: ((id: string) => void)[] = [];
beforeEach(() => {
  answers.length = 0;
  vi.stubGlobal("window", { scrollTo: () => {} });
  vi.stubGlobal(
    "fetch",
    () => new Promise((resolve) => answers.push((id) => resolve(Response.json(position(id))))),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function openPage() {
  let session = emptyReview;
  const saver = createSaver({
    sort: savedReviews,
    send: () => new Promise<SaveReviewReply>(() => {}),
    kept: keepInBrowser<WantedReview, ReviewRequest>({
      table: savedReviews.table,
      person: "ann",
      project: "p",
      tabs: { own: "1", isGone: async () => true, whenGone: () => {}, hold: () => () => {} },
    }),
    onSaved: () => {},
    onRefused: () => {},
    onTakenOver: () => {},
  });
  const loader = reviewLoader({
    project: "p",
    person: "ann",
    saver,
    apply: (event) => {
      session = changeReview(session, event);
    },
  });
  return { loader, shown: () => session.work?.view.id };
}

it("of two answers the one asked for later is shown, in whichever order they come", async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    answers.length = 0;
    const { loader, shown } = openPage();
    const loads = [loader.loadNext(), loader.loadNext()];
    await vi.waitFor(() => expect(answers).toHaveLength(2), 60_000);
    for (const at of order) {
      answers[at]?.(`${at}`);
      await loads[at];
    }
    expect(shown()).toBe("1");
  }
});

it("an answer that was asked for before a submission was saved does not bring its image back", async () => {
  const { loader, shown } = openPage();
  const load = loader.loadNext();
  await vi.waitFor(() => expect(answers).toHaveLength(1), 60_000);
  loader.arrive(position("next"));
  answers[0]?.("submitted meanwhile");
  await load;
  expect(shown()).toBe("next");
});
