import styles from "./Command.module.css";
import { CopyButton } from "./CopyButton.tsx";

/** A link to hand on; `path` lies below the address of this page. */
export function CopiedLink({ path, what }: { path: string; what: string }) {
  const url = new URL(path, window.location.origin).href;
  return (
    <div className={styles.command}>
      <code>{url}</code>
      <CopyButton text={url} what={what} />
    </div>
  );
}
