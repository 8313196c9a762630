import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import {
  acceptInvitation,
  type OpenedInvitation,
  openInvitation,
} from "../../../../contract/people/invitation.ts";
import { call, request } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { type Session, sessionQuery } from "../../../client/session/session.ts";
import { startPage } from "../../../client/session/startPage.ts";
import { useSignOut } from "../../../client/session/useSignOut.ts";
import { LinkButton } from "../../../components/buttons/LinkButton.tsx";
import { formatTime } from "../../../components/format/formatTime.ts";
import { Waiting } from "../../../components/shell/Waiting.tsx";
import { words } from "../../../words/words.ts";
import { AccountFields } from "../../entrance/AccountFields.tsx";
import styles from "../../entrance/Entrance.module.css";
import { Entrance } from "../../entrance/Entrance.tsx";
import { SsoButton } from "../../entrance/SsoButton.tsx";

const texts = words.account.invitation;

/** Where an invitation's link leads: who invites the person to what, and how to join. */
export function InvitationPage() {
  const { token } = useSearch({ from: "/invitation" });
  const session = useQuery(sessionQuery);
  const opened = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => call(openInvitation, { body: { token: token ?? "" }, signal }),
    enabled: token !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useDocumentTitle(`${opened.data ? texts.title(opened.data.project) : texts.join} · Multilabelfy`);
  if (!token) return <Ended title={texts.incomplete} text={texts.incompleteText} />;
  if (opened.isError) return <Ended title={texts.endedTitle} text={explainFailure(opened.error).text} />;
  if (!opened.data || !session.data) return <Waiting />;
  const { project, by, roles, expiresAt } = opened.data;
  return (
    <Entrance title={texts.title(project)}>
      <p className={styles.hint}>
        {texts.offer(by, roles.map((role) => words.roles.names[role].toLowerCase()).join(texts.and))}{" "}
        {texts.until(formatTime(expiresAt))}
      </p>
      <div className={styles.next}>
        <Answer token={token} invitation={opened.data} session={session.data} />
      </div>
    </Entrance>
  );
}

interface Props {
  token: string;
  invitation: OpenedInvitation;
  session: Session;
}

function Answer({ token, invitation, session }: Props) {
  const { email, hasAccount } = invitation;
  const { person } = session;
  if (person && (email === null || email === person.email))
    return <Join token={token} email={person.email} />;
  if (person) return <OtherPerson email={email ?? ""} />;
  if (hasAccount) return <Known token={token} email={email ?? ""} />;
  return <Register token={token} email={email} />;
}

function Join({ token, email }: { token: string; email: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const join = useMutation({
    mutationFn: async () => {
      const { project } = await call(acceptInvitation, { body: { token } });
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      const { projects } = await client.fetchQuery(sessionQuery);
      const joined = projects.find(({ id }) => id === project);
      await navigate({ to: joined ? startPage(joined) : "/", params: { project }, replace: true });
    },
  });
  return (
    <div className={styles.form}>
      <p className={styles.hint}>{texts.signedInAs(email)}</p>
      <Problem error={join.error} />
      <Button onClick={() => join.mutate()} loading={join.isPending}>
        {texts.join}
      </Button>
    </div>
  );
}

function OtherPerson({ email }: { email: string }) {
  const signOut = useSignOut();
  return (
    <div className={styles.form}>
      <p className={styles.problem}>{texts.otherPerson(email)}</p>
      <Button variant="default" onClick={() => signOut.mutate()} loading={signOut.isPending}>
        {texts.signOut}
      </Button>
      <Problem error={signOut.error} />
    </div>
  );
}

const backHere = (token: string) => `/invitation?token=${token}`;

const Known = ({ token, email }: { token: string; email: string }) => (
  <div className={styles.form}>
    <p className={styles.hint}>{texts.known(email)}</p>
    <LinkButton to="/sign-in" search={{ to: backHere(token) }}>
      {texts.signIn}
    </LinkButton>
  </div>
);

function Register({ token, email }: { token: string; email: string | null }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const register = useMutation({
    mutationFn: async (body: { name: string; password: string; email: string | null }) => {
      await request("POST", "/api/auth/register", { token, ...body });
      client.clear();
      await client.fetchQuery(sessionQuery);
      await navigate({ to: "/", replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim();
    register.mutate({
      name: text("name"),
      password: String(form.get("password")),
      email: email === null ? text("email") : null,
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <SsoButton to={backHere(token)} />
      <AccountFields nameHint={texts.nameHint} email={email ?? undefined} />
      <Problem error={register.error} />
      <Button type="submit" loading={register.isPending}>
        {texts.join}
      </Button>
      {email === null && (
        <LinkButton variant="subtle" to="/sign-in" search={{ to: backHere(token) }}>
          {texts.haveAccount}
        </LinkButton>
      )}
    </form>
  );
}

const Problem = ({ error }: { error: unknown }) =>
  error ? (
    <p className={styles.problem} role="alert">
      {explainFailure(error).text}
    </p>
  ) : null;

const Ended = ({ title, text }: { title: string; text: string }) => (
  <Entrance title={title}>
    <div className={styles.form}>
      <p className={styles.hint}>{text}</p>
      <LinkButton variant="default" to="/sign-in">
        {texts.startPage}
      </LinkButton>
    </div>
  </Entrance>
);
