import { words } from "../../words/words.ts";
import { Banner } from "../Banner.tsx";
import type { Refused } from "./saving.ts";

const texts = words.annotate.messages;

interface Props {
  refusal: Refused;
  onDrop(assignment: string): void;
}

/** What the server refused to save, in its own words; what is kept can be dropped. */
export function RefusalBanner({ refusal: { assignment, message, kept }, onDrop }: Props) {
  return (
    <Banner
      tone="warning"
      {...(kept ? { action: { label: texts.drop, act: () => onDrop(assignment) } } : {})}
    >
      {texts.refused(message)}
    </Banner>
  );
}
