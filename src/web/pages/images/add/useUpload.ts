import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { dropUpload, importUpload, lookAtUpload } from "../../../../contract/images/uploads.ts";
import { call } from "../../../client/call.ts";
import { forgetCounts } from "../../../client/forgetCounts.ts";
import { isImageFile } from "../../../client/imagePathsOf.ts";
import type { Picked } from "../../../client/pickedFiles.ts";
import { type Sent, sendFiles } from "../../../client/sendFiles.ts";
import type { Layout } from "./FolderMeaning.tsx";

/** Twelve hexadecimal digits that no other upload has. */
const drawUpload = () => crypto.randomUUID().replaceAll("-", "").slice(-12);

/** Sends what a person chose, has it looked at, and makes images of it. */
export function useUpload(project: string, picked: Picked | undefined) {
  const client = useQueryClient();
  const [upload] = useState(drawUpload);
  const [sent, setSent] = useState<Sent>({ files: 0, bytes: 0 });
  const [layout, setLayout] = useState<Layout>();
  const stopping = useRef(new AbortController());
  const params = { project, upload };
  const wishes = (chosen: Layout | undefined) => ({
    name: picked?.folder ?? picked?.files[0]?.path ?? "images",
    ...(chosen === undefined ? {} : { layout: chosen }),
  });

  const look = useMutation({
    mutationFn: (chosen?: Layout) => call(lookAtUpload, { params, body: wishes(chosen) }),
    onMutate: (chosen) => setLayout(chosen),
  });
  const send = useMutation({
    mutationFn: async () => {
      const { signal } = stopping.current;
      const files = picked?.files.filter(isImageFile) ?? [];
      setSent({ files: 0, bytes: 0 });
      await sendFiles({ project, upload, files, onSent: setSent, signal });
    },
    onSuccess: () => look.mutate(undefined),
  });
  const add = useMutation({
    mutationFn: () => call(importUpload, { params, body: wishes(layout) }),
    onSuccess: () => {
      forgetCounts(client, project);
      void client.invalidateQueries();
    },
  });
  const drop = useMutation({ mutationFn: () => call(dropUpload, { params }) });

  // Leaving the page ends what it sends.
  useEffect(() => () => stopping.current.abort(), []);
  const isUnderWay = send.isPending || add.isPending;
  useEffect(() => {
    if (!isUnderWay) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnderWay]);

  const stop = () => {
    stopping.current.abort();
    stopping.current = new AbortController();
  };
  return { sent, send, look, add, drop, stop };
}
