import { passwordLength } from "../../../contract/people/password.ts";

/** Signing in, and setting a password. */
export const entrance = {
  signIn: "Sign in",
  why: "You are not signed in here, or your sign-in has ended. Sign in, and you go on to the page that you wanted.",
  passwordIsSet: "Your password is set. Sign in with it.",
  email: "E-mail",
  password: "Password",
  sso: (provider: string) => `Sign in with ${provider}`,
  or: "or",
  setPassword: {
    title: "Set your password",
    incomplete: "This link is not complete",
    incompleteText: "Copy the whole link that you were given, or ask the lead for a new one.",
    newPassword: "New password",
    hint: `At least ${passwordLength.min} characters. A few unrelated words are easy to keep and hard to guess.`,
    submit: "Set password",
  },
  begin: {
    title: "Make the first account",
    text: "Nobody has an account here yet. With yours you make projects, and invite the others.",
    nameHint: "The people of your projects see it.",
    submit: "Make the account",
    incomplete: "This link is not complete",
    incompleteText: "Copy the whole link that the server printed when it started.",
    over: "Somebody has an account here",
    overText: "This link opened the way for the first person alone. Ask a lead to invite you.",
    goOn: "Go on",
  },
  isNew:
    "Nobody has an account here yet. The server printed a link when it started: open it to make the first one.",
  showPassword: "Show the password",
  capsLock: "Caps lock is on.",
  problems: {
    unknown: "Something went wrong. Try again, and tell the lead if it happens again.",
    unreachable: "The server cannot be reached. Check your connection.",
    tooMany: "Too many attempts. Wait a minute, then try again.",
    noMatch: "That e-mail and password do not match.",
    linkUsed: "This link was used before, or is too old. Ask the lead for a new one.",
    accessEnded:
      "Your access was ended by the lead of your project. What you submitted is kept. Ask them if this is a mistake.",
    notInvited:
      "Nobody here has invited your e-mail address. Ask the lead of your project for an invitation.",
    unproved:
      "The sign-in did not confirm that your e-mail address is yours. Confirm it there, or use your password.",
    ssoFailed: "The sign-in did not work. Try again, or use your password.",
  },
} as const;
