import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getModels } from "../../../contract/models.ts";
import { call } from "../../client/call.ts";
import { countOf, formatCount } from "../../components/formatCount.ts";
import { Message } from "../../components/Message.tsx";
import { Panel } from "../../components/Panel.tsx";
import { useProject } from "../../components/useProject.ts";
import { ChosenModels } from "./ChosenModels.tsx";
import { Figures } from "./Figures.tsx";
import styles from "./ModelsPage.module.css";
import { ModelTable } from "./ModelTable.tsx";
import { NothingToCompare } from "./NothingToCompare.tsx";

/** The project's models, judged by its final labels so far: which one should propose labels. */
export function ModelsPage() {
  const project = useProject();
  useDocumentTitle(`Models · ${project.name}`);
  const { data } = useSuspenseQuery({
    queryKey: ["models", project.id],
    queryFn: ({ signal }) => call(getModels, { params: { project: project.id }, signal }),
  });
  const { comparison, finalImages } = data;
  if (!comparison || comparison.images.withLabels === 0) {
    return (
      <>
        <h1 className={styles.title}>Models</h1>
        <NothingToCompare data={data} project={project.id} />
      </>
    );
  }
  const { compared, withLabels } = comparison.images;
  const left = data.models.filter((model) => !model.compared);
  return (
    <div className={styles.page}>
      <h1>Models</h1>
      <p className={styles.lead}>
        Judged by {countOf(compared, "image")} with final labels so far: {formatCount(withLabels)} of them
        have {countOf(comparison.validLabels, "valid label")}, and the others are left out. These labels were
        chosen from proposals, so recall is <strong>relative</strong> to what was proposed, and the model that
        proposed them is flattered: it is listed without a rank.
      </p>
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
      <Figures comparison={comparison} />
      <ChosenModels comparison={comparison} />
    </div>
  );
}
