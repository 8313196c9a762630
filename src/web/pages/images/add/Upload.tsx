import { Button, Progress } from "@mantine/core";
import { asFailure } from "../../../client/call.ts";
import { filesToSend } from "../../../client/files/imagePathsOf.ts";
import type { Picked } from "../../../client/files/pickedFiles.ts";
import { Waiting } from "../../../components/shell/Waiting.tsx";
import { Problem } from "../../../components/texts/Problem.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";
import { AddingJob } from "./AddingJob.tsx";
import { Chosen } from "./Chosen.tsx";
import { explainFolders, FolderMeaning } from "./FolderMeaning.tsx";
import { Refused } from "./Refused.tsx";
import { type Purpose, useUpload } from "./useUpload.ts";

const w = words.addImages;

interface Props {
  project: string;
  picked: Picked;
  purpose: Purpose;
  onOthers(): void;
}

/** Handles the choice step by step: sent, checked, added. */
export function Upload({ project, picked, purpose, onOthers }: Props) {
  const { sent, send, look, add, job, drop, stop } = useUpload(project, picked, purpose);
  const files = filesToSend(picked).length;
  const others = (
    <Button
      variant="default"
      loading={drop.isPending}
      onClick={() => (send.isIdle ? onOthers() : drop.mutate(undefined, { onSettled: onOthers }))}
    >
      {w.others}
    </Button>
  );

  if (add.data) {
    const data = job.data ?? add.data;
    return <AddingJob project={project} job={data} purpose={purpose} onOthers={onOthers} others={others} />;
  }
  if (look.isError && !look.isPending) {
    const failure = asFailure(look.error);
    const why = explainFolders(failure);
    if (why !== undefined)
      return (
        <>
          <FolderMeaning
            project={project}
            why={why}
            hasUnknown={failure.code === "unknown-label"}
            onChoose={(layout) => look.mutate(layout)}
          />
          <div className={styles.row}>{others}</div>
        </>
      );
  }
  if (look.isSuccess) {
    const { images: found, labelled, notes, refused } = look.data;
    return (
      <div className={styles.panel}>
        <p role="status">
          {notes.join(" ")} {w.labelled(labelled, found)}
        </p>
        <Refused refused={refused} title={w.willBeRefused} />
        <Problem error={add.error ?? drop.error} />
        <div className={styles.row}>
          <Button loading={add.isPending} onClick={() => add.mutate()}>
            {w.add(found)}
          </Button>
          {others}
        </div>
      </div>
    );
  }
  if (send.isPending)
    return (
      <div className={styles.panel}>
        <p role="status">{w.sending(sent, files)}</p>
        <Progress value={files === 0 ? 0 : (100 * sent) / files} aria-label={w.sendingLabel} animated />
        <div className={styles.row}>
          <Button variant="default" onClick={stop}>
            {w.stop}
          </Button>
          <span className={styles.dim}>{w.stay}</span>
        </div>
      </div>
    );
  if (send.isSuccess)
    return (
      <div className={styles.panel}>
        {look.error || add.error ? <Problem error={look.error ?? add.error} /> : <Waiting />}
        <div className={styles.row}>{others}</div>
      </div>
    );
  return <Chosen picked={picked} error={send.error} onSend={() => send.mutate()} others={others} />;
}
