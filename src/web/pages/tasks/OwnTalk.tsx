import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { talkQuery } from "../../client/queries/talk.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { shownReason } from "../../language/shownReason.ts";
import { MessageText } from "../../talk/MessageText.tsx";
import { Thread } from "../../talk/Thread.tsx";
import { words } from "../../words/words.ts";
import styles from "./OwnTalk.module.css";

const texts = words.talk;

/** This person's flags, with their outcome, and their conversations; nothing until there are some. */
export function OwnTalk({ project }: { project: string }) {
  const { data } = useQuery(talkQuery(project));
  const client = useQueryClient();
  const [shown, setShown] = useState<string | null>(null);
  if (!data) return null;
  const { flags, counts, threads } = data;
  const rowOf = (key: string, image: { id: string; thumbnailUrl: string }, what: string) => ({
    image,
    what,
    project,
    isOpen: shown === key,
    onOpen: () => {
      setShown(shown === key ? null : key);
      // What was shown counts as read.
      if (shown === key) void client.invalidateQueries({ queryKey: talkQuery(project).queryKey });
    },
  });
  return (
    <div className={styles.place}>
      {threads.length > 0 && (
        <Panel title={texts.mine.threads}>
          <ul className={styles.list}>
            {threads.map(({ image, last, mentions, unread }) => (
              <Row key={image.id} {...rowOf(`thread ${image.id}`, image, last.author.name)}>
                <p className={styles.text}>
                  {unread > 0 && <strong className={styles.unread}>{texts.unread(unread)}</strong>}{" "}
                  <MessageText text={last.text} people={mentions} />
                </p>
                <p>{texts.mine.by(last.author.name, formatRecent(last.at))}</p>
              </Row>
            ))}
          </ul>
        </Panel>
      )}
      {flags.length > 0 && (
        <Panel title={texts.mine.flags}>
          <p className={styles.counts}>{texts.mine.counts(counts.open, counts.answered, counts.closed)}</p>
          <ul className={styles.list}>
            {flags.map(({ id, image, text, at, state, answer, answeredBy, answeredAt }) => (
              <Row key={id} {...rowOf(id, image, texts.mine.flagged(shownReason(text)))}>
                <p className={styles.text}>{answer || texts.states[state]}</p>
                <p>
                  {texts.mine.flagged(shownReason(text))}{" "}
                  {answeredAt === null
                    ? formatRecent(at)
                    : texts.mine.by(answeredBy, formatRecent(answeredAt))}
                </p>
              </Row>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

interface RowProps {
  project: string;
  image: { id: string; thumbnailUrl: string };
  what: string;
  isOpen: boolean;
  onOpen(): void;
  children: React.ReactNode;
}

function Row({ project, image, what, isOpen, onOpen, children }: RowProps) {
  return (
    <li>
      <div className={styles.row}>
        <Thumbnail src={image.thumbnailUrl} alt="" width={56} height={56} loading="lazy" />
        <div className={styles.words}>{children}</div>
        <button
          type="button"
          className={styles.open}
          aria-expanded={isOpen}
          aria-label={texts.mine.about(isOpen ? texts.acts.hide : texts.acts.show, what)}
          onClick={onOpen}
        >
          {isOpen ? texts.acts.hide : texts.acts.show}
        </button>
      </div>
      {isOpen && (
        <div className={styles.thread}>
          <Thread project={project} image={image.id} isLead={false} />
        </div>
      )}
    </li>
  );
}
