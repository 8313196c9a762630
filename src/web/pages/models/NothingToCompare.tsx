import type { ProjectModels } from "../../../contract/models.ts";
import { Command } from "../../components/Command.tsx";
import { countOf } from "../../components/formatCount.ts";
import { LinkButton } from "../../components/LinkButton.tsx";
import { Message } from "../../components/Message.tsx";

/** Why no model can be judged yet, and what to do. */
export function NothingToCompare({
  data: { finalImages, models },
  project,
}: {
  data: ProjectModels;
  project: string;
}) {
  if (models.length === 0)
    return (
      <Message title="No model has predictions yet">
        <p>Have one propose labels. Once images have final labels, this page judges it by them.</p>
        <Command line="multilabelfy propose" />
      </Message>
    );
  if (finalImages === 0)
    return (
      <Message
        title="No image has its final labels yet"
        actions={
          <LinkButton to="/p/$project/overview" params={{ project }}>
            See how the project stands
          </LinkButton>
        }
      >
        <p>
          Models are judged by final labels: those that annotators agreed on, or that an expert refined.{" "}
          {countOf(models.length, "model")} ({models.map(({ name }) => name).join(", ")}){" "}
          {models.length === 1 ? "waits" : "wait"} for them. The overview says what to do next.
        </p>
      </Message>
    );
  return (
    <Message title="Nothing can be judged yet">
      <p>
        {countOf(finalImages, "image")} {finalImages === 1 ? "is" : "are"} final, but none has a valid label
        together with the predictions of every model. Go on annotating, or have models predict the images that
        are final.
      </p>
    </Message>
  );
}
