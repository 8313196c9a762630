import { insertSecurityEvent } from "../../db/people/securityEvent.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";

/** How the security log names the person behind an action at the command line, where nobody is signed in. */
export const atCommandLine = "command line";

/** Records in the security log what somebody opened at the command line. */
export async function logAtCommandLine(
  { db, now }: { db: Db; now: () => Date },
  event: { kind: string; about?: string | null; project?: string | null; details?: Record<string, unknown> },
): Promise<void> {
  const { kind, about = null, project = null, details = {} } = event;
  await insertSecurityEvent(db, {
    id: newId(),
    at: now().toISOString(),
    ...{ kind, about, project },
    person: null,
    address: null,
    details: { by: atCommandLine, ...details },
  });
}
