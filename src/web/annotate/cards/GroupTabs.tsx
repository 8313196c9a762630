import { useReducer } from "react";
import { useEachTime } from "../../components/useEachTime.ts";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import { type AnnotationState, groupsOf } from "../state/annotationState.ts";
import { classes } from "./classes.ts";
import styles from "./GroupTabs.module.css";
import { groupName } from "./groupName.ts";

const texts = words.annotate.groups;

interface Props {
  annotation: AnnotationState;
  shownMs(label: number): number;
  shownAfterMs: number;
  keys: readonly Key[];
  onOpen(group: number): void;
}

const states = {
  "not-opened": { path: "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z", filled: false },
  opened: { path: "M6 1.5v9a4.5 4.5 0 0 1 0-9z", filled: true },
  seen: { path: "M2 6.3l2.6 2.6L10 3.3", filled: false },
};

/** The groups of cards, with the number ticked in each and whether they were opened and seen. */
export function GroupTabs({ annotation, shownMs, shownAfterMs, keys, onOpen }: Props) {
  const groups = groupsOf(annotation);
  const [, look] = useReducer((count: number) => count + 1, 0);
  // The open group counts as seen after a while.
  useEachTime(annotation, () => {
    const timer = setTimeout(look, shownAfterMs + 100);
    return () => clearTimeout(timer);
  });

  return (
    <div className={styles.tabs} role="tablist" aria-label={texts.label}>
      {groups.map((group, number) => {
        const cards = annotation.cards.slice(group.from, group.to);
        const ticked = cards.filter((card) => card.answer === "yes").length;
        const unsure = cards.filter((card) => card.answer === "unsure").length;
        const seen = cards.every((card) => shownMs(card.label) >= shownAfterMs);
        const opened = annotation.groupsOpened.includes(number);
        const state = seen ? "seen" : opened ? "opened" : "not-opened";
        const current = number === annotation.group;
        return (
          <button
            key={group.from}
            type="button"
            role="tab"
            aria-selected={current}
            aria-controls="cards"
            tabIndex={current ? 0 : -1}
            className={classes(styles.tab, current && styles.current)}
            title={texts.title(groupName(group), texts.states[state])}
            ref={current ? revealTab : undefined}
            onClick={() => onOpen(number)}
            onKeyDown={(event) => {
              const step = event.code === "ArrowRight" ? 1 : event.code === "ArrowLeft" ? -1 : 0;
              const next = (number + step + groups.length) % groups.length;
              if (step === 0) return;
              event.preventDefault();
              onOpen(next);
              (event.currentTarget.parentElement?.children[next] as HTMLElement | undefined)?.focus();
            }}
          >
            <KeyCap value={keys[number]} />
            {groupName(group)}
            <svg className={styles[state]} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              {state === "opened" && <path d={states["not-opened"].path} />}
              <path d={states[state].path} className={states[state].filled ? styles.filled : undefined} />
            </svg>
            <span className="visuallyHidden">{`, ${texts.states[state]}`}</span>
            {ticked + unsure > 0 && (
              <span className={styles.count}>
                <span aria-hidden="true">{ticked > 0 ? ticked : "?"}</span>
                <span className="visuallyHidden">{texts.counts(ticked, unsure)}</span>
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}

function revealTab(tab: HTMLElement | null) {
  tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
