import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useEffect, useState } from "react";
import { type CallFailure, onPasswordNeeded, request } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { words } from "../../words/words.ts";
import { PasswordField } from "../fields/PasswordField.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./PasswordAgain.module.css";

const texts = words.security.again;

interface Asked {
  failure: CallFailure;
  answer(isGiven: boolean): void;
}

/** Asks for the password again when the server requires it: before acts that concern rights or cannot be undone. */
export function PasswordAgain() {
  const [asked, setAsked] = useState<Asked>();
  useEffect(() => onPasswordNeeded((failure) => new Promise((answer) => setAsked({ failure, answer }))), []);
  if (!asked) return null;
  const end = (isGiven: boolean) => {
    setAsked(undefined);
    asked.answer(isGiven);
  };
  return <AskDialog failure={asked.failure} onEnd={end} />;
}

function AskDialog({ failure, onEnd }: { failure: CallFailure; onEnd(isGiven: boolean): void }) {
  const confirm = useMutation({
    mutationFn: (password: string) => request("POST", "/api/auth/confirm-password", { password }),
    onSuccess: () => onEnd(true),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get("password")));
  };
  const { hasPassword } = failure.details as { hasPassword: boolean };
  return (
    <Dialog title={texts.title} onClose={() => onEnd(false)}>
      <form className={styles.form} onSubmit={submit}>
        <p>{failure.message}</p>
        {hasPassword && (
          <PasswordField label={texts.password} name="password" autoComplete="current-password" autoFocus />
        )}
        {confirm.error && (
          <p role="alert" className={styles.error}>
            {explainFailure(confirm.error).text}
          </p>
        )}
        {hasPassword && (
          <Button type="submit" loading={confirm.isPending}>
            {texts.goOn}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
