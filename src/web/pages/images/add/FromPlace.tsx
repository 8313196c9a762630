import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { JobWork } from "../../../../contract/jobs.ts";
import type { PickedFile } from "../../../client/files/pickedFiles.ts";
import { drawUpload, sendFiles } from "../../../client/files/sendFiles.ts";
import { FilePicker } from "../../../components/fields/FilePicker.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";
import type { Layout } from "./FolderMeaning.tsx";

const texts = words.importPlaces.place;

type Work = Extract<JobWork, { kind: "import-place" }>;

interface Props {
  project: string;
  roots: readonly string[];
  isPending: boolean;
  onBegin(prepare: () => Promise<Work>): void;
}

/**
 * A folder of the server, or a part of a bucket, below one that may be imported; or the images there that a file names.
 */
export function FromPlace({ project, roots, isPending, onBegin }: Props) {
  const [root, setRoot] = useState(roots[0] ?? "");
  const [folder, setFolder] = useState("");
  const [layout, setLayout] = useState<Layout | "">("");
  const [file, setFile] = useState<PickedFile | null>(null);
  const [skipMissing, setSkipMissing] = useState(false);
  const [copy, setCopy] = useState(false);

  async function send(manifest: PickedFile): Promise<Partial<Work>> {
    const upload = drawUpload();
    const { signal } = new AbortController();
    await sendFiles({ project, upload, files: [manifest], arrived: new Set(), onSent: () => {}, signal });
    return { manifest: { upload, name: manifest.path }, ...(skipMissing && { skipMissing }) };
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const below = folder.trim().split("/").filter(Boolean).join("/");
    const source = below === "" ? root : `${root.replace(/\/$/, "")}/${below}`;
    onBegin(async () => ({
      ...{ kind: "import-place", source },
      ...(copy && { copy }),
      ...(file ? await send(file) : layout !== "" && { layout }),
    }));
  }

  return (
    <section className={styles.panel} aria-label={texts.title}>
      <h2 className={styles.title}>{texts.title}</h2>
      {roots.length === 0 ? (
        <p className={styles.dim}>{texts.off}</p>
      ) : (
        <form className={styles.choices} onSubmit={submit}>
          <p className={styles.dim}>{texts.text}</p>
          <NativeSelect
            label={texts.root}
            data={[...roots]}
            value={root}
            onChange={(event) => setRoot(event.currentTarget.value)}
          />
          <TextInput
            label={texts.folder}
            description={texts.hint}
            value={folder}
            onChange={(event) => setFolder(event.currentTarget.value)}
          />
          <p className={styles.dim}>{file ? texts.manifestChosen(file.path) : texts.manifestHint}</p>
          <div className={styles.row}>
            <FilePicker
              text={texts.manifest}
              accept=".txt,.csv,.tsv,.json,.jsonl"
              onPick={({ files }) => setFile(files[0] ?? null)}
            />
            {file && (
              <Button variant="default" onClick={() => setFile(null)}>
                {texts.withoutManifest}
              </Button>
            )}
          </div>
          {file ? (
            <Checkbox
              label={texts.skipMissing}
              checked={skipMissing}
              onChange={(event) => setSkipMissing(event.currentTarget.checked)}
            />
          ) : (
            <NativeSelect
              label={texts.layout}
              data={Object.entries(texts.layouts).map(([value, label]) => ({ value, label }))}
              value={layout}
              onChange={(event) => setLayout(event.currentTarget.value as Layout | "")}
            />
          )}
          <Checkbox
            label={texts.copy}
            checked={copy}
            onChange={(event) => setCopy(event.currentTarget.checked)}
          />
          <div className={styles.row}>
            <Button type="submit" loading={isPending}>
              {texts.add}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
