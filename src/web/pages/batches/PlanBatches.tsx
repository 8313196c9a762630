import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Batches, type BatchWishes, createBatches, previewBatches } from "../../../contract/batches.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { jobChoicesQuery } from "../../client/queries/jobs.ts";
import { JobHint } from "../../components/messages/JobHint.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";
import { PlanForm } from "./PlanForm.tsx";
import { PlanPreview } from "./PlanPreview.tsx";
import { useChange } from "./useChange.ts";

const w = words.batches.plan;

/** Plans batches, shows who would get what, and gives them. */
export function PlanBatches({ project, data }: { project: string; data: Batches }) {
  const [asked, setAsked] = useState<BatchWishes | null>(null);
  const preview = useMutation({
    mutationFn: (wishes: BatchWishes) => call(previewBatches, { params: { project }, body: wishes }),
    onSuccess: (_plan, wishes) => setAsked(wishes),
  });
  const give = useChange(project, (input: BatchWishes & { expected: number }) =>
    call(createBatches, { params: { project }, body: input }),
  );
  const change = () => {
    setAsked(null);
    give.reset();
  };
  const obstacle = findObstacle(data);
  const { data: choices } = useQuery({ ...jobChoicesQuery(project), enabled: obstacle === w.nothing });
  const failure = give.error ?? preview.error;
  return (
    <Panel title={w.title}>
      {obstacle ? (
        <>
          <p className={styles.text}>{obstacle}</p>
          {obstacle === w.nothing && choices && choices.unproposed > 0 && <JobHint kind="propose" />}
        </>
      ) : asked && preview.data ? (
        <PlanPreview
          plan={preview.data}
          people={data.annotators}
          isGiving={give.isPending}
          onGive={() =>
            give.mutate({ ...asked, expected: preview.data.images }, { onSuccess: () => setAsked(null) })
          }
          onChange={change}
        />
      ) : (
        <PlanForm data={data} isPending={preview.isPending} onPreview={(wishes) => preview.mutate(wishes)} />
      )}
      {failure && (
        <p className={styles.problem} role="alert">
          {explainFailure(failure).text}
        </p>
      )}
      <p role="status" className={styles.done}>
        {give.isSuccess && w.given(give.data.images)}
      </p>
    </Panel>
  );
}

function findObstacle({ annotationMode, annotators, overlap, unassigned, short }: Batches): string | null {
  if (annotationMode === "pull") return w.pull;
  if (unassigned + short === 0) return w.nothing;
  return annotators.length < overlap ? w.noAnnotators(overlap) : null;
}
