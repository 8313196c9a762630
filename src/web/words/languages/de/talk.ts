import type { Translation } from "../translation.ts";
import { count } from "./numbers.ts";

export const talk: Translation["talk"] = {
  title: "Gespräch",
  noneOfOwn: "Hier steht nichts für Sie.",
  entries: "Was gesagt wird",
  unread: (value) => `${count(value)} neu`,
  flagged: "hat dieses Bild gemeldet",
  answered: (name) => `hat ${name} geantwortet`,
  answeredYou: "hat auf Ihre Meldung geantwortet",
  toYou: "an Sie",
  to: (name) => `an ${name}`,
  edited: (at) => `geändert ${at}`,
  takenBack: "Zurückgenommen.",
  privateOwn: "Das lesen Sie und die Leitung.",
  privateOf: (name) => `Nur ${name} und die Leitung lesen das, bis das Bild seine endgültigen Labels hat.`,
  waits: (names) =>
    `${names}: noch nicht sichtbar. Es wartet, bis die eigene Antwort endgültig ist und das Bild seine Labels hat.`,
  states: { open: "Wartet auf die Leitung", answered: "Beantwortet", closed: "Erledigt" },
  acts: {
    edit: "Ändern",
    takeBack: "Zurücknehmen",
    takeBackSure:
      "Diese Nachricht zurücknehmen? Dass sie zurückgenommen wurde, bleibt sichtbar, und der Verlauf behält den Text.",
    keep: "Behalten",
    reopen: "Wieder öffnen",
    close: "Meldung schließen",
    answer: "Antworten und schließen",
    write: "Senden",
    save: "Speichern",
    cancel: "Abbrechen",
    talk: "Darüber sprechen",
    show: "Zeigen",
    hide: "Verbergen",
  },
  form: {
    label: "Zu diesem Bild schreiben",
    edit: "Ihre Nachricht ändern",
    hint: "@ erwähnt jemanden.",
    forLeads:
      "Die Leitung liest, was Sie hier schreiben, und sonst niemand, bevor das Bild seine endgültigen Labels hat.",
    whom: "Für",
    everybody: "Alle, die es lesen dürfen",
    alone: (name) => `Nur ${name}, sofort`,
    aloneWarns: (name) =>
      `${name} arbeitet vielleicht noch an diesem Bild: nichts über die Antworten anderer schreiben.`,
    answer: (name) => `Ihre Antwort an ${name}`,
    people: "Wer erwähnt werden kann",
  },
  done: {
    sent: "Gesendet.",
    answered: "Beantwortet und geschlossen.",
    answeredBefore: "Jemand anders war schneller.",
    closed: "Geschlossen.",
    reopened: "Wieder offen: die Leitung erfährt es.",
    takenBack: "Zurückgenommen.",
    saved: "Gespeichert.",
  },
  mine: {
    flags: "Ihre Meldungen",
    counts: (open, answered, closed) =>
      `${count(open)} offen, ${count(answered)} beantwortet, ${count(closed)} erledigt`,
    flagged: (text) => (text === "" ? "Von Ihnen gemeldet." : `Ihre Meldung: „${text}“`),
    by: (name, at) => (name === null ? at : `${name}, ${at}`),
    threads: "Nachrichten",
    about: (act, what) => `${act}: ${what}`,
  },
};
