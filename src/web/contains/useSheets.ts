import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import {
  getNextSheets,
  getSheet,
  type SaveSheetBody,
  type SaveSheetReply,
  type SheetPosition,
  type StoredSheet,
} from "../../contract/contains/sheet.ts";
import { checkSheet, type SheetMark } from "../../core/contains/sheetAnswer.ts";
import { useActiveTime } from "../annotate/time/useActiveTime.ts";
import { call } from "../client/call.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/queries/forgetCounts.ts";
import { useEachTime } from "../components/useEachTime.ts";
import { findReply, keepReply } from "../offline/lastReply.ts";
import { askOrHeld } from "../saving/askOrHeld.ts";
import { useAskAgain } from "../saving/useAskAgain.ts";
import { useEvents } from "../saving/useEvents.ts";
import { useRefusals } from "../saving/useRefusals.ts";
import { useSaving } from "../saving/useSaving.ts";
import { words } from "../words/words.ts";
import { savedSheets, sendSheet, type WantedSheet } from "./savedSheets.ts";
import { createSheetClocks } from "./sheetClocks.ts";
import { changeSheets, countTicked, emptySheets, type Kept, type SheetWork } from "./sheetSession.ts";

const texts = words.contains;

/** A person's work on sheets: the one shown, what is ticked, and its saving. */
export function useSheets({ project, person }: { project: string; person: string }) {
  const client = useQueryClient();
  const { state: session, latest, apply } = useEvents(changeSheets, emptySheets);
  /** Why there is nothing to show; why the sheet cannot be submitted; the outcome of the last one. */
  const [failure, setFailure] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [toast, setToast] = useState<{ number: number; text: string; canUndo: boolean } | null>(null);
  const refusals = useRefusals<WantedSheet, StoredSheet>();
  const [clocksOf] = useState(createSheetClocks);
  const [saver, status] = useSaving<WantedSheet, SaveSheetBody, SaveSheetReply, StoredSheet>(
    savedSheets,
    { person, project },
    {
      send: sendSheet,
      onSaved(id, { saved, next }, { state }) {
        refusals.endRefusal(id);
        if (state !== "submitted" || saver.unsaved(id)) return;
        forgetCounts(client, project);
        if (saved.extra) tell(texts.toast.extra, false);
        if (next) arrive(next);
        else if (latest.current.queue.length === 0) void loadNext();
      },
      onRefused(refusal) {
        setToast(null);
        if (refusal.kind === "conflict") return refusals.addConflict(refusal);
        refusals.addRefusal(refusal);
        if (refusal.kept) return;
        apply({ kind: "gone", sheet: refusal.id });
        void loadNext();
      },
      onTakenOver(ids) {
        const { queue } = latest.current;
        for (const { view } of queue.filter(({ view: { id } }) => ids.includes(id)))
          apply({ kind: "loaded", view, kept });
        if (latest.current.queue.length === 0) void loadNext();
      },
      onSavedElsewhere(id, { saved }, { state, draft }) {
        const here = latest.current.queue.find(({ view }) => view.id === id);
        if (state === "submitted") apply({ kind: "gone", sheet: id });
        else if (here) {
          const view = { ...here.view, revision: saved.revision, draft };
          apply({ kind: "loaded", view, kept: () => undefined });
        }
        if (latest.current.queue.length === 0) void loadNext();
      },
    },
  );
  const kept: Kept = (id) => saver.unsaved(id);
  const held = `sheets ${person} ${project}`;
  const [work] = session.queue;
  useActiveTime(work && clocksOf(work).active);

  const tell = (text: string, canUndo: boolean) =>
    setToast((last) => ({ number: (last?.number ?? 0) + 1, text, canUndo }));

  function arrive(position: SheetPosition) {
    for (const view of [position.current, ...position.ahead]) if (view) saver.know(view.id, view.revision);
    void keepReply(held, position);
    apply({ kind: "arrived", position, kept });
  }

  async function loadNext() {
    try {
      await saver.ready;
      const find = async () => (await findReply(held)) as SheetPosition | undefined;
      arrive(await askOrHeld(saver, call(getNextSheets, { params: { project } }), find));
      setFailure(null);
    } catch (cause) {
      setFailure(explainFailure(cause).text);
    }
  }
  useEachTime(saver, () => void loadNext());
  useAskAgain(status, () => void loadNext());

  /** The marks with their current times on screen. */
  function marksOf(of: SheetWork): SheetMark[] {
    const { shown } = clocksOf(of);
    return of.marks.map((mark, at) => ({ ...mark, shownMs: Math.round(shown.shownMs(at)) }));
  }
  const activeMsOf = (of: SheetWork) => Math.round(clocksOf(of).active.activeMs());
  const saveDraft = (of: SheetWork) =>
    saver.save(of.view.id, { state: "draft", draft: { marks: marksOf(of), activeMs: activeMsOf(of) } });

  function toggle(at: number) {
    const [shown] = latest.current.queue;
    const mark = shown?.marks[at];
    if (!shown || !mark || mark.isMissing) return;
    setProblem(null);
    refusals.endRefusal(shown.view.id, "gone");
    const [changed] = apply({ kind: "toggle", at, activeMs: activeMsOf(shown) }).queue;
    if (changed) saveDraft(changed);
  }

  function flag(at: number, reason: string | null) {
    const [changed] = apply({ kind: "flag", at, reason }).queue;
    if (changed) saveDraft(changed);
  }

  function submit() {
    const [shown] = latest.current.queue;
    if (!shown) return;
    const { view } = shown;
    const marks = marksOf(shown);
    const images = view.images.map(({ id }) => id);
    const missing = checkSheet(marks, { images, shownAfterMs: view.shownAfterMs, as: "submitted" });
    if (missing) {
      setProblem(missing.message);
      const first = images.findIndex((image) => missing.images.includes(image));
      if (first !== -1) apply({ kind: "move", at: first });
      return;
    }
    setProblem(null);
    refusals.endRefusal(view.id);
    apply({ kind: "submit", marks });
    tell(texts.toast.submitted(countTicked(marks), marks.length), true);
    saver.save(view.id, { state: "submitted", draft: { marks, activeMs: activeMsOf(shown) } });
    if (latest.current.queue.length === 0) setFailure(null);
  }

  /** Goes back to the sheet submitted last. */
  function back() {
    if (latest.current.done.length === 0) return;
    setProblem(null);
    setToast(null);
    const [shown] = apply({ kind: "back" }).queue;
    if (shown) saveDraft(shown);
  }

  /** Undoes the last tick or, on a sheet without one, the last submission. */
  function undo() {
    const [shown] = latest.current.queue;
    if (!shown || shown.toggled.length === 0) return back();
    setProblem(null);
    const [changed] = apply({ kind: "untoggle", activeMs: activeMsOf(shown) }).queue;
    if (changed) saveDraft(changed);
  }

  /** Replaces what is here with what is saved. */
  async function reload(id: string) {
    try {
      const view = await call(getSheet, { params: { sheet: id } });
      saver.know(id, view.revision);
      apply({ kind: "loaded", view, kept });
    } catch (cause) {
      setProblem(explainFailure(cause).text);
    }
  }

  function settle(keep: "here" | "elsewhere") {
    if (!refusals.conflict) return;
    const { id, saved } = refusals.conflict;
    refusals.endConflict();
    saver.settle(id, saved.revision, keep);
    if (keep === "elsewhere") void reload(id);
  }

  function drop(id: string) {
    saver.settle(id, 0, "elsewhere");
    refusals.endRefusal(id);
    void reload(id);
  }

  const refusal = refusals.refusals.find(({ id }) => id === work?.view.id) ?? refusals.refusals[0] ?? null;
  return {
    session,
    work,
    clocks: work && clocksOf(work),
    status,
    failure,
    problem,
    toast,
    refusal,
    conflict: refusals.conflict,
    /** Whether something can be undone. */
    canUndo: session.done.length > 0 || (work?.toggled.length ?? 0) > 0,
    clearToast: useCallback(() => setToast(null), []),
    toggle,
    flag,
    move: (at: number) => apply({ kind: "move", at }),
    setMissing: (at: number, isMissing: boolean) => apply({ kind: "missing", at, isMissing }),
    submit,
    undo,
    back,
    settle,
    drop,
    load: () => void loadNext(),
  };
}

export type Sheets = ReturnType<typeof useSheets>;
