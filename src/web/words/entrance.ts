/** Signing in, and setting a password. */
export const entrance = {
  signIn: "Sign in",
  passwordIsSet: "Your password is set. Sign in with it.",
  email: "E-mail",
  password: "Password",
  problems: {
    unknown: "Something went wrong. Try again, and tell the lead if it happens again.",
    unreachable: "The server cannot be reached. Check your connection.",
    tooMany: "Too many attempts. Wait a minute, then try again.",
    noMatch: "That e-mail and password do not match.",
    linkUsed: "This link was used before, or is too old. Ask the lead for a new one.",
    passwordLength: "A password has 8 to 128 characters.",
  },
} as const;
