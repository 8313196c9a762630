import { expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listProjectsOf, listRoles } from "../../db/people/membership.ts";
import { addPerson, resetLink } from "./accounts.ts";
import { createAuth } from "./auth.ts";

onBothDatabases("people", (use) => {
  const account = () => ({ ...use(), auth: createAuth(use()) });

  it("adds a person with roles, writes it in the history, and gives a link to set a password", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const added = await addPerson(account(), {
      email: " Lead@Example.org ",
      name: "The Lead",
      roles: ["lead", "expert"],
      projectId: project,
    });
    expect(added).toEqual({
      personId: expect.any(String),
      email: "lead@example.org",
      isNew: true,
      addedRoles: ["lead", "expert"],
      knownRoles: [],
      awaitedRoles: [],
      link: expect.stringMatching(/^\/set-password\?token=[\w-]{32}$/),
    });
    expect(await listRoles(use().db, project, added.personId)).toEqual(["expert", "lead"]);
    expect(await listProjectsOf(use().db, added.personId)).toEqual([
      { id: project, name: expect.any(String), roles: ["expert", "lead"] },
    ]);
    const events = await use()
      .db.selectFrom("event")
      .select(["kind", "afterJson"])
      .where("projectId", "=", project)
      .orderBy("id")
      .execute();
    expect(events.map(({ kind, afterJson }) => [kind, JSON.parse(afterJson ?? "")])).toEqual([
      ["member-added", { person: added.personId, role: "lead" }],
      ["member-added", { person: added.personId, role: "expert" }],
    ]);
  });

  it("gives somebody known further roles, and says which they had", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const person = { email: "twice@example.org", projectId: project };
    const first = await addPerson(account(), {
      ...person,
      roles: ["annotator"],
      password: "long enough for all",
    });
    expect(first.link).toBeUndefined();
    const second = await addPerson(account(), {
      ...person,
      roles: ["annotator", "expert", "expert"],
      trusted: true,
    });
    expect(second).toEqual({
      personId: first.personId,
      email: "twice@example.org",
      isNew: false,
      addedRoles: ["expert"],
      knownRoles: ["annotator"],
      awaitedRoles: [],
    });
    const events = await use().db.selectFrom("event").select("id").where("projectId", "=", project).execute();
    expect(events).toHaveLength(2);
  });

  it("stores a password so that nobody can read it", async () => {
    await addPerson(account(), { email: "hash@example.org", password: "readable password", roles: [] });
    const rows = JSON.stringify(await use().db.selectFrom("account").selectAll().execute());
    expect(rows).not.toContain("readable password");
  });

  it("refuses what is no e-mail address, no password, or a role without a project", async () => {
    const add = (input: Partial<Parameters<typeof addPerson>[1]>) =>
      addPerson(account(), { email: "fine@example.org", roles: [], ...input });
    await expect(add({ email: "fine" })).rejects.toMatchObject({ code: "wrong-usage" });
    await expect(add({ password: "short" })).rejects.toMatchObject({ code: "wrong-usage" });
    await expect(add({ roles: ["lead"] })).rejects.toMatchObject({ code: "wrong-usage" });
    await expect(resetLink(account(), { email: "fine@example.org" })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
