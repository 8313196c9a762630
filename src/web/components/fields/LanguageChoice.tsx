import { NativeSelect } from "@mantine/core";
import { isLanguage, type Language, languages } from "../../../core/people/language.ts";
import { spoken } from "../../language/spoken.ts";
import { languageNames } from "../../language/translations.ts";
import { words } from "../../words/words.ts";

interface Props {
  onChoose(language: Language): void;
  /** Whether to say which pages are affected. */
  withHint?: boolean;
  disabled?: boolean;
}

/** Each language under its own name, so that people who read no other find it. */
export const LanguageChoice = ({ onChoose, withHint = false, disabled = false }: Props) => (
  <NativeSelect
    aria-label={words.language.label}
    {...(withHint ? { description: words.language.hint } : {})}
    value={spoken.language}
    disabled={disabled}
    data={languages.map((language) => ({ value: language, label: languageNames[language].name }))}
    onChange={({ currentTarget: { value } }) => isLanguage(value) && onChoose(value)}
  />
);
