import {
  Button,
  type MantineColorScheme,
  Popover,
  SegmentedControl,
  UnstyledButton,
  useMantineColorScheme,
} from "@mantine/core";
import { useId } from "react";
import { explainFailure } from "../../client/explainFailure.ts";
import { useSession } from "../../client/session/session.ts";
import { useSignOut } from "../../client/session/useSignOut.ts";
import { words } from "../../words/words.ts";
import { LinkButton } from "../buttons/LinkButton.tsx";
import { initials } from "./initials.ts";
import styles from "./PersonMenu.module.css";

const texts = words.shell.person;

/** Who is signed in, how the pages look, and signing out. */
export function PersonMenu() {
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const appearance = useId();
  if (!person) return null;
  return (
    <Popover position="bottom-end" shadow="md" width={260} trapFocus returnFocus withinPortal={false}>
      <Popover.Target>
        <UnstyledButton className={styles.face}>
          <span aria-hidden="true">{initials(person.name)}</span>
          <span className="visuallyHidden">{texts.you(person.name)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label={texts.menu}>
        <div>
          <div className={styles.name}>{person.name}</div>
          <div className={styles.email}>{person.email}</div>
        </div>
        <div>
          <div className={styles.caption} id={appearance}>
            {texts.appearance}
          </div>
          <SegmentedControl
            fullWidth
            aria-labelledby={appearance}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={[
              { value: "light", label: texts.light },
              { value: "dark", label: texts.dark },
              { value: "auto", label: texts.auto },
            ]}
          />
        </div>
        <LinkButton to="/account" variant="default">
          {words.account.menu}
        </LinkButton>
        <Button variant="default" onClick={() => signOut.mutate()} loading={signOut.isPending}>
          {texts.signOut}
        </Button>
        {signOut.isError && (
          <p role="alert" className={styles.problem}>
            {texts.notSignedOut(explainFailure(signOut.error).text)}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
