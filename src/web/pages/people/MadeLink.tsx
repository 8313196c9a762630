import { Button } from "@mantine/core";
import type { MadeInvitation } from "../../../contract/people/invitation.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { words } from "../../words/words.ts";
import { CopiedLink } from "./CopiedLink.tsx";
import styles from "./PeoplePage.module.css";

const texts = words.people.dialog;

interface Props {
  made: MadeInvitation;
  email: string | null;
  onClose: () => void;
}

/** The link of an invitation, shown only once. */
export const MadeLink = ({ made: { link, expiresAt, mail }, email, onClose }: Props) => (
  <Dialog title={texts.madeTitle} onClose={onClose}>
    <div className={styles.dialog}>
      <CopiedLink path={link} what={texts.link} />
      <p>
        {mail === "sent" ? texts.mail.sent(email ?? "") : texts.mail[mail]}{" "}
        <span className={styles.note}>{texts.once(formatTime(expiresAt))}</span>
      </p>
      <div className={styles.buttons}>
        <Button onClick={onClose}>{texts.done}</Button>
      </div>
    </div>
  </Dialog>
);
