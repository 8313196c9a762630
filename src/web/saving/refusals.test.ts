import { expect, it, vi } from "vitest";
import { failureStatus } from "../../contract/failure.ts";
import type { SaveReply, StoredAnnotation } from "../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import {
  type AnnotationRequest,
  savedAnnotations,
  type WantedAnnotation,
} from "../annotate/saving/savedAnnotations.ts";
import { changeSession, currentWork, emptySession } from "../annotate/state/session.ts";
import { positionOf, viewOf } from "../annotate/testing.ts";
import { CallFailure } from "../client/call.ts";
import { createSaver } from "./saver.ts";
import type { Refusal } from "./saving.ts";

const draft: AnnotationDraft = {
  cards: [],
  groupsOpened: [0],
  noneOfThese: false,
  comment: "",
  flag: null,
  activeMs: 0,
};
const wants = [
  { kind: "save", state: "draft", annotation: draft },
  { kind: "save", state: "submitted", annotation: draft },
  { kind: "skip", reason: "too dark" },
] as const;

/** A server that answers the first request with a failure, and stores all others. */
function saverAgainst(failure: CallFailure) {
  const refusals: Refusal<WantedAnnotation, StoredAnnotation>[] = [];
  let revision = 0;
  let failed = 0;
  const saver = createSaver<WantedAnnotation, AnnotationRequest, SaveReply, StoredAnnotation>({
    sort: savedAnnotations,
    async send(assignment) {
      if (failed++ === 0) throw failure;
      const saved = { assignment, revision: ++revision, state: "open" as const, extra: false };
      return { saved, next: null } satisfies SaveReply;
    },
    kept: {
      takeOver: async () => ({ taken: [], more: false }),
      write: async () => true,
      onLeft: () => {},
    },
    onSaved: () => {},
    onRefused: (refusal) => refusals.push(refusal),
    onTakenOver: () => {},
    debounceMs: 0,
  });
  return { saver, refusals };
}

const sentence = "This is the server's own sentence.";
const codes = Object.entries(failureStatus);

it.each(codes.flatMap(([code, status]) => wants.map((want) => ({ code, status, want }))))(
  "$code of a $want.kind is told in the server's own words",
  async ({ code, status, want }) => {
    vi.useFakeTimers();
    try {
      const { saver, refusals } = saverAgainst(new CallFailure(status, code, sentence));
      saver.save("a", want);
      await vi.advanceTimersByTimeAsync(10);
      const isOutage = status === 401 || status === 429 || status >= 500;
      if (isOutage) expect(saver.status().reason).toBe(sentence);
      else expect(refusals).toMatchObject([{ kind: "refused", id: "a", code, message: sentence }]);
      // Nothing that the person did is lost, unless it can no longer be saved.
      const isGone = code === "locked" || (/-needed$/.test(code) && want.kind === "skip");
      const wasSavedAsDraft = /-needed$/.test(code) && want.kind === "save" && want.state === "submitted";
      if (!isGone && !wasSavedAsDraft && !/-needed$/.test(code)) expect(saver.unsaved("a")).toEqual(want);
    } finally {
      vi.useRealTimers();
    }
  },
);

it("what was refused goes out with the next change, as something new", async () => {
  vi.useFakeTimers();
  try {
    const { saver, refusals } = saverAgainst(new CallFailure(400, "bad-request", sentence));
    saver.save("a", wants[0]);
    await vi.advanceTimersByTimeAsync(10);
    expect(refusals).toHaveLength(1);
    saver.save("a", { ...wants[0], annotation: { ...draft, comment: "mended" } });
    await vi.advanceTimersByTimeAsync(10);
    expect(saver.unsaved("a")).toBeUndefined();
    expect(saver.status()).toMatchObject({ kind: "saved", waiting: 0 });
  } finally {
    vi.useRealTimers();
  }
});

it("a server that asks to wait is left alone for as long", async () => {
  vi.useFakeTimers();
  try {
    const { saver } = saverAgainst(new CallFailure(429, "too-many-requests", sentence, undefined, 9000));
    saver.save("a", wants[1]);
    await vi.advanceTimersByTimeAsync(8000);
    expect(saver.unsaved("a")).toEqual(wants[1]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(saver.unsaved("a")).toBeUndefined();
    expect(saver.status().reason).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});

it("the rules of an image are learnt, and what the page holds of it stays", () => {
  const kept = () => undefined;
  const arrived = changeSession(emptySession, {
    kind: "arrived",
    position: positionOf([viewOf("a")]),
    kept,
    show: true,
    whole: true,
  });
  const ticked = changeSession(arrived, {
    kind: "change",
    action: { kind: "answer", position: 1, answer: "yes" },
  });
  const cards = viewOf("a").cards.map((card, at) => (at === 3 ? { ...card, decide: true } : card));
  const view = viewOf("a", { allGroups: true, commentOnChange: false, groupSize: 4, cards });
  const work = currentWork(changeSession(ticked, { kind: "learned", view, kept }));
  expect(work?.view).toMatchObject({ allGroups: true, commentOnChange: false, groupSize: 4 });
  expect(work?.annotation.cards[1]?.answer).toBe("yes");
  expect(work?.annotation.cards[3]?.decide).toBe(true);
  expect(work?.annotation.groupSize).toBe(4);
});
