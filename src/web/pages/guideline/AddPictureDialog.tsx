import { Button, FileInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { largestGuidelinePicture } from "../../../contract/guideline/guideline.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { addGuidelinePicture } from "../../client/files/addGuidelinePicture.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { words } from "../../words/words.ts";
import styles from "./GuidelinePage.module.css";

const w = words.guideline.picture;
const megabyte = 1024 * 1024;

interface Props {
  project: string;
  /** @param line the Markdown that shows the picture */
  onAdd(line: string): void;
  onClose(): void;
}

/** A picture file, and a description for people who cannot see it. */
export function AddPictureDialog({ project, onAdd, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [alt, setAlt] = useState("");
  const [tried, setTried] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) => addGuidelinePicture(project, file),
    // Brackets would end the alternative text too early.
    onSuccess: ({ address }) => onAdd(`![${alt.trim().replaceAll(/[[\]\n]+/g, " ")}](${address})`),
  });
  const fileProblem = !file
    ? tried && w.noFile
    : file.size > largestGuidelinePicture &&
      w.tooLarge(file.size / megabyte, largestGuidelinePicture / megabyte);

  function add() {
    setTried(true);
    if (file && file.size <= largestGuidelinePicture && alt.trim() !== "") upload.mutate(file);
  }

  return (
    <Dialog title={w.title} onClose={onClose} className={styles.narrow}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <p>{w.text}</p>
        <FileInput
          label={w.choose}
          accept="image/*"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            upload.reset();
          }}
          error={fileProblem || (upload.error && explainFailure(upload.error).text)}
          data-autofocus
        />
        <TextInput
          label={w.alt}
          description={w.altHint}
          value={alt}
          onChange={({ currentTarget }) => setAlt(currentTarget.value)}
          error={tried && alt.trim() === "" && w.noAlt}
          maxLength={300}
        />
        <div className={styles.actions}>
          <Button type="submit" loading={upload.isPending}>
            {w.add}
          </Button>
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
