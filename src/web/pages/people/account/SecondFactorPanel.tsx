import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../../client/session/session.ts";
import { useSignOut } from "../../../client/session/useSignOut.ts";
import { Panel } from "../../../components/Panel.tsx";
import { words } from "../../../words/words.ts";
import { AppSection } from "./AppSection.tsx";
import { PasskeySection } from "./PasskeySection.tsx";
import styles from "./SecondFactorPanel.module.css";
import { secondFactorQuery } from "./secondFactorQuery.ts";

const texts = words.secondFactor;

/** What a person signs in with besides, or instead of, a password. */
export function SecondFactorPanel() {
  const { data } = useQuery(secondFactorQuery);
  const { needsSecondFactor } = useSession();
  if (!data) return null;
  return (
    <Panel title={texts.title}>
      <div className={styles.sections}>
        {needsSecondFactor ? (
          <Needed isLocked={data.isLocked} />
        ) : (
          <p className={styles.text}>{texts.about}</p>
        )}
        {data.isLocked && !needsSecondFactor && <p className={styles.text}>{texts.locked}</p>}
        <AppSection factors={data} />
        <PasskeySection factors={data} />
      </div>
    </Panel>
  );
}

function Needed({ isLocked }: { isLocked: boolean }) {
  const signOut = useSignOut();
  return (
    <div className={styles.needed} role="note">
      <strong>{texts.needed.title}</strong>
      <p>{isLocked ? texts.needed.locked : texts.needed.text}</p>
      {isLocked && (
        <Button variant="default" onClick={() => signOut.mutate()} loading={signOut.isPending}>
          {texts.needed.signOut}
        </Button>
      )}
    </div>
  );
}
