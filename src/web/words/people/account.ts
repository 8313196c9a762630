import { passwordLength } from "../../../contract/people/password.ts";

/** A person's own account, and joining by an invitation. */
export const account = {
  title: "Your account",
  menu: "Your account",
  name: { title: "Name", label: "What others see", save: "Save name", saved: "Saved." },
  password: {
    title: "Password",
    current: "Current password",
    next: "New password",
    hint: `At least ${passwordLength.min} characters. A few unrelated words are easy to keep and hard to guess.`,
    change: "Change password",
    changed: "Changed. You were signed out everywhere else.",
    none: (provider: string) => `You sign in with ${provider}, so there is no password here.`,
    noneAtAll: "You have no password. Ask the lead for a link to set one.",
  },
  mail: {
    title: "E-mail",
    label: "Tell me of new images by e-mail, at most once a day",
    off: "This installation sends no e-mail. The number beside “My work” tells you what waits.",
    saved: "Saved.",
  },
  newAccount: { name: "Your name", email: "E-mail", emailHint: "You sign in with it." },
  invitation: {
    incomplete: "This link is not complete",
    incompleteText: "Copy the whole link that you were given, or ask the lead for a new one.",
    endedTitle: "This invitation cannot be used",
    title: (project: string) => `Join “${project}”`,
    offer: (by: string, roles: string) => `${by} invites you to work on it as ${roles}.`,
    and: " and ",
    until: (time: string) => `The link works until ${time}.`,
    nameHint: "The lead sees it beside your work.",
    join: "Join",
    signedInAs: (email: string) => `You are signed in as ${email}.`,
    known: (email: string) => `There is an account for ${email}. Sign in with it to join.`,
    signIn: "Sign in",
    signOut: "Sign out",
    otherPerson: (email: string) => `This invitation is for ${email}. Sign out, then open the link again.`,
    haveAccount: "I have an account: sign in",
    startPage: "To the sign-in",
  },
} as const;
