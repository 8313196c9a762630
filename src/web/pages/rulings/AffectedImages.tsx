import { Button, Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  affectedStates,
  listAffected,
  type RulingVersion,
  sendAffected,
} from "../../../contract/rulings/rulings.ts";
import {
  type Holding,
  holdings,
  isAgainst,
  mayChange,
  type RulingKind,
} from "../../../core/rulings/ruling.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { refreshImages } from "../../client/queries/images.ts";
import { affectedQuery } from "../../client/queries/rulings.ts";
import { ImagesDrawer } from "../../components/dialogs/ImagesDrawer.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./RulingsPage.module.css";

const w = words.rulings.affected;

interface Props {
  project: string;
  ruling: Pick<RulingVersion, "labels" | "version"> & { kind: RulingKind };
  nameOf(label: number): string;
}

/** The images with the labels of a ruling: how many, which ones, and sending them back to the experts. */
export function AffectedImages({ project, ruling: { labels, kind }, nameOf }: Props) {
  const client = useQueryClient();
  const query = affectedQuery(project, labels);
  const { data, error, isPending } = useQuery(query);
  const [chosen, setChosen] = useState<readonly Holding[]>(() => mayChange(kind));
  const [shown, setShown] = useState<Holding | null>(null);
  const [first, second] = labels.map(nameOf) as [string, string];
  const params = { project, first: String(labels[0]), second: String(labels[1]) };
  const sendable = chosen.reduce((sum, holding) => sum + (data?.[holding].done ?? 0), 0);
  const send = useMutation({
    mutationFn: () => call(sendAffected, { params, body: { holdings: [...chosen], expected: sendable } }),
    onSuccess: () => refreshImages(client, project),
    onSettled: () => client.invalidateQueries({ queryKey: query.queryKey }),
  });
  const rows = holdings.map((holding) => {
    const counts = data?.[holding];
    const all = affectedStates.reduce((sum, state) => sum + (counts?.[state] ?? 0), 0);
    return { holding, counts, all, what: w.outOf(holding, first, second) };
  });

  return (
    <section className={styles.affected} aria-label={w.title}>
      <h3>{w.title}</h3>
      <p className={styles.hint}>{w.lead}</p>
      {isPending && <Waiting />}
      {data && rows.every(({ all }) => all === 0) && <p className={styles.hint}>{w.none}</p>}
      {data && rows.some(({ all }) => all > 0) && (
        <>
          <Table caption={w.caption(first, second)}>
            <thead>
              <tr>
                <th scope="col">{w.holds}</th>
                <th scope="col" className="number">
                  {w.all}
                </th>
                {affectedStates.map((state) => (
                  <th key={state} scope="col" className="number">
                    {w.states[state]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ holding, counts, all, what }) => (
                <tr key={holding}>
                  <th scope="row">
                    <span className={styles.holding}>
                      <Checkbox
                        aria-label={w.choose(what)}
                        checked={chosen.includes(holding)}
                        disabled={counts?.done === 0}
                        onChange={({ currentTarget }) => {
                          send.reset();
                          setChosen(
                            holdings.filter((one) =>
                              one === holding ? currentTarget.checked : chosen.includes(one),
                            ),
                          );
                        }}
                      />
                      <span>
                        {what}
                        {isAgainst(kind, holding) && <span className={styles.against}>{w.against}</span>}
                      </span>
                    </span>
                  </th>
                  <td className="number">
                    {all === 0 ? (
                      "0"
                    ) : (
                      <button
                        type="button"
                        className={styles.number}
                        aria-label={w.show(all, what)}
                        onClick={() => setShown(holding)}
                      >
                        {formatCount(all)}
                      </button>
                    )}
                  </td>
                  {affectedStates.map((state) => (
                    <td key={state} className="number">
                      {formatCount(counts?.[state] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
          <div className={styles.send}>
            <Button disabled={sendable === 0} loading={send.isPending} onClick={() => send.mutate()}>
              {w.send(sendable)}
            </Button>
            <p>{w.what}</p>
          </div>
        </>
      )}
      {(error ?? send.error) && (
        <p className={styles.problem} role="alert">
          {explainFailure(error ?? send.error).text}
        </p>
      )}
      <p role="status" className={styles.done}>
        {send.data && w.sent(send.data.sent)}
      </p>
      {shown && (
        <ImagesDrawer
          what={w.drawer(w.outOf(shown, first, second))}
          queryKey={[...query.queryKey, shown]}
          fetchPage={(after, signal) =>
            call(listAffected, { params: { ...params, holding: shown }, query: { after }, signal })
          }
          nameOf={nameOf}
          setNames={{ final: words.agreement.images.final }}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}
