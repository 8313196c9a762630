import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { dropUpload, lookAtUpload } from "../../../../contract/images/uploads.ts";
import { type begunWithFiles, startJob } from "../../../../contract/jobs.ts";
import { call } from "../../../client/call.ts";
import { filesToSend } from "../../../client/files/imagePathsOf.ts";
import type { Picked, PickedFile } from "../../../client/files/pickedFiles.ts";
import { drawUpload, sendFiles } from "../../../client/files/sendFiles.ts";
import type { Layout } from "./FolderMeaning.tsx";
import { useAddingJob } from "./useAddingJob.ts";

/** What files are turned into. */
export type Purpose = (typeof begunWithFiles)[number];

/** Sends what a person chose, has it checked, and turns it into images or exemplars. */
export function useUpload(project: string, picked: Picked, purpose: Purpose) {
  const [upload] = useState(drawUpload);
  const [sent, setSent] = useState(0);
  const arrived = useRef(new Set<PickedFile>());
  const [layout, setLayout] = useState<Layout>();
  const stopping = useRef(new AbortController());
  const params = { project, upload };
  const wishes = (chosen: Layout | undefined) => ({
    name: picked.folder ?? picked.files[0]?.path ?? "images",
    ...(chosen === undefined ? {} : { layout: chosen }),
  });

  const look = useMutation({
    mutationFn: (chosen?: Layout) => call(lookAtUpload, { params, body: wishes(chosen) }),
    onMutate: (chosen) => setLayout(chosen),
  });
  const send = useMutation({
    mutationFn: async () => {
      const { signal } = stopping.current;
      const files = filesToSend(picked);
      await sendFiles({ project, upload, files, arrived: arrived.current, onSent: setSent, signal });
    },
    onSuccess: () => (purpose === "import-images" ? look.mutate(undefined) : add.mutate()),
  });
  const add = useMutation({
    mutationFn: () =>
      call(startJob, {
        params: { project },
        body:
          purpose === "import-images"
            ? { kind: purpose, upload, ...wishes(layout) }
            : { kind: purpose, upload, ...wishes(undefined) },
      }),
  });
  const job = useAddingJob(project, add.data?.id);
  const drop = useMutation({ mutationFn: () => call(dropUpload, { params }) });

  // Leaving the page stops the upload.
  useEffect(() => () => stopping.current.abort(), []);
  const isSending = send.isPending;
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isSending]);

  const stop = () => {
    stopping.current.abort();
    stopping.current = new AbortController();
  };
  return { sent, send, look, add, job, drop, stop };
}
