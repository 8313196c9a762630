import { isOfThisMachine } from "../../client/session/isOfThisMachine.ts";
import styles from "../../components/buttons/CommandLine.module.css";
import { CopyButton } from "../../components/buttons/CopyButton.tsx";
import { words } from "../../words/words.ts";

const texts = words.shell.copy;

/** A link to pass on; `path` is below this page's address. */
export function CopiedLink({ path, what }: { path: string; what: string }) {
  const url = new URL(path, window.location.origin);
  return (
    <>
      <div className={styles.command}>
        <code>{url.href}</code>
        <CopyButton text={url.href} what={what} />
      </div>
      {isOfThisMachine(url.hostname) && (
        <p role="note" className={styles.warning}>
          {texts.onlyHere}
        </p>
      )}
    </>
  );
}
