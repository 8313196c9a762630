import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { pairName } from "../../../core/rulings/ruling.ts";
import { agreementQuery } from "../../client/queries/agreement.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { useFirstRows } from "../../components/useFirstRows.tsx";
import { words } from "../../words/words.ts";
import styles from "./RulingsPage.module.css";

const w = words.rulings.disputed;

interface Props {
  project: string;
  /** Pairs with a ruling. */
  ruled: readonly (readonly [number, number])[];
  nameOf(label: number): string;
  onRule(labels: [number, number]): void;
}

/** The pairs of labels that people dispute most and that have no ruling. */
export function DisputedPairs({ project, ruled, nameOf, onRule }: Props) {
  const { data } = useQuery(agreementQuery(project));
  const known = new Set(ruled.map((pair) => pairName(pair as [number, number])));
  const pairs = (data?.report?.disputedPairs.rows ?? []).filter(({ labels }) => !known.has(pairName(labels)));
  const { shown, more } = useFirstRows(pairs);
  if (pairs.length === 0) return null;
  return (
    <Panel title={w.title}>
      <p className={styles.hint}>{w.text}</p>
      <Table caption={w.title} heads={[w.pair, { number: w.images }, words.rulings.link.column]}>
        {shown.map(({ labels, images }) => (
          <tr key={pairName(labels)}>
            <th scope="row">{w.of(nameOf(labels[0]), nameOf(labels[1]))}</th>
            <td className="number">{formatCount(images)}</td>
            <td>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={words.rulings.link.beginOf(nameOf(labels[0]), nameOf(labels[1]))}
                onClick={() => onRule(labels)}
              >
                {words.rulings.link.begin}
              </Button>
            </td>
          </tr>
        ))}
      </Table>
      {more}
    </Panel>
  );
}
