import type { NoLabel } from "../../../contract/review.ts";
import { formatPercent } from "../../../core/percent.ts";
import { formatInterval } from "../../components/format/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./NoLabelPage.module.css";

const texts = words.review.lead;

const formatKappa = ({ kappa, kappaInterval }: NoLabel["agreement"]["cause"]) =>
  kappa === null
    ? texts.undefinedKappa
    : `${kappa.toFixed(2)}${kappaInterval ? ` (${kappaInterval.map((bound) => bound.toFixed(2)).join(" – ")})` : ""}`;

/** How far reviewers agree before they see each other's answers. */
export function ReviewerAgreement({ agreement }: { agreement: NoLabel["agreement"] }) {
  const rows = [
    { name: texts.agreement.same, share: agreement.same, kappa: null },
    { name: texts.agreement.cause, share: agreement.cause.same, kappa: agreement.cause },
    { name: texts.agreement.verdict, share: agreement.verdict.same, kappa: agreement.verdict },
  ];
  return (
    <Panel title={texts.agreementTitle}>
      {agreement.same.total === 0 ? (
        <p className={styles.dim}>{texts.noAgreement}</p>
      ) : (
        <>
          <p className={styles.dim}>{texts.agreementText}</p>
          <div className={styles.wide}>
            <Table
              caption={texts.agreementTitle}
              heads={[
                texts.measure,
                { number: texts.images },
                { number: texts.share },
                { number: texts.interval },
                { number: texts.kappa },
              ]}
            >
              {rows.map(({ name, share, kappa }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="number">{texts.sameOf(share.count, share.total)}</td>
                  <td className="number">{share.share === null ? "–" : formatPercent(share.share, share)}</td>
                  <td className="number">{share.interval ? `${formatInterval(share.interval)} %` : "–"}</td>
                  <td className="number">{kappa && formatKappa(kappa)}</td>
                </tr>
              ))}
            </Table>
          </div>
        </>
      )}
    </Panel>
  );
}
