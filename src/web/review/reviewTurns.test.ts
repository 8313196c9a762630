import fc from "fast-check";
import { expect, it } from "vitest";
import type { ReviewView } from "../../contract/review.ts";
import { changeReview, emptyReview } from "./reviewSession.ts";
import { createTurns, type Step } from "./reviewTurns.ts";

const viewOf = (id: string): ReviewView => ({
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
});
const progress = { done: 0, left: 9, toSettle: 0, withOthers: 0 };

/** A page whose comment box shows what was last rendered, and a server that answers when told to. */
function openPage() {
  let images = 0;
  const arrive = () =>
    changeReview(session, {
      kind: "arrived",
      position: { current: viewOf(`${images++}`), progress },
      kept: () => undefined,
    });
  let session = emptyReview;
  session = arrive();
  const turns = createTurns();
  const submitted: string[] = [];
  let box = "";
  const can = {
    isBusy: () => session.isSubmitted,
    perform(step: Step) {
      if (step.kind === "type") session = changeReview(session, step);
      else if (step.kind === "submit") {
        submitted.push(session.work?.form.comment ?? "");
        session = changeReview(session, { kind: "submit", canUndo: true });
      }
    },
  };
  return {
    type(letter: string) {
      const from = box;
      box += letter;
      turns.act({ kind: "type", from, to: box }, can);
    },
    submit: () => turns.act({ kind: "submit" }, can),
    answer() {
      if (!session.isSubmitted) return;
      session = arrive();
      turns.forgetSubmits();
      turns.goOn(can);
    },
    render() {
      box = turns.typed() ?? session.work?.form.comment ?? "";
    },
    written: () => submitted.join("") + (session.isSubmitted ? "" : (session.work?.form.comment ?? "")),
  };
}

it("no letter is lost, whenever the answer to a submission comes and whenever the page is drawn anew", () => {
  const act = fc.constantFrom("type", "type", "submit", "answer", "render");
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const page = openPage();
      let typed = "";
      for (const what of acts) {
        if (what !== "type") page[what]();
        else {
          const letter = String.fromCharCode(97 + (typed.length % 26));
          typed += letter;
          page.type(letter);
        }
      }
      page.answer();
      expect(page.written()).toBe(typed);
    }),
  );
});

it("what is done meanwhile comes in its order; none is submitted before it was seen, only one brought back", () => {
  const done: string[] = [];
  let busy = true;
  const turns = createTurns();
  const can = { isBusy: () => busy, perform: ({ kind }: Step) => done.push(kind) };
  const change: Step = { kind: "change", changes: {} };
  for (const step of [{ kind: "submit" }, change, { kind: "undo" }, { kind: "submit" }] as Step[])
    turns.act(step, can);
  expect(done).toEqual([]);
  busy = false;
  turns.forgetSubmits();
  turns.goOn(can);
  expect(done).toEqual(["change", "undo", "submit"]);
});
