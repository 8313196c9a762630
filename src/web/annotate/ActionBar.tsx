import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import styles from "./ActionBar.module.css";
import { classes } from "./classes.ts";
import controls from "./controls.module.css";
import { Icon } from "./Icon.tsx";

interface Props {
  keys: ReadonlyMap<string, Key>;
  none: boolean;
  flag: string | null;
  readOnly: boolean;
  canUndo: boolean;
  hasPrevious: boolean;
  hasNext: boolean;
  /** Submitting first shows the original label. */
  reveals: boolean;
  /** On a small screen the submit button stands in the bar at the bottom instead. */
  withSubmit: boolean;
}

/** A button for every command on the image. */
export function ActionBar(props: Props) {
  const { keys, none, flag, readOnly, canUndo, hasPrevious, hasNext, reveals, withSubmit } = props;
  const act = (id: string) => () => keys.get(id)?.action();
  return (
    <div className={styles.bar} role="toolbar" aria-label="This image">
      <button
        type="button"
        className={classes(controls.button, none && controls.chosen)}
        aria-pressed={none}
        disabled={readOnly}
        onClick={act("none")}
      >
        None of these <KeyCap of={keys.get("none")} />
      </button>
      <button type="button" className={controls.button} disabled={!canUndo} onClick={act("undo")}>
        Undo <KeyCap of={keys.get("undo")} />
      </button>
      <button
        type="button"
        className={classes(controls.button, flag !== null && controls.active)}
        aria-pressed={flag !== null}
        title={flag ?? "Tell the lead about this image"}
        disabled={readOnly}
        onClick={act("flag")}
      >
        {flag === null ? "Flag" : "Flagged"} <KeyCap of={keys.get("flag")} />
      </button>
      <button
        type="button"
        className={controls.button}
        disabled={readOnly}
        title="It comes back at the end"
        onClick={act("skip")}
      >
        Skip <KeyCap of={keys.get("skip")} />
      </button>
      <span className={styles.space} />
      <button
        type="button"
        className={classes(controls.square, styles.step)}
        disabled={!hasPrevious}
        aria-label="Previous image"
        title="Previous image"
        onClick={act("previous")}
      >
        <Icon name="left" /> <KeyCap of={keys.get("previous")} />
      </button>
      <button
        type="button"
        className={classes(controls.square, styles.step)}
        disabled={!hasNext}
        aria-label="Next image"
        title="Next image, without submitting"
        onClick={act("next")}
      >
        <KeyCap of={keys.get("next")} /> <Icon name="right" />
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
      onClick={() => keys.get("submit")?.action()}
    >
      {readOnly ? "Go on" : reveals ? words.careful.reveal : "Submit"} <KeyCap of={keys.get("submit")} />
    </button>
  );
}
