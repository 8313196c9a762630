import { Button, FileInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { lookAtAnswers } from "../../../contract/contains/report.ts";
import { startJob } from "../../../contract/jobs.ts";
import { call } from "../../client/call.ts";
import { drawUpload, sendFiles } from "../../client/files/sendFiles.ts";
import { Panel } from "../../components/Panel.tsx";
import { Problem } from "../../components/texts/Problem.tsx";
import { words } from "../../words/words.ts";
import { useAddingJob } from "../images/add/useAddingJob.ts";
import styles from "./SheetsPage.module.css";

const w = words.contains.lead.import;

/** Answers from a file, previewed before they are added. */
export function ImportAnswers({ project }: { project: string }) {
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation({
    mutationFn: async (chosen: File) => {
      const sent = { upload: drawUpload(), file: chosen.name };
      const files = [{ path: chosen.name, file: chosen }];
      const { signal } = new AbortController();
      await sendFiles({ project, upload: sent.upload, files, arrived: new Set(), onSent: () => {}, signal });
      return { ...sent, found: await call(lookAtAnswers, { params: { project }, body: sent }) };
    },
  });
  const add = useMutation({
    mutationFn: (sent: { upload: string; file: string }) =>
      call(startJob, { params: { project }, body: { kind: "import-answers", ...sent } }),
  });
  const job = useAddingJob(project, add.data?.id).data ?? add.data;
  const state = job?.state;
  const choose = (chosen: File | null) => {
    setFile(chosen);
    add.reset();
    look.reset();
    if (chosen) look.mutate(chosen);
  };
  const seen = look.data;
  return (
    <Panel title={w.title}>
      <div className={styles.form}>
        <p className={styles.text}>{w.text}</p>
        <FileInput
          className={styles.file}
          label={w.file}
          placeholder={w.choose}
          accept=".csv,.tsv,.txt,.jsonl,.ndjson,.gz"
          value={file}
          onChange={choose}
          disabled={look.isPending || state === "queued" || state === "running"}
        />
        <div role="status">
          {look.isPending && <p className={styles.text}>{w.looking}</p>}
          {seen && !job && <p className={styles.summary}>{w.found(seen.found)}</p>}
          {seen && !job && <p className={styles.text}>{w.reading(seen.found.reading)}</p>}
          {(state === "queued" || state === "running") && <p className={styles.text}>{w.waits}</p>}
          {state === "done" && <p className={styles.summary}>{w.done}</p>}
          {state === "cancelled" && <p className={styles.text}>{w.cancelled}</p>}
        </div>
        {seen && !job && (
          <Button
            loading={add.isPending}
            onClick={() => add.mutate({ upload: seen.upload, file: seen.file })}
          >
            {w.add(seen.found.answers)}
          </Button>
        )}
        <div className={styles.refused}>
          <Problem error={look.error ?? add.error}>{state === "failed" && job?.message}</Problem>
        </div>
      </div>
    </Panel>
  );
}
