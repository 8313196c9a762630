import { PasswordInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { words } from "../../words/words.ts";

interface Props {
  label: string;
  name: string;
  autoComplete: "current-password" | "new-password";
  description?: string;
  minLength?: number;
  autoFocus?: boolean;
}

/** A password field that warns while caps lock is on. */
export function PasswordField(props: Props) {
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <div>
      <PasswordInput
        {...props}
        required
        withAsterisk={false}
        onKeyDown={look}
        onKeyUp={look}
        onBlur={() => setCapsLock(false)}
        visibilityToggleButtonProps={{ "aria-label": words.entrance.showPassword, tabIndex: 0 }}
      />
      <div role="status">{capsLock && words.entrance.capsLock}</div>
    </div>
  );
}
