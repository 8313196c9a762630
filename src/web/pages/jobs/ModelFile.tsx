import { Checkbox, FileInput } from "@mantine/core";
import type { AskedWork } from "../../../contract/jobs.ts";
import { drawUpload, sendFiles } from "../../client/files/sendFiles.ts";
import { words } from "../../words/words.ts";
import styles from "./JobsPage.module.css";

const texts = words.jobs.start;

/** A person's own model, and what has to be known about it. */
export interface OwnModel {
  file: File | null;
  card: File | null;
  /** For an image tower: the vectors of its labels. */
  vectors: File | null;
  allowImplausible: boolean;
}

export const noModel: OwnModel = { file: null, card: null, vectors: null, allowImplausible: false };

/** Chooses which files of a model are sent. */
export function ModelFile({
  model,
  onChange,
}: {
  model: OwnModel;
  onChange(changes: Partial<OwnModel>): void;
}) {
  const { file, card, vectors, allowImplausible } = model;
  return (
    <>
      <FileInput
        label={texts.onnx}
        placeholder={texts.choose}
        accept=".onnx"
        required
        value={file}
        onChange={(chosen) => onChange({ file: chosen })}
      />
      <FileInput
        label={texts.card}
        placeholder={texts.choose}
        accept=".json"
        required
        value={card}
        onChange={(chosen) => onChange({ card: chosen })}
      />
      <FileInput
        label={texts.vectors}
        description={texts.vectorsHint}
        placeholder={texts.choose}
        accept=".npy,.npz"
        clearable
        clearButtonProps={{ "aria-label": texts.noVectors }}
        value={vectors}
        onChange={(chosen) => onChange({ vectors: chosen })}
      />
      <div className={styles.wishes}>
        <Checkbox
          label={texts.allowUseless}
          checked={allowImplausible}
          onChange={({ currentTarget }) => onChange({ allowImplausible: currentTarget.checked })}
        />
      </div>
    </>
  );
}

/** Sends the files of a model. @returns the work that adds it */
export async function sendModel(
  project: string,
  { file, card, vectors, allowImplausible }: OwnModel,
): Promise<AskedWork> {
  if (file === null || card === null) throw new Error(texts.noFile);
  const upload = drawUpload();
  // Whatever their names, the server tells what each is by its place.
  const places = {
    file: `${file.name.replace(/\.onnx$/i, "")}.onnx`,
    card: `card/${card.name}`,
    vectors: vectors && `vectors/${vectors.name}`,
  };
  const files = [
    { path: places.file, file },
    { path: places.card, file: card },
    ...(vectors && places.vectors ? [{ path: places.vectors, file: vectors }] : []),
  ];
  const { signal } = new AbortController();
  await sendFiles({ project, upload, files, arrived: new Set(), onSent: () => {}, signal });
  return { kind: "add-model", upload, ...places, allowImplausible };
}
