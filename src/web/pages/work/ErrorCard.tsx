import type { SeverityProgress } from "../../../contract/severity.ts";
import { LinkButton } from "../../components/LinkButton.tsx";
import { words } from "../../words/words.ts";
import { WorkCard } from "./WorkCard.tsx";

const texts = words.severity.work;

interface Props {
  work: SeverityProgress;
  project: string;
  /** Its button is the one to press. */
  primary: boolean;
}

/** What an expert has rated of models' errors, and has left. */
export function ErrorCard({ work: { done, left }, project, primary }: Props) {
  const total = done + left;
  return (
    <WorkCard
      title={texts.title}
      done={done}
      total={total}
      left={left}
      outOf={texts.ofDone(total)}
      facts={[left > 0 && texts.left(left)]}
      action={
        left > 0 ? (
          <LinkButton
            to="/p/$project/severity"
            params={{ project }}
            variant={primary ? "filled" : "default"}
            size="md"
          >
            {done === 0 ? texts.begin : texts.goOn}
          </LinkButton>
        ) : null
      }
      finished={texts.finished}
    />
  );
}
