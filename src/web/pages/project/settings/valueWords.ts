import { numberOf, type Setting } from "../../../../core/project/settingRules.ts";
import type { ProjectSettings } from "../../../../core/project/settings.ts";
import { words } from "../../../words/words.ts";

const w = words.settings;

/** A setting's value in plain words: "2 people", "yes", "All that anybody chose". */
export function valueWords(name: Setting, value: ProjectSettings[Setting]): string {
  const { unit, choices } = w.rules[name];
  if (typeof value === "boolean") return value ? w.yes : w.no;
  if (typeof value === "number")
    return unit === "share" ? `${Math.round(value * 100)} %` : `${value} ${unit ?? ""}`;
  if (typeof value === "string") return choices?.[value] ?? value;
  const kind = choices?.[value.kind] ?? value.kind;
  const number = numberOf(value);
  return number === undefined ? kind : `${kind}: ${number}`;
}
