import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type HistoryEntry, restoreAnswer } from "../../../contract/images/imagePage.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { historyQuery, refreshImages } from "../../client/queries/images.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import { AskReason } from "./AskReason.tsx";
import { describeChanges } from "./describeChanges.ts";
import styles from "./ImagePage.module.css";

const texts = words.images.page.history;

interface Props {
  project: string;
  image: string;
  nameOf(label: number): string;
}

/** Who did what with an image, when, from what to what; an earlier answer can be restored. */
export function History({ project, image, nameOf }: Props) {
  const client = useQueryClient();
  const history = useInfiniteQuery(historyQuery(project, image));
  const [chosen, setChosen] = useState<HistoryEntry | null>(null);
  const [message, setMessage] = useState("");
  const restore = useMutation({
    mutationFn: (body: { event: string; reason: string }) =>
      call(restoreAnswer, { params: { project, image }, body }),
    onSuccess: () => {
      setChosen(null);
      setMessage(texts.restored);
      return refreshImages(client, project);
    },
  });
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Panel title={texts.title}>
      {history.isPending && <Waiting />}
      {history.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(history.error).text}
        </p>
      )}
      {history.data && entries.length === 0 && <p className={styles.text}>{texts.none}</p>}
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} nameOf={nameOf} onRestore={() => setChosen(entry)} />
        ))}
      </ol>
      <p role="status" className={styles.told}>
        {message}
      </p>
      {history.hasNextPage && (
        <Button
          variant="default"
          className={styles.older}
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {texts.older}
        </Button>
      )}
      {chosen?.stage && (
        <AskReason
          title={texts.restoreTitle(chosen.whose ?? "")}
          text={texts.restoreText[chosen.stage]}
          action={texts.restore}
          error={restore.error}
          isPending={restore.isPending}
          onSubmit={(reason) => restore.mutate({ event: chosen.id, reason })}
          onClose={() => {
            restore.reset();
            setChosen(null);
          }}
        />
      )}
    </Panel>
  );
}

function Entry({
  entry,
  nameOf,
  onRestore,
}: {
  entry: HistoryEntry;
  nameOf(label: number): string;
  onRestore(): void;
}) {
  const { at, kind, by, whose, canRestore } = entry;
  const changes = describeChanges(entry, nameOf);
  return (
    <li>
      <time dateTime={at}>{formatTime(at)}</time>
      <div>
        <strong>{by ?? texts.program}</strong> {texts.kinds[kind] ?? kind.replaceAll("-", " ")}
        {whose !== null && whose !== by && ` ${texts.outOf(whose)}`}
        {changes.length > 0 && (
          <dl className={styles.changes}>
            {changes.map(({ what, before, after }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  {before !== undefined && (
                    <>
                      <del>{before}</del> →{" "}
                    </>
                  )}
                  {after}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {canRestore && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={texts.restoreOf(whose ?? "", formatTime(at))}
          onClick={onRestore}
        >
          {texts.restore}
        </Button>
      )}
    </li>
  );
}
