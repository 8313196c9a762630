import { NativeSelect, NumberInput } from "@mantine/core";
import type { Setting } from "../../../../core/project/settingRules.ts";
import type { AgreementRule, ProjectSettings } from "../../../../core/project/settings.ts";
import { words } from "../../../words/words.ts";
import styles from "./SettingsPage.module.css";

const w = words.settings;

interface Props {
  name: Setting;
  draft: ProjectSettings;
  isDisabled: boolean;
  describedBy: string;
  onChange(value: ProjectSettings[Setting]): void;
}

/** The control of one rule, by the kind of its value. */
export function SettingField({ name, draft, isDisabled, describedBy, onChange }: Props) {
  const { name: label, unit, choices } = w.rules[name];
  const value = draft[name];
  const shared = { "aria-label": label, "aria-describedby": describedBy, disabled: isDisabled };
  if (typeof value === "boolean") {
    return (
      <NativeSelect
        {...shared}
        value={value ? "yes" : "no"}
        onChange={(event) => onChange(event.currentTarget.value === "yes")}
        data={["yes", "no"].map((one) => ({ value: one, label: one === "yes" ? w.yes : w.no }))}
      />
    );
  }
  if (typeof value === "number") {
    const isShare = unit === "share";
    return (
      <NumberInput
        {...shared}
        value={isShare ? Math.round(value * 100) : value}
        onChange={(next) => onChange(isShare ? Number(next) / 100 : Number(next))}
        min={name === "shownAfterMs" || name === "reviewers" || isShare ? 0 : 1}
        {...(isShare ? { max: 100 } : {})}
        allowDecimal={false}
        suffix={isShare ? " %" : ` ${unit ?? ""}`}
      />
    );
  }
  if (typeof value === "string") {
    return (
      <NativeSelect
        {...shared}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as ProjectSettings[Setting])}
        data={Object.entries(choices ?? {}).map(([one, text]) => ({ value: one, label: text }))}
      />
    );
  }
  return (
    <div className={styles.rule}>
      <NativeSelect
        {...shared}
        value={value.kind}
        onChange={(event) =>
          onChange(ruleOf(event.currentTarget.value as AgreementRule["kind"], draft.overlap))
        }
        data={Object.entries(choices ?? {}).map(([one, text]) => ({ value: one, label: text }))}
      />
      {value.kind === "quorum" && (
        <NumberInput
          label={w.votes}
          disabled={isDisabled}
          value={value.votes}
          onChange={(votes) => onChange({ kind: "quorum", votes: Number(votes) })}
          min={1}
          max={draft.overlap}
          allowDecimal={false}
        />
      )}
      {value.kind === "jaccard" && (
        <NumberInput
          label={w.atLeast}
          disabled={isDisabled}
          value={value.atLeast}
          onChange={(atLeast) => onChange({ kind: "jaccard", atLeast: Number(atLeast) })}
          min={0}
          max={1}
          step={0.1}
          decimalScale={2}
        />
      )}
    </div>
  );
}

/** A rule to start with. */
function ruleOf(kind: AgreementRule["kind"], overlap: number): AgreementRule {
  switch (kind) {
    case "exact":
    case "exact-with-original":
      return { kind };
    case "quorum":
      return { kind, votes: Math.min(2, overlap) };
    case "jaccard":
      return { kind, atLeast: 0.5 };
  }
}
