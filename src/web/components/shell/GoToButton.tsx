import { useHotkeys } from "@mantine/hooks";
import { lazy, Suspense, useState } from "react";
import type { Project } from "../../client/session/session.ts";
import { words } from "../../words/words.ts";
import { Icon } from "../Icon.tsx";
import styles from "./GoTo.module.css";

const GoTo = lazy(async () => ({ default: (await import("./GoTo.tsx")).GoTo }));

const texts = words.shell.goTo;

/** Opens the "go to" dialog; Ctrl+K does so from anywhere, even while typing. */
export function GoToButton({ project }: { project: Project }) {
  const [isOpen, setOpen] = useState(false);
  useHotkeys([["mod+K", () => setOpen(true)]], []);
  return (
    <>
      <button
        type="button"
        className={styles.button}
        title={texts.title}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <Icon name="search" />
        <span>{texts.open}</span>
        <i className={styles.keys} aria-hidden="true">
          {texts.keys}
        </i>
      </button>
      {isOpen && (
        <Suspense>
          <GoTo project={project} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
