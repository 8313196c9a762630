import { Button, Radio, Select, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { imageUrl } from "../../../contract/images/image.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import {
  longestRuling,
  maxExamples,
  type RulingVersion,
  saveRuling,
} from "../../../contract/rulings/rulings.ts";
import { type RulingKind, rulingKinds, stateRuling } from "../../../core/rulings/ruling.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { rulingsQuery } from "../../client/queries/rulings.ts";
import { useKeptDraft } from "../../client/useKeptDraft.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { words } from "../../words/words.ts";
import { type Example, PairPhotos } from "./PairPhotos.tsx";
import styles from "./RulingsPage.module.css";

const w = words.rulings.editor;

interface Props {
  project: string;
  /** The version of the project's rulings. */
  version: number;
  /** The version of the labels' own photos. */
  exemplarVersion: number;
  /** The ruling to change, or as much as is known of a new one. */
  start: Partial<RulingVersion>;
  labels: readonly Pick<Label, "index" | "name">[];
  nameOf(label: number): string;
  onClose(): void;
  onSaved(saved: { labels: [number, number]; version: number; changed: boolean }): void;
}

/** Two labels, how they relate, why, and examples. */
export function RulingEditor({
  project,
  version,
  exemplarVersion,
  start,
  labels,
  nameOf,
  onClose,
  onSaved,
}: Props) {
  const client = useQueryClient();
  const [pair, setPair] = useState<[number | null, number | null]>(start.labels ?? [null, null]);
  const [kind, setKind] = useState<RulingKind | null>(start.kind ?? null);
  const [text, setText, forgetText] = useKeptDraft(
    `ruling ${project} ${start.labels?.join(" ") ?? "new"}`,
    start.text ?? "",
  );
  const [examples, setExamples] = useState<readonly Example[]>(start.examples ?? []);
  const toggle = (example: Example) =>
    setExamples(
      examples.some(({ id }) => id === example.id)
        ? examples.filter(({ id }) => id !== example.id)
        : [...examples, example],
    );
  const [first, second] = pair;
  const isSame = first !== null && first === second;
  const tooLong = text.trim().length - longestRuling;
  const names = [first, second].map((label, at) =>
    label === null ? w.unnamed[at as 0 | 1] : nameOf(label),
  ) as [string, string];

  const save = useMutation({
    mutationFn: (body: { labels: [number, number]; kind: RulingKind }) =>
      call(saveRuling, {
        params: { project },
        body: { version, ...body, text, examples: examples.map(({ key }) => key) },
      }),
    onSuccess: async (reply, { labels }) => {
      forgetText();
      await client.invalidateQueries({ queryKey: rulingsQuery(project).queryKey });
      onSaved({ labels, ...reply });
    },
  });
  const canSave = first !== null && second !== null && !isSame && kind !== null && tooLong <= 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSave) save.mutate({ labels: [first, second], kind });
  };
  const options = labels.map(({ index, name }) => ({ value: String(index), label: name }));
  const choose = (at: 0 | 1) => (
    <Select
      label={at === 0 ? w.first : w.second}
      placeholder={w.choose}
      nothingFoundMessage={w.nothing}
      searchable
      limit={100}
      data={options}
      // A ruling stays with its labels: a different pair is a different ruling.
      disabled={start.version !== undefined}
      value={pair[at] === null ? null : String(pair[at])}
      onChange={(value) => setPair(pair.with(at, value === null ? null : Number(value)) as typeof pair)}
      comboboxProps={{ withinPortal: false }}
      error={at === 1 && isSame ? w.same : undefined}
    />
  );

  return (
    <Dialog
      title={start.version === undefined ? w.titleNew : w.titleChange}
      className={styles.dialog}
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.columns}>
          <div className={styles.column}>
            <div className={styles.pair}>
              {choose(0)}
              <Button
                variant="default"
                aria-label={w.swap}
                title={w.swap}
                onClick={() => setPair([second, first])}
              >
                ⇄
              </Button>
              {choose(1)}
            </div>
            <Radio.Group label={w.kind} value={kind} onChange={(value) => setKind(value as RulingKind)}>
              <div className={styles.kinds}>
                {rulingKinds.map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={stateRuling(value, ...names)}
                    description={words.rulings.meaning(value, ...names)}
                  />
                ))}
              </div>
            </Radio.Group>
            <Textarea
              label={w.text}
              value={text}
              autosize
              minRows={2}
              maxRows={8}
              error={tooLong > 0 ? w.tooLong(tooLong) : undefined}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <PickedExamples examples={examples} onRemove={toggle} />
          </div>
          {first !== null && second !== null && !isSame && (
            <PairPhotos
              labels={[first, second]}
              onPick={toggle}
              {...{ project, exemplarVersion, examples, nameOf }}
            />
          )}
        </div>
        <footer className={styles.footer}>
          {save.error && (
            <p className={styles.problem} role="alert">
              {explainFailure(save.error).text}
            </p>
          )}
          <div className={styles.actions}>
            <Button type="submit" disabled={!canSave} loading={save.isPending}>
              {w.save}
            </Button>
            <Button variant="default" onClick={onClose}>
              {w.cancel}
            </Button>
          </div>
        </footer>
      </form>
    </Dialog>
  );
}

/** The picked examples, each of which can be removed. */
const PickedExamples = ({
  examples,
  onRemove,
}: {
  examples: readonly Example[];
  onRemove(example: Example): void;
}) => (
  <fieldset className={styles.examples}>
    <legend>{w.examples}</legend>
    <p>{w.examplesHint(maxExamples)}</p>
    {examples.length === 0 ? (
      <p>{w.noExamples}</p>
    ) : (
      <ul>
        {examples.map((example) => (
          <li key={example.id}>
            <Thumbnail src={imageUrl(example.id, "thumbnail")} alt={example.key} />
            <button type="button" aria-label={w.remove(example.key)} onClick={() => onRemove(example)}>
              ×
            </button>
          </li>
        ))}
      </ul>
    )}
  </fieldset>
);
