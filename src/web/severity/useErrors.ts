import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import {
  type ErrorPosition,
  type ErrorView,
  getError,
  getNextError,
  type Rating,
  rateError,
  type SeverityProgress,
} from "../../contract/severity.ts";
import { type ActiveClock, createActiveClock } from "../annotate/time/activeClock.ts";
import { useActiveTime } from "../annotate/time/useActiveTime.ts";
import { call } from "../client/call.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/forgetCounts.ts";
import { useEachTime } from "../components/useEachTime.ts";
import type { SavingStatus } from "../saving/saving.ts";
import { words } from "../words/words.ts";

const texts = words.severity;

type Form = Pick<Rating, "cause" | "comment"> & { severity: Rating["severity"] | null };
const blank: Form = { severity: null, cause: null, comment: "" };

/** An expert's way through the errors: the one shown, what is said of it, and its saving. */
export function useErrors({ project }: { project: string }) {
  const client = useQueryClient();
  const [shown, setShown] = useState<{ view: ErrorView; clock: ActiveClock } | null>(null);
  const [form, setForm] = useState<Form>(blank);
  const [progress, setProgress] = useState<SeverityProgress | null>(null);
  const [done, setDone] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [toast, setToast] = useState<{ number: number; text: string; canUndo: boolean } | null>(null);
  const [isSaving, setSaving] = useState(false);
  /** The same as long as the same is sent: an answer that was lost is answered again. */
  const operation = useRef(v7());
  useActiveTime(shown?.clock);

  function show(view: ErrorView | null) {
    setShown(view && { view, clock: createActiveClock() });
    setForm(view?.rating ?? blank);
    setProblem(null);
    operation.current = v7();
  }

  function arrive({ current, progress: now }: ErrorPosition) {
    show(current);
    setProgress(now);
    setFailure(null);
  }

  async function load() {
    try {
      arrive(await call(getNextError, { params: { project } }));
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

  async function submit() {
    if (!shown || isSaving) return;
    const { severity, cause, comment } = form;
    if (severity === null) return setProblem(texts.rateFirst);
    const { view, clock } = shown;
    setSaving(true);
    try {
      const body = { operation: operation.current, revision: view.revision, severity, cause, comment };
      const activeMs = Math.round(clock.activeMs());
      const { next } = await call(rateError, { params: { error: view.id }, body: { ...body, activeMs } });
      setDone((before) => [...before.filter((one) => one !== view.id), view.id]);
      setToast((last) => ({
        ...{ number: (last?.number ?? 0) + 1, canUndo: true },
        text: texts.saved(texts.severities[severity]),
      }));
      forgetCounts(client, project);
      if (next) arrive(next);
      else await load();
    } catch (cause_) {
      setProblem(explainFailure(cause_).text);
    } finally {
      setSaving(false);
    }
  }

  /** Back to the one rated last, to say it anew. */
  async function back() {
    const last = done.at(-1);
    if (last === undefined || isSaving) return;
    try {
      show(await call(getError, { params: { error: last } }));
      setDone((before) => before.slice(0, -1));
      setToast(null);
    } catch (cause) {
      setProblem(explainFailure(cause).text);
    }
  }

  const status: SavingStatus = { kind: isSaving ? "saving" : "saved", waiting: isSaving ? 1 : 0, kept: true };
  return {
    view: shown?.view ?? null,
    ...{ form, progress, problem, failure, toast, status },
    canGoBack: done.length > 0,
    clearToast: () => setToast(null),
    ...{ change, submit: () => void submit(), back: () => void back(), load: () => void load() },
  };
}

export type RatingErrors = ReturnType<typeof useErrors>;
