import { Button } from "@mantine/core";
import { useState } from "react";
import type { TalkEntry, Thread } from "../../contract/talk.ts";
import { useSession } from "../client/session/session.ts";
import { QuestionDialog } from "../components/dialogs/QuestionDialog.tsx";
import { formatRecent } from "../components/format/formatTime.ts";
import { words } from "../words/words.ts";
import { MessageField } from "./MessageField.tsx";
import { MessageText } from "./MessageText.tsx";
import { toNames, toTokens } from "./mentionsTyped.ts";
import styles from "./Thread.module.css";
import type { TalkActions } from "./useTalk.ts";

const texts = words.talk;

interface Props {
  entry: TalkEntry;
  people: Thread["people"];
  acts: TalkActions;
}

/** A message, a flag or an answer, with what its reader may do about it. */
export function ThreadEntry({ entry, people, acts }: Props) {
  const me = useSession().person?.id;
  const [open, setOpen] = useState<"edit" | "answer" | "take-back" | null>(null);
  const close = () => setOpen(null);
  const { author, at, text, editedAt, isTakenBack, isOwn, to, mentions, waiting, flag, kind } = entry;
  return (
    <li className={styles.entry} data-own={isOwn} data-kind={kind}>
      <p className={styles.head}>
        <strong>{author.name}</strong>
        <span className={styles.dim}>{whatIsIt(entry, me)}</span>
        {kind === "message" && to && (
          <span className={styles.dim}>{to.id === me ? texts.toYou : texts.to(to.name)}</span>
        )}
        <time className={styles.dim} dateTime={at}>
          {formatRecent(at)}
        </time>
        {editedAt !== null && !isTakenBack && (
          <span className={styles.dim}>{texts.edited(formatRecent(editedAt))}</span>
        )}
        {flag && (
          <span className={styles.state} data-state={flag.state}>
            {texts.states[flag.state]}
          </span>
        )}
      </p>
      {open === "edit" ? (
        <Writing
          label={texts.form.edit}
          begin={toNames(text, [...people, ...mentions])}
          people={[...people, ...mentions]}
          action={texts.acts.save}
          acts={acts}
          onSend={(written) => acts.edit(entry.id, written, close)}
          onClose={close}
        />
      ) : (
        <p className={isTakenBack ? styles.dim : styles.text}>
          {isTakenBack ? texts.takenBack : <MessageText text={text} people={mentions} />}
        </p>
      )}
      {waiting.length > 0 && (
        <p className={styles.note}>{texts.waits(waiting.map(({ name }) => name).join(", "))}</p>
      )}
      {entry.isPrivate && (
        <p className={styles.note}>
          {to?.id === me || (isOwn && to === null) ? texts.privateOwn : texts.privateOf((to ?? author).name)}
        </p>
      )}
      <div className={styles.acts}>
        {isOwn && kind === "message" && !isTakenBack && open === null && (
          <>
            <Act name={texts.acts.edit} acts={acts} onClick={() => setOpen("edit")} />
            <Act name={texts.acts.takeBack} acts={acts} onClick={() => setOpen("take-back")} />
          </>
        )}
        {flag?.mayAnswer && open === null && (
          <>
            <Act name={texts.acts.answer} acts={acts} onClick={() => setOpen("answer")} />
            <Act name={texts.acts.close} acts={acts} onClick={() => acts.answer(flag.id, "")} />
          </>
        )}
        {flag?.mayReopen && <Act name={texts.acts.reopen} acts={acts} onClick={() => acts.reopen(flag.id)} />}
      </div>
      {open === "answer" && flag && (
        <Writing
          label={texts.form.answer(author.name)}
          begin=""
          people={[]}
          action={texts.acts.answer}
          acts={acts}
          onSend={(written) => acts.answer(flag.id, written.slice(0, 500), close)}
          onClose={close}
        />
      )}
      {open === "take-back" && (
        <QuestionDialog
          title={texts.acts.takeBack}
          yes={texts.acts.takeBack}
          no={texts.acts.keep}
          onYes={() => {
            close();
            acts.takeBack(entry.id);
          }}
          onNo={close}
        >
          {texts.acts.takeBackSure}
        </QuestionDialog>
      )}
    </li>
  );
}

function whatIsIt({ kind, to }: TalkEntry, me: string | undefined): string {
  if (kind === "flag") return texts.flagged;
  if (kind === "message" || !to) return "";
  return to.id === me ? texts.answeredYou : texts.answered(to.name);
}

const Act = ({ name, acts, onClick }: { name: string; acts: TalkActions; onClick(): void }) => (
  <Button size="compact-sm" variant="default" disabled={acts.isPending} onClick={onClick}>
    {name}
  </Button>
);

interface WritingProps {
  label: string;
  begin: string;
  people: Thread["people"];
  action: string;
  acts: TalkActions;
  onSend(text: string): void;
  onClose(): void;
}

function Writing({ label, begin, people, action, acts, onSend, onClose }: WritingProps) {
  const [text, setText] = useState(begin);
  const send = () => text.trim() !== "" && onSend(toTokens(text.trim(), people));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <MessageField
        label={label}
        value={text}
        onChange={setText}
        people={people}
        onSend={send}
        onEscape={onClose}
        autoFocus
      />
      <div className={styles.acts}>
        <Button type="submit" size="compact-sm" loading={acts.isPending} disabled={text.trim() === ""}>
          {action}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {texts.acts.cancel}
        </Button>
      </div>
    </form>
  );
}
