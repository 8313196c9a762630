import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { JobWork } from "../../../../contract/jobs.ts";
import type { PickedFile } from "../../../client/files/pickedFiles.ts";
import { drawUpload, sendFiles } from "../../../client/files/sendFiles.ts";
import { FilePicker } from "../../../components/fields/FilePicker.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";

const texts = words.importPlaces.list;

interface Props {
  project: string;
  isAllowed: boolean;
  isPending: boolean;
  onBegin(prepare: () => Promise<Extract<JobWork, { kind: "import-list" }>>): void;
}

/** A list of addresses, pasted or in a file. */
export function FromList({ project, isAllowed, isPending, onBegin }: Props) {
  const [text, setText] = useState("");
  const [file, setFile] = useState<PickedFile | null>(null);

  async function send() {
    const list = file ?? asFile(text);
    const upload = drawUpload();
    const { signal } = new AbortController();
    await sendFiles({ project, upload, files: [list], arrived: new Set(), onSent: () => {}, signal });
    return { kind: "import-list" as const, upload, name: list.path };
  }

  return (
    <section className={styles.panel} aria-label={texts.title}>
      <h2 className={styles.title}>{texts.title}</h2>
      {!isAllowed ? (
        <p className={styles.dim}>{texts.off}</p>
      ) : (
        <>
          <p className={styles.dim}>{texts.text}</p>
          {file ? (
            <p>{texts.chosen(file.path)}</p>
          ) : (
            <Textarea
              label={texts.field}
              placeholder={texts.placeholder}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              autosize
              minRows={3}
              maxRows={12}
            />
          )}
          <div className={styles.row}>
            <Button
              disabled={file === null && text.trim() === ""}
              loading={isPending}
              onClick={() => onBegin(send)}
            >
              {texts.load}
            </Button>
            <FilePicker
              text={texts.choose}
              accept=".txt,.csv,.tsv,.jsonl"
              onPick={({ files }) => setFile(files[0] ?? null)}
            />
          </div>
        </>
      )}
    </section>
  );
}

/** Makes a file of the text; the extension says how it is read. */
function asFile(text: string): PickedFile {
  const begin = text.trimStart();
  const ending = /^https?:/i.test(begin) ? "txt" : begin.startsWith("{") ? "jsonl" : "csv";
  const path = `addresses.${ending}`;
  return { path, file: new File([`${text.trim()}\n`], path) };
}
