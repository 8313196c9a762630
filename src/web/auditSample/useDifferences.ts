import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import {
  type AuditDifference,
  getDifference,
  getNextDifference,
  type SettlingPosition,
  type SettlingProgress,
  settleDifference,
} from "../../contract/auditSample.ts";
import { type ActiveClock, createActiveClock } from "../annotate/time/activeClock.ts";
import { useActiveTime } from "../annotate/time/useActiveTime.ts";
import { call } from "../client/call.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/forgetCounts.ts";
import { useEachTime } from "../components/useEachTime.ts";
import type { SavingStatus } from "../saving/saving.ts";
import { words } from "../words/words.ts";

const texts = words.auditSample.settle;

/** What is said so far of the difference shown. */
interface Form {
  decisions: ReadonlyMap<number, boolean>;
  comment: string;
}

/** An expert's way through the differences: the one shown, what is decided of it, and its saving. */
export function useDifferences({ project }: { project: string }) {
  const client = useQueryClient();
  const [shown, setShown] = useState<{ view: AuditDifference; clock: ActiveClock } | null>(null);
  const [form, setForm] = useState<Form>({ decisions: new Map(), comment: "" });
  /** Of the disputed labels, the one that keys act on. */
  const [focus, setFocus] = useState(0);
  const [progress, setProgress] = useState<SettlingProgress | null>(null);
  const [done, setDone] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [toast, setToast] = useState<{ number: number; text: string; canUndo: boolean } | null>(null);
  const [isSaving, setSaving] = useState(false);
  /** The same as long as the same is sent: an answer that was lost is answered again. */
  const operation = useRef(v7());
  useActiveTime(shown?.clock);

  function show(view: AuditDifference | null) {
    setShown(view && { view, clock: createActiveClock() });
    const labels = view?.settled?.labels;
    const decided = labels
      ? (view?.disputed ?? []).map((label) => [label, labels.includes(label)] as const)
      : [];
    setForm({ decisions: new Map(decided), comment: view?.settled?.comment ?? "" });
    setFocus(0);
    setProblem(null);
    operation.current = v7();
  }

  function arrive({ current, progress: now }: SettlingPosition) {
    show(current);
    setProgress(now);
    setFailure(null);
  }

  async function load() {
    try {
      arrive(await call(getNextDifference, { params: { project } }));
    } catch (cause) {
      setFailure(explainFailure(cause).text);
    }
  }
  useEachTime(project, () => void load());

  function change(changed: Partial<Form>) {
    setForm((before) => ({ ...before, ...changed }));
    setProblem(null);
    operation.current = v7();
  }

  /** A yes or a no; the focus goes on to the next label that has none. */
  function decide(label: number, holds: boolean) {
    if (!shown) return;
    const decisions = new Map(form.decisions).set(label, holds);
    const { disputed } = shown.view;
    const next = disputed.findIndex((one) => !decisions.has(one));
    setFocus(next < 0 ? disputed.indexOf(label) : next);
    change({ decisions });
  }

  async function send(isJudged: boolean) {
    if (!shown || isSaving) return;
    const { view, clock } = shown;
    if (isJudged && view.disputed.some((label) => !form.decisions.has(label)))
      return setProblem(texts.decideFirst);
    const decisions = view.disputed.map((label) => ({ label, holds: form.decisions.get(label) === true }));
    setSaving(true);
    try {
      const { next } = await call(settleDifference, {
        params: { project, image: view.image.id },
        body: {
          ...{ operation: operation.current, revision: view.revision, comment: form.comment },
          decisions: isJudged ? decisions : null,
          activeMs: Math.round(clock.activeMs()),
        },
      });
      setDone((before) => [...before.filter((one) => one !== view.image.id), view.image.id]);
      setToast((last) => ({
        ...{ number: (last?.number ?? 0) + 1, canUndo: true },
        text: isJudged ? texts.settled : texts.leftOut,
      }));
      forgetCounts(client, project);
      if (next) arrive(next);
      else await load();
    } catch (cause) {
      setProblem(explainFailure(cause).text);
    } finally {
      setSaving(false);
    }
  }

  /** Back to the one settled last, to settle it anew. */
  async function back() {
    const last = done.at(-1);
    if (last === undefined || isSaving) return;
    try {
      show(await call(getDifference, { params: { project, image: last } }));
      setDone((before) => before.slice(0, -1));
      setToast(null);
    } catch (cause) {
      setProblem(explainFailure(cause).text);
    }
  }

  const status: SavingStatus = { kind: isSaving ? "saving" : "saved", waiting: isSaving ? 1 : 0, kept: true };
  return {
    view: shown?.view ?? null,
    ...{ form, focus, progress, problem, failure, toast, status, setFocus, decide },
    canGoBack: done.length > 0,
    clearToast: () => setToast(null),
    comment: (comment: string) => change({ comment }),
    submit: () => void send(true),
    leaveOut: () => void send(false),
    back: () => void back(),
    load: () => void load(),
  };
}

export type Settling = ReturnType<typeof useDifferences>;
