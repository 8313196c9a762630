import { passwordLength } from "../../../../contract/people/password.ts";
import type { Translation } from "../translation.ts";
import { count, countOf, duration, images, plural } from "./numbers.ts";

const passwordHint = `Mindestens ${passwordLength.min} Zeichen. Ein paar Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.`;
const incomplete = "Dieser Link ist unvollständig";
const incompleteText = "Den ganzen Link kopieren oder die Leitung um einen neuen bitten.";

export const language: Translation["language"] = {
  label: "Sprache",
  hint: "Für die Seiten, auf denen gelabelt und geprüft wird, und für diese. Die Seiten der Leitung und manche Meldungen des Servers sind auf Englisch.",
};

export const entrance: Translation["entrance"] = {
  signIn: "Anmelden",
  why: "Sie sind hier nicht angemeldet, oder die Anmeldung ist abgelaufen. Nach dem Anmelden geht es auf der gewünschten Seite weiter.",
  passwordIsSet: "Das Passwort ist gesetzt. Damit anmelden.",
  email: "E-Mail",
  password: "Passwort",
  sso: (provider) => `Mit ${provider} anmelden`,
  or: "oder",
  setPassword: {
    title: "Passwort setzen",
    incomplete,
    incompleteText,
    newPassword: "Neues Passwort",
    hint: passwordHint,
    submit: "Passwort setzen",
  },
  begin: {
    title: "Das erste Konto anlegen",
    text: "Hier hat noch niemand ein Konto. Mit diesem legen Sie Projekte an und laden die anderen ein.",
    nameHint: "Die Leute in Ihren Projekten sehen ihn.",
    submit: "Konto anlegen",
    incomplete,
    incompleteText: "Den ganzen Link kopieren, den der Server beim Start ausgegeben hat.",
    over: "Hier hat schon jemand ein Konto",
    overText: "Dieser Link galt nur für die erste Person. Bitten Sie eine Leitung um eine Einladung.",
    goOn: "Weiter",
  },
  isNew:
    "Hier hat noch niemand ein Konto. Der Server hat beim Start einen Link ausgegeben: damit wird das erste angelegt.",
  showPassword: "Passwort anzeigen",
  capsLock: "Die Feststelltaste ist an.",
  problems: {
    unknown:
      "Etwas ist schiefgegangen. Noch einmal versuchen und, wenn es wieder passiert, der Leitung sagen.",
    unreachable: "Der Server ist nicht erreichbar. Bitte die Verbindung prüfen.",
    tooMany: "Zu viele Versuche. Eine Minute warten, dann noch einmal versuchen.",
    noMatch: "E-Mail und Passwort passen nicht zusammen.",
    linkUsed: "Dieser Link wurde schon benutzt oder ist zu alt. Die Leitung um einen neuen bitten.",
    accessEnded:
      "Die Leitung Ihres Projekts hat Ihren Zugang beendet. Was Sie abgesendet haben, bleibt erhalten. Fragen Sie nach, falls das ein Irrtum ist.",
    notInvited:
      "Ihre E-Mail-Adresse wurde hier nicht eingeladen. Bitten Sie die Leitung Ihres Projekts um eine Einladung.",
    unproved:
      "Bei der Anmeldung wurde nicht bestätigt, dass die E-Mail-Adresse Ihre ist. Dort bestätigen oder das Passwort benutzen.",
    ssoFailed: "Die Anmeldung hat nicht geklappt. Noch einmal versuchen oder das Passwort benutzen.",
  },
};

export const account: Translation["account"] = {
  title: "Ihr Konto",
  menu: "Ihr Konto",
  name: { title: "Name", label: "Was andere sehen", save: "Name speichern", saved: "Gespeichert." },
  password: {
    title: "Passwort",
    current: "Jetziges Passwort",
    next: "Neues Passwort",
    hint: passwordHint,
    change: "Passwort ändern",
    changed: "Geändert. Überall sonst wurden Sie abgemeldet.",
    none: (provider) => `Sie melden sich mit ${provider} an, hier gibt es also kein Passwort.`,
    noneAtAll: "Sie haben kein Passwort. Bitten Sie die Leitung um einen Link, um eins zu setzen.",
  },
  mail: {
    title: "E-Mail",
    label: "Bei neuen Bildern eine E-Mail, höchstens einmal am Tag",
    off: "Diese Installation verschickt keine E-Mails. Die Zahl neben „Meine Arbeit“ zeigt, was wartet.",
    saved: "Gespeichert.",
  },
  newAccount: { name: "Ihr Name", email: "E-Mail", emailHint: "Damit melden Sie sich an." },
  invitation: {
    incomplete,
    incompleteText,
    endedTitle: "Diese Einladung gilt nicht mehr",
    title: (project) => `Mitmachen bei „${project}“`,
    offer: (by, roles) => `${by} lädt Sie ein, daran mitzuarbeiten. Rolle: ${roles}.`,
    and: " und ",
    until: (time) => `Der Link gilt bis ${time}.`,
    nameHint: "Die Leitung sieht ihn neben Ihrer Arbeit.",
    join: "Mitmachen",
    signedInAs: (email) => `Angemeldet als ${email}.`,
    known: (email) => `Für ${email} gibt es schon ein Konto. Damit anmelden, um mitzumachen.`,
    signIn: "Anmelden",
    signOut: "Abmelden",
    otherPerson: (email) => `Diese Einladung ist für ${email}. Abmelden, dann den Link noch einmal öffnen.`,
    haveAccount: "Ich habe ein Konto: anmelden",
    startPage: "Zur Anmeldung",
  },
};

export const secondFactor: Translation["secondFactor"] = {
  title: "Anmeldung in zwei Schritten",
  about:
    "Mit dem Code einer App öffnet ein bekannt gewordenes Passwort nichts. Ein Passkey braucht gar kein Passwort.",
  needed: {
    title: "Diese Installation verlangt einen zweiten Schritt",
    text: "Die Seiten der Leitung öffnen sich, sobald unten ein Passkey oder eine App eingerichtet ist.",
    locked:
      "Sie haben sich nur mit dem Passwort angemeldet. Abmelden, dann mit dem Passkey oder dem Code der App anmelden.",
    signOut: "Abmelden",
  },
  locked:
    "Sie haben sich ohne den zweiten Schritt angemeldet, daher lässt sich hier nichts ändern. Abmelden und damit anmelden.",
  app: {
    title: "Code aus einer App",
    off: "Eine App auf dem Telefon (Authenticator oder Passwortmanager) zeigt alle 30 Sekunden einen neuen Code. Nach dem Passwort fragt die Anmeldung nach ihm.",
    on: (left) =>
      `An. Die Anmeldung fragt nach dem Passwort einen Code ab. Noch ${countOf(left, "Ersatzcode", "Ersatzcodes")}.`,
    noPassword:
      "Hier gibt es kein Passwort, also wird kein Code verlangt. Ihr Anbieter verlangt vielleicht einen.",
    turnOn: "App einrichten",
    turnOff: "Ausschalten",
    newCodes: "Neue Ersatzcodes",
    password: "Ihr Passwort",
    goOn: "Weiter",
    cancel: "Abbrechen",
    scan: "Mit der App scannen oder den Schlüssel daneben eintippen.",
    qr: "QR-Code für die App",
    key: "Schlüssel",
    keyName: "Schlüssel",
    code: "Code, den die App zeigt",
    confirm: "Einschalten",
    turnOffText: "Die Anmeldung verlangt dann keinen Code mehr. Zum Ausschalten das Passwort angeben.",
    newCodesText: "Die alten Ersatzcodes verfallen. Für zehn neue das Passwort angeben.",
  },
  codes: {
    title: "Ihre Ersatzcodes",
    text: "Jeder öffnet das Konto einmal, zusammen mit dem Passwort, wenn die App nicht da ist. Außerhalb dieses Computers aufbewahren: sie werden nur jetzt gezeigt.",
    name: "Ersatzcodes",
    kept: "Ich habe sie aufbewahrt",
  },
  passkeys: {
    title: "Passkeys",
    about:
      "Ein Passkey meldet Sie ohne Passwort an: durch Fingerabdruck, Gesicht oder PIN des Geräts oder durch einen Sicherheitsschlüssel.",
    unable:
      "Unter dieser Adresse kann der Browser keinen anlegen: dafür braucht es https und einen Namen statt einer Zahl.",
    since: (time) => `seit ${time}`,
    unnamed: "Passkey",
    remove: "Entfernen",
    removeOf: (name) => `${name} entfernen`,
    name: "Name für einen neuen",
    nameHint: "Um ihn wiederzuerkennen, etwa „Telefon“.",
    add: "Passkey hinzufügen",
    cancelled: "Der Browser hat keinen Passkey angelegt. Bei Bedarf noch einmal versuchen.",
    known: "Dieses Gerät hat schon einen Passkey für Ihr Konto.",
  },
  signIn: {
    passkey: "Mit Passkey anmelden",
    cancelled: "Es kam kein Passkey. Noch einmal versuchen oder das Passwort benutzen.",
    title: "Ihr Code",
    text: "Den Code eintippen, den die App zeigt, oder einen der Ersatzcodes.",
    code: "Code",
    goOn: "Anmelden",
    back: "Zurück",
    waiting: (seconds) =>
      `Viele melden sich gerade an. Sie sind in der Warteschlange: neuer Versuch in ${seconds} s.`,
  },
};

export const security: Translation["security"] = {
  again: { title: "Noch einmal das Passwort", password: "Passwort", goOn: "Weiter" },
  sessions: {
    title: "Wo Sie angemeldet sind",
    here: "dieser Browser",
    unknown: "Ein unbekannter Browser",
    since: (time) => `seit ${time}`,
    end: "Abmelden",
    endOf: (browser, time) => `${browser} abmelden, seit ${time}`,
    endOthers: "Überall sonst abmelden",
  },
};

export const tokens: Translation["tokens"] = {
  title: "Programme, die für Sie handeln",
  about:
    "Ein Skript kommt mit einem Token statt mit Ihrem Passwort herein. Es sieht und tut, was Sie dürfen, so weit sein Umfang reicht; Ihr Konto und die Rechte anderer ändert es nie.",
  reference: "Was Programme abrufen können",
  none: "Sie haben kein Token.",
  name: "Wofür es ist",
  nameHint: "Um es wiederzuerkennen, etwa „nächtlicher Export“.",
  scopes: {
    read: ["Lesen", "Bilder, Labels, Stimmen, Statistiken und Exporte, die Sie sehen dürfen."],
    work: ["Arbeiten", "Antworten, klären und prüfen, wie Sie es tun."],
    manage: ["Verwalten", "Einstellungen, Pakete, Releases, Labels: was die Leitung tut."],
  },
  scopesLabel: "Was es darf",
  days: "Es endet nach",
  daysOf: (days) => (days === 365 ? "einem Jahr" : countOf(days, "Tag", "Tagen")),
  make: "Token anlegen",
  noScope: "Erst wählen, was es darf.",
  made: "Das Token jetzt kopieren: es wird nicht wieder gezeigt.",
  token: "das Token",
  done: "Ich habe es kopiert",
  until: (time) => `endet am ${time}`,
  ended: (time) => `endete am ${time}`,
  used: (time) => `zuletzt benutzt am ${time}`,
  never: "nie benutzt",
  revoke: "Widerrufen",
  revokeOf: (name) => `Das Token „${name}“ widerrufen`,
};

export const failures: Translation["failures"] = {
  broken: "Diese Seite ist kaputtgegangen",
  brokenText:
    "In der Seite selbst ist etwas schiefgegangen. Was gespeichert ist, ist sicher. Neu laden und, wenn es wieder passiert, der Leitung sagen.",
  unreachable: "Der Server ist nicht erreichbar",
  unreachableText:
    "Bitte die Verbindung prüfen, und ob Multilabelfy noch läuft. Was gespeichert ist, ist sicher.",
  forbidden: "Diese Seite ist für Sie nicht offen",
  forbiddenText: (why) =>
    `${why} Wenn sie zu Ihrer Rolle gehören sollte, fragen Sie die Leitung des Projekts.`,
  tooMany: "Zu viele Anfragen",
  noAnswer: "Der Server konnte nicht antworten",
  workKept: "Der Server ist nicht erreichbar. Die Arbeit bleibt hier erhalten.",
  noServer: "Der Server ist nicht erreichbar.",
  answered: (status) => `Der Server antwortete ${status}.`,
};

export const shell: Translation["shell"] = {
  skip: "Zum Inhalt",
  loading: "Wird geladen",
  nav: "Seiten des Projekts",
  projects: "Projekte",
  changeProject: ": Projekt wechseln",
  pages: { work: "Meine Arbeit", guideline: "Richtlinie" },
  goTo: {
    open: "Gehe zu",
    keys: "Strg K",
    title: "Zu einer Seite, einem Label, einer Person oder einem Bild",
    placeholder: (isLead) => (isLead ? "Seite, Label, Person oder Bild" : "Eine Seite"),
    results: "Wohin es führt",
    nothing: "Nichts heißt so. Einen Teil des Namens versuchen.",
    hint: "↑ ↓ wählt, Enter geht hin.",
    kinds: { page: "Seite", label: "Label", person: "Person", image: "Bild" },
  },
  person: {
    menu: "Sie",
    you: (name) => `Sie: ${name}`,
    appearance: "Aussehen",
    light: "Hell",
    dark: "Dunkel",
    auto: "Auto",
    signOut: "Abmelden",
    notSignedOut: (why) => `Sie sind noch angemeldet. ${why}`,
  },
  copy: { label: (what) => `${what} kopieren`, copy: "Kopieren", copied: "Kopiert", selectIt: "Markieren" },
  notFound: {
    documentTitle: "Nicht gefunden",
    title: "Diese Seite gibt es nicht",
    text: "Die Adresse ist vielleicht vertippt, oder ihr Ziel ist weg, oder Sie haben in diesem Projekt keine Rolle.",
  },
  startPage: "Startseite",
  tryAgain: "Noch einmal versuchen",
};

export const home: Translation["home"] = {
  title: "Ihre Projekte",
  make: "Projekt anlegen",
  makeFirst: "Das erste anlegen: seine Labels wählen, dann die Bilder hinzufügen.",
  none: "Noch kein Projekt",
  noneText: "Sie sind angemeldet, haben aber in keinem Projekt eine Rolle.",
  askLead: "Bitten Sie die Leitung Ihres Projekts um eine und laden Sie diese Seite dann neu.",
};

export const roles: Translation["roles"] = {
  names: { lead: "Leitung", annotator: "Labeln", expert: "Fachperson" },
  stages: {
    annotate: "Labeln",
    refine: "Klärung",
    vote: "Abstimmung",
    classify: "Objekte",
    "classify-after": "Objekte",
    "label-anew": "Kontrollstichprobe",
  },
};

export const guideline: Translation["guideline"] = {
  title: "Richtlinie",
  titleOf: (version) => `Richtlinie · Version ${version}`,
  version: (version) => `Version ${count(version)}`,
  written: (by, at) => (by === null ? at : `von ${by}, ${at}`),
  none: "Es gibt noch keine Richtlinie",
  noneForOthers: "Bis die Leitung eine schreibt: jedes Label wählen, das auf etwas im Bild zutrifft.",
  changes: { added: "Hinzugefügt", removed: "Entfernt", none: "Die beiden Versionen sind gleich." },
  news: {
    title: "Die Richtlinie hat sich geändert",
    text: (from, to) => `Von Version ${count(from)} auf ${count(to)}. Ab dem nächsten Bild gilt:`,
    failed: "Die Änderungen konnten nicht geladen werden. Bitte die Richtlinie mit ihrer Taste lesen.",
    understood: "Verstanden",
  },
  dialog: {
    none: "Die Leitung hat noch keine Richtlinie geschrieben. Im Zweifel fragen oder einen Kommentar hinterlassen.",
    failed: "Die Richtlinie konnte nicht geladen werden.",
    again: "Noch einmal versuchen",
    loading: "Wird geladen …",
  },
};

export const work: Translation["work"] = {
  title: "Meine Arbeit",
  offline: (held) =>
    held > 0
      ? `Keine Verbindung: so sah es zuletzt aus. Es geht trotzdem weiter: ${countOf(held, "Bild ist", "Bilder sind")} in diesem Browser.`
      : "Keine Verbindung: so sah es zuletzt aus. In diesem Browser sind keine Bilder, die noch zu tun wären.",
  newHere: "Neu hier, oder unsicher?",
  guideline: "Richtlinie lesen",
  nothing: "Noch nichts zu tun",
  nothingForExpert:
    "Bilder kommen, sobald die Antworten dazu voneinander abweichen. Diese Seite zeigt sie dann sofort.",
  nothingForAnnotator:
    "Die Leitung hat Ihnen noch keine Bilder gegeben. Diese Seite zeigt sie, sobald welche da sind.",
  stage: {
    done: count,
    outOf: (whole) => `von ${count(whole)} erledigt`,
    left: (value) => `Noch ${images(value)}.`,
    leftAtPace: (value, time, perImage) =>
      `Noch ${images(value)}: etwa ${duration(time)} bei Ihrem Tempo von ${duration(perImage)} pro Bild.`,
    skipped: (value) => `${images(value)} bis zum Ende zurückgestellt.`,
    blocked: (value) => `${images(value)} zweimal übersprungen: die Leitung entscheidet.`,
    blockedSettled: (value) =>
      `${images(value)} zweimal übersprungen: die Fachleute klären es untereinander.`,
    batches: "Meine Pakete",
    batch: (number) => `Paket ${number}`,
    batchDone: (done, total) => `${count(done)} von ${count(total)}`,
    start: "Beginnen",
    goOn: "Fortsetzen",
    allDone: {
      annotate: "Alles erledigt. Vielen Dank!",
      refine: "Vorerst alles erledigt. Neue Bilder können noch kommen.",
      classify: "Alles erledigt. Vielen Dank!",
      "classify-after": "Vorerst alles erledigt. Neue Bilder können noch kommen.",
      "label-anew": "Vorerst alles erledigt. Vielen Dank!",
      vote: "Alles erledigt. Vielen Dank!",
    },
  },
  images: {
    title: "Meine Bilder",
    which: "Welche meiner Bilder",
    kinds: { all: "Alle", flagged: "Gemeldet", open: "Offen", skipped: "Zurückgestellt" },
    none: {
      all: "Noch kein Bild bearbeitet.",
      flagged: "Kein Bild gemeldet. F meldet das gezeigte.",
      open: "Kein Bild ist halb fertig.",
      skipped: "Kein Bild zurückgestellt.",
    },
    more: "Frühere zeigen",
    flagged: (reason) => `Gemeldet: ${reason}`,
    noneOfThese: "Keins davon",
    noLabel: "Kein Label gewählt",
    unsure: (name) => `${name} (unsicher)`,
    states: {
      open: "Entwurf,",
      skipped: "Zurückgestellt,",
      blocked: "Bei der Leitung,",
      final: "Endgültig,",
      submitted: "Abgesendet,",
    },
  },
};

export const people: Translation["people"] = {
  waiting: {
    badge: (value) => plural(value, "Bild wartet auf Sie", "Bilder warten auf Sie"),
    sheets: (value, one) => `${value} ${one ? "Bogen" : "Bögen"}`,
    sheetsWait: (value) => plural(value, "wartet auf Sie", "warten auf Sie"),
    inProject: (value, one) => `${value} ${one ? "Bild wartet" : "Bilder warten"} auf Sie`,
    count,
    more: (max) => `${max}+`,
  },
};

export const labels: Translation["labels"] = { note: { mark: "Hinweis:" } };
export const labelSpace: Translation["labelSpace"] = { unknown: (label) => `Label ${label}` };
export const imagesPage: Translation["images"] = { noLabel: "kein Label" };

export const gold: Translation["gold"] = {
  answering:
    "Ein Goldbild: an dieser Antwort werden die anderen gemessen. Jede Gruppe ansehen, nach Fehlendem suchen und als unsicher angeben, was beides sein könnte.",
};
