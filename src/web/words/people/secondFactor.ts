/** Codes of an app, passkeys, and who must use one. */
export const secondFactor = {
  title: "Two-step sign-in",
  about: "With an app’s code, a password that leaked opens nothing. A passkey needs no password at all.",
  needed: {
    title: "This installation asks you for a second step",
    text: "Pages for leads open once you have set up a passkey or an app below.",
    locked:
      "You signed in with your password alone. Sign out, then sign in with your passkey or your app’s code.",
    signOut: "Sign out",
  },
  locked:
    "You signed in without your second step, so nothing can be changed here. Sign out, and sign in with it.",
  app: {
    title: "Code from an app",
    off: "An app on your phone (an authenticator or a password manager) shows a new code every 30 seconds. Sign-in asks for it after the password.",
    on: (left: number) =>
      `On. Sign-in asks for a code after the password. ${left === 1 ? "1 backup code is" : `${left} backup codes are`} left.`,
    noPassword: "You have no password here, so no code is asked for. Your provider may ask for one.",
    turnOn: "Set up an app",
    turnOff: "Turn off",
    newCodes: "New backup codes",
    password: "Your password",
    goOn: "Go on",
    cancel: "Cancel",
    scan: "Scan this with the app, or type the key beside it.",
    qr: "QR code for the app",
    key: "Key",
    keyName: "key",
    code: "Code that the app shows",
    confirm: "Turn on",
    turnOffText: "Sign-in asks for no code any more. Give your password to turn it off.",
    newCodesText: "The old backup codes end. Give your password to get ten new ones.",
  },
  codes: {
    title: "Your backup codes",
    text: "Each opens your account once, with your password, where you do not have the app. Keep them outside this computer: they are shown only now.",
    name: "backup codes",
    kept: "I have kept them",
  },
  passkeys: {
    title: "Passkeys",
    about:
      "A passkey signs you in without a password, by your device’s fingerprint, face or PIN, or by a security key.",
    unable: "This browser cannot make one at this address: it needs https and a name, not a number.",
    since: (time: string) => `since ${time}`,
    unnamed: "Passkey",
    remove: "Remove",
    removeOf: (name: string) => `Remove ${name}`,
    name: "Name for a new one",
    nameHint: "So that you know it again, “Phone” say.",
    add: "Add a passkey",
    cancelled: "The browser made no passkey. Try again if you want one.",
    known: "This device has a passkey for your account already.",
  },
  signIn: {
    passkey: "Sign in with a passkey",
    cancelled: "No passkey was given. Try again, or use your password.",
    title: "Your code",
    text: "Type the code that your app shows, or one of your backup codes.",
    code: "Code",
    goOn: "Sign in",
    back: "Back",
    waiting: (seconds: number) =>
      `Many people are signing in. You are in the queue: trying again in ${seconds} s.`,
  },
} as const;
