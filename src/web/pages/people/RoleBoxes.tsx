import { Checkbox } from "@mantine/core";
import { type Role, roles } from "../../../core/tasks/stage.ts";
import { words } from "../../words/words.ts";

interface Props {
  label: string;
  chosen: readonly Role[];
  onChange: (roles: Role[]) => void;
}

/** Which roles a person has, each with what it gives access to. */
export const RoleBoxes = ({ label, chosen, onChange }: Props) => (
  <Checkbox.Group label={label} value={[...chosen]} onChange={(values) => onChange(values as Role[])}>
    {roles.map((role) => (
      <Checkbox
        key={role}
        mt="xs"
        value={role}
        label={words.roles.names[role]}
        description={words.people.roles[role]}
      />
    ))}
  </Checkbox.Group>
);
