import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ImageFilter } from "../../../contract/images/images.ts";
import { imageStatuses } from "../../../core/images/imageStatus.ts";
import { disagreementReasons } from "../../../core/outcome/findAgreement.ts";
import { annotatorsQuery } from "../../client/queries/images.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { words } from "../../words/words.ts";
import styles from "./ImagesPage.module.css";

const texts = words.images.filters;
const counts = ["0", "1", "2", "more"] as const;

interface Props {
  project: string;
  filter: ImageFilter;
  onChange(filter: ImageFilter): void;
}

/** Which images to show: all filters that are set must hold. */
export function ImageFilters({ project, filter, onChange }: Props) {
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const { data: annotators } = useQuery(annotatorsQuery(project));
  const set = (changes: ImageFilter) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== undefined),
      ),
    );
  const labels = labelSpace?.labels.map(({ index, name }) => ({ value: String(index), label: name })) ?? [];
  const choose = (name: keyof ImageFilter) => (value: string | null) => set({ [name]: value ?? undefined });
  const chooseLabel = (name: "label" | "original") => (value: string | null) =>
    set({ [name]: value === null ? undefined : Number(value) });
  const common = { placeholder: texts.any, clearable: true, nothingFoundMessage: texts.nothing } as const;

  return (
    <search className={styles.filters}>
      <NameFilter
        value={filter.text ?? ""}
        onChange={(text) => set({ text: text === "" ? undefined : text })}
      />
      <Select
        {...common}
        label={texts.status}
        value={filter.status ?? null}
        onChange={choose("status")}
        data={imageStatuses.map((value) => ({ value, label: words.images.statuses[value] }))}
      />
      <Select
        {...common}
        label={texts.reason}
        value={filter.reason ?? null}
        onChange={choose("reason")}
        data={disagreementReasons.map((value) => ({ value, label: words.disagreement[value] }))}
      />
      <Select
        {...common}
        label={texts.annotator}
        value={filter.annotator ?? null}
        onChange={choose("annotator")}
        data={annotators?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      />
      <Select
        {...common}
        searchable
        limit={100}
        label={texts.label}
        value={filter.label === undefined ? null : String(filter.label)}
        onChange={chooseLabel("label")}
        data={labels}
      />
      <Select
        {...common}
        searchable
        limit={100}
        label={texts.original}
        value={filter.original === undefined ? null : String(filter.original)}
        onChange={chooseLabel("original")}
        data={labels}
      />
      <Select
        {...common}
        label={texts.labels}
        value={filter.labels ?? null}
        onChange={choose("labels")}
        data={counts.map((value) => ({ value, label: texts.counts[value] }))}
      />
      <div className={styles.boxes}>
        <Checkbox
          label={texts.flag}
          checked={filter.flag !== undefined}
          onChange={({ currentTarget }) => set({ flag: currentTarget.checked ? "any" : undefined })}
        />
        <Checkbox
          label={texts.comment}
          checked={filter.comment !== undefined}
          onChange={({ currentTarget }) => set({ comment: currentTarget.checked ? "any" : undefined })}
        />
        {Object.keys(filter).length > 0 && (
          <Button variant="default" size="compact-sm" onClick={() => onChange({})}>
            {texts.clear}
          </Button>
        )}
      </div>
    </search>
  );
}

/** Searches when the typing pauses. */
function NameFilter({ value, onChange }: { value: string; onChange(text: string): void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const tell = useDebouncedCallback((text: string) => {
    setKnown(text);
    onChange(text);
  }, 300);
  // It was cleared, or changed by going back.
  useEffect(() => {
    if (value === known) return;
    setTyped(value);
    setKnown(value);
  }, [value, known]);
  return (
    <TextInput
      type="search"
      label={texts.text}
      placeholder={texts.textHint}
      value={typed}
      maxLength={200}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value.trim());
      }}
    />
  );
}
