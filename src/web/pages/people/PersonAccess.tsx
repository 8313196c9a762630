import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  activatePerson,
  changeRoles,
  deactivatePerson,
  makeResetLink,
  type PersonView,
} from "../../../contract/people/person.ts";
import type { Role } from "../../../core/tasks/stage.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Command } from "../../components/buttons/Command.tsx";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import { CopiedLink } from "./CopiedLink.tsx";
import styles from "./PersonPage.module.css";
import { refreshPeople } from "./peopleQueries.ts";
import { RoleBoxes } from "./RoleBoxes.tsx";

const texts = words.people.person.access;

/** What a person may do, and how to change it. */
export function PersonAccess({ project, view }: { project: string; view: PersonView }) {
  const { person } = view;
  return (
    <Panel title={texts.title}>
      {person.isMe ? (
        <p className={styles.text}>{texts.self}</p>
      ) : (
        // Remounted for what is stored, so that boxes outdated by somebody else's change do not stay.
        <Access key={`${person.isActive} ${person.roles.join()}`} project={project} view={view} />
      )}
    </Panel>
  );
}

function Access({ project, view: { person, open, reset } }: { project: string; view: PersonView }) {
  const client = useQueryClient();
  const [roles, setRoles] = useState<Role[]>(person.roles);
  const [isEnding, setIsEnding] = useState(false);
  const params = { project, person: person.id };
  const onSettled = () => refreshPeople(client, project);
  const save = useMutation({ mutationFn: () => call(changeRoles, { params, body: { roles } }), onSettled });
  const activate = useMutation({ mutationFn: () => call(activatePerson, { params, body: {} }), onSettled });
  const deactivate = useMutation({
    mutationFn: () => call(deactivatePerson, { params, body: {} }),
    onSettled: () => {
      setIsEnding(false);
      return onSettled();
    },
  });
  const link = useMutation({ mutationFn: () => call(makeResetLink, { params, body: {} }) });
  const failed = [save, activate, deactivate, link].find(({ isError }) => isError);
  const isChanged = roles.toSorted().join() !== person.roles.toSorted().join();
  const left = open.reduce((sum, { images }) => sum + images, 0);

  return (
    <>
      {failed && (
        <p role="alert" className={styles.problem}>
          {explainFailure(failed.error).text}
        </p>
      )}
      {person.isActive ? (
        <div className={styles.form}>
          <RoleBoxes label={words.people.dialog.roles} chosen={roles} onChange={setRoles} />
          <Button
            onClick={() => save.mutate()}
            loading={save.isPending}
            disabled={!isChanged || roles.length === 0}
          >
            {texts.save}
          </Button>
          <p className={styles.text}>{texts.stays}</p>
        </div>
      ) : (
        <Button onClick={() => activate.mutate()} loading={activate.isPending}>
          {texts.back}
        </Button>
      )}
      {person.isActive && (
        <div className={styles.rest}>
          {reset === "elsewhere" ? (
            <>
              <p className={styles.text}>{texts.resetElsewhere}</p>
              <Command call={`users link ${person.email}`} isOfProject={false} />
            </>
          ) : (
            <Button variant="default" onClick={() => link.mutate()} loading={link.isPending}>
              {texts.reset}
            </Button>
          )}
          {link.data && (
            <>
              <CopiedLink path={link.data.link} what={texts.resetLink} />
              <p className={styles.text}>{texts.resetMade}</p>
            </>
          )}
          <Button variant="default" c="var(--bad)" onClick={() => setIsEnding(true)}>
            {texts.end}
          </Button>
        </div>
      )}
      {isEnding && (
        <Dialog title={texts.endTitle(person.name)} onClose={() => setIsEnding(false)}>
          <div className={styles.dialog}>
            {texts.endText(left).map((text) => (
              <p key={text}>{text}</p>
            ))}
            <div className={styles.buttons}>
              <Button variant="default" onClick={() => setIsEnding(false)} data-autofocus>
                {texts.cancel}
              </Button>
              <Button onClick={() => deactivate.mutate()} loading={deactivate.isPending}>
                {texts.end}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
