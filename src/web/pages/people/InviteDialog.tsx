import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { createInvitation, invitationDays } from "../../../contract/people/invitation.ts";
import type { Role } from "../../../core/tasks/stage.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { words } from "../../words/words.ts";
import { MadeLink } from "./MadeLink.tsx";
import styles from "./PeoplePage.module.css";
import { refreshPeople } from "./peopleQueries.ts";
import { RoleBoxes } from "./RoleBoxes.tsx";

const texts = words.people.dialog;

/** Asks whom to invite and as what, then shows the link. */
export function InviteDialog({
  project,
  sendsMail,
  onClose,
}: {
  project: string;
  sendsMail: boolean;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<Role[]>(["annotator"]);
  const [days, setDays] = useState(String(invitationDays.default));
  const invite = useMutation({
    mutationFn: () => {
      const body = { email: email.trim() || null, roles, days: Number(days) };
      return call(createInvitation, { params: { project }, body });
    },
    onSuccess: () => refreshPeople(client, project),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    invite.mutate();
  };
  if (invite.data) return <MadeLink made={invite.data} email={email.trim()} onClose={onClose} />;
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form className={styles.dialog} onSubmit={submit}>
        <TextInput
          label={texts.email}
          description={texts.emailHint}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-autofocus
        />
        <RoleBoxes label={texts.roles} chosen={roles} onChange={setRoles} />
        <NativeSelect
          label={texts.days}
          data={[...texts.dayOptions]}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        {!sendsMail && <p className={styles.note}>{texts.noMail}</p>}
        {invite.isError && (
          <p role="alert" className={styles.problem}>
            {explainFailure(invite.error).text}
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button type="submit" disabled={roles.length === 0} loading={invite.isPending}>
            {texts.make}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
