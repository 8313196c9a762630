import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SaveReply, StoredAnnotation } from "../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import {
  type AnnotationRequest as Request,
  savedAnnotations,
  type WantedAnnotation,
} from "../annotate/saving/savedAnnotations.ts";
import { CallFailure } from "../client/call.ts";
import type { KeptItem as Kept, KeptWork } from "./keptWork.ts";
import { createSaver } from "./saver.ts";
import type { Refusal } from "./saving.ts";

type KeptItem = Kept<WantedAnnotation, Request>;

const draft = (comment: string): AnnotationDraft => ({
  cards: [],
  groupsOpened: [0],
  noneOfThese: false,
  comment,
  flag: null,
  activeMs: 0,
});
const wanted = (comment: string, state: "draft" | "submitted" = "draft") =>
  ({ kind: "save", state, annotation: draft(comment) }) as const;

/** A server that counts revisions, knows operations, and can be told to fail. */
function serverAndSaver(kept: Map<string, KeptItem> = new Map()) {
  const revisions = new Map<string, number>();
  const operations = new Map<string, SaveReply>();
  const received: { assignment: string; request: Request }[] = [];
  const refusals: Refusal<WantedAnnotation, StoredAnnotation>[] = [];
  const replies: SaveReply[] = [];
  let failure: CallFailure | null = null;
  /** Whether requests arrive but their replies are lost. */
  let answersLost = false;
  let operation = 0;
  /** Whether the browser lets the page keep anything. */
  let keeps = true;
  const left: [string, KeptItem][] = [];
  const takenOver: string[] = [];
  /** What was kept and what was sent, in order. */
  const events: string[] = [];
  let tellLeft = () => {};
  const keptWork: KeptWork<WantedAnnotation, Request> = {
    // One page at a time: whatever is kept was left by the one before.
    takeOver: async () => {
      const taken = left.splice(0);
      return { taken, more: false };
    },
    write: async (assignment, item) => {
      events.push(`keep ${assignment}`);
      const copy = structuredClone(item);
      await Promise.resolve();
      if (!keeps) return false;
      if (copy) kept.set(assignment, copy);
      else kept.delete(assignment);
      return true;
    },
    onLeft: (listener) => {
      tellLeft = listener;
    },
  };
  const make = () => {
    left.push(...structuredClone([...kept]));
    return createSaver<WantedAnnotation, Request, SaveReply, StoredAnnotation>({
      sort: savedAnnotations,
      async send(assignment, request) {
        events.push(`send ${assignment}`);
        await Promise.resolve();
        if (failure) throw failure;
        received.push({ assignment, request: structuredClone(request) });
        const known = operations.get(request.body.operation);
        const revision = revisions.get(assignment) ?? 0;
        if (!known && request.kind === "save" && request.body.revision !== revision) {
          const saved = { assignment, revision, state: "open" as const, extra: false };
          throw new CallFailure(409, "conflict", "Saved elsewhere.", { saved, draft: draft("elsewhere") });
        }
        const state =
          request.kind === "skip" ? "skipped" : request.body.state === "draft" ? "open" : "submitted";
        const reply = known ?? {
          saved: { assignment, revision: revision + 1, state, extra: false },
          next: null,
        };
        operations.set(request.body.operation, reply);
        revisions.set(assignment, reply.saved.revision);
        if (answersLost) throw new CallFailure(0, "unreachable", "lost");
        return reply;
      },
      kept: keptWork,
      onSaved: (_, reply) => replies.push(reply),
      onRefused: (refusal) => refusals.push(refusal),
      onTakenOver: (assignments) => takenOver.push(...assignments),
      newOperation: () => `op${++operation}`,
    });
  };
  return {
    saver: make(),
    make,
    kept,
    received,
    refusals,
    replies,
    revisions,
    fail: (next: CallFailure | null) => {
      failure = next;
    },
    events,
    takenOver,
    leave: (assignment: string, item: KeptItem) => {
      left.push([assignment, item]);
      tellLeft();
    },
    refuseToKeep: () => {
      keeps = false;
    },
    loseAnswers: (lost: boolean) => {
      answersLost = lost;
    },
  };
}
const offline = new CallFailure(0, "unreachable", "offline");
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const comments = (received: { request: Request }[]) =>
  received.map(({ request }) => (request.kind === "save" ? request.body.annotation.comment : "skip"));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("saving", () => {
  it("sends one draft for changes that follow quickly, and a submission at once", async () => {
    const { saver, received } = serverAndSaver();
    saver.save("a", wanted("1"));
    await later(300);
    saver.save("a", wanted("2"));
    await later(399);
    expect(received).toEqual([]);
    expect(saver.status()).toEqual({ kind: "saving", waiting: 1, kept: true });
    saver.save("a", wanted("3", "submitted"));
    await later(0);
    expect(comments(received)).toEqual(["3"]);
    expect(saver.status()).toEqual({ kind: "saved", waiting: 0, kept: true });
  });
  it("has one request under way per image, and builds on the revision of the one before", async () => {
    const { saver, received } = serverAndSaver();
    saver.save("a", wanted("1", "submitted"));
    saver.save("a", wanted("2", "submitted"));
    saver.save("b", wanted("3", "submitted"));
    await later(0);
    expect(
      received.map(({ assignment, request }) => [
        assignment,
        request.kind === "save" && request.body.revision,
      ]),
    ).toEqual([
      ["a", 0],
      ["b", 0],
      ["a", 1],
    ]);
  });
  it("goes on from the revision that the server told", async () => {
    const { saver, received, revisions } = serverAndSaver();
    revisions.set("a", 6);
    saver.know("a", 6);
    saver.save("a", wanted("1", "submitted"));
    await later(0);
    expect(received[0]?.request).toMatchObject({ body: { revision: 6, operation: "op1" } });
  });
});

describe("without a connection", () => {
  it("keeps everything, says how much waits, and sends it when the connection is back", async () => {
    const { saver, received, fail, kept } = serverAndSaver();
    fail(offline);
    for (const id of ["a", "b", "c"]) saver.save(id, wanted(id, "submitted"));
    await later(10);
    expect(saver.status()).toEqual({ kind: "offline", waiting: 3, kept: true });
    expect([...kept.keys()].sort()).toEqual(["a", "b", "c"]);
    fail(null);
    saver.retry();
    await later(10);
    expect(comments(received).sort()).toEqual(["a", "b", "c"]);
    expect(saver.status()).toEqual({ kind: "saved", waiting: 0, kept: true });
    expect(kept.size).toBe(0);
  });
  it("tries again by itself, ever less often", async () => {
    const { saver, received, fail } = serverAndSaver();
    fail(offline);
    saver.save("a", wanted("1", "submitted"));
    await later(60_000);
    fail(null);
    await later(30_000);
    expect(comments(received)).toEqual(["1"]);
    saver.close();
  });
  it("an answer that was lost makes neither a second save nor a conflict", async () => {
    const { saver, received, refusals, loseAnswers, revisions } = serverAndSaver();
    loseAnswers(true);
    saver.save("a", wanted("1", "submitted"));
    await later(10);
    saver.save("a", wanted("2", "submitted"));
    loseAnswers(false);
    saver.retry();
    await later(10);
    expect(refusals).toEqual([]);
    expect(received.map(({ request }) => request.body.operation)).toEqual(["op1", "op1", "op2"]);
    expect(revisions.get("a")).toBe(2);
  });
  it("a reload loses nothing", async () => {
    const { saver, make, received, fail, kept } = serverAndSaver();
    fail(offline);
    saver.save("a", wanted("written before the reload"));
    await later(500);
    saver.save("a", wanted("and after it failed"));
    await later(0);
    saver.close();
    fail(null);
    const next = make();
    await next.ready;
    expect(next.unsaved("a")).toMatchObject({ annotation: { comment: "and after it failed" } });
    next.retry();
    await later(10);
    expect(comments(received)).toEqual(["written before the reload", "and after it failed"]);
    expect(kept.size).toBe(0);
  });
  it("is kept before it is sent", async () => {
    const { saver, events } = serverAndSaver();
    saver.save("a", wanted("1", "submitted"));
    await later(0);
    // Kept as wanted, then as the request with its operation id, then no longer.
    expect(events).toEqual(["keep a", "keep a", "send a", "keep a"]);
  });
  it("counts as waiting once it is kept", async () => {
    const { saver, fail, kept } = serverAndSaver();
    fail(offline);
    saver.save("a", wanted("a", "submitted"));
    await later(10);
    const counts: [waiting: number, kept: number][] = [];
    saver.subscribe(() => counts.push([saver.status().waiting, kept.size]));
    saver.save("b", wanted("b", "submitted"));
    expect(saver.status().waiting).toBe(1);
    await later(10);
    expect(counts).toEqual([[2, 2]]);
    saver.close();
  });
  it("says so where the browser keeps nothing, and saves all the same", async () => {
    const { saver, refuseToKeep, received } = serverAndSaver();
    refuseToKeep();
    saver.save("a", wanted("1", "submitted"));
    await later(0);
    expect(comments(received)).toEqual(["1"]);
    expect(saver.status()).toEqual({ kind: "saved", waiting: 0, kept: false });
  });
  it("sends what a page that is gone has left, and tells of it", async () => {
    const { saver, leave, received, takenOver } = serverAndSaver();
    await saver.ready;
    leave("b", { revision: 0, sending: null, wanted: wanted("left", "submitted") });
    await later(10);
    expect(takenOver).toEqual(["b"]);
    expect(comments(received)).toEqual(["left"]);
    expect(saver.status()).toMatchObject({ kind: "saved", waiting: 0 });
  });
  it("a page that is left while offline sends nothing by the way: what is kept goes out once", async () => {
    const { saver, fail, received } = serverAndSaver();
    fail(offline);
    saver.save("a", wanted("1", "submitted"));
    await later(10);
    saver.save("a", wanted("2", "submitted"));
    fail(null);
    saver.flush(true);
    saver.close();
    await later(60_000);
    expect(received).toEqual([]);
  });
  it("knows that the connection is back when the server answers something else", async () => {
    const { saver, fail, received } = serverAndSaver();
    saver.reached(false);
    expect(saver.status()).toMatchObject({ kind: "offline", waiting: 0 });
    fail(offline);
    saver.save("a", wanted("1", "submitted"));
    await later(10);
    expect(saver.status()).toMatchObject({ kind: "offline", waiting: 1 });
    fail(null);
    saver.reached(true);
    await later(0);
    expect(comments(received)).toEqual(["1"]);
  });
  it("after signing out, waits until the person has signed in again", async () => {
    const { saver, received, fail } = serverAndSaver();
    fail(new CallFailure(401, "not-signed-in", "Sign in."));
    saver.save("a", wanted("1", "submitted"));
    await later(120_000);
    expect(saver.status()).toEqual({ kind: "signed-out", reason: "Sign in.", waiting: 1, kept: true });
    fail(null);
    saver.retry();
    await later(10);
    expect(comments(received)).toEqual(["1"]);
  });
});

describe("a refused save", () => {
  it("a conflict shows both versions and sends nothing until the person has chosen", async () => {
    const { saver, received, refusals, revisions } = serverAndSaver();
    revisions.set("a", 4);
    saver.save("a", wanted("here", "submitted"));
    await later(60_000);
    expect(received).toHaveLength(1);
    const conflict = refusals[0];
    expect(conflict).toMatchObject({
      kind: "conflict",
      draft: { comment: "elsewhere" },
      saved: { revision: 4 },
    });
    saver.settle("a", 4, "here");
    await later(10);
    expect(received[1]?.request).toMatchObject({ body: { revision: 4, annotation: { comment: "here" } } });
    expect(revisions.get("a")).toBe(5);
  });
  it("taking what was saved elsewhere drops what is here", async () => {
    const { saver, received, revisions, kept } = serverAndSaver();
    revisions.set("a", 4);
    saver.save("a", wanted("here", "submitted"));
    await later(10);
    saver.settle("a", 4, "elsewhere");
    await later(10);
    expect(received).toHaveLength(1);
    expect(kept.size).toBe(0);
    saver.save("a", wanted("then", "submitted"));
    await later(10);
    expect(revisions.get("a")).toBe(5);
  });
  it("a submission that the rules refuse is kept as a draft", async () => {
    const { saver, received, refusals, fail } = serverAndSaver();
    fail(new CallFailure(422, "comment-needed", "Say why."));
    saver.save("a", wanted("", "submitted"));
    await later(0);
    fail(null);
    await later(2000);
    expect(refusals[0]).toMatchObject({ kind: "refused", code: "comment-needed" });
    expect(received.map(({ request }) => request.kind === "save" && request.body.state)).not.toContain(
      "submitted",
    );
  });
  it.each([400, 404, 413, 422])("is dropped by nobody but the person: %i", async (status) => {
    const { saver, refusals, fail, kept } = serverAndSaver();
    fail(new CallFailure(status, "bad-request", "No."));
    saver.save("a", wanted("mine"));
    await later(500);
    expect(refusals[0]).toMatchObject({ kind: "refused", kept: true });
    expect(kept.has("a")).toBe(true);
  });
  it("another person's session does not swallow it", async () => {
    const { saver, refusals, fail, kept } = serverAndSaver();
    fail(new CallFailure(403, "forbidden", "This is not your image."));
    saver.save("a", wanted("mine", "submitted"));
    await later(10);
    expect(refusals[0]).toMatchObject({ kind: "refused", kept: true });
    expect(kept.has("a")).toBe(true);
    expect(saver.status()).toEqual({ kind: "trouble", waiting: 1, kept: true });
  });
});
