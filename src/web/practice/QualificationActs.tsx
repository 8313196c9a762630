import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  decideQualification,
  type PersonQualification,
  type QualificationDecision,
} from "../../contract/practice/qualification.ts";
import { call } from "../client/call.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { words } from "../words/words.ts";
import styles from "./QualificationActs.module.css";

const w = words.qualification.lead.people;

const names: Record<QualificationDecision, string> = { "let-in": w.letIn, close: w.close, reset: w.reset };

interface Props {
  project: string;
  person: PersonQualification;
}

/** What a lead can do about a person's standing in practice. */
export function QualificationActs({ project, person }: Props) {
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: QualificationDecision) =>
      call(decideQualification, { params: { project, person: person.id }, body: { decision } }),
    onSettled: () =>
      Promise.all(
        ["qualifications", "people", "inbox"].map((name) =>
          client.invalidateQueries({ queryKey: [name, project] }),
        ),
      ),
  });
  const { state, attempt } = person.standing;
  const can: QualificationDecision[] = [
    ...(person.qualified ? (["close"] as const) : state === "exempt" ? [] : (["let-in"] as const)),
    ...(attempt && !person.qualified ? (["reset"] as const) : []),
  ];
  return (
    <div className={styles.acts}>
      {can.map((decision) => (
        <Button
          key={decision}
          size="compact-sm"
          variant="default"
          aria-label={w.outOf(names[decision], person.name)}
          disabled={decide.isPending}
          onClick={() => decide.mutate(decision)}
        >
          {names[decision]}
        </Button>
      ))}
      {decide.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(decide.error).text}
        </p>
      )}
    </div>
  );
}
