import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { beginPractice } from "../../../contract/practice/qualification.ts";
import type { Standing } from "../../../contract/practice/standing.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { practiceQuery } from "../../practice/practiceQuery.ts";
import { words } from "../../words/words.ts";
import styles from "./PracticeCard.module.css";

const w = words.qualification;

/** Whether somebody's work is open, why not, and what to do about it. */
export function PracticeCard({ standing, project }: { standing: Standing; project: string }) {
  const { state, attempt } = standing;
  const { title, texts } = wordsOf(standing);
  return (
    <Panel title={title}>
      {texts.map((text) => (
        <p key={text} className={styles.text}>
          {text}
        </p>
      ))}
      {state === "under-way" && attempt && (
        <Bar parts={[{ count: attempt.done, colour: "acc" }]} total={attempt.images} />
      )}
      {(state === "to-begin" || state === "under-way") && <Begin standing={standing} project={project} />}
      {attempt && attempt.done > 0 && <Answers project={project} />}
    </Panel>
  );
}

function wordsOf({ state, images, mark, attempts, used, attempt }: Standing) {
  const percent = `${Math.round(mark * 100)} %`;
  const { count = 0, total = 0 } = attempt?.score ?? {};
  const reached = `${Math.round((attempt?.mark ?? mark) * 100)} %`;
  switch (state) {
    case "not-asked":
    case "exempt":
    case "passed":
      return attempt?.passed
        ? { title: w.passed.title, texts: [w.passed.text(count, total)] }
        : { title: w.letIn.title, texts: [w.letIn.text] };
    case "under-way":
      return {
        title: w.start.title(images),
        texts: [w.start.underWay(attempt?.done ?? 0, attempt?.images ?? images), w.start.rule(reached)],
      };
    case "to-begin":
      return attempt
        ? {
            title: w.notYet.title,
            texts: [w.notYet.text(count, total, reached), w.notYet.left(attempts - used)],
          }
        : {
            title: w.start.title(images),
            texts: [w.start.text, w.start.rule(percent), w.start.attempts(attempts)],
          };
    case "used-up":
      return { title: w.usedUp.title, texts: [w.usedUp.text(count, total, reached)] };
    case "not-ready":
      return { title: w.notReady.title, texts: [w.notReady.text] };
  }
}

/** Starts an attempt, or continues it. */
function Begin({ standing: { state, attempt }, project }: { standing: Standing; project: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: () => call(beginPractice, { params: { project }, body: {} }),
    onSuccess: (practice) => {
      client.setQueryData(practiceQuery(project).queryKey, practice);
      return navigate({ to: "/p/$project/practice", params: { project } });
    },
    onError: () => client.invalidateQueries({ queryKey: ["work", project] }),
  });
  return (
    <>
      <Button size="md" className={styles.begin} loading={begin.isPending} onClick={() => begin.mutate()}>
        {state === "under-way" ? w.start.goOn : attempt ? w.notYet.again : w.start.begin}
      </Button>
      {begin.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(begin.error).text}
        </p>
      )}
    </>
  );
}

/** The images of the last attempt, each with what the experts chose. */
function Answers({ project }: { project: string }) {
  const { data } = useQuery(practiceQuery(project));
  const answers = data?.answers ?? [];
  return (
    <>
      <h3 className={styles.heading}>{w.answers.title}</h3>
      <ul className={styles.answers}>
        {answers.map(({ id, thumbnailUrl, exact }, at) => {
          if (exact === null) return null;
          const state = exact ? w.answers.exact : w.answers.not;
          return (
            <li key={id}>
              <Link
                to="/p/$project/practice"
                params={{ project }}
                search={{ answer: id }}
                aria-label={w.answers.look(at + 1, state)}
                title={state}
                className={styles.answer}
                data-exact={exact}
              >
                <Thumbnail src={thumbnailUrl} alt="" loading="lazy" />
                <span aria-hidden="true">{exact ? "✓" : "!"}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
