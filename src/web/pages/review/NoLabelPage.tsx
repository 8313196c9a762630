import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ReviewShareRow, reviewShares } from "../../../charts/reviewShares.ts";
import { getNoLabel, type NoLabel } from "../../../contract/review.ts";
import { call } from "../../client/call.ts";
import { usePolling } from "../../client/live.ts";
import { FigureWithTable } from "../../components/figures/FigureWithTable.tsx";
import { CountedAt } from "../../components/messages/CountedAt.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { Panel } from "../../components/Panel.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { CausesByVerdict } from "./CausesByVerdict.tsx";
import { Counts } from "./Counts.tsx";
import { Examples } from "./Examples.tsx";
import styles from "./NoLabelPage.module.css";
import { ReviewerAgreement } from "./ReviewerAgreement.tsx";

const texts = words.review.lead;

/** Why images have no label, and what experts say about their original labels. */
export function NoLabelPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data } = useSuspenseQuery({
    queryKey: ["no-label", project.id],
    queryFn: ({ signal }) => call(getNoLabel, { params: { project: project.id }, signal }),
    staleTime: 0,
    refetchInterval: usePolling(30_000),
  });
  return (
    <div className={styles.page}>
      <header>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{data.reviewers === 0 ? texts.off : texts.text(data.reviewers)}</p>
        <CountedAt at={data.countedAt} />
      </header>
      {data.images === 0 && data.sentBack === 0 ? (
        <Message title={texts.none}>{texts.noneText(data.final)}</Message>
      ) : (
        <Found data={data} />
      )}
    </div>
  );
}

function Found({ data }: { data: NoLabel }) {
  const isShort = data.waiting > 0 && data.experts < data.reviewers;
  return (
    <>
      {isShort && <p className={styles.warning}>{texts.fewExperts(data.reviewers, data.experts)}</p>}
      <Counts data={data} />
      <Question
        name="no-label-causes"
        title={texts.causesTitle}
        groups={data.causes.map(({ cause, ...rest }) => ({ name: words.review.causes[cause], ...rest }))}
      />
      <Question
        name="no-label-verdicts"
        title={texts.verdictsTitle}
        groups={data.verdicts.map(({ verdict, ...rest }) => ({
          name: words.review.verdicts[verdict],
          ...rest,
        }))}
      />
      <div className={styles.columns}>
        <CausesByVerdict counts={data.counts} />
        <ReviewerAgreement agreement={data.agreement} />
      </div>
    </>
  );
}

interface QuestionProps {
  name: string;
  title: string;
  groups: {
    name: string;
    share: Omit<ReviewShareRow, "name">;
    examples: NoLabel["causes"][number]["examples"];
  }[];
}

/** The answers to one question: their numbers, and images of each. */
function Question({ name, title, groups }: QuestionProps) {
  const figure = useMemo(
    () =>
      reviewShares(
        groups.map((group) => ({ ...group.share, name: group.name })),
        { document, name, title },
      ),
    [groups, name, title],
  );
  const answered = groups.filter(({ examples }) => examples.length > 0);
  return (
    <Panel title={title}>
      {answered.length === 0 ? (
        <p className={styles.dim}>{texts.notYet}</p>
      ) : (
        <div className={styles.question}>
          <div>
            <FigureWithTable figure={figure} />
          </div>
          <div>
            {answered.map((group) => (
              <Examples
                key={group.name}
                name={group.name}
                total={group.share.count}
                examples={group.examples}
              />
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}
