import type { NoLabel } from "../../../contract/review.ts";
import { formatInterval, formatPercent } from "../../components/format/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./NoLabelPage.module.css";

const texts = words.review.lead;

/** How far reviewers agree before they see each other's answers. */
export function ReviewerAgreement({ agreement }: { agreement: NoLabel["agreement"] }) {
  const rows = [
    { name: texts.agreement.same, share: agreement.same, kappa: null, hasKappa: false },
    {
      name: texts.agreement.cause,
      share: agreement.cause.same,
      kappa: agreement.cause.kappa,
      hasKappa: true,
    },
    {
      name: texts.agreement.verdict,
      share: agreement.verdict.same,
      kappa: agreement.verdict.kappa,
      hasKappa: true,
    },
  ];
  return (
    <Panel title={texts.agreementTitle}>
      {agreement.same.of === 0 ? (
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
              {rows.map(({ name, share, kappa, hasKappa }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="number">{texts.sameOf(share.count, share.of)}</td>
                  <td className="number">{share.share === null ? "–" : formatPercent(share.share)}</td>
                  <td className="number">{share.interval ? `${formatInterval(share.interval)} %` : "–"}</td>
                  <td className="number">
                    {hasKappa ? (kappa === null ? texts.undefinedKappa : kappa.toFixed(2)) : ""}
                  </td>
                </tr>
              ))}
            </Table>
          </div>
        </>
      )}
    </Panel>
  );
}
