import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Matter } from "../../../contract/inbox.ts";
import { endsByWord } from "../../../core/inbox/matters.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { QualificationActs } from "../../practice/QualificationActs.tsx";
import { words } from "../../words/words.ts";
import { qualificationsQuery } from "../gold/goldQuery.ts";
import { GiveToAnother } from "./GiveToAnother.tsx";
import type { MatterActions } from "./useMatter.ts";

const texts = words.inbox.acts;

interface Props {
  project: string;
  matter: Matter;
  acts: MatterActions;
  onAnswer(): void;
}

/** The buttons of a matter: what decides it or, if that is enough, that it is settled. */
export function MatterActs({ project, matter, acts, onAnswer }: Props) {
  const act = (name: string, run: () => void) => (
    <Button size="compact-sm" variant="default" disabled={acts.isPending} onClick={run}>
      {name}
    </Button>
  );
  return (
    <>
      {matter.kind === "flag" && act(texts.answer, onAnswer)}
      {matter.kind === "flag" && matter.mayBeRefined && act(texts.refine, () => acts.refineFlagged(matter))}
      {matter.kind === "skipped" && (
        <>
          {act(texts.reopen, () => acts.reopenSkipped(matter))}
          <GiveToAnother
            project={project}
            left={{ person: matter.person, stage: matter.stage, open: 0, skipped: 0, blocked: 1 }}
            images={[matter.image.id]}
            onDone={acts.tell}
          />
          {matter.mayBeRefined && act(texts.refine, () => acts.refineSkipped(matter))}
        </>
      )}
      {matter.kind === "used-up" && <Decide project={project} person={matter.person.id} />}
      <Way project={project} matter={matter} />
      {endsByWord[matter.kind] && act(texts.settle, () => acts.settle(matter))}
    </>
  );
}

/** A link to where more can be seen or done. */
function Way({ project, matter }: { project: string; matter: Matter }) {
  const look = { size: "compact-sm", variant: "default" } as const;
  switch (matter.kind) {
    case "left":
    case "free":
      return (
        <LinkButton {...look} to="/p/$project/batches" params={{ project }}>
          {matter.kind === "left" ? texts.reassign : texts.batches}
        </LinkButton>
      );
    case "question":
    case "mention":
      return (
        <LinkButton
          {...look}
          to="/p/$project/images/$image"
          params={{ project, image: matter.image.id }}
          search={{}}
        >
          {texts.read}
        </LinkButton>
      );
    case "idle":
    case "lenient":
    case "drift":
      return (
        <LinkButton {...look} to="/p/$project/people/$person" params={{ project, person: matter.person.id }}>
          {texts.look}
        </LinkButton>
      );
    case "invitation":
      return (
        <LinkButton {...look} to="/p/$project/people" params={{ project }}>
          {texts.people}
        </LinkButton>
      );
    case "job":
      return (
        <LinkButton {...look} to="/p/$project/jobs" params={{ project }}>
          {texts.jobs}
        </LinkButton>
      );
    case "unreadable":
    case "unproposed":
      return (
        <LinkButton {...look} to="/p/$project/images" params={{ project }} search={{ status: matter.kind }}>
          {texts.showImages}
        </LinkButton>
      );
    default:
      return null;
  }
}

/** Decides whether somebody may work, whatever the outcome of practice. */
function Decide({ project, person }: { project: string; person: string }) {
  const { data } = useQuery(qualificationsQuery(project));
  const found = data?.people.find(({ id }) => id === person);
  return found ? <QualificationActs project={project} person={found} /> : null;
}
