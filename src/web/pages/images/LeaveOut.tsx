import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { leaveImagesOut, takeImagesIn } from "../../../contract/images/leftOut.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { refreshImages } from "../../client/queries/images.ts";
import type { Done } from "../../components/messages/UndoBar.tsx";
import { words } from "../../words/words.ts";
import { AskReason } from "./AskReason.tsx";

const w = words.images.leftOut;

/** The most images per request. */
const most = 500;

interface Props {
  project: string;
  /** Ids. */
  images: readonly string[];
  size?: "xs" | "compact-sm";
  onDone(done: Done): void;
}

/** Leaves chosen images out of the project, with a reason; it can be undone. */
export function LeaveOut({ project, images, size = "compact-sm", onDone }: Props) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const params = { project };
  const refresh = async () => {
    await refreshImages(client, project);
    await client.invalidateQueries({ queryKey: ["audit", project] });
  };
  const takeIn = useMutation({
    mutationFn: (back: string[]) => call(takeImagesIn, { params, body: { images: back } }),
    onSuccess: ({ takenIn }) => onDone({ text: w.takenIn(takenIn) }),
    onError: (error) => onDone({ text: explainFailure(error).text }),
    onSettled: refresh,
  });
  const leave = useMutation({
    mutationFn: (reason: string) =>
      call(leaveImagesOut, { params, body: { images: [...new Set(images)], reason } }),
    onSuccess: ({ left, stayed }) => {
      const gone = [...new Set(images)];
      setAsking(false);
      onDone({
        text: w.done(left, stayed.length),
        ...(left > 0 ? { undo: () => takeIn.mutate(gone) } : {}),
      });
    },
    onSettled: refresh,
  });
  const count = new Set(images).size;
  return (
    <>
      <Button
        size={size}
        variant="default"
        disabled={count === 0 || count > most}
        onClick={() => setAsking(true)}
      >
        {w.action}
      </Button>
      {isAsking && (
        <AskReason
          title={words.images.chosen.title(w.action, count)}
          text={w.text}
          action={w.action}
          error={leave.error}
          isPending={leave.isPending}
          onSubmit={(reason) => leave.mutate(reason)}
          onClose={() => {
            leave.reset();
            setAsking(false);
          }}
        />
      )}
    </>
  );
}
