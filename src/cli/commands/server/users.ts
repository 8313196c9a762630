import { text } from "node:stream/consumers";
import { type Command, InvalidArgumentError } from "commander";
import { createInvitation } from "../../../actions/people/createInvitation.ts";
import { logAtCommandLine } from "../../../actions/people/logAtCommandLine.ts";
import { Failure } from "../../../contract/failure.ts";
import { email as emailAddress, invitationDays } from "../../../contract/people/invitation.ts";
import { type Role, roles } from "../../../core/tasks/stage.ts";
import { listMembers } from "../../../db/people/person.ts";
import { streamSecurityEvents } from "../../../db/people/securityEvent.ts";
import { forgetSecretMark } from "../../../db/secretMark.ts";
import { commandFor } from "../../../files/commandFor.ts";
import type { MailSettings } from "../../../server/mail/mailer.ts";
import {
  type DataOptions,
  type ProjectOptions,
  readSettings,
  withInstallation,
  withProject,
} from "../../installation.ts";
import { addDataOptions, addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatTable, note, print, printJson } from "../../output/output.ts";
import { writeToStdout } from "../../output/writeToStdout.ts";

interface Options extends ProjectOptions {
  json?: true;
}

interface AddOptions extends Options {
  role: Role[];
  name?: string;
  passwordStdin?: true;
  trustAddress?: true;
  url?: string;
}

const defaultUrl = "http://127.0.0.1:4400";

export function addUsersCommands(program: Command): void {
  const users = program.command("users").description("add, invite and list people").helpCommand(false);
  addProjectOptions(users.command("add <email>"))
    .description("add a person to a project, or give them a further role")
    .requiredOption("--role <role>", `${roles.join(", ")}; can be given several times`, collectRole)
    .option("--name <name>", "what others see (default: the e-mail address before the @)")
    .option("--password-stdin", "read the password from stdin; otherwise a one-time link is printed")
    .option("--trust-address", "give the role at once to an account whose address was never proved")
    .option("--url <address>", `the address that people type, for the link (default: ${defaultUrl})`)
    .addHelpText("after", example("users add ann@example.org --role annotator"))
    .action(add);
  addProjectOptions(users.command("invite [email]"))
    .description(
      "print a link with which a person joins a project; without an e-mail address, whoever holds it",
    )
    .requiredOption("--role <role>", `${roles.join(", ")}; can be given several times`, collectRole)
    .option(
      "--days <number>",
      "how long it can be used",
      wholeNumber(1, invitationDays.max),
      invitationDays.default,
    )
    .option("--url <address>", `the address that people type (default: ${defaultUrl})`)
    .addHelpText("after", example("users invite ann@example.org --role annotator"))
    .action(invite);
  addProjectOptions(users.command("link <email>"))
    .description("print a new one-time link for somebody who lost their password; the old link ends")
    .option("--url <address>", `the address that people type (default: ${defaultUrl})`)
    .addHelpText("after", example("users link ann@example.org"))
    .action(link);
  addDataOptions(users.command("reset-second-factor <email>"))
    .description("take app and passkeys away from somebody who lost them, and sign them out everywhere")
    .addHelpText("after", example("users reset-second-factor ann@example.org"))
    .action(resetFactor);
  addDataOptions(users.command("renew-secret"))
    .description("on PostgreSQL, let the next server sign by a secret of its own: everybody signs in again")
    .addHelpText("after", example("users renew-secret"))
    .action(renewSecret);
  addProjectOptions(users.command("list"))
    .description("list the people of a project")
    .addHelpText("after", example("users list"))
    .action(list);
  addDataOptions(users.command("log"))
    .description("print the security log as JSON lines: sign-ins, refusals, links, roles, exports")
    .addHelpText("after", example("users log | grep refused"))
    .action(log);
}

function collectRole(value: string, earlier: Role[] = []): Role[] {
  const role = roles.find((known) => known === value);
  if (!role) throw new InvalidArgumentError(`Allowed are ${roles.join(", ")}.`);
  return [...earlier, role];
}

async function add(email: string, options: AddOptions): Promise<void> {
  const password = options.passwordStdin ? await readPassword() : undefined;
  const { name, role, trustAddress: trusted } = options;
  const { publicUrl } = readSettings();
  const added = await withProject(options, async (ctx, project) => {
    const { addPerson, createAuth } = await loadAccounts();
    const auth = createAuth(ctx, publicUrl);
    const person = await addPerson(
      { ...ctx, auth },
      { email, name, password, roles: role, projectId: project.id, trusted },
    );
    const details = { roles: person.addedRoles, awaited: person.awaitedRoles, link: Boolean(person.link) };
    const entry = { kind: "person-added", about: person.personId, project: project.id, details };
    await logAtCommandLine(ctx, entry);
    return { project: project.name, ...person };
  });
  const url = added.link && completeLink(added.link, options.url ?? publicUrl);
  const result = { ...added, ...(url && { link: url }) };
  if (options.json) return printJson(result);
  const { awaitedRoles } = added;
  const has = role.filter((one) => !awaitedRoles.includes(one));
  if (has.length > 0) print(`${added.email} is ${has.join(" and ")} in “${added.project}”.`);
  if (awaitedRoles.length > 0) {
    print(
      `Warning: nobody has proved that the account with the address ${added.email} is its owner's: whoever registered it chose the address. It is not ${awaitedRoles.join(" and ")} yet. Send this link to ${added.email}: opened once within 12 hours, it sets a new password, signs out whoever was in, and gives the role. If you know that the account is theirs, use --trust-address.\n  ${url}`,
    );
  } else if (url) print(`To set a password, open this link once within 12 hours:\n  ${url}`);
}

async function invite(
  email: string | undefined,
  options: Options & { role: Role[]; days: number; url?: string },
): Promise<void> {
  const { publicUrl } = readSettings();
  const address = email === undefined ? null : parseEmail(email);
  const made = await withProject(options, async (ctx, project) => {
    const invitation = await createInvitation(ctx, {
      project: project.id,
      person: null,
      email: address,
      roles: options.role,
      days: options.days,
    });
    const details = { roles: options.role };
    await logAtCommandLine(ctx, { kind: "invitation-made", project: project.id, details });
    return invitation;
  });
  const url = completeLink(made.link, options.url ?? publicUrl);
  if (options.json) return printJson({ ...made, email: address, roles: options.role, link: url });
  print(
    `${address ?? "Whoever opens it first"} joins with this link, once, until ${made.expiresAt.slice(0, 10)}:`,
  );
  print(`  ${url}`);
}

function parseEmail(text: string): string {
  const parsed = emailAddress.safeParse(text);
  if (!parsed.success) throw new Failure("wrong-usage", `“${text}” is no e-mail address.`);
  return parsed.data;
}

async function link(email: string, options: Options & { url?: string }): Promise<void> {
  const { publicUrl } = readSettings();
  const made = await withProject(options, async (ctx) => {
    const { resetLink, createAuth } = await loadAccounts();
    const reset = await resetLink({ ...ctx, auth: createAuth(ctx, publicUrl) }, { email });
    await logAtCommandLine(ctx, { kind: "reset-link-made", about: reset.personId });
    return reset;
  });
  const url = completeLink(made.link, options.url ?? publicUrl);
  if (options.json) return printJson({ ...made, link: url });
  print(`To set a new password, open this link once within 12 hours:\n  ${url}`);
}

async function renewSecret(options: DataOptions & { json?: true }): Promise<void> {
  const { secret } = readSettings();
  const renewed = await withInstallation(options, async (ctx) => {
    if (ctx.dialect === "sqlite") {
      const how = secret === undefined ? "delete the file “secret” in its data folder" : "change the setting";
      throw new Failure("wrong-usage", `On SQLite there is one server: stop it, and ${how}.`);
    }
    const hadOne = await forgetSecretMark(ctx.db);
    await logAtCommandLine(ctx, { kind: "secret-renewed" });
    return { hadOne };
  });
  if (options.json) return printJson(renewed);
  print("The secret of the server that starts next counts, and every other server needs the same.");
  print(
    `Where it is a new one, everybody signs in again, and codes of apps cannot be checked: ${commandFor("users reset-second-factor EMAIL", options)}`,
  );
}

async function resetFactor(email: string, options: DataOptions & { json?: true }): Promise<void> {
  const { publicUrl, mail } = readSettings();
  const reset = await withInstallation(options, async (ctx) => {
    const { resetSecondFactor, createAuth } = await loadAccounts();
    return resetSecondFactor({ ...ctx, auth: createAuth(ctx, publicUrl) }, { email });
  });
  if (mail && publicUrl) await tellOfReset(reset.email, mail, publicUrl);
  if (options.json) return printJson(reset);
  const { apps, passkeys } = reset;
  if (apps + passkeys === 0) print(`${reset.email} had no second factor, and was signed out everywhere.`);
  else {
    const lost = [apps > 0 ? "the app" : "", passkeys > 0 ? `${passkeys} passkey(s)` : ""].filter(Boolean);
    print(
      `${reset.email} was signed out everywhere, and signs in with the password alone: ${lost.join(" and ")} no longer count.`,
    );
  }
}

/** Where a mail cannot be sent, the command is done all the same. */
async function tellOfReset(to: string, settings: MailSettings, baseUrl: string): Promise<void> {
  const { createMailer } = await import("../../../server/mail/mailer.ts");
  const { accountMail } = await import("../../../server/mail/mails.ts");
  const mailer = createMailer(settings, baseUrl);
  try {
    await mailer.send(accountMail({ to, change: "second-factor-reset", at: new Date(), baseUrl }));
  } catch (error) {
    note(`${to} was not told by e-mail: ${(error as Error).message}. Tell them.`);
  } finally {
    mailer.close();
  }
}

async function list(options: Options): Promise<void> {
  const members = await withProject(options, (ctx, project) => listMembers(ctx.db, project.id));
  if (options.json) return printJson(members);
  print(
    formatTable([["name", "e-mail", "roles"], ...members.map((m) => [m.name, m.email, m.roles.join(", ")])]),
  );
}

async function log(options: DataOptions): Promise<void> {
  await withInstallation(options, async ({ db }) => {
    await writeToStdout(linesOf(streamSecurityEvents(db)));
  });
}

async function* linesOf(events: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

/** The accounts library is large: only the commands that need it wait for it. */
async function loadAccounts() {
  const [accounts, { createAuth }] = await Promise.all([
    import("../../../server/accounts/accounts.ts"),
    import("../../../server/accounts/auth.ts"),
  ]);
  return { ...accounts, createAuth };
}

function completeLink(path: string, base = defaultUrl): string {
  try {
    return new URL(path, base).href;
  } catch {
    throw new Failure("wrong-usage", `“${base}” is no address. It looks like ${defaultUrl}.`);
  }
}

async function readPassword(): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (password === "") throw new Failure("wrong-usage", "There is no password on stdin.");
  return password;
}
