import { useState } from "react";
import {
  type AuditDifference,
  getDifference,
  getNextDifference,
  settleDifference,
} from "../../contract/auditSample.ts";
import { call } from "../client/call.ts";
import { words } from "../words/words.ts";
import { useOneByOne } from "../workShell/useOneByOne.ts";

const texts = words.auditSample.settle;

/** What has been decided so far on the difference shown. */
interface Form {
  decisions: ReadonlyMap<number, boolean>;
  comment: string;
}

/** The labels to decide on, in the order of the page. */
export const labelsToDecide = (view: AuditDifference | null) =>
  view ? [...view.disputed, ...view.asked] : [];

function formOf(view: AuditDifference | null): Form {
  const labels = view?.settled?.labels;
  const decided = labels ? labelsToDecide(view).map((label) => [label, labels.includes(label)] as const) : [];
  return { decisions: new Map(decided), comment: view?.settled?.comment ?? "" };
}

/** An expert's way through the differences. */
export function useDifferences({ project }: { project: string }) {
  const { setProblem, send, change, ...differences } = useOneByOne<AuditDifference, Form>({
    project,
    idOf: ({ image }) => image.id,
    formOf,
    next: () => call(getNextDifference, { params: { project } }),
    read: (image) => call(getDifference, { params: { project, image } }),
  });
  const { view, form } = differences;
  /** Which of the labels to decide on keys act on; on a new image, the first. */
  const [focused, setFocused] = useState<{ view: AuditDifference | null; at: number }>({ view, at: 0 });
  const focus = focused.view === view ? focused.at : 0;
  const setFocus = (at: number) => setFocused({ view, at });

  /** Decides yes or no; the focus moves to the next undecided label. */
  function decide(label: number, holds: boolean) {
    if (!view) return;
    const decisions = new Map(form.decisions).set(label, holds);
    const labels = labelsToDecide(view);
    const next = labels.findIndex((one) => !decisions.has(one));
    setFocus(next < 0 ? labels.indexOf(label) : next);
    change({ decisions });
  }

  function settle(isJudged: boolean) {
    if (!view) return;
    const labels = labelsToDecide(view);
    if (isJudged && labels.some((label) => !form.decisions.has(label))) return setProblem(texts.decideFirst);
    const decisions = labels.map((label) => ({ label, holds: form.decisions.get(label) === true }));
    void send(
      ({ image, revision }, sent) =>
        call(settleDifference, {
          params: { project, image: image.id },
          body: { ...sent, revision, comment: form.comment, decisions: isJudged ? decisions : null },
        }),
      isJudged ? texts.settled : texts.leftOut,
    );
  }

  return {
    ...differences,
    ...{ focus, setFocus, decide },
    comment: (comment: string) => change({ comment }),
    submit: () => settle(true),
    leaveOut: () => settle(false),
  };
}

export type Settling = ReturnType<typeof useDifferences>;
