import { Button, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import { request } from "../client/call.ts";
import { returnPath } from "../client/returnPath.ts";
import { sessionQuery } from "../client/session.ts";
import { signInProblem, ssoProblem } from "../client/signInProblem.ts";
import { PasswordField } from "../components/PasswordField.tsx";
import { words } from "../words/words.ts";
import styles from "./Entrance.module.css";
import { Entrance } from "./Entrance.tsx";
import { SsoButton } from "./SsoButton.tsx";

const texts = words.entrance;

export function SignInPage() {
  useDocumentTitle(`${texts.signIn} · Multilabelfy`);
  const { to, passwordSet, error } = useSearch({ from: "/sign-in" });
  const client = useQueryClient();
  const navigate = useNavigate();

  const signIn = useMutation({
    mutationFn: async (login: { email: string; password: string }) => {
      await request("POST", "/api/auth/sign-in/email", login);
      client.clear();
      await client.fetchQuery(sessionQuery);
      await navigate({ href: returnPath(to), replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get("email")).trim(), password: String(form.get("password")) });
  };

  return (
    <Entrance title={texts.signIn}>
      {passwordSet && <p className={styles.note}>{texts.passwordIsSet}</p>}
      <form className={styles.form} onSubmit={submit}>
        {error && signIn.isIdle && (
          <p className={styles.problem} role="alert">
            {ssoProblem(error)}
          </p>
        )}
        <SsoButton to={returnPath(to)} />
        <TextInput
          label={texts.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordField label={texts.password} name="password" autoComplete="current-password" />
        {signIn.isError && (
          <p className={styles.problem} role="alert">
            {signInProblem(signIn.error)}
          </p>
        )}
        <Button type="submit" loading={signIn.isPending}>
          {texts.signIn}
        </Button>
      </form>
    </Entrance>
  );
}
