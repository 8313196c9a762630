import type { ProjectModels } from "../../../contract/models/models.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { JobHint } from "../../components/messages/JobHint.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { words } from "../../words/words.ts";

const texts = words.proposers;

/** Why no model can be evaluated yet, and what to do. */
export function NothingToCompare({
  data: { finalImages, models },
  project,
}: {
  data: ProjectModels;
  project: string;
}) {
  if (models.length === 0)
    return (
      <Message title={texts.none}>
        <p>{texts.noneText}</p>
        <JobHint kind="propose" />
      </Message>
    );
  if (finalImages === 0)
    return (
      <Message
        title={texts.noFinal}
        actions={
          <LinkButton to="/p/$project/overview" params={{ project }}>
            {texts.noFinalAction}
          </LinkButton>
        }
      >
        <p>{texts.noFinalText(models.length, models.map(({ name }) => name).join(", "))}</p>
      </Message>
    );
  return (
    <Message title={texts.nothing}>
      <p>{texts.nothingText(finalImages)}</p>
    </Message>
  );
}
