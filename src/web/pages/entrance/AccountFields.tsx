import { TextInput } from "@mantine/core";
import { passwordLength } from "../../../contract/people/password.ts";
import { PasswordField } from "../../components/fields/PasswordField.tsx";
import { words } from "../../words/words.ts";

const texts = words.account.newAccount;

/**
 * What people enter to make an account: the form's fields `name`, `email` and `password`.
 *
 * @param email if it is already fixed
 */
export const AccountFields = ({ email, nameHint }: { email?: string | undefined; nameHint: string }) => (
  <>
    <TextInput
      label={texts.name}
      description={nameHint}
      name="name"
      autoComplete="name"
      maxLength={80}
      required
      withAsterisk={false}
    />
    <TextInput
      label={texts.email}
      description={texts.emailHint}
      name="email"
      type="email"
      autoComplete="username"
      required
      withAsterisk={false}
      {...(email === undefined ? {} : { value: email, readOnly: true })}
    />
    <PasswordField
      label={words.entrance.password}
      name="password"
      autoComplete="new-password"
      description={words.account.password.hint}
      minLength={passwordLength.min}
    />
  </>
);
