import { words } from "../../words/words.ts";
import { groupName } from "../cards/groupName.ts";
import { type AnnotationState, groupsOf } from "./annotationState.ts";

const texts = words.annotate.spoken;

export interface Shown {
  image: string;
  annotation: AnnotationState;
}

const answerKinds = { yes: "ticked", unsure: "unsure", no: "no", none: "off" } as const;

/**
 * What a key has done, for people who do not see it; null if there is nothing to say.
 *
 * @param focused the label whose card has the focus, which announces its own answer
 */
export function whatChanged(
  before: Shown,
  after: Shown,
  nameOf: (label: number) => string,
  focused: number | null,
): string | null {
  const { annotation } = after;
  const open = groupsOf(annotation)[annotation.group];
  const shown = annotation.cards.slice(open?.from, open?.to);
  const names = shown.map(({ label }) => nameOf(label)).join(", ");
  if (before.image !== after.image) return texts.image(names);
  if (annotation.noneOfThese && !before.annotation.noneOfThese) return words.annotate.chips.noneOfThese;
  const answers = new Map(before.annotation.cards.map(({ label, answer }) => [label, answer]));
  const changed = annotation.cards.filter(({ label, answer }) => (answers.get(label) ?? null) !== answer);
  if (changed.some(({ label }) => label !== focused))
    return changed.map(({ label, answer }) => texts[answerKinds[answer ?? "none"]](nameOf(label))).join(". ");
  if (open && annotation.group !== before.annotation.group) return texts.group(groupName(open), names);
  return null;
}
