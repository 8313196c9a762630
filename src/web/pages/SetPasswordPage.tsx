import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import { request } from "../client/call.ts";
import { setPasswordProblem } from "../client/signInProblem.ts";
import { PasswordField } from "../components/PasswordField.tsx";
import styles from "./Entrance.module.css";
import { Entrance } from "./Entrance.tsx";

/** Where a one-time link leads: for a first sign-in, and for a password that was forgotten. */
export function SetPasswordPage() {
  useDocumentTitle("Set your password · Multilabelfy");
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
      <Entrance title="This link is not complete">
        <p className={styles.hint}>Copy the whole link that you were given, or ask the lead for a new one.</p>
      </Entrance>
    );
  return (
    <Entrance title="Set your password">
      <form className={styles.form} onSubmit={submit}>
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          description="At least 8 characters. A few unrelated words are easy to keep and hard to guess."
          minLength={8}
          autoFocus
        />
        {setPassword.isError && (
          <p className={styles.problem} role="alert">
            {setPasswordProblem(setPassword.error)}
          </p>
        )}
        <Button type="submit" loading={setPassword.isPending}>
          Set password
        </Button>
      </form>
    </Entrance>
  );
}
