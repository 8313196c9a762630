import { Button, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import { request } from "../client/call.ts";
import { returnPath } from "../client/returnPath.ts";
import { sessionQuery } from "../client/session.ts";
import { signInProblem } from "../client/signInProblem.ts";
import { PasswordField } from "../components/PasswordField.tsx";
import styles from "./Entrance.module.css";
import { Entrance } from "./Entrance.tsx";

export function SignInPage() {
  useDocumentTitle("Sign in · Multilabelfy");
  const { to, passwordSet } = useSearch({ from: "/sign-in" });
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
    <Entrance title="Sign in">
      {passwordSet && <p className={styles.note}>Your password is set. Sign in with it.</p>}
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordField label="Password" name="password" autoComplete="current-password" />
        {signIn.isError && (
          <p className={styles.problem} role="alert">
            {signInProblem(signIn.error)}
          </p>
        )}
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </Entrance>
  );
}
