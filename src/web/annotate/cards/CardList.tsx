import { type ReactNode, type RefObject, useRef } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import type { Answer } from "../../../core/tasks/decision.ts";
import { useEachTimeBeforePaint } from "../../components/useEachTime.ts";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import { type AnnotationAction, groupsOf, labelsWith } from "../state/annotationState.ts";
import { isAgainstTicks, rulingsOnCard, useRulings } from "../state/rulings.ts";
import { isReadOnly, type Work } from "../state/works.ts";
import styles from "./CardList.module.css";
import type { DecideKeys } from "./DecideButtons.tsx";
import { groupName } from "./groupName.ts";
import { LabelCard } from "./LabelCard.tsx";

interface Props {
  list: RefObject<HTMLDivElement | null>;
  work: Work;
  labels: ReadonlyMap<number, LabelWithExemplars>;
  remark: ((label: number) => ReactNode) | undefined;
  keys: ReadonlyMap<string, Key>;
  onChange(action: AnnotationAction): void;
  onDecide(position: number, answer: Answer): void;
  onExemplar(position: number, exemplar: number): void;
  onDifferences(): void;
  onKin(): void;
  onRulings(): void;
}

/** The cards of the open group; once the focus is in the list, it follows the state. */
export function CardList(props: Props) {
  const {
    list,
    work,
    labels,
    remark,
    keys,
    onChange,
    onDecide,
    onExemplar,
    onDifferences,
    onKin,
    onRulings,
  } = props;
  const { view, annotation } = work;
  const group = groupsOf(annotation)[annotation.group];
  const hadFocus = useRef(false);
  const rulings = useRulings();
  const decideKeys: DecideKeys = { yes: keys.get("yes"), unsure: keys.get("maybe"), no: keys.get("no") };
  const ticked = new Set(labelsWith(annotation, "yes"));
  const nameOf = (label: number) => labels.get(label)?.name ?? words.annotate.unknownLabel(label);

  useEachTimeBeforePaint(`${view.id} ${annotation.focus} ${annotation.group}`, () => {
    if (hadFocus.current) list.current?.querySelector<HTMLElement>('[data-face][tabindex="0"]')?.focus();
  });

  if (!group) return <div ref={list} className={styles.cards} />;
  const cards = annotation.cards.slice(group.from, group.to);
  return (
    <div
      ref={list}
      id="cards"
      className={styles.cards}
      role="tabpanel"
      aria-label={words.annotate.groups.cards(groupName(group))}
      style={{ "--rows": annotation.groupSize } as React.CSSProperties}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        // A card removed by a change of group fires no blur, so the next one takes over its focus.
        if (!currentTarget.contains(relatedTarget)) hadFocus.current = false;
      }}
    >
      {cards.map((card, slot) => {
        const position = group.from + slot;
        return (
          <LabelCard
            key={`${view.id} ${card.label}`}
            card={card}
            label={labels.get(card.label)}
            refinement={view.cards[position]?.refinement}
            rulings={rulingsOnCard(card.label, rulings, {
              ticked,
              isFocused: annotation.focus === position,
            })}
            nameOf={nameOf}
            remark={remark?.(card.label)}
            digit={slot < 9 ? slot + 1 : null}
            decideKeys={decideKeys}
            keys={keys}
            isBallot={view.ballot === true}
            asksMain={view.asksMain === true}
            mayBeUnsure={!(view.asksMain && view.closed)}
            focused={annotation.focus === position}
            readOnly={isReadOnly(work)}
            onAnswer={(answer) => onChange({ kind: "answer", position, answer })}
            onMain={(on) => onChange({ kind: "main", position, on })}
            onDecide={(answer) => onDecide(position, answer)}
            onFocus={() => onChange({ kind: "focus", position })}
            onExemplar={(exemplar) => {
              onChange({ kind: "focus", position });
              onExemplar(position, exemplar);
            }}
            onDifferences={() => {
              onChange({ kind: "focus", position });
              onDifferences();
            }}
            onKin={() => {
              onChange({ kind: "focus", position });
              onKin();
            }}
            onRulings={() => {
              onChange({ kind: "focus", position });
              onRulings();
            }}
          />
        );
      })}
      <p className="visuallyHidden" role="status">
        {rulings
          .filter((ruling) => isAgainstTicks(ruling, ticked))
          .map(({ kind, labels: [first, second] }) => {
            return `${words.rulings.against} ${words.rulings.meaning(kind, nameOf(first), nameOf(second))}`;
          })
          .join(" ")}
      </p>
    </div>
  );
}
