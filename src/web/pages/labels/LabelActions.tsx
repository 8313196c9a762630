import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { words } from "../../words/words.ts";
import styles from "./LabelChangeDialog.module.css";
import { type ChangeVerb, LabelChangeDialog } from "./LabelChangeDialog.tsx";

const w = words.labelChanges;
const ofOffered = ["edit", "merge", "split", "retire"] as const;

/** What can be done with a label; for one no longer offered, what became of it. */
export function LabelActions({ project, label }: { project: string; label: Label }) {
  const { data: space } = useSuspenseQuery(labelSpaceQuery(project));
  const [verb, setVerb] = useState<ChangeVerb>();
  const { fate, into = [] } = label;
  const verbs = fate === undefined ? ofOffered : fate === "retired" ? (["restore"] as const) : [];
  const names = into.map((one) => space.byIndex.get(one)?.name ?? words.labelSpace.unknown(one)).join(", ");
  return (
    <>
      {fate && <p>{w.fates[fate](names)}</p>}
      <div className={styles.buttons}>
        {verbs.map((one) => (
          <Button key={one} variant="default" size="compact-md" onClick={() => setVerb(one)}>
            {w[one]}
          </Button>
        ))}
      </div>
      {verb && (
        <LabelChangeDialog
          project={project}
          version={space.version}
          verb={verb}
          labels={space.labels}
          label={label}
          onClose={() => setVerb(undefined)}
        />
      )}
    </>
  );
}
