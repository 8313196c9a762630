import { z } from "zod";
import { languages } from "../../core/people/language.ts";
import { byStage, roles, stages } from "../../core/tasks/stage.ts";
import { endpoint, id } from "../endpoint.ts";
import { goldAccuracy } from "../gold.ts";
import { personQualification } from "../practice/qualification.ts";
import { share } from "../project/overview.ts";
import { personName, someRoles } from "./invitation.ts";

const personRow = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  /** The roles that they have, or had last. */
  roles: z.array(z.enum(roles)),
  isActive: z.boolean(),
  /** Whether this is the person asking: nobody changes their own roles. */
  isMe: z.boolean(),
  work: z.array(
    z.strictObject({
      stage: z.enum(stages),
      done: z.int(),
      left: z.int(),
      /** Median milliseconds of active work per submitted image; null before the first. */
      medianActiveMs: z.number().nullable(),
    }),
  ),
  batches: z.array(z.strictObject({ stage: z.enum(stages), number: z.int(), done: z.int(), total: z.int() })),
  /** Images on which this person and each partner chose the same set, of those that both submitted. */
  agreement: share.nullable(),
  /** null: has answered no gold image. */
  gold: goldAccuracy.nullable(),
  /** To the minute. */
  lastSeenAt: z.iso.datetime().nullable(),
  tutorialFinishedAt: z.iso.datetime().nullable(),
});
export type PersonRow = z.infer<typeof personRow>;

const ofPerson = { params: z.strictObject({ project: id, person: id }) };
const nothing = z.strictObject({}).nullish();
const done = z.strictObject({});

export const listPeople = endpoint({
  name: "listPeople",
  method: "GET",
  path: "/api/projects/:project/people",
  summary: "The people of a project and their work",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({ people: z.array(personRow) }),
});

export const getPerson = endpoint({
  name: "getPerson",
  method: "GET",
  path: "/api/projects/:project/people/:person",
  summary: "One person of a project, and what is left open",
  ...ofPerson,
  reply: z.strictObject({
    person: personRow,
    /** Images of theirs that are not submitted, by stage and batch (null in refinement). */
    open: z.array(
      z.strictObject({
        stage: z.enum(stages),
        batch: z.int().nullable(),
        images: z.int(),
        /** Those of them that they have begun. */
        drafts: z.int(),
      }),
    ),
    flags: z.array(
      z.strictObject({
        image: id,
        imageKey: z.string(),
        thumbnailUrl: z.string(),
        reason: z.string(),
        at: z.iso.datetime(),
      }),
    ),
    /** null if no practice is asked of them and they never practised. */
    qualification: personQualification.nullable(),
    /** Whether a lead of this project may make a link that resets their password; if not, why. */
    reset: z.enum(["allowed", "self", "elsewhere"]),
  }),
});
export type PersonView = z.infer<typeof getPerson.reply>;

export const listActivity = endpoint({
  name: "listActivity",
  method: "GET",
  path: "/api/projects/:project/people/:person/activity",
  summary: "What a person did and what was changed about them, the newest first",
  ...ofPerson,
  query: z.strictObject({
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.strictObject({
    events: z.array(
      z.strictObject({
        id,
        at: z.iso.datetime(),
        kind: z.string(),
        by: z.string(),
        image: z.strictObject({ id, key: z.string() }).nullable(),
        /** Of a change of roles. */
        rolesBefore: z.array(z.enum(roles)).nullable(),
        rolesAfter: z.array(z.enum(roles)).nullable(),
      }),
    ),
    /** Where the next page begins; null on the last. */
    before: id.nullable(),
  }),
});
export type Activity = z.infer<typeof listActivity.reply>["events"][number];

export const changeRoles = endpoint({
  name: "changeRoles",
  method: "PUT",
  path: "/api/projects/:project/people/:person/roles",
  summary: "Change what a person may do in a project",
  ...ofPerson,
  body: z.strictObject({ roles: someRoles }),
  reply: done,
});

export const deactivatePerson = endpoint({
  name: "deactivatePerson",
  method: "POST",
  path: "/api/projects/:project/people/:person/deactivate",
  summary: "End a person's access to a project at once; their work stays",
  ...ofPerson,
  body: nothing,
  reply: done,
});

export const activatePerson = endpoint({
  name: "activatePerson",
  method: "POST",
  path: "/api/projects/:project/people/:person/activate",
  summary: "Give a person their roles back",
  ...ofPerson,
  body: nothing,
  reply: done,
});

export const makeResetLink = endpoint({
  name: "makeResetLink",
  method: "POST",
  path: "/api/projects/:project/people/:person/reset-link",
  summary: "A one-time link with which a person sets a new password",
  ...ofPerson,
  body: nothing,
  reply: z.strictObject({ link: z.string() }),
});

const account = z.strictObject({ name: personName, wantsMail: z.boolean() });

export const getAccount = endpoint({
  name: "getAccount",
  method: "GET",
  path: "/api/account",
  summary: "The account of the person signed in",
  reply: account.extend({
    /** Whether the server can send e-mail. */
    sendsMail: z.boolean(),
    /** Whether they sign in with a password. */
    hasPassword: z.boolean(),
  }),
});

export const updateAccount = endpoint({
  name: "updateAccount",
  method: "PUT",
  path: "/api/account",
  summary: "Change the name that others see, and what is told by e-mail",
  body: account,
  reply: done,
});

export const chooseLanguage = endpoint({
  name: "chooseLanguage",
  method: "PUT",
  path: "/api/account/language",
  summary: "Choose the language of the pages that one works on",
  body: z.strictObject({ language: z.enum(languages) }),
  reply: done,
});

export const listSessions = endpoint({
  name: "listSessions",
  method: "GET",
  path: "/api/account/sessions",
  summary: "Where the person signed in is signed in, the last used first",
  reply: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id,
        /** How the browser identifies itself; empty if it does not. */
        browser: z.string(),
        since: z.iso.datetime(),
        /** Whether it is the session making the request. */
        isThis: z.boolean(),
      }),
    ),
  }),
});
export type SessionRow = z.infer<typeof listSessions.reply>["sessions"][number];

export const endSessions = endpoint({
  name: "endSessions",
  method: "POST",
  path: "/api/account/sessions/end",
  summary: "End one session of the person signed in, or all but the one that asks",
  body: z.strictObject({ session: id.nullable() }),
  reply: done,
});

export const countWaiting = endpoint({
  name: "countWaiting",
  method: "GET",
  path: "/api/waiting",
  summary: "How many images and sheets wait for the person signed in",
  reply: z.strictObject({
    projects: z.array(
      z.strictObject({
        project: id,
        /** Capped: 1000 stands for 1000 and more. */
        ...byStage(() => z.int()),
        /** Images without labels, to review or to settle. */
        review: z.int(),
        /** Sheets of photos that are asked about one label. */
        sheets: z.int(),
        /** Images of an audit sample on which two experts differ. */
        differences: z.int(),
        /** Messages for this person that they may read and have not read. */
        messages: z.int(),
      }),
    ),
  }),
});
export type Waiting = z.infer<typeof countWaiting.reply>["projects"][number];
