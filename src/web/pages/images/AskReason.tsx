import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { explainFailure } from "../../client/explainFailure.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { words } from "../../words/words.ts";
import styles from "./ImagePage.module.css";

interface Props {
  title: string;
  /** What it does. */
  text: string;
  action: string;
  error: Error | null;
  isPending: boolean;
  onSubmit(reason: string): void;
  onClose(): void;
}

/** Asks for a reason, which the history keeps with the act. */
export function AskReason({ title, text, action, error, isPending, onSubmit, onClose }: Props) {
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "") onSubmit(reason.trim());
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={styles.dialog} onSubmit={submit}>
        <p className={styles.text}>{text}</p>
        <TextInput
          data-autofocus
          required
          label={words.images.page.why}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {error && (
          <p className={styles.problem} role="alert">
            {explainFailure(error).text}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" loading={isPending} disabled={reason.trim() === ""}>
            {action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.images.page.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
