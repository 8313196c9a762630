import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { dropUpload, lookAtUpload } from "../../../../contract/images/uploads.ts";
import { type begunWithFiles, getJob, type JobView, startJob } from "../../../../contract/jobs.ts";
import { call } from "../../../client/call.ts";
import { forgetCounts } from "../../../client/forgetCounts.ts";
import { filesToSend } from "../../../client/imagePathsOf.ts";
import type { Picked, PickedFile } from "../../../client/pickedFiles.ts";
import { drawUpload, sendFiles } from "../../../client/sendFiles.ts";
import type { Layout } from "./FolderMeaning.tsx";

/** What is made of files. */
export type Purpose = (typeof begunWithFiles)[number];

const pollEvery = 500;

/** Sends what a person chose, has it looked at, and makes images or exemplars of it. */
export function useUpload(project: string, picked: Picked, purpose: Purpose) {
  const client = useQueryClient();
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
  const jobId = add.data?.id;
  const job = useQuery({
    queryKey: ["jobs", project, jobId],
    queryFn: ({ signal }) => call(getJob, { params: { project, job: jobId ?? "" }, signal }),
    enabled: jobId !== undefined,
    refetchInterval: ({ state: { data } }) => (data && hasEnded(data) ? false : pollEvery),
  });
  const isDone = job.data?.state === "done";
  useEffect(() => {
    if (!isDone) return;
    forgetCounts(client, project);
    // Whatever shows images or exemplars.
    void client.invalidateQueries();
  }, [isDone, client, project]);
  const drop = useMutation({ mutationFn: () => call(dropUpload, { params }) });

  // Leaving the page ends what it sends.
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

export const hasEnded = ({ state }: { state: JobView["state"] }) => state !== "queued" && state !== "running";
