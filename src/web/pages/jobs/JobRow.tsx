import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cancelJob, type JobOutcome, type JobView, jobFilePath, retryJob } from "../../../contract/jobs.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatBytes } from "../../components/format/formatBytes.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import { words } from "../../words/words.ts";
import styles from "./JobsPage.module.css";

const texts = words.jobs;

/** One job: what it is, its progress or how it ended, and what can be done with it. */
export function JobRow({ project, job }: { project: string; job: JobView }) {
  const client = useQueryClient();
  const params = { project, job: job.id };
  const onSuccess = () => client.invalidateQueries({ queryKey: ["jobs", project] });
  const cancel = useMutation({ mutationFn: () => call(cancelJob, { params, body: {} }), onSuccess });
  const retry = useMutation({ mutationFn: () => call(retryJob, { params, body: {} }), onSuccess });
  const name = nameOf(job);
  const { state, done, total, message, outcome } = job;
  const isUnderWay = state === "queued" || state === "running";
  // A new backup is started below.
  const mayRetry =
    job.work !== null && job.kind !== "backup" && (state === "failed" || state === "cancelled");
  const problem = cancel.error ?? retry.error;
  return (
    <li className={styles.job} data-state={state}>
      <div className={styles.about}>
        <strong>{name}</strong>
        <span className={styles.dim}>
          {job.by === null ? texts.atCommandLine : texts.by(job.by)}
          {", "}
          <time dateTime={job.updatedAt}>{formatRecent(isUnderWay ? job.startedAt : job.updatedAt)}</time>
        </span>
      </div>
      {isUnderWay ? (
        <div className={styles.progress}>
          <span role="status">{stepOf(job)}</span>
          {state === "running" && total > 0 && (
            <>
              <span className={styles.dim}>{texts.progress(done, total)}</span>
              <Bar parts={[{ count: done }]} total={total} />
            </>
          )}
        </div>
      ) : (
        <div className={styles.end}>
          <span className={styles[state]}>{texts.states[state]}</span>
          {outcome && <Outcome outcome={outcome} />}
          {state === "failed" && (
            <p className={styles.message}>
              {message} {mayRetry && texts.tryAgainText}
            </p>
          )}
        </div>
      )}
      <div className={styles.acts}>
        {isUnderWay && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={texts.cancelOf(name)}
            loading={cancel.isPending}
            disabled={job.isEnding}
            onClick={() => cancel.mutate()}
          >
            {texts.cancel}
          </Button>
        )}
        {mayRetry && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={texts.retryOf(name)}
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {texts.retry}
          </Button>
        )}
        {outcome?.file && (
          <a href={jobFilePath(project, job.id)} download={outcome.file.name} title={outcome.file.name}>
            {texts.download(formatBytes(outcome.file.bytes))}
          </a>
        )}
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {explainFailure(problem).text}
        </p>
      )}
    </li>
  );
}

/** What it does, with the one choice that tells it from others of its kind. */
function nameOf({ kind, work }: JobView): string {
  const { kinds } = texts.start;
  if (!work) return words.overview.job.kinds[kind] ?? words.overview.job.other(kind);
  if ("release" in work) return texts.ofRelease(kinds[work.kind], work.release);
  if (work.kind === "import-predictions") return texts.withModel(kinds[work.kind], work.name);
  if ("model" in work && work.model !== null) return texts.withModel(kinds[work.kind], work.model);
  return kinds[work.kind];
}

function stepOf({ state, step, isEnding, isUntaken, message, kind }: JobView): string {
  if (isEnding) return texts.ends;
  if (isUntaken) return texts.untaken(kind);
  if (state === "queued") return message === "" ? texts.waits : `${texts.waits}. ${message}`;
  return step === "" ? texts.begins : step;
}

function Outcome({ outcome: { counts, refused, notes } }: { outcome: JobOutcome }) {
  const told = counts.map(({ what, count }) => texts.counts[what](count)).join("; ");
  return (
    <>
      {told !== "" && <span className={styles.dim}>{told}</span>}
      {notes.map((note) => (
        <span key={note} className={styles.dim}>
          {note}
        </span>
      ))}
      {refused.count > 0 && (
        <details className={styles.refused}>
          <summary>{texts.refused(refused.count)}</summary>
          <ul>
            {refused.first.map(({ file, reason }) => (
              <li key={file}>
                <strong>{file}</strong>: {reason}
              </li>
            ))}
            {refused.count > refused.first.length && (
              <li>{texts.refusedMore(refused.count - refused.first.length)}</li>
            )}
          </ul>
        </details>
      )}
    </>
  );
}
