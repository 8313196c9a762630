import type { PersonQualification } from "../../contract/practice/qualification.ts";
import { formatTime } from "../components/format/formatTime.ts";
import { words } from "../words/words.ts";

const w = words.qualification.lead;

/** A person's standing in practice, for a lead: "Passed 20 November, 14:02". */
export function standingWords({ standing: { state, attempt }, qualified }: PersonQualification): string {
  if (qualified) {
    const at = formatTime(qualified.at);
    return qualified.by === null ? w.passedAt(at) : w.letInBy(qualified.by, at);
  }
  return state === "under-way" && attempt ? w.underWay(attempt.done, attempt.images) : w.states[state];
}
