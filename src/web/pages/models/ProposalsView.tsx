import { useSuspenseQuery } from "@tanstack/react-query";
import { countOf, formatCount } from "../../components/formatCount.ts";
import { Message } from "../../components/Message.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import { ChosenModels } from "./ChosenModels.tsx";
import { Computing } from "./Computing.tsx";
import styles from "./ModelsPage.module.css";
import { ModelTable } from "./ModelTable.tsx";
import { proposersQuery } from "./modelsQueries.ts";
import { NothingToCompare } from "./NothingToCompare.tsx";
import { ProposalFigures } from "./ProposalFigures.tsx";

/** Which model should propose labels: what each one finds of the final labels so far. */
export function ProposalsView({ project }: { project: string }) {
  const { data } = useSuspenseQuery(proposersQuery(project));
  const { report, isCurrent } = data;
  if (!report) return <Computing />;
  const { comparison, finalImages } = report;
  if (!comparison || comparison.images.withLabels === 0)
    return <NothingToCompare data={report} project={project} />;
  const { compared, withLabels } = comparison.images;
  const left = report.models.filter((model) => !model.compared);
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        Judged by {countOf(compared, "image")} with final labels so far: {formatCount(withLabels)} of them
        have {countOf(comparison.validLabels, "valid label")}, and the others are left out. These labels were
        chosen from proposals, so recall is <strong>relative</strong> to what was proposed, and the model that
        proposed them is flattered: it is listed without a rank.
      </p>
      {!isCurrent && (
        <p role="status" className={styles.lead}>
          {words.models.outdated}
        </p>
      )}
      {compared < finalImages && (
        <p className={styles.lead}>
          {formatCount(finalImages - compared)} of {countOf(finalImages, "final image")} are left out: not
          every model compared has predictions for them.
        </p>
      )}
      {left.length > 0 && (
        <p className={styles.lead}>
          Not compared, with predictions for less than half of the final images:{" "}
          {left.map((model) => `${model.name} (${formatCount(model.finalImages)})`).join(", ")}.
        </p>
      )}
      {comparison.models.length === 1 && (
        <Message title="There is one model only">
          <p>
            With the predictions of a second one, this page compares them. Classify the images with another
            model, or import predictions that were made elsewhere.
          </p>
        </Message>
      )}
      <Panel title="Ranking">
        <ModelTable comparison={comparison} />
      </Panel>
      <ProposalFigures comparison={comparison} />
      <ChosenModels comparison={comparison} />
    </div>
  );
}
