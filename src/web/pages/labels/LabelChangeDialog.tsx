import { Autocomplete, Button, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import * as contract from "../../../contract/labels/labelChange.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { isOffered } from "../../client/queries/labelSpace.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { words } from "../../words/words.ts";
import styles from "./LabelChangeDialog.module.css";
import { LabelMoves } from "./LabelMoves.tsx";
import { changedNames, LabelNameFields, type TypedNames, typedNames } from "./LabelNameFields.tsx";

const w = words.labelChanges;

export type ChangeVerb = "add" | "edit" | "retire" | "restore" | "merge" | "split";

interface Props {
  project: string;
  /** The version of the labels that the page shows. */
  version: number;
  verb: ChangeVerb;
  labels: readonly Label[];
  /** The label that changes; undefined for a new one. */
  label?: Label | undefined;
  onClose(): void;
}

/** What was entered for a change. */
interface Form {
  name: string;
  key: string;
  synonyms: string;
  definition: string;
  parent: string;
  /** Index of the label that remains. */
  into: string | null;
  parts: string;
  names: TypedNames;
}

/** Whether a change moves answers: then what it moves is shown first. */
const isLookedAt = (verb: ChangeVerb) => verb !== "add" && verb !== "edit";

/** A change of the labels: its content, what it moves, and then making it. */
export function LabelChangeDialog({ project, version, verb, labels, label, onClose }: Props) {
  const client = useQueryClient();
  const [form, setForm] = useState<Form>({
    name: label?.name ?? "",
    key: "",
    synonyms: label?.synonyms.join("\n") ?? "",
    definition: label?.definition ?? "",
    parent: label?.hypernyms[0] ?? "",
    into: null,
    parts: "",
    names: typedNames(label?.names),
  });
  const send = (preview: boolean) => sendChange({ project, version, verb, labels, label, form, preview });
  const look = useMutation({ mutationFn: () => send(true) });
  const make = useMutation({
    mutationFn: () => send(false),
    onSuccess: async () => {
      await Promise.all(
        ["label-space", "label", "labels", "label-notes"].map((topic) =>
          client.invalidateQueries({ queryKey: [topic, project] }),
        ),
      );
      onClose();
    },
  });
  const set = (changes: Partial<Form>) => {
    look.reset();
    make.reset();
    setForm({ ...form, ...changes });
  };
  const isComplete =
    verb === "merge"
      ? form.into !== null
      : verb === "split"
        ? linesOf(form.parts).length > 1
        : form.name.trim() !== "";
  const mustLook = isLookedAt(verb) && !look.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) (mustLook ? look : make).mutate();
  };
  const error = look.error ?? make.error;

  return (
    <Dialog title={w.titles[verb](label?.name ?? "")} className={styles.dialog} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.about}>{w.about[verb]}</p>
        {(verb === "add" || verb === "edit") && (
          <Fields form={form} set={set} labels={labels} withKey={verb === "add"} />
        )}
        {verb === "merge" && (
          <Select
            label={w.into}
            placeholder={w.choose}
            nothingFoundMessage={w.nothing}
            searchable
            limit={100}
            data={labels
              .filter((one) => isOffered(one) && one.index !== label?.index)
              .map(({ index, name }) => ({ value: String(index), label: name }))}
            value={form.into}
            onChange={(into) => set({ into })}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        {verb === "split" && (
          <Textarea
            label={w.parts}
            description={w.partsHint}
            autosize
            minRows={2}
            maxRows={8}
            value={form.parts}
            onChange={({ currentTarget }) => set({ parts: currentTarget.value })}
          />
        )}
        {look.data && <LabelMoves changed={look.data} />}
        {error && (
          <p className={styles.problem} role="alert">
            {explainFailure(error).text}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" disabled={!isComplete} loading={look.isPending || make.isPending}>
            {mustLook ? w.look : isLookedAt(verb) ? w[verb] : w.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Fields({
  form,
  set,
  labels,
  withKey,
}: {
  form: Form;
  set(changes: Partial<Form>): void;
  labels: readonly Label[];
  withKey: boolean;
}) {
  return (
    <>
      <TextInput
        label={w.name}
        data-autofocus
        value={form.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Textarea
        label={w.definition}
        autosize
        minRows={2}
        maxRows={6}
        value={form.definition}
        onChange={({ currentTarget }) => set({ definition: currentTarget.value })}
      />
      <Textarea
        label={w.synonyms}
        description={w.synonymsHint}
        autosize
        minRows={1}
        maxRows={6}
        value={form.synonyms}
        onChange={({ currentTarget }) => set({ synonyms: currentTarget.value })}
      />
      <Autocomplete
        label={w.parent}
        description={w.parentHint}
        limit={20}
        data={labels.filter(isOffered).map(({ name }) => name)}
        value={form.parent}
        onChange={(parent) => set({ parent })}
        comboboxProps={{ withinPortal: false }}
      />
      <LabelNameFields typed={form.names} onChange={(names) => set({ names })} />
      {withKey && (
        <TextInput
          label={w.key}
          description={w.keyHint}
          value={form.key}
          onChange={({ currentTarget }) => set({ key: currentTarget.value })}
        />
      )}
    </>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

interface Sent extends Omit<Props, "onClose"> {
  form: Form;
  preview: boolean;
}

function sendChange({ project, version, verb, labels, label, form, preview }: Sent) {
  const params = { project, label: label?.index ?? -1 };
  const base = { version, preview };
  if (verb === "retire" || verb === "restore")
    return call(contract.retireLabel, { params, body: { ...base, back: verb === "restore" } });
  if (verb === "merge")
    return call(contract.mergeLabels, { params, body: { ...base, into: Number(form.into) } });
  if (verb === "split") {
    const into = linesOf(form.parts).map((name) => ({ name }));
    return call(contract.splitLabel, { params, body: { ...base, into } });
  }
  const names = changedNames(form.names, label?.names);
  const content = {
    name: form.name,
    definition: form.definition,
    ...changedLists(form, labels, label),
    ...(names && { names }),
  };
  if (verb === "edit") return call(contract.editLabel, { params, body: { ...base, ...content } });
  const key = form.key.trim();
  return call(contract.addLabel, {
    params: { project },
    body: { ...base, ...content, ...(key !== "" && { key }) },
  });
}

/** Synonyms and parent, only if changed: otherwise an old name would not become a synonym, nor the parent be kept. */
function changedLists({ synonyms, parent }: Form, labels: readonly Label[], label: Label | undefined) {
  const words = linesOf(synonyms);
  const above = labels.find((one) => isOffered(one) && one.name === parent.trim());
  return {
    ...(words.join("\n") !== (label?.synonyms.join("\n") ?? "") && { synonyms: words }),
    ...(parent.trim() !== (label?.hypernyms[0] ?? "") && { parent: above?.index ?? parent.trim() }),
  };
}
