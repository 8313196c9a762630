import { splitMentions } from "../../core/talk/mentions.ts";
import styles from "./Thread.module.css";

interface Props {
  text: string;
  people: readonly { id: string; name: string }[];
}

/** A text with the names of the people it mentions. */
export function MessageText({ text, people }: Props) {
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return splitMentions(text).map((part, at) =>
    "text" in part ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
      <span key={at} className={styles.mention}>
        @{nameOf.get(part.person) ?? "?"}
      </span>
    ),
  );
}
