import type { StageForecast } from "../../../contract/pace.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import { formatEnd } from "./formatEnd.ts";
import styles from "./PacePage.module.css";

const texts = words.pace.forecast;

/** When each stage ends, as dates, with how much is left and how much is done per day. */
export const Forecasts = ({ forecasts }: { forecasts: StageForecast[] }) => (
  <Panel title={texts.title}>
    <Table
      caption={texts.caption}
      heads={[texts.stage, { number: texts.left }, { number: texts.perDay }, texts.end]}
    >
      {forecasts.map(({ stage, left, forecast }) => (
        <tr key={stage}>
          <th scope="row">{words.pace.stages[stage]}</th>
          <td className="number">{formatCount(left)}</td>
          <td className="number">{"reason" in forecast ? "–" : formatCount(Math.round(forecast.perDay))}</td>
          <td>{formatEnd(forecast, new Date())}</td>
        </tr>
      ))}
    </Table>
    <p className={styles.hint}>{texts.hint}</p>
  </Panel>
);
