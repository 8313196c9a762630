import { useSuspenseQuery } from "@tanstack/react-query";
import { formatCount } from "../../components/format/formatCount.ts";
import { Message } from "../../components/messages/Message.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import { ChosenModels } from "./ChosenModels.tsx";
import { Computing } from "./Computing.tsx";
import { LearnedProbes } from "./LearnedProbes.tsx";
import styles from "./ModelsPage.module.css";
import { ModelTable } from "./ModelTable.tsx";
import { proposersQuery } from "./modelsQueries.ts";
import { NothingToCompare } from "./NothingToCompare.tsx";
import { ProposalFigures } from "./ProposalFigures.tsx";

const texts = words.proposers;

/** Which model should propose labels: how many of the final labels so far each one finds. */
export function ProposalsView({ project }: { project: string }) {
  const { data } = useSuspenseQuery(proposersQuery(project));
  const { report, probes, isCurrent } = data;
  if (!report) return <Computing />;
  const { comparison, finalImages } = report;
  if (!comparison || comparison.images.withLabels === 0) {
    return (
      <div className={styles.page}>
        <LearnedProbes probes={probes} />
        <NothingToCompare data={report} project={project} />
      </div>
    );
  }
  const { compared, withLabels } = comparison.images;
  const left = report.models.filter((model) => !model.compared);
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        {texts.lead.before(compared, withLabels, comparison.validLabels)}
        <strong>{texts.lead.relative}</strong>
        {texts.lead.after}
      </p>
      {!isCurrent && (
        <p role="status" className={styles.lead}>
          {words.models.outdated}
        </p>
      )}
      {compared < finalImages && (
        <p className={styles.lead}>{texts.leftOut(finalImages - compared, finalImages)}</p>
      )}
      {left.length > 0 && (
        <p className={styles.lead}>
          {texts.notCompared(
            left.map((model) => `${model.name} (${formatCount(model.finalImages)})`).join(", "),
          )}
        </p>
      )}
      {comparison.models.length === 1 && (
        <Message title={texts.one}>
          <p>{texts.oneText}</p>
        </Message>
      )}
      <Panel title={texts.ranking.title}>
        <ModelTable comparison={comparison} />
      </Panel>
      <LearnedProbes probes={probes} />
      <ProposalFigures comparison={comparison} />
      <ChosenModels comparison={comparison} />
    </div>
  );
}
