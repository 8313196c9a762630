import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { guidelineVersionQuery, guidelineVersionsQuery } from "../../client/queries/guideline.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { GuidelineChanges } from "../../components/texts/GuidelineChanges.tsx";
import { GuidelineText } from "../../components/texts/GuidelineText.tsx";
import { words } from "../../words/words.ts";
import styles from "./GuidelinePage.module.css";

const w = words.guideline.versions;

/** Earlier texts, and what changed between any two. */
export function GuidelineVersions({ project, newest }: { project: string; newest: number }) {
  const { data } = useQuery(guidelineVersionsQuery(project));
  const [chosen, setChosen] = useState<{ from: number; to: number } | null>(null);
  const { from, to } = chosen ?? { from: newest - 1, to: newest };
  const before = useQuery({ ...guidelineVersionQuery(project, from), enabled: newest > 1 });
  const after = useQuery({ ...guidelineVersionQuery(project, to), enabled: newest > 1 });
  const frozen = data?.frozen ?? null;
  const began = frozen === null ? "" : w.began(frozen);
  if (newest === 1) {
    return (
      <p className={styles.hint}>
        {w.one} {began}
      </p>
    );
  }

  const options = (data?.versions ?? []).map(({ version, by, at }) => ({
    value: String(version),
    label: `${version} · ${words.guideline.written(by, formatTime(at))}`,
  }));
  return (
    <Panel title={w.title}>
      {frozen !== null && <p className={styles.began}>{began}</p>}
      <div className={styles.choice}>
        <NativeSelect
          label={w.from}
          data={options}
          value={String(from)}
          onChange={({ currentTarget }) => setChosen({ from: Number(currentTarget.value), to })}
        />
        <NativeSelect
          label={w.to}
          data={options}
          value={String(to)}
          onChange={({ currentTarget }) => setChosen({ from, to: Number(currentTarget.value) })}
        />
      </div>
      {before.data && after.data && (
        <>
          <section aria-label={w.compare}>
            <GuidelineChanges project={project} before={before.data.markdown} after={after.data.markdown} />
          </section>
          <details className={styles.earlier}>
            <summary>{w.read(from)}</summary>
            <GuidelineText project={project} markdown={before.data.markdown} />
          </details>
        </>
      )}
    </Panel>
  );
}
