import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePolling } from "../../client/live.ts";
import { peopleQuery } from "../../client/queries/people.ts";
import { Message } from "../../components/messages/Message.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { InviteDialog } from "./InviteDialog.tsx";
import { OpenInvitations } from "./OpenInvitations.tsx";
import styles from "./PeoplePage.module.css";
import { PeopleTable } from "./PeopleTable.tsx";
import { invitationsQuery } from "./peopleQueries.ts";

const texts = words.people;

/** Who works in the project, and who is invited. */
export function PeoplePage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data } = useSuspenseQuery({ ...peopleQuery(project.id), refetchInterval: usePolling(30_000) });
  const { data: invited } = useSuspenseQuery(invitationsQuery(project.id));
  const [isInviting, setIsInviting] = useState(false);
  const isAlone = data.people.every(({ isMe }) => isMe) && invited.invitations.length === 0;
  const invite = <Button onClick={() => setIsInviting(true)}>{texts.invite}</Button>;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>{texts.title}</h1>
        {!isAlone && invite}
      </header>
      {isAlone && (
        <Message title={texts.empty.title} actions={invite}>
          {texts.empty.text}
        </Message>
      )}
      {invited.invitations.length > 0 && (
        <OpenInvitations project={project.id} invitations={invited.invitations} />
      )}
      {!isAlone && <PeopleTable project={project.id} people={data.people} />}
      {isInviting && (
        <InviteDialog
          project={project.id}
          sendsMail={invited.sendsMail}
          onClose={() => setIsInviting(false)}
        />
      )}
    </div>
  );
}
