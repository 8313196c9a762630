import { useQuery } from "@tanstack/react-query";
import { listAnswers } from "../../../contract/inbox.ts";
import { call } from "../../client/call.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/Thumbnail.tsx";
import { shownReason } from "../../language/shownReason.ts";
import { words } from "../../words/words.ts";
import styles from "./FlagAnswers.module.css";

const texts = words.inbox.myAnswers;

/** What leads said to this person's flags; nothing before they do. */
export function FlagAnswers({ project }: { project: string }) {
  const { data } = useQuery({
    queryKey: ["answers", project],
    queryFn: ({ signal }) => call(listAnswers, { params: { project }, signal }),
  });
  if (!data || data.answers.length === 0) return null;
  return (
    <div className={styles.place}>
      <Panel title={texts.title}>
        <ul className={styles.list}>
          {data.answers.map(({ image, text, answer, by, at }) => (
            <li key={`${image.id} ${at}`}>
              <Thumbnail src={image.thumbnailUrl} alt="" width={56} height={56} loading="lazy" />
              <div>
                <p>{answer}</p>
                <p>
                  {texts.flagged(shownReason(text))} {texts.by(by, formatRecent(at))}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
