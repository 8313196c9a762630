import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Backups, listBackups, startBackup } from "../../../contract/backup/backups.ts";
import { call } from "../../client/call.ts";
import { usePolling } from "../../client/live.ts";
import { Command } from "../../components/buttons/Command.tsx";
import { CommandLine } from "../../components/buttons/CommandLine.tsx";
import { CopyButton } from "../../components/buttons/CopyButton.tsx";
import { formatBytes } from "../../components/format/formatBytes.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { Problem } from "../../components/texts/Problem.tsx";
import { words } from "../../words/words.ts";
import styles from "./BackupPanel.module.css";

const texts = words.backups;

const pollEvery = 5_000;
/** Digits of a hash shown: enough to tell it from others at a glance. */
const shown = 12;

/** Backups of the whole installation: those kept, how to restore one, and making one now. */
export function BackupPanel({ project, isUnderWay }: { project: string; isUnderWay: boolean }) {
  const client = useQueryClient();
  const kept = useQuery({
    queryKey: ["jobs", project, "backups"],
    queryFn: ({ signal }) => call(listBackups, { params: { project }, signal }),
    refetchInterval: usePolling(pollEvery),
  });
  const start = useMutation({
    mutationFn: () => call(startBackup, { params: { project }, body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["jobs", project] }),
  });
  const place = kept.data?.place;
  return (
    <Panel title={texts.title}>
      <p className={styles.text}>
        {texts.text} {texts.why}
      </p>
      {place === null && (
        <>
          <p className={styles.text}>{texts.noPlace}</p>
          <Command call="backup /mnt/backups/today.tar" isOfProject={false} />
        </>
      )}
      {place && (
        <>
          <Button loading={start.isPending} disabled={isUnderWay} onClick={() => start.mutate()}>
            {texts.button}
          </Button>
          {isUnderWay && <p className={styles.dim}>{texts.wait}</p>}
          <p className={styles.dim}>
            {place.isInside ? texts.inside(place.keep) : texts.kept(place.folder, place.keep)}
          </p>
        </>
      )}
      <Problem error={start.error ?? kept.error} />
      {kept.data && place && <Kept backups={kept.data.backups} />}
    </Panel>
  );
}

function Kept({ backups }: Pick<Backups, "backups">) {
  const [newest] = backups;
  if (!newest) return <p className={styles.dim}>{texts.none}</p>;
  const { caption, madeAt, size, how, hash, asked, byItself, noHash, copyHash } = texts.table;
  return (
    <div className={styles.kept}>
      <Table caption={caption} heads={[madeAt, { number: size }, how, hash]}>
        {backups.map((backup) => (
          <tr key={backup.file}>
            <th scope="row">{formatTime(backup.madeAt)}</th>
            <td className="number">{formatBytes(backup.bytes)}</td>
            <td>{backup.isAsked ? asked : byItself}</td>
            <td>
              {backup.sha256 === null ? (
                noHash
              ) : (
                <span className={styles.hash}>
                  <code>{backup.sha256.slice(0, shown)}…</code>
                  <CopyButton text={backup.sha256} what={copyHash} />
                </span>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <p className={styles.dim}>{texts.restore}</p>
      <CommandLine line={newest.restore} />
    </div>
  );
}
