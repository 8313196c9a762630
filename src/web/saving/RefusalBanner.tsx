import { Banner } from "../components/messages/Banner.tsx";
import { words } from "../words/words.ts";
import type { Refused } from "./saving.ts";

const texts = words.annotate.messages;

interface Props {
  refusal: Refused;
  onDrop(id: string): void;
}

/** What the server refused to save, in its own words; kept work can be dropped. */
export function RefusalBanner({ refusal: { id, message, kept }, onDrop }: Props) {
  return (
    <Banner tone="warning" {...(kept ? { action: { label: texts.drop, act: () => onDrop(id) } } : {})}>
      {texts.refused(message)}
    </Banner>
  );
}
