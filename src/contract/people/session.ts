import { z } from "zod";
import { languages } from "../../core/people/language.ts";
import { roles } from "../../core/tasks/stage.ts";
import { endpoint, id } from "../endpoint.ts";

/**
 * A header in which a page says for whom it works. Tabs share their cookie: where another person has signed in
 * meanwhile, the request is refused as not signed in, and nobody's work gets into another's hands.
 */
export const personHeader = "multilabelfy-person";

/** The person signed in, and the projects where they have a role. */
export const getSession = endpoint({
  name: "getSession",
  method: "GET",
  path: "/api/session",
  summary: "Who is signed in",
  reply: z.strictObject({
    person: z
      .strictObject({
        id,
        name: z.string(),
        email: z.string(),
        /** Language of the pages they work on; null if they chose none. */
        language: z.enum(languages).nullable(),
      })
      .nullable(),
    projects: z.array(z.strictObject({ id, name: z.string(), roles: z.array(z.enum(roles)) })),
    /** The name of the provider of single sign-on; null where there is none. */
    sso: z.string().nullable(),
    /** Whether this installation requires a second factor that this session was opened without. */
    needsSecondFactor: z.boolean(),
    /** Whether the person may make projects. */
    mayMakeProjects: z.boolean(),
    /** Whether nobody has an account here yet. */
    isNew: z.boolean(),
    /** How commands are typed on the server's machine, for leads and whoever may create projects; null for others. */
    commandLine: z
      .strictObject({ program: z.string(), options: z.string(), needsProject: z.boolean() })
      .nullable(),
    /** Version of the program that answers. */
    version: z.string(),
  }),
});
