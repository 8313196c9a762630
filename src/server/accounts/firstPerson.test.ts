import { expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listRoles } from "../../db/people/membership.ts";
import { type Auth, createAuth } from "./auth.ts";
import { findFirstLink, makeFirstPerson } from "./firstPerson.ts";

const secret = "5".repeat(64);

onBothDatabases("the first person", (use) => {
  it("comes in by the link once, also where an attempt broke off", async () => {
    const ctx = use();
    const { project } = await makeProject(ctx, { images: { "a.jpg": [0] } });
    const link = await findFirstLink(ctx, secret);
    const token = new URL(link!, "http://localhost").searchParams.get("token")!;
    const wishes = { token, name: "Ada", email: "ada@example.org", password: "violet harbour spoon" };
    const auth = createAuth(ctx);
    const context = await auth.$context;
    const broken = {
      $context: Promise.resolve({
        ...context,
        password: { ...context.password, hash: () => Promise.reject(new Error("out of memory")) },
      }),
    } as unknown as Auth;
    await expect(makeFirstPerson({ ...ctx, auth: broken, secret }, wishes)).rejects.toThrow("out of memory");
    expect(await findFirstLink(ctx, secret)).toBe(link);

    await makeFirstPerson({ ...ctx, auth, secret }, wishes);
    const { id } = await ctx.db.selectFrom("person").select("id").executeTakeFirstOrThrow();
    expect(await listRoles(ctx.db, project, id)).toEqual(["lead"]);
    expect(await findFirstLink(ctx, secret)).toBeUndefined();
    await expect(makeFirstPerson({ ...ctx, auth, secret }, wishes)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
