import type { Translation } from "../translation.ts";

/** The sample labels are named as their cards name them. */
const steps: Translation["tutorial"]["steps"] = {
  tick: {
    title: "Ankreuzen, was zu sehen ist",
    text: "Jede Karte zeigt die Nummer ihrer Taste. Zwei Objekte haben ein Label: der Espresso (espresso) und die Tasse (cup). Mit 1 bis 5 beide ankreuzen oder die Karten anklicken.",
    touch:
      "Zwei Objekte haben ein Label: der Espresso (espresso) und die Tasse (cup). Ihre Karten antippen, um beide anzukreuzen.",
    wrong: "Das ist nicht im Bild. Dasselbe noch einmal nimmt das Kreuz weg.",
    right: "Ein Label für jede Art von Objekt, egal wie viele es sind.",
  },
  submit: {
    title: "Absenden",
    text: "Beide Labels sind angekreuzt. Enter sendet ab und geht zum nächsten Bild.",
    touch: "Beide Labels sind angekreuzt. „Absenden“ geht zum nächsten Bild.",
    wrong: "Dieses wieder wegnehmen: nur der Espresso und die Tasse sind da.",
    right: "Mehr braucht es für die meisten Bilder nicht.",
  },
  likeliest: {
    title: "Labels, die sich ausschließen",
    text: "Ein Hund hat eine Rasse. Beide Hunde gehören zur selben: nur die wahrscheinlichste ankreuzen, dann Enter drücken. Diese haben lange, lockige Ohren und goldrotes Fell: Cockerspaniel (cocker spaniel).",
    touch:
      "Ein Hund hat eine Rasse. Beide Hunde gehören zur selben: nur die wahrscheinlichste ankreuzen, dann „Absenden“ antippen. Diese haben lange, lockige Ohren und goldrotes Fell: Cockerspaniel (cocker spaniel).",
    wrong: "Rassen schließen sich aus: nur die wahrscheinlichste behalten. Hier ist es der Cockerspaniel.",
    right: "Wenn Labels sich ausschließen, das wahrscheinlichste wählen.",
  },
  exemplars: {
    title: "Beispiele",
    text: "Unklar, wie ein Label aussieht? V zeigt die Beispiele der Karte im Fokus neben dem Bild; die Pfeiltasten verschieben den Fokus. Jetzt V drücken, und V oder Esc, um zurückzukommen.",
    touch:
      "Unklar, wie ein Label aussieht? Ein Foto der Karte antippen oder die Karte gedrückt halten: ihre Beispiele öffnen sich groß. Jetzt öffnen und wieder schließen.",
    right: "Die Fotos sagen mehr als der Name: viele Wörter meinen etwas Engeres, als man denkt.",
  },
  groups: {
    title: "Weitere Gruppen",
    text: "Es gibt mehr als fünf Karten. Die Leertaste öffnet die nächste Gruppe; Q, W, E und R öffnen eine der vier. Hier die getigerte Katze (tabby) und in der zweiten Gruppe die Wolle (wool) ankreuzen, dann Enter drücken.",
    touch:
      "Es gibt mehr als fünf Karten. Die Leiste unten öffnet die anderen Gruppen. Hier die getigerte Katze (tabby) und in der zweiten Gruppe die Wolle (wool) ankreuzen, dann „Absenden“ antippen.",
    wrong: "Nur die getigerte Katze und, in der zweiten Gruppe, die Wolle behalten.",
    right: "Was nicht geöffnet wurde, zählt als nicht gesehen, nie als Nein.",
  },
  parts: {
    title: "Teile und Ganzes",
    text: "Ein Auto und sein Rad zählen beide, wenn beide Labels sind. Ebenso diese Kirche (church) und ihre Kuppel (dome): beide ankreuzen, dann Enter drücken.",
    touch:
      "Ein Auto und sein Rad zählen beide, wenn beide Labels sind. Ebenso diese Kirche (church) und ihre Kuppel (dome): beide ankreuzen, dann „Absenden“ antippen.",
    wrong: "Dieses Gebäude ist eine Kirche. Die Kirche und ihre Kuppel behalten.",
    right: "Ein Ding und seine Teile: beides.",
  },
  hidden: {
    title: "Verdeckt und angeschnitten",
    text: "Die Gitarre verdeckt einen Teil des Schlagzeugs, manches ist angeschnitten. Es zählt trotzdem. Die E-Gitarre (electric guitar) und die Trommel (drum) ankreuzen, dann Enter drücken.",
    touch:
      "Die Gitarre verdeckt einen Teil des Schlagzeugs, manches ist angeschnitten. Es zählt trotzdem. Die E-Gitarre (electric guitar) und die Trommel (drum) ankreuzen, dann „Absenden“ antippen.",
    wrong: "Das ist nicht im Bild. Die E-Gitarre und die Trommel behalten.",
    right: "Es zählt, wenn zu erkennen ist, was es ist, so wenig man auch davon sieht.",
  },
  unsure: {
    title: "Unsicher",
    text: "Welche Echse ist das? Wer hingesehen hat und sich nicht entscheiden kann, hält die Umschalttaste und drückt die Nummer der Karte: unsicher. Auf der Karte tut das Fragezeichen dasselbe. Bei einer „unsicher“ angeben, dann Enter drücken.",
    touch:
      "Welche Echse ist das? Wer hingesehen hat und sich nicht entscheiden kann, tippt das Fragezeichen auf der Karte an: unsicher. Bei einer „unsicher“ angeben, dann „Absenden“ antippen.",
    wrong: "Ja ist für das, was sicher ist. Hier lieber „unsicher“: das Fragezeichen auf der Karte.",
    right: "Unsicher ist eine Antwort: eine Fachperson sieht noch einmal hin.",
  },
  search: {
    title: "Ein Label fehlt",
    text: "Auf der Terrasse stehen Schirme, und keine Karte nennt sie. / drücken und „umbrella“ tippen; Enter fügt es hinzu.",
    touch:
      "Auf der Terrasse stehen Schirme, und keine Karte nennt sie. Die Suche unter den Karten öffnen, „umbrella“ tippen und das Gefundene antippen.",
    right: "Die Suche findet Namen, Synonyme und Wörter aus Definitionen und verzeiht Tippfehler.",
  },
  none: {
    title: "Keins davon",
    text: "Eine Dahlie, und es gibt kein Label dafür. X geht alle Gruppen durch, damit alles gesehen ist, und sagt „Keins davon“. Dann Enter drücken.",
    touch:
      "Eine Dahlie, und es gibt kein Label dafür. „Keins davon“ geht alle Gruppen durch, damit alles gesehen ist. Antippen, dann „Absenden“ antippen.",
    wrong: "Das zeigt das Bild nicht. Wegnehmen, dann „Keins davon“ wählen.",
    right: "„Keins davon“ ist eine eigene Antwort. Vorher suchen.",
  },
  undo: {
    title: "Rückgängig",
    text: "„Monastery“ wurde versehentlich angekreuzt. U nimmt das Letzte zurück, auch ein Absenden.",
    touch:
      "„Monastery“ wurde versehentlich angekreuzt. „Rückgängig“ nimmt das Letzte zurück, auch ein Absenden.",
    right: "Beliebig viele Schritte, auch über frühere Bilder.",
  },
  flag: {
    title: "Melden",
    text: "Etwas stimmt mit einem Bild nicht, oder die Richtlinie sagt nichts dazu? F meldet es der Leitung. F drücken und einen Grund wählen.",
    touch:
      "Etwas stimmt mit einem Bild nicht, oder die Richtlinie sagt nichts dazu? „Melden“ sagt es der Leitung. Antippen und einen Grund wählen.",
    right: "Eine Meldung ändert kein Label. Das Bild lässt sich trotzdem beantworten.",
  },
  skip: {
    title: "Überspringen",
    text: "S stellt ein Bild zurück; es kommt am Ende wieder. S drücken und einen Grund wählen.",
    touch: "„Überspringen“ stellt ein Bild zurück; es kommt am Ende wieder. Antippen und einen Grund wählen.",
    right: "Lieber überspringen als raten.",
  },
  help: {
    title: "Alle Tasten",
    text: "? zeigt jede Taste, wie die Tastatur sie beschriftet, und lässt sie ändern. Die Übersicht öffnen und mit Esc schließen.",
    touch:
      "Mit einer Tastatur hat jede Schaltfläche eine Taste. Das Fragezeichen oben zeigt alle und lässt sie ändern. Die Übersicht öffnen und wieder schließen.",
    right: "Zu jeder Taste gibt es auch eine Schaltfläche.",
  },
  guideline: {
    title: "Und Zeichnungen?",
    text: "Zeichnungen, Spielzeug und Statuen: jedes Projekt hat seine eigene Regel, in seiner Richtlinie. G öffnet sie. Lesen und mit Esc schließen.",
    touch:
      "Zeichnungen, Spielzeug und Statuen: jedes Projekt hat seine eigene Regel, in seiner Richtlinie. Oben öffnen, lesen und wieder schließen.",
    right: "Im Zweifel gilt die Richtlinie.",
  },
};

export const tutorial: Translation["tutorial"] = {
  name: "Einführung",
  steps,
  label: "Was zu tun ist",
  progress: (step, total) => `Schritt ${step} von ${total}`,
  nearly: "Richtig. Jetzt Enter drücken.",
  nearlyTouch: "Richtig. Jetzt „Absenden“ antippen.",
  wrong: (labels, why) => `${labels.join(", ")}: ${why}`,
  right: (text) => `Richtig. ${text}`,
  next: "Weiter",
  finish: "Fertig",
  back: "Zurück",
  skip: "Einführung überspringen",
  sure: {
    title: "Einführung überspringen?",
    text: "Sie steht weiter unter „Meine Arbeit“.",
    yes: "Überspringen",
    no: "Weitermachen",
  },
  failed: "Die Einführung konnte nicht geladen werden.",
  again: "Noch einmal versuchen",
  offer: {
    title: "Neu hier?",
    text: "Die Einführung zeigt Tasten und Regeln an Beispielfotos, in etwa fünf Minuten. Nichts davon wird im Projekt gespeichert.",
    start: "Einführung beginnen",
    resume: (step) => `Einführung bei Schritt ${step} fortsetzen`,
    skip: "Nicht jetzt",
  },
  or: ", oder",
  repeat: "die Einführung wiederholen",
  taken: "Einführung erledigt",
};
