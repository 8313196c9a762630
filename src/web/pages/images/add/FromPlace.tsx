import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { JobWork } from "../../../../contract/jobs.ts";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";
import type { Layout } from "./FolderMeaning.tsx";

const texts = words.importPlaces.place;

type Work = Extract<JobWork, { kind: "import-place" }>;

interface Props {
  roots: readonly string[];
  isPending: boolean;
  onBegin(prepare: () => Promise<Work>): void;
}

/** A folder of the server, or a part of a bucket, below one that may be imported. */
export function FromPlace({ roots, isPending, onBegin }: Props) {
  const [root, setRoot] = useState(roots[0] ?? "");
  const [folder, setFolder] = useState("");
  const [layout, setLayout] = useState<Layout | "">("");

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const below = folder.trim().split("/").filter(Boolean).join("/");
    const source = below === "" ? root : `${root.replace(/\/$/, "")}/${below}`;
    onBegin(async () => ({ kind: "import-place", source, ...(layout === "" ? {} : { layout }) }));
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
          <NativeSelect
            label={texts.layout}
            data={Object.entries(texts.layouts).map(([value, label]) => ({ value, label }))}
            value={layout}
            onChange={(event) => setLayout(event.currentTarget.value as Layout | "")}
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
