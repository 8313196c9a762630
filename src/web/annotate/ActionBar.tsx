import { Icon } from "../components/Icon.tsx";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { shownReason } from "../language/shownReason.ts";
import { words } from "../words/words.ts";
import styles from "./ActionBar.module.css";
import { classes } from "./cards/classes.ts";
import controls from "./controls.module.css";

const texts = words.annotate.actions;

interface Props {
  keys: ReadonlyMap<string, Key>;
  /** null if there is no such answer. */
  none: boolean | null;
  flag: string | null;
  readOnly: boolean;
  canUndo: boolean;
  hasPrevious: boolean;
  hasNext: boolean;
  /** Whether submitting first shows the original label. */
  reveals: boolean;
  /** False on a small screen, where the submit button is in the bottom bar instead. */
  withSubmit: boolean;
}

/** A button for every command on the image. */
export function ActionBar(props: Props) {
  const { keys, none, flag, readOnly, canUndo, hasPrevious, hasNext, reveals, withSubmit } = props;
  const act = (id: string) => () => keys.get(id)?.action();
  return (
    <div className={classes(styles.bar, reveals && styles.crowded)} role="toolbar" aria-label={texts.label}>
      {none !== null && (
        <button
          type="button"
          className={classes(controls.button, none && controls.chosen)}
          aria-pressed={none}
          disabled={readOnly}
          onClick={act("none")}
        >
          {texts.noneOfThese} <KeyCap value={keys.get("none")} />
        </button>
      )}
      <button type="button" className={controls.button} disabled={!canUndo} onClick={act("undo")}>
        {texts.undo} <KeyCap value={keys.get("undo")} />
      </button>
      <button
        type="button"
        className={classes(controls.button, flag !== null && controls.active)}
        aria-pressed={flag !== null}
        title={flag === null ? texts.flagHint : shownReason(flag)}
        disabled={readOnly}
        onClick={act("flag")}
      >
        {flag === null ? texts.flag : texts.flagged} <KeyCap value={keys.get("flag")} />
      </button>
      <button
        type="button"
        className={controls.button}
        disabled={readOnly}
        title={texts.skipHint}
        onClick={act("skip")}
      >
        {texts.skip} <KeyCap value={keys.get("skip")} />
      </button>
      <span className={styles.space} />
      <button
        type="button"
        className={classes(controls.square, styles.step)}
        disabled={!hasPrevious}
        aria-label={texts.previous}
        title={texts.previous}
        onClick={act("previous")}
      >
        <Icon name="left" /> <KeyCap value={keys.get("previous")} />
      </button>
      <button
        type="button"
        className={classes(controls.square, styles.step)}
        disabled={!hasNext}
        aria-label={texts.next}
        title={texts.nextHint}
        onClick={act("next")}
      >
        <KeyCap value={keys.get("next")} /> <Icon name="right" />
      </button>
      {withSubmit && <SubmitButton keys={keys} readOnly={readOnly} reveals={reveals} />}
    </div>
  );
}

export function SubmitButton({ keys, readOnly, reveals }: Pick<Props, "keys" | "readOnly" | "reveals">) {
  return (
    <button
      type="button"
      className={classes(controls.primary, styles.submit)}
      data-submits
      onClick={() => keys.get("submit")?.action()}
    >
      {readOnly ? texts.goOn : reveals ? words.careful.reveal : texts.submit}{" "}
      <KeyCap value={keys.get("submit")} />
    </button>
  );
}
