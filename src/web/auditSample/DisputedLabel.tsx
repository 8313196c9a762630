import { useEffect, useRef } from "react";
import type { AuditDifference } from "../../contract/auditSample.ts";
import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { DecideButtons } from "../annotate/cards/DecideButtons.tsx";
import type { Key } from "../keys/key.ts";
import { OriginalLabel } from "../review/OriginalLabel.tsx";
import { words } from "../words/words.ts";
import styles from "./SettlePage.module.css";

const texts = words.auditSample.settle;

interface Props {
  index: number;
  label: LabelWithExemplars | undefined;
  /** What each expert says about it; empty if neither named it. */
  sides: AuditDifference["sides"];
  /** Undefined: not decided yet. */
  holds: boolean | undefined;
  focused: boolean;
  keys: ReadonlyMap<string, Key>;
  onFocus(): void;
  onDecide(holds: boolean): void;
  onExemplars(): void;
}

/** A label to decide on: what each expert says about it, and the decision. */
export function DisputedLabel(props: Props) {
  const { index, label, sides, holds, focused, keys, onFocus, onDecide, onExemplars } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) place.current?.scrollIntoView({ block: "nearest" });
  }, [focused]);
  const name = label?.name ?? words.labelSpace.unknown(index);
  return (
    <div ref={place} className={styles.disputed} data-focused={focused || undefined} onPointerDown={onFocus}>
      <OriginalLabel index={index} label={label} onExemplars={onExemplars} />
      <div className={styles.decision}>
        {sides.length > 0 && (
          <ul className={styles.sides}>
            {sides.map((side) => (
              <li key={side.who}>{wordsOf(side, index)}</li>
            ))}
          </ul>
        )}
        <DecideButtons
          name={name}
          answer={holds === undefined ? null : holds ? "yes" : "no"}
          focused={focused}
          keys={{ yes: keys.get("yes"), no: keys.get("no"), unsure: undefined }}
          readOnly={false}
          withMaybe={false}
          onDecide={(answer) => onDecide(answer === "yes")}
        />
      </div>
    </div>
  );
}

function wordsOf({ who, yes, unsure, isSkipped }: AuditDifference["sides"][number], label: number): string {
  if (isSkipped) return texts.noAnswer(who);
  if (yes.includes(label)) return texts.saw(who);
  return unsure.includes(label) ? texts.unsure(who) : texts.missed(who);
}
