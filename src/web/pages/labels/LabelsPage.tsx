import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { useLabelSearch } from "../../annotate/search/useLabelSearch.ts";
import { isOffered, labelSpaceQuery, useNotedLabels } from "../../client/queries/labelSpace.ts";
import { labelsQuery } from "../../client/queries/labels.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { LabelChangeDialog } from "./LabelChangeDialog.tsx";
import styles from "./LabelsPage.module.css";
import { LabelTable } from "./LabelTable.tsx";

const texts = words.labels;
const filters = ["all", "used", "disputed", "bare", "former"] as const;
type Filter = (typeof filters)[number];

/** All labels of a project, with their counts; each opens its own page. */
export function LabelsPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data: space } = useSuspenseQuery(labelSpaceQuery(project.id));
  const { data: counts } = useSuspenseQuery(labelsQuery(project.id));
  const labels = useNotedLabels(project.id, space.labels) ?? space.labels;
  const search = useLabelSearch(labels);
  const [isAdding, setIsAdding] = useState(false);
  const [text, setText] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const query = useDeferredValue(text.trim());

  const shown = useMemo(() => {
    const found = query === "" || !search ? labels : search(query).flatMap((index) => labels[index] ?? []);
    return found.filter(({ index, fate }) => {
      if (filter === "used") return counts.final[index]! > 0;
      if (filter === "disputed") return counts.disputed[index]! > 0;
      if (filter === "former") return fate !== undefined;
      if (filter === "bare") return counts.exemplars[index] === 0 && fate === undefined;
      return true;
    });
  }, [query, search, labels, counts, filter]);

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>{texts.title}</h1>
        <div className={styles.actions}>
          <LinkButton variant="default" to="/p/$project/labels/rulings" params={{ project: project.id }}>
            {words.rulings.title}
          </LinkButton>
          <LinkButton variant="default" to="/p/$project/labels/exemplars" params={{ project: project.id }}>
            {words.addImages.openExemplars}
          </LinkButton>
          <Button variant="default" onClick={() => setIsAdding(true)}>
            {words.labelChanges.add}
          </Button>
        </div>
      </header>
      <div className={styles.tools}>
        <TextInput
          type="search"
          className={styles.search}
          aria-label={texts.search}
          placeholder={texts.searchHint}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          className={styles.filter}
          aria-label={texts.show}
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
          data={filters
            .filter((value) => value !== "former" || !labels.every(isOffered))
            .map((value) => ({ value, label: texts.filters[value] }))}
        />
        <span className={styles.shown} role="status">
          {texts.shown(shown.length, space.labels.length)}
        </span>
      </div>
      {counts.counting && <p className={styles.counting}>{texts.counting}</p>}
      {shown.length === 0 ? (
        <Message
          title={texts.nothingFound}
          actions={
            <Button
              variant="default"
              onClick={() => {
                setText("");
                setFilter("all");
              }}
            >
              {texts.showAll}
            </Button>
          }
        >
          <p>{texts.nothingFoundText}</p>
        </Message>
      ) : (
        <LabelTable project={project.id} labels={shown} counts={counts} />
      )}
      <p className={styles.about}>{texts.about}</p>
      {isAdding && (
        <LabelChangeDialog
          project={project.id}
          version={space.version}
          verb="add"
          labels={space.labels}
          onClose={() => setIsAdding(false)}
        />
      )}
    </div>
  );
}
