import { Button, Progress } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useState } from "react";
import { asFailure } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { countOthers, imagePathsOf, isImageFile } from "../../../client/imagePathsOf.ts";
import { type Picked, takePicked } from "../../../client/pickedFiles.ts";
import { formatBytes } from "../../../components/format/formatBytes.ts";
import { LinkButton } from "../../../components/LinkButton.tsx";
import { useProject } from "../../../components/shell/useProject.ts";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";
import { explainFolders, FolderMeaning } from "./FolderMeaning.tsx";
import { PickImages } from "./PickImages.tsx";
import { Refused } from "./Refused.tsx";
import { useUpload } from "./useUpload.ts";

const w = words.addImages;

/** Images come from a person's own machine: chosen, sent, looked at, and added. */
export function AddImagesPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const [picked, setPicked] = useState<Picked | undefined>(() => takePicked(project.id));
  const [turn, setTurn] = useState(0);
  const choose = (chosen: Picked | undefined) => {
    setPicked(chosen);
    setTurn(turn + 1);
  };
  return (
    <div className={styles.page}>
      <header>
        <h1>{w.title}</h1>
        <p className={styles.text}>{w.text}</p>
      </header>
      {picked ? (
        <Upload key={turn} project={project.id} picked={picked} onOthers={() => choose(undefined)} />
      ) : (
        <PickImages onPick={choose} />
      )}
    </div>
  );
}

interface Props {
  project: string;
  picked: Picked;
  onOthers(): void;
}

function Upload({ project, picked, onOthers }: Props) {
  const { sent, send, look, add, drop, stop } = useUpload(project, picked);
  const images = imagePathsOf(picked).length;
  const others = (
    <Button
      variant="default"
      loading={drop.isPending}
      onClick={() => (send.isIdle ? onOthers() : drop.mutate(undefined, { onSettled: onOthers }))}
    >
      {w.others}
    </Button>
  );

  if (add.isSuccess) {
    const { registered, alreadyThere, refused } = add.data;
    return (
      <div className={styles.panel}>
        <p role="status">
          <strong>{w.done(registered)}</strong> {alreadyThere > 0 && w.alreadyThere(alreadyThere)}
        </p>
        <Refused refused={refused} title={w.refused} />
        <div className={styles.row}>
          <LinkButton to="/p/$project/overview" params={{ project }}>
            {w.next}
          </LinkButton>
          <Button variant="default" onClick={onOthers}>
            {w.addMore}
          </Button>
        </div>
      </div>
    );
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
  if (send.isPending || send.isSuccess)
    return (
      <div className={styles.panel}>
        <p role="status">{send.isPending ? w.sending(sent.files, images) : w.reading}</p>
        <Progress
          value={images === 0 ? 0 : (100 * sent.files) / images}
          aria-label={w.sendingLabel}
          animated={send.isPending}
        />
        <Problem error={look.error} />
        <div className={styles.row}>
          {send.isPending ? (
            <>
              <Button variant="default" onClick={stop}>
                {w.stop}
              </Button>
              <span className={styles.dim}>{w.stay}</span>
            </>
          ) : (
            others
          )}
        </div>
      </div>
    );
  const bytes = picked.files.filter(isImageFile).reduce((sum, { file }) => sum + file.size, 0);
  const left = countOthers(picked);
  return (
    <div className={styles.panel}>
      <p>
        <strong>{images > 0 ? w.chosen(images, formatBytes(bytes), picked.folder) : w.noImages}</strong>
      </p>
      {left.length > 0 && (
        <p className={styles.dim}>
          {w.staysBehind(
            left.reduce((sum, [, files]) => sum + files, 0),
            left
              .slice(0, 6)
              .map(([extension, files]) => w.kind(extension, files))
              .join(", "),
          )}
        </p>
      )}
      {send.isError && <Problem error={wasStopped(send.error) ? undefined : send.error} />}
      {send.isError && wasStopped(send.error) && <p role="status">{w.stopped}</p>}
      <div className={styles.row}>
        {images > 0 && <Button onClick={() => send.mutate()}>{send.isError ? w.again : w.send}</Button>}
        {others}
      </div>
    </div>
  );
}

const wasStopped = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

const Problem = ({ error }: { error: unknown }) =>
  error ? (
    <p className={styles.problem} role="alert">
      {explainFailure(error).text}
    </p>
  ) : null;
