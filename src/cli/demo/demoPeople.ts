import { randomInt } from "node:crypto";
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../../actions/context.ts";
import { logAtCommandLine } from "../../actions/people/logAtCommandLine.ts";
import type { Role } from "../../core/tasks/stage.ts";

export interface DemoLogin {
  name: string;
  email: string;
  role: Role;
  password: string;
}

const people: Omit<DemoLogin, "password">[] = [
  { name: "Lead", email: "lead@example.org", role: "lead" },
  { name: "Annotator A", email: "ann@example.org", role: "annotator" },
  { name: "Annotator B", email: "ben@example.org", role: "annotator" },
  { name: "Expert", email: "expert@example.org", role: "expert" },
];

/** The demo's people with their passwords, which are made at random once and kept in the demo's folder. */
export async function ensureDemoPeople(ctx: Context, projectId: string): Promise<DemoLogin[]> {
  const file = join(ctx.dataFolder, "sample-logins.txt");
  const kept = await readPasswords(file);
  const logins = people.map((person) => ({ ...person, password: kept.get(person.email) ?? makePassword() }));
  if (logins.some(({ email }) => !kept.has(email))) await writePasswords(file, logins);

  const [{ addPerson }, { createAuth }] = await Promise.all([
    import("../../server/accounts/accounts.ts"),
    import("../../server/accounts/auth.ts"),
  ]);
  const auth = createAuth(ctx);
  for (const { email, name, role, password } of logins) {
    const person = { email, name, roles: [role], projectId };
    const { link } = await addPerson({ ...ctx, auth }, person);
    // A link is made for whoever has no password. Setting one that is there already would sign the person out.
    if (link !== undefined || !kept.has(email)) {
      const { personId } = await addPerson({ ...ctx, auth }, { ...person, password });
      await logAtCommandLine(ctx, { kind: "person-added", about: personId, project: projectId });
    }
  }
  return logins;
}

/** Three groups of four letters, without those that look alike: 54 random bits. */
function makePassword(): string {
  const letters = "abcdefghijkmnpqrstuvwxyz";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group()].join("-");
}

async function readPasswords(file: string): Promise<Map<string, string>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const rows = text.split("\n").map((line) => line.trim().split(/\s+/));
  return new Map(
    rows.flatMap(([email, password]) => (email?.includes("@") && password ? [[email, password]] : [])),
  );
}

async function writePasswords(file: string, logins: readonly DemoLogin[]): Promise<void> {
  const lines = logins.map(({ email, password }) => `${email} ${password}\n`);
  await writeFile(`${file}.tmp`, lines.join(""), { mode: 0o600 });
  await chmod(`${file}.tmp`, 0o600);
  await rename(`${file}.tmp`, file);
}
