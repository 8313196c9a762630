import type { Label } from "../../../contract/labels/labelSpace.ts";
import { languages } from "../../../core/people/language.ts";
import { languageNames } from "../../language/translations.ts";
import { words } from "../../words/words.ts";

/** A label's names in other languages; nothing if it has none. */
export function LabelNameList({ names = {} }: Pick<Label, "names">) {
  const named = languages.flatMap((language) => {
    const [name, ...others] = names[language] ?? [];
    return name === undefined ? [] : [{ language, name, others }];
  });
  if (named.length === 0) return null;
  return (
    <p>
      {words.labels.inLanguages}:{" "}
      {named.map(({ language, name, others }, at) => (
        <span key={language}>
          {at > 0 && "; "}
          {languageNames[language].name}{" "}
          <span lang={languageNames[language].tag}>
            {name}
            {others.length > 0 && ` (${others.join(", ")})`}
          </span>
        </span>
      ))}
    </p>
  );
}
