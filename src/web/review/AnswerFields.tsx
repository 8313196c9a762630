import { type Cause, causes, type Verdict, verdicts } from "../../core/review/review.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import styles from "./AnswerFields.module.css";

const texts = words.review;

interface Props {
  cause: Cause | null;
  verdict: Verdict | null;
  /** How many original labels there are to judge. */
  originals: number;
  readOnly: boolean;
  keys: ReadonlyMap<string, Key>;
  /** Who said what, if answers are compared. */
  said: readonly { who: string; cause: Cause; verdict: Verdict | null }[];
  onCause(cause: Cause): void;
  onVerdict(verdict: Verdict): void;
}

/** The two questions of the review: a key for each answer. */
export function AnswerFields(props: Props) {
  const { cause, verdict, originals, readOnly, keys, said, onCause, onVerdict } = props;
  return (
    <>
      <fieldset className={styles.field}>
        <legend>{texts.why}</legend>
        {causes.map((one, at) => (
          <Choice
            key={one}
            group="cause"
            text={texts.causes[one]}
            isChosen={cause === one}
            readOnly={readOnly}
            capOf={keys.get(`cause${at + 1}`)}
            who={said.filter((answer) => answer.cause === one).map((answer) => answer.who)}
            onChoose={() => onCause(one)}
          />
        ))}
      </fieldset>
      {originals > 0 && (
        <fieldset className={styles.field}>
          <legend>{originals > 1 ? texts.judgeAll : texts.judge}</legend>
          <div className={styles.row}>
            {verdicts.map((one) => (
              <Choice
                key={one}
                group="verdict"
                text={texts.verdicts[one]}
                isChosen={verdict === one}
                readOnly={readOnly}
                capOf={keys.get(`verdict-${one}`)}
                who={said.filter((answer) => answer.verdict === one).map((answer) => answer.who)}
                onChoose={() => onVerdict(one)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

interface ChoiceProps {
  group: string;
  text: string;
  isChosen: boolean;
  readOnly: boolean;
  capOf: Key | undefined;
  who: readonly string[];
  onChoose(): void;
}

function Choice({ group, text, isChosen, readOnly, capOf, who, onChoose }: ChoiceProps) {
  return (
    <label className={styles.choice} data-chosen={isChosen || undefined}>
      <input type="radio" name={group} checked={isChosen} disabled={readOnly} onChange={onChoose} />
      <KeyCap value={capOf} />
      <span className={styles.text}>
        {text}
        {who.length > 0 && (
          <span className={styles.who}>
            {who.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two others have the same name
              <span key={at}>{name}</span>
            ))}
          </span>
        )}
      </span>
    </label>
  );
}
