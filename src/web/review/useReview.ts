import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { v7 } from "uuid";
import {
  getNextReview,
  getReview,
  type ReviewPosition,
  type ReviewProgress,
  type ReviewView,
  type SaveReviewReply,
  saveReview,
  settleReview,
} from "../../contract/review.ts";
import { checkReview } from "../../core/review/review.ts";
import type { SavingStatus } from "../annotate/saving/saving.ts";
import { createActiveClock } from "../annotate/time/activeClock.ts";
import { useActiveTime } from "../annotate/time/useActiveTime.ts";
import { asFailure, call } from "../client/call.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/forgetCounts.ts";
import { words } from "../words/words.ts";
import { beginForm, type ReviewForm, retype } from "./reviewForm.ts";
import { createReviewSaver } from "./reviewSaver.ts";

const texts = words.review;

/** A draft is sent once the page was left alone for so long. */
const draftAfterMs = 700;

interface Work {
  view: ReviewView;
  form: ReviewForm;
}

/** What a person does with the image shown. */
type Deed =
  | { kind: "change"; changes: Partial<ReviewForm> }
  /** Typing turned the comment into another one. */
  | { kind: "comment"; from: string; to: string }
  | { kind: "submit" }
  | { kind: "undo" };

/** Something that the page has to tell about the image shown. */
export interface ReviewProblem {
  text: string;
  /** It was changed in another window: what is saved can be taken. */
  stale: boolean;
  /** Nothing of it can change any more. */
  over: boolean;
}

/** An expert's work on images without labels: the image shown, what is chosen, and its saving. */
export function useReview({ project, person }: { project: string; person: string }) {
  const client = useQueryClient();
  const [work, setWork] = useState<Work | null>(null);
  const [progress, setProgress] = useState<ReviewProgress | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [problem, setProblem] = useState<ReviewProblem | null>(null);
  const [toast, setToast] = useState<{ text: string; undo: boolean; number: number } | null>(null);
  const [status, setStatus] = useState<SavingStatus>({ kind: "saved", waiting: 0, kept: true });
  const [isBusy, setBusy] = useState(false);
  const [saver] = useState(() => createReviewSaver(setStatus));
  /** Submitted in this window, the last one last. */
  const [steps, setSteps] = useState<string[]>([]);
  /** The newest revision of the image shown; a draft moves it on while the person works. */
  const revision = useRef(0);
  const draftTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** What was done while a submission or an undo was being saved: it has its turn afterwards. */
  const waiting = useRef<Deed[]>([]);
  const [, takeTurn] = useReducer((turns: number) => turns + 1, 0);
  const id = work?.view.id;
  const earlierMs = work?.view.draft.activeMs ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a clock for each image, which goes on where it stood.
  const clock = useMemo(() => (id ? createActiveClock(earlierMs) : undefined), [id]);
  useActiveTime(clock);

  const show = useCallback((view: ReviewView | null) => {
    clearTimeout(draftTimer.current);
    draftTimer.current = undefined;
    revision.current = view?.revision ?? 0;
    setWork(view && { view, form: beginForm(view) });
    setProblem(null);
    window.scrollTo(0, 0);
  }, []);
  const goTo = useCallback(
    ({ current, progress }: ReviewPosition) => {
      show(current);
      setProgress(progress);
      setFailure(null);
    },
    [show],
  );
  const load = useCallback(async () => {
    try {
      goTo(await call(getNextReview, { params: { project } }));
    } catch (error) {
      setFailure(explainFailure(error).text);
    }
  }, [project, goTo]);
  useEffect(() => {
    void load();
  }, [load]);
  useEffect(() => {
    const again = () => saver.retry();
    window.addEventListener("online", again);
    window.addEventListener("focus", again);
    return () => {
      window.removeEventListener("online", again);
      window.removeEventListener("focus", again);
    };
  }, [saver]);

  /** What is sent of the image shown, as it stands. */
  function saveOf({ view, form }: Work, state: "draft" | "submitted", keepalive = false) {
    const operation = v7();
    const draft = { ...form, activeMs: Math.round(clock?.activeMs() ?? 0) };
    let body: { operation: string; revision: number; state: typeof state; draft: typeof draft } | undefined;
    return saver.save(async () => {
      body ??= { operation, revision: revision.current, state, draft };
      const reply = await call(saveReview, { params: { review: view.id }, body, keepalive, person });
      revision.current = reply.saved.revision;
      return reply;
    });
  }

  function refuse(error: unknown) {
    const { status, code, message } = asFailure(error);
    const text = status > 0 ? message : explainFailure(error).text;
    setProblem({ text, stale: code === "conflict", over: code === "locked" });
    if (status > 0 && code !== "conflict") void learn();
  }

  /** What the server knows of the image shown and the page did not; what is chosen on the page stays. */
  async function learn() {
    if (!work) return;
    const { id } = work.view;
    const view = await call(getReview, { params: { review: id } }).catch(() => null);
    if (view) setWork((now) => (now?.view.id === id ? { ...now, view } : now));
  }

  function sendDraft(keepalive = false) {
    if (draftTimer.current === undefined || !work) return;
    clearTimeout(draftTimer.current);
    draftTimer.current = undefined;
    void saveOf(work, "draft", keepalive).catch(refuse);
  }
  const leave = useRef(sendDraft);
  useEffect(() => {
    leave.current = sendDraft;
  });
  useEffect(() => {
    const hide = () => leave.current(true);
    window.addEventListener("pagehide", hide);
    return () => {
      window.removeEventListener("pagehide", hide);
      hide();
    };
  }, []);

  /** Nothing of the image shown may change: it is settled, or others were shown the answer. */
  const readOnly = !work || problem?.over === true || (work.view.locked && !work.view.comparison?.myTurn);
  const isComparing = work?.view.comparison != null;

  function act(deed: Deed) {
    if (isBusy || waiting.current.length > 0) {
      waiting.current.push(deed);
      takeTurn();
    } else perform(deed);
  }

  function perform(deed: Deed) {
    if (deed.kind === "change") change(deed.changes);
    else if (deed.kind === "comment") {
      if (work) change({ comment: retype(deed, work.form.comment) });
    } else if (deed.kind === "submit") submit();
    else void undo();
  }

  // One at a time: each sees what the one before it changed.
  useEffect(() => {
    if (isBusy) return;
    const deed = waiting.current.shift();
    if (!deed) return;
    perform(deed);
    takeTurn();
  });

  function change(changes: Partial<ReviewForm>) {
    if (!work || readOnly) return;
    setWork({ ...work, form: { ...work.form, ...changes } });
    setProblem(null);
    if (isComparing) return;
    clearTimeout(draftTimer.current);
    draftTimer.current = setTimeout(() => leave.current(), draftAfterMs);
  }

  async function finish(
    send: () => Promise<SaveReviewReply>,
    tell: (reply: SaveReviewReply) => string,
    undo: boolean,
  ) {
    if (!work) return;
    setBusy(true);
    clearTimeout(draftTimer.current);
    draftTimer.current = undefined;
    try {
      const reply = await send();
      if (undo) setSteps([...steps, work.view.id]);
      if (reply.next) goTo(reply.next);
      // No image is submitted before it was seen: only one that is brought back first.
      const undoAt = waiting.current.findIndex(({ kind }) => kind === "undo");
      waiting.current = waiting.current.filter(
        ({ kind }, at) => kind !== "submit" || (undoAt !== -1 && at > undoAt),
      );
      setToast({ text: tell(reply), undo, number: Date.now() });
      forgetCounts(client, project);
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  }

  function submit() {
    if (!work) return;
    if (readOnly) return void load();
    const { view, form } = work;
    const hasOriginal = view.originals.length > 0;
    const missing = checkReview(form, { labelCount: Number.POSITIVE_INFINITY, hasOriginal });
    if (missing) return setProblem({ text: missing.message, stale: false, over: false });
    if (!view.comparison) {
      const sendsBack = form.found !== null;
      const tell = ({ saved }: SaveReviewReply) =>
        saved.extra ? texts.toast.extra : sendsBack ? texts.toast.sentBack : texts.toast.submitted;
      return void finish(() => saveOf(work, "submitted"), tell, !sendsBack);
    }
    const { cause, verdict, comment } = form;
    if (cause === null) return;
    const body = { operation: v7(), revision: revision.current, answer: { cause, verdict, comment } };
    const send = () => saver.save(() => call(settleReview, { params: { review: view.id }, body, person }));
    const others = view.comparison.answers.filter(({ mine }) => !mine);
    const settles =
      others.length > 0 &&
      others.every(({ joint }) => joint && joint.cause === cause && joint.verdict === verdict);
    void finish(send, () => (settles ? texts.toast.settled : texts.toast.proposed), false);
  }

  /** Takes the last submission of this window back, and shows it. */
  async function undo() {
    const last = steps.at(-1);
    if (last === undefined) return;
    setBusy(true);
    sendDraft();
    try {
      const view = await saver.save(() => call(getReview, { params: { review: last } }));
      setSteps(steps.slice(0, -1));
      if (view.locked || view.state !== "submitted") return show(view);
      const body = { operation: v7(), revision: view.revision, state: "draft" as const, draft: view.draft };
      const { saved } = await saver.save(() => call(saveReview, { params: { review: last }, body, person }));
      show({ ...view, state: "open", revision: saved.revision });
      setProgress((before) => before && { ...before, done: before.done - 1, left: before.left + 1 });
      setToast(null);
      forgetCounts(client, project);
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  }

  /** After a change in another window: what is saved, in the place of what is here. */
  async function takeSaved() {
    if (!work) return;
    try {
      show(await call(getReview, { params: { review: work.view.id } }));
    } catch (error) {
      refuse(error);
    }
  }

  const typed = waiting.current.findLast((deed) => deed.kind === "comment");
  const comment = typed?.to ?? work?.form.comment ?? "";
  return {
    work,
    /** As it was typed, also what has its turn later. */
    comment,
    type: (to: string) => act({ kind: "comment", from: comment, to }),
    progress,
    failure,
    problem,
    toast,
    status,
    isBusy,
    readOnly,
    canUndo: steps.length > 0,
    change: (changes: Partial<ReviewForm>) => act({ kind: "change", changes }),
    submit: () => act({ kind: "submit" }),
    undo: () => act({ kind: "undo" }),
    takeSaved: () => void takeSaved(),
    load: () => void load(),
    clearToast: useCallback(() => setToast(null), []),
  };
}

export type Reviewing = ReturnType<typeof useReview>;
