import { Button, Textarea } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { words } from "../../words/words.ts";
import styles from "./InboxPage.module.css";

const texts = words.inbox.acts;

/** An answer to the person who flagged an image. */
export function AnswerForm({
  name,
  isPending,
  onSubmit,
  onClose,
}: {
  name: string;
  isPending: boolean;
  onSubmit(answer: string): void;
  onClose(): void;
}) {
  const [answer, setAnswer] = useState("");
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(answer.trim());
  };
  return (
    <form className={styles.answer} onSubmit={submit}>
      <Textarea
        label={texts.answerLabel(name)}
        description={texts.answerHint}
        value={answer}
        maxLength={500}
        autosize
        minRows={2}
        autoFocus
        onChange={(event) => setAnswer(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="compact-sm" disabled={answer.trim() === ""} loading={isPending}>
          {texts.sendAnswer}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
