import { useQuery } from "@tanstack/react-query";
import { getObjects } from "../../../contract/classify.ts";
import { formatPercent } from "../../../core/percent.ts";
import { call } from "../../client/call.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";
import { formatInterval } from "../../components/format/formatShare.ts";
import { CountedAt } from "../../components/messages/CountedAt.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./AgreementPage.module.css";

const texts = words.objects.summary;

/** How many objects images hold, if people have marked some. */
export function ObjectsPanel({ project }: { project: string }) {
  const { data } = useQuery({
    queryKey: ["objects", project],
    queryFn: ({ signal }) => call(getObjects, { params: { project }, signal }),
    staleTime: 0,
  });
  if (!data || data.images + data.pending === 0) return null;
  const { images, pending, answers, byCount, several, mainDiffers, originalAbsent } = data;
  const rows = [
    ...byCount
      .filter(({ count, objects }) => count > 0 || objects > 0)
      .map((row) => ({ name: row.objects, row })),
    { name: texts.several, row: several },
    { name: texts.mainDiffers, row: mainDiffers },
    { name: texts.originalAbsent, row: originalAbsent },
  ];
  return (
    <Panel title={texts.title}>
      <p className={styles.above}>
        {texts.lead(countOf(images, "image"), countOf(answers, "answer"))}{" "}
        {pending > 0 && texts.pending(countOf(pending, "image"))}
      </p>
      <CountedAt at={data.countedAt} />
      <Table
        caption={texts.caption}
        heads={[texts.objects, { number: texts.images }, { number: texts.share }, { number: texts.interval }]}
      >
        {rows.map(({ name, row: { count, total, share, interval, reason } }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{texts.of(formatCount(count), formatCount(total))}</td>
            <td className="number">
              {share === null ? (
                <span className="dim">{reason}</span>
              ) : (
                formatPercent(share, { interval, total })
              )}
            </td>
            <td className="number">{interval ? formatInterval(interval) : ""}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
