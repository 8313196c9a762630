import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import { passwordLength } from "../../../contract/people/password.ts";
import { request } from "../../client/call.ts";
import { setPasswordProblem } from "../../client/session/signInProblem.ts";
import { PasswordField } from "../../components/fields/PasswordField.tsx";
import { words } from "../../words/words.ts";
import styles from "./Entrance.module.css";
import { Entrance } from "./Entrance.tsx";

const texts = words.entrance.setPassword;

/** Where a one-time link leads: for a first sign-in, or a forgotten password. */
export function SetPasswordPage() {
  useDocumentTitle(`${texts.title} · Multilabelfy`);
  const { token } = useSearch({ from: "/set-password" });
  const navigate = useNavigate();
  const setPassword = useMutation({
    mutationFn: (newPassword: string) => request("POST", "/api/auth/reset-password", { token, newPassword }),
    onSuccess: () => navigate({ to: "/sign-in", search: { passwordSet: true }, replace: true }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setPassword.mutate(String(new FormData(event.currentTarget).get("password")));
  };

  if (!token)
    return (
      <Entrance title={texts.incomplete}>
        <p className={styles.hint}>{texts.incompleteText}</p>
      </Entrance>
    );
  return (
    <Entrance title={texts.title}>
      <form className={styles.form} onSubmit={submit}>
        <PasswordField
          label={texts.newPassword}
          name="password"
          autoComplete="new-password"
          description={texts.hint}
          minLength={passwordLength.min}
          autoFocus
        />
        {setPassword.isError && (
          <p className={styles.problem} role="alert">
            {setPasswordProblem(setPassword.error)}
          </p>
        )}
        <Button type="submit" loading={setPassword.isPending}>
          {texts.submit}
        </Button>
      </form>
    </Entrance>
  );
}
