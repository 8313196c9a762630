import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendImages, takeBackSending } from "../../../contract/batches.ts";
import type { ImageRow } from "../../../contract/images/images.ts";
import { type Destination, destinations } from "../../../core/tasks/stage.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { refreshImages } from "../../client/queries/images.ts";
import type { Done } from "../../components/messages/UndoBar.tsx";
import { words } from "../../words/words.ts";
import { AskReason } from "./AskReason.tsx";
import styles from "./ImagesPage.module.css";
import { LeaveOut } from "./LeaveOut.tsx";

const texts = words.images.chosen;

/** The most images per request. */
const most = 500;

interface Props {
  project: string;
  chosen: readonly Pick<ImageRow, "id" | "key">[];
  /** Says how images are chosen; by default as in the list. */
  hint?: string;
  onClear(): void;
  onDone(done: Done): void;
}

/** What can be done with all chosen images at once. */
export function ChosenImages({ project, chosen, hint = texts.hint, onClear, onDone }: Props) {
  const client = useQueryClient();
  const [to, setTo] = useState<Destination | null>(null);
  const params = { project };
  const takeBack = useMutation({
    mutationFn: (images: string[]) =>
      call(takeBackSending, { params, body: { images, reason: texts.undoReason } }),
    onSuccess: ({ takenBack }) => onDone({ text: texts.takenBack(takenBack) }),
    onError: (error) => onDone({ text: explainFailure(error).text }),
    onSettled: () => refreshImages(client, project),
  });
  const send = useMutation({
    mutationFn: (asked: { to: Destination; reason: string }) =>
      call(sendImages, { params, body: { ...asked, images: chosen.map(({ id }) => id) } }),
    onSuccess: ({ sent, unchanged }, asked) => {
      const stayed = new Set(unchanged.map(({ key }) => key));
      const moved = chosen.filter(({ key }) => !stayed.has(key)).map(({ id }) => id);
      setTo(null);
      onClear();
      onDone({
        text: texts.done(words.images.page.history.places[asked.to] ?? "", sent, unchanged.length),
        // Answers that were reopened may have been changed by now, and undoing would lose that.
        ...(asked.to === "refinement" && moved.length > 0 ? { undo: () => takeBack.mutate(moved) } : {}),
      });
    },
    onSettled: () => refreshImages(client, project),
  });
  return (
    <section className={styles.chosen} aria-label={texts.label}>
      <span role="status">{chosen.length > 0 ? texts.count(chosen.length) : hint}</span>
      {chosen.length > 0 && (
        <>
          {destinations.map((destination) => (
            <Button
              key={destination}
              size="compact-sm"
              variant="default"
              disabled={chosen.length > most}
              onClick={() => setTo(destination)}
            >
              {words.images.page.send[destination]}
            </Button>
          ))}
          <LeaveOut
            project={project}
            images={chosen.map(({ id }) => id)}
            onDone={(done) => {
              onClear();
              onDone(done);
            }}
          />
          <Button size="compact-sm" variant="subtle" onClick={onClear}>
            {texts.clear}
          </Button>
          {chosen.length > most && <span>{texts.tooMany(most)}</span>}
        </>
      )}
      {to && (
        <AskReason
          title={texts.title(words.images.page.send[to], chosen.length)}
          text={words.images.page.sendText[to]}
          action={words.images.page.send[to]}
          error={send.error}
          isPending={send.isPending}
          onSubmit={(reason) => send.mutate({ to, reason })}
          onClose={() => {
            send.reset();
            setTo(null);
          }}
        />
      )}
    </section>
  );
}
