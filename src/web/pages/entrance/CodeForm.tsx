import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { request } from "../../client/call.ts";
import { codeProblem } from "../../client/session/signInProblem.ts";
import { words } from "../../words/words.ts";
import styles from "./Entrance.module.css";

const texts = words.secondFactor.signIn;

/** The code that the sign-in asks for after the right password. */
export function CodeForm({ onSignedIn, onBack }: { onSignedIn(): Promise<void>; onBack(): void }) {
  const give = useMutation({
    mutationFn: async (code: string) => {
      await request("POST", "/api/auth/sign-in/code", { code });
      await onSignedIn();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    give.mutate(String(new FormData(event.currentTarget).get("code")));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.hint}>{texts.text}</p>
      <TextInput
        label={texts.code}
        name="code"
        autoComplete="one-time-code"
        maxLength={20}
        required
        withAsterisk={false}
        autoFocus
      />
      {give.isError && (
        <p className={styles.problem} role="alert">
          {codeProblem(give.error)}
        </p>
      )}
      <Button type="submit" loading={give.isPending}>
        {texts.goOn}
      </Button>
      <Button variant="default" onClick={onBack}>
        {texts.back}
      </Button>
    </form>
  );
}
