import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import { request } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { sessionQuery } from "../../client/session/session.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import { AccountFields } from "./AccountFields.tsx";
import styles from "./Entrance.module.css";
import { Entrance } from "./Entrance.tsx";

const texts = words.entrance.begin;

/** Where the server's own link leads while nobody has an account: the first person makes theirs. */
export function BeginPage() {
  useDocumentTitle(`${texts.title} · Multilabelfy`);
  const { token } = useSearch({ from: "/begin" });
  const session = useQuery(sessionQuery);
  const client = useQueryClient();
  const navigate = useNavigate();
  const register = useMutation({
    mutationFn: async (body: { name: string; email: string; password: string }) => {
      await request("POST", "/api/auth/register-first", { token, ...body });
      client.clear();
      const { projects } = await client.fetchQuery(sessionQuery);
      await navigate({ to: projects.length > 0 ? "/" : "/new", replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name));
    register.mutate({ name: text("name").trim(), email: text("email").trim(), password: text("password") });
  };

  if (!session.data) return <Waiting />;
  if (!token || (!session.data.isNew && !register.isPending))
    return (
      <Entrance title={token ? texts.over : texts.incomplete}>
        <div className={styles.form}>
          <p className={styles.hint}>{token ? texts.overText : texts.incompleteText}</p>
          <LinkButton variant="default" to={session.data.person ? "/" : "/sign-in"}>
            {session.data.person ? texts.goOn : words.entrance.signIn}
          </LinkButton>
        </div>
      </Entrance>
    );
  return (
    <Entrance title={texts.title}>
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.hint}>{texts.text}</p>
        <AccountFields nameHint={texts.nameHint} />
        {register.isError && (
          <p className={styles.problem} role="alert">
            {explainFailure(register.error).text}
          </p>
        )}
        <Button type="submit" loading={register.isPending}>
          {texts.submit}
        </Button>
      </form>
    </Entrance>
  );
}
