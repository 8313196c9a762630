import { Button } from "@mantine/core";
import type { Plan } from "../../../contract/batches.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";

const w = words.batches.plan;

interface Props {
  plan: Plan;
  people: { id: string; name: string }[];
  isGiving: boolean;
  onGive(): void;
  onChange(): void;
}

/** Who would get how many images, and with whom, before anything is given. */
export function PlanPreview({ plan, people, isGiving, onGive, onChange }: Props) {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? "";
  return (
    <div className={styles.form}>
      <p className={styles.summary}>
        <strong>{w.summary(plan.images, plan.batches.length)}.</strong> {w.notYet}
      </p>
      <Table caption={w.summary(plan.images, plan.batches.length)}>
        <thead>
          <tr>
            <th scope="col">{w.person}</th>
            <th scope="col" className="number">
              {w.personBatches}
            </th>
            <th scope="col" className="number">
              {w.personImages}
            </th>
            <th scope="col">
              <span className={styles.partners}>{w.sharedWith}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.people.map(({ id, batches, images, partners }) => (
            <tr key={id}>
              <th scope="row">{nameOf(id)}</th>
              <td className="number">{formatCount(batches)}</td>
              <td className="number">{images === 0 ? w.none : formatCount(images)}</td>
              <td>
                <div className={styles.partners}>
                  {partners.length === 0
                    ? w.nobody
                    : partners
                        .map((partner) => `${nameOf(partner.id)} ${formatCount(partner.images)}`)
                        .join(", ")}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className={styles.actions}>
        <Button onClick={onGive} loading={isGiving}>
          {w.give}
        </Button>
        <Button variant="default" onClick={onChange}>
          {w.change}
        </Button>
      </div>
    </div>
  );
}
