import type { LearnedProbe } from "../../../contract/models/models.ts";
import { ShareOverInterval } from "../../components/figures/ShareOverInterval.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const texts = words.proposers.probes;

/** How good probes that learned the images' own labels are on images whose label they never saw. */
export function LearnedProbes({ probes }: { probes: readonly LearnedProbe[] }) {
  const [newest] = probes;
  if (!newest) return null;
  return (
    <Panel title={texts.title}>
      <p className={styles.above}>{texts.lead(newest.embeddings)}</p>
      <Table
        caption={texts.title}
        heads={[
          texts.probe,
          { number: texts.images },
          { number: texts.decided },
          ...newest.figures.map(({ k }) => ({ number: texts.first(k) })),
        ]}
      >
        {probes.map(({ name, images, decided, figures }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{formatCount(images)}</td>
            <td className="number">{formatCount(decided)}</td>
            {newest.figures.map(({ k }) => {
              const figure = figures.find((one) => one.k === k);
              return (
                <td key={k} className="number">
                  {figure ? <ShareOverInterval share={figure.share} interval={figure.interval} /> : "–"}
                </td>
              );
            })}
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
