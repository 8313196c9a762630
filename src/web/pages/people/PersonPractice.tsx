import type { PersonQualification } from "../../../contract/practice/qualification.ts";
import { Accuracy } from "../../components/figures/Accuracy.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { QualificationActs } from "../../practice/QualificationActs.tsx";
import { standingWords } from "../../practice/standingWords.ts";
import { words } from "../../words/words.ts";
import styles from "./PersonPage.module.css";

const w = words.qualification.lead;

/** A person's standing in practice, each attempt, and what a lead can do about it. */
export const PersonPractice = ({ project, person }: { project: string; person: PersonQualification }) => (
  <Panel title={w.title}>
    <p className={styles.standing}>
      <strong>{standingWords(person)}</strong>
    </p>
    {person.attempts.length > 0 && (
      <Table
        caption={w.person.caption}
        heads={[w.person.attempt, w.person.result, { number: w.person.score }]}
      >
        {person.attempts.map(({ number, startedAt, endedAt, passed, mark, score, isReset, ...attempt }) => (
          <tr key={number}>
            <th scope="row">
              {formatTime(endedAt ?? startedAt)}
              {isReset && <div className="dim">{w.person.isReset}</div>}
            </th>
            <td>
              {passed === null
                ? w.underWay(attempt.done, attempt.images)
                : w.person.outcome(passed, `${Math.round(mark * 100)} %`)}
              {attempt.seenBefore > 0 && (
                <div className="dim">{w.people.seenBefore(attempt.seenBefore, attempt.images)}</div>
              )}
            </td>
            <td className="number">
              <Accuracy share={score} />
            </td>
          </tr>
        ))}
      </Table>
    )}
    <div className={styles.reassign}>
      <QualificationActs project={project} person={person} />
    </div>
  </Panel>
);
