import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import { type ActiveClock, createActiveClock } from "../annotate/time/activeClock.ts";
import { useActiveTime } from "../annotate/time/useActiveTime.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/queries/forgetCounts.ts";
import { useEachTime } from "../components/useEachTime.ts";
import type { SavingStatus } from "../saving/saving.ts";

interface Progress {
  done: number;
  left: number;
}

/** What comes next, and the person's progress. */
interface Position<View> {
  current: View | null;
  progress: Progress;
}

interface Source<View, Form> {
  /** Another project starts over. */
  project: string;
  idOf(view: View): string;
  /** What has been entered about it so far; null means that nothing is shown. */
  formOf(view: View | null): Form;
  next(): Promise<Position<View>>;
  /** Reads one that was answered before. */
  read(id: string): Promise<View>;
}

/** What is sent with every answer. */
interface Sent {
  /** The same as long as the same is sent, so that a lost request is repeated as one operation. */
  operation: string;
  activeMs: number;
}

/** A person's way through things answered one by one: the one shown, what was entered about it, and its saving. */
export function useOneByOne<View, Form>({ project, idOf, formOf, next, read }: Source<View, Form>) {
  const client = useQueryClient();
  const [shown, setShown] = useState<{ view: View; clock: ActiveClock } | null>(null);
  const [form, setForm] = useState<Form>(() => formOf(null));
  const [progress, setProgress] = useState<Progress | null>(null);
  const [done, setDone] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [toast, setToast] = useState<{ number: number; text: string; canUndo: boolean } | null>(null);
  const [isSaving, setSaving] = useState(false);
  const operation = useRef(v7());
  useActiveTime(shown?.clock);

  function show(view: View | null) {
    setShown(view && { view, clock: createActiveClock() });
    setForm(formOf(view));
    setProblem(null);
    operation.current = v7();
  }

  function arrive({ current, progress: now }: Position<View>) {
    show(current);
    setProgress(now);
    setFailure(null);
  }

  async function load() {
    try {
      arrive(await next());
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

  /**
   * Sends an answer, and continues with what comes with the reply.
   *
   * @param told the message that it is saved
   */
  async function send(
    save: (view: View, sent: Sent) => Promise<{ next: Position<View> | null }>,
    told: string,
  ): Promise<void> {
    if (!shown || isSaving) return;
    const { view, clock } = shown;
    const id = idOf(view);
    setSaving(true);
    try {
      const sent = { operation: operation.current, activeMs: Math.round(clock.activeMs()) };
      const reply = await save(view, sent);
      setDone((before) => [...before.filter((one) => one !== id), id]);
      setToast((last) => ({ number: (last?.number ?? 0) + 1, canUndo: true, text: told }));
      forgetCounts(client, project);
      if (reply.next) arrive(reply.next);
      else await load();
    } catch (cause) {
      setProblem(explainFailure(cause).text);
    } finally {
      setSaving(false);
    }
  }

  /** Goes back to the one answered last, to answer it again. */
  async function back() {
    const last = done.at(-1);
    if (last === undefined || isSaving) return;
    try {
      show(await read(last));
      setDone((before) => before.slice(0, -1));
      setToast(null);
    } catch (cause) {
      setProblem(explainFailure(cause).text);
    }
  }

  const status: SavingStatus = { kind: isSaving ? "saving" : "saved", waiting: isSaving ? 1 : 0, kept: true };
  return {
    view: shown?.view ?? null,
    ...{ form, progress, problem, failure, toast, status, change, setProblem, send },
    canGoBack: done.length > 0,
    clearToast: () => setToast(null),
    back: () => void back(),
    load: () => void load(),
  };
}
