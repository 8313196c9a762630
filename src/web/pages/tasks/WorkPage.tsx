import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { mayAnnotate } from "../../../core/practice/qualification.ts";
import { labelTask } from "../../../core/stages/labelTask.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { askMyWork } from "../../client/queries/myWork.ts";
import { useSession } from "../../client/session/session.ts";
import { Banner } from "../../components/messages/Banner.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { TutorialLink, TutorialOffer } from "../../tutorial/TutorialOffer.tsx";
import { words } from "../../words/words.ts";
import { OwnImages } from "./OwnImages.tsx";
import { OwnTalk } from "./OwnTalk.tsx";
import { PracticeCard } from "./PracticeCard.tsx";
import { ReviewCard } from "./ReviewCard.tsx";
import { RulingSamples } from "./RulingSamples.tsx";
import { StageCard, type StageWork } from "./StageCard.tsx";
import { TallyCard } from "./TallyCard.tsx";
import styles from "./WorkPage.module.css";

const texts = words.work;

/** An annotator's or expert's first page: what is left, and what was done last. */
export function WorkPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const person = useSession().person?.id ?? "";
  const {
    data: { work: data, held },
  } = useSuspenseQuery({
    queryKey: ["work", project.id],
    queryFn: ({ signal }) => askMyWork(project.id, person, signal),
    staleTime: 0,
    refetchInterval: 30_000,
    refetchOnReconnect: "always",
  });
  const { qualification } = data;
  const isOpen = qualification === null || mayAnnotate(qualification.state);
  const stages = data.stages.filter(
    ({ stage, total }) => total > 0 && (isOpen || !rulesOf(stage).isAfterPractice),
  );
  // Practice comes first; then the news that it is passed.
  const practice =
    qualification && (!isOpen || (qualification.state === "passed" && !hasBegun(data.stages)))
      ? qualification
      : null;
  // The tutorial teaches ticking labels, and no other kind of answer.
  const isTaught = data.stages.every(({ stage }) => {
    const { answers, task } = rulesOf(stage);
    return answers !== "compared" || task === labelTask;
  });
  const firstWithWork = stages.find(({ done, total, blocked }) => done + blocked < total)?.stage;
  const { review } = data;
  const reviews = review && review.done + review.left > 0 ? review : null;
  const sheets = isOpen && data.sheets && data.sheets.done + data.sheets.left > 0 ? data.sheets : null;
  const errors = data.errors && data.errors.done + data.errors.left > 0 ? data.errors : null;
  const differences =
    data.differences && data.differences.done + data.differences.left > 0 ? data.differences : null;
  const hasSheets = (sheets?.left ?? 0) > 0;
  return (
    <>
      <h1>{texts.title}</h1>
      {held !== null && (
        <div className={styles.offline}>
          <Banner tone="note">{texts.offline(held)}</Banner>
        </div>
      )}
      <p className={styles.lead}>
        {texts.newHere}{" "}
        <Link to="/p/$project/guideline" params={{ project: project.id }}>
          {texts.guideline}
        </Link>
        {isTaught && <TutorialLink project={project.id} />}.
      </p>
      {isTaught && <TutorialOffer project={project.id} />}
      {practice && (
        <div className={styles.practice}>
          <PracticeCard standing={practice} project={project.id} />
        </div>
      )}
      {stages.length === 0 && !reviews && !sheets && !errors && !differences ? (
        isOpen && <NoWork expert={project.roles.includes("expert")} />
      ) : (
        <div className={styles.stages}>
          {stages.map((work) => (
            <StageCard
              key={work.stage}
              work={work}
              project={project.id}
              primary={isOpen && work.stage === firstWithWork}
            />
          ))}
          {sheets && (
            <TallyCard
              work={sheets}
              to="/p/$project/contains"
              project={project.id}
              primary={firstWithWork === undefined}
              texts={words.contains.work}
            />
          )}
          {reviews && (
            <ReviewCard
              work={reviews}
              project={project.id}
              primary={isOpen && firstWithWork === undefined && !hasSheets}
            />
          )}
          {differences && (
            <TallyCard
              work={differences}
              to="/p/$project/differences"
              project={project.id}
              primary={isOpen && firstWithWork === undefined && !hasSheets && !reviews}
              texts={words.auditSample.work}
            />
          )}
          {errors && (
            <TallyCard
              work={errors}
              to="/p/$project/severity"
              project={project.id}
              primary={isOpen && firstWithWork === undefined && !hasSheets && !reviews && !differences}
              texts={words.severity.work}
            />
          )}
        </div>
      )}
      {project.roles.includes("expert") && <RulingSamples project={project.id} />}
      <OwnTalk project={project.id} />
      {data.recent.length > 0 && <OwnImages recent={data.recent} project={project.id} />}
    </>
  );
}

const hasBegun = (stages: readonly StageWork[]) =>
  stages.some(({ stage, done }) => rulesOf(stage).isAfterPractice && done > 0);

const NoWork = ({ expert }: { expert: boolean }) => (
  <Message title={texts.nothing}>{expert ? texts.nothingForExpert : texts.nothingForAnnotator}</Message>
);
