import { Link } from "@tanstack/react-router";
import type { PersonQualification } from "../../../contract/practice/qualification.ts";
import { Accuracy } from "../../components/figures/Accuracy.tsx";
import { Table } from "../../components/Table.tsx";
import { QualificationActs } from "../../practice/QualificationActs.tsx";
import { standingWords } from "../../practice/standingWords.ts";
import { words } from "../../words/words.ts";
import styles from "./GoldPage.module.css";

const w = words.qualification.lead.people;

/** Who has passed practice, in the order of their names, and what a lead can do about it. */
export function PracticePeople({ project, people }: { project: string; people: PersonQualification[] }) {
  if (people.length === 0) return <p className={styles.text}>{w.none}</p>;
  return (
    <>
      <Table
        caption={w.caption}
        heads={[w.name, w.state, { number: w.attempts }, { number: w.score }, w.act]}
      >
        {people.map((person) => {
          const { used, attempts, attempt } = person.standing;
          return (
            <tr key={person.id} className={styles.withPicture}>
              <th scope="row">
                <Link to="/p/$project/people/$person" params={{ project, person: person.id }}>
                  {person.name}
                </Link>
              </th>
              <td>{standingWords(person)}</td>
              <td className="number">{w.attemptsOf(used, attempts)}</td>
              <td className="number">
                {attempt && attempt.done > 0 ? (
                  <>
                    <Accuracy share={attempt.score} />
                    {attempt.seenBefore > 0 && (
                      <div className={styles.small}>{w.seenBefore(attempt.seenBefore, attempt.images)}</div>
                    )}
                  </>
                ) : (
                  <span className="dim">–</span>
                )}
              </td>
              <td>
                <QualificationActs project={project} person={person} />
              </td>
            </tr>
          );
        })}
      </Table>
      <p className={styles.hint}>{w.hint}</p>
    </>
  );
}
