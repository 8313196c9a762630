import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Release } from "../../../contract/releases/release.ts";
import { getReleaseDiff, listReleaseDiffImages } from "../../../contract/releases/releaseDiff.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { ImagesDrawer } from "../../components/dialogs/ImagesDrawer.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./CompareReleases.module.css";
import { ReleaseChanges } from "./ReleaseChanges.tsx";

const text = words.releaseDiff;

/** What changed from one release to another; initially, from the second to last to the last. */
export function CompareReleases({ project, releases }: { project: string; releases: Release[] }) {
  const [base, setBase] = useState(releases[1]?.id ?? "");
  const [release, setRelease] = useState(releases[0]?.id ?? "");
  const [opened, setOpened] = useState<{ list: string; what: string } | null>(null);
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const nameOf = (label: number) => labelSpace?.byIndex.get(label)?.name ?? words.labelSpace.unknown(label);
  const isPair = base !== release;
  const { data, error } = useQuery({
    queryKey: ["release-diff", base, release],
    queryFn: ({ signal }) => call(getReleaseDiff, { params: { base, release }, signal }),
    enabled: isPair,
    refetchInterval: ({ state: { data } }) => (data && !data.diff ? 1_000 : false),
  });
  const options = releases.map(({ id, number, name }) => ({ value: id, label: text.option(number, name) }));
  return (
    <Panel title={text.title}>
      <div className={styles.choice}>
        <NativeSelect
          label={text.from}
          value={base}
          data={options}
          onChange={(event) => setBase(event.currentTarget.value)}
        />
        <NativeSelect
          label={text.to}
          value={release}
          data={options}
          onChange={(event) => setRelease(event.currentTarget.value)}
        />
      </div>
      {!isPair && <p className={styles.text}>{text.same}</p>}
      {isPair && error && (
        <p className={styles.text} role="alert">
          {explainFailure(error).text}
        </p>
      )}
      {isPair && !error && !data?.diff && <output className={styles.text}>{text.computing}</output>}
      {isPair && data?.diff && (
        <ReleaseChanges diff={data.diff} nameOf={nameOf} onOpen={(list, what) => setOpened({ list, what })} />
      )}
      {opened && (
        <ImagesDrawer
          what={opened.what}
          queryKey={["release-diff-images", base, release, opened.list]}
          fetchPage={(after, signal) =>
            call(listReleaseDiffImages, {
              params: { base, release, list: opened.list },
              query: { after },
              signal,
            })
          }
          nameOf={nameOf}
          onClose={() => setOpened(null)}
        />
      )}
    </Panel>
  );
}
