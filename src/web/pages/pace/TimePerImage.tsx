import type { Pace } from "../../../contract/pace.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./PacePage.module.css";

const texts = words.pace.time;
type StageSeconds = Pace["seconds"][number];

/** The last row of a stage holds all images with as many labels or more. */
const maxLabels = 5;

export const TimePerImage = ({ seconds }: { seconds: StageSeconds[] }) => (
  <Panel title={texts.title}>
    {seconds.length === 0 ? (
      <p className={styles.hint}>{texts.none}</p>
    ) : (
      <Table caption={texts.caption}>
        <thead>
          <tr>
            <th scope="col">{texts.stage}</th>
            <th scope="col" className="number">
              {texts.labels}
            </th>
            <th scope="col" className="number">
              {texts.images}
            </th>
            <th scope="col" className="number">
              {texts.median}
            </th>
            <th scope="col" className="number">
              {texts.middleHalf}
            </th>
          </tr>
        </thead>
        {seconds.map((stage) => (
          <tbody key={stage.stage}>
            <Row name={words.pace.stages[stage.stage]} labels={texts.all} seconds={stage.all} />
            {stage.byLabels.map(({ labels, seconds: some }) => (
              <Row
                key={labels}
                labels={labels === maxLabels ? texts.atLeast(labels) : String(labels)}
                seconds={some}
              />
            ))}
          </tbody>
        ))}
      </Table>
    )}
  </Panel>
);

const Row = ({ name, labels, seconds }: { name?: string; labels: string; seconds: StageSeconds["all"] }) => (
  <tr>
    {name === undefined ? <td /> : <th scope="row">{name}</th>}
    <td className="number">{labels}</td>
    <td className="number">{formatCount(seconds.images)}</td>
    <td className="number">{Math.round(seconds.median)} s</td>
    <td className="number">{texts.seconds(...roundBoth(seconds.middleHalf))}</td>
  </tr>
);

const roundBoth = ([from, to]: readonly [number, number]) => [Math.round(from), Math.round(to)] as const;
