import type { Translation } from "../translation.ts";
import { count, countOf, plural } from "./numbers.ts";

const sheets = (value: number) => countOf(value, "Bogen", "Bögen");
const waiting = (value: number) =>
  value === 0 ? "" : `: ${count(value)} ${plural(value, "wartet", "warten")}`;

export const keys: Translation["keys"] = {
  byPlace:
    "Der Browser verrät nicht, wie die Tastatur beschriftet ist. Buchstaben stehen hier wie auf einer QWERTY-Tastatur und gelten nach ihrem Platz: Q ist auf jeder Tastatur der erste Buchstabe seiner Reihe.",
  sheet: {
    title: "Tasten",
    label: "Was jede Taste tut",
    taken: (what) => `Diese Taste ist belegt: ${what}.`,
    changeLabel: (what) => `Taste ändern: ${what}`,
    press: "Taste drücken",
    change: "Ändern",
    singleKeys: "Einzelne Buchstaben, Ziffern und Zeichen wirken als Tasten",
    usual: "Übliche Tasten",
    off: "aus",
  },
  annotate: {
    toggle: "Karte ankreuzen oder das Kreuz wegnehmen",
    tickThenMain: "Karte ankreuzen; noch einmal: Hauptobjekt; noch einmal: keins von beiden",
    main: "Die Karte ist das Hauptobjekt",
    unsure: "Unsicher bei der Karte",
    group: (number) => `Gruppe ${number}`,
    nextGroup: "Nächste Gruppe",
    submit: "Absenden und weiter zum nächsten Bild",
    submitAnywhere: "Dasselbe, von überall aus",
    none: "Keins davon: eine eigene Antwort",
    search: "Alle Labels durchsuchen und eins hinzufügen",
    previous: "Voriges Bild, ohne abzusenden",
    next: "Nächstes Bild, ohne abzusenden",
    up: "Die Karte darüber",
    down: "Die Karte darunter",
    sheet: "Alle Beispiele der Karte; gedrückt gehalten nur so lange",
    original: "Das Bild in Originalauflösung",
    seen: "Wo ein Modell das Label der Karte sieht; beim Labeln erst nach dem Absenden",
    undo: "Rückgängig, beliebig viele Schritte",
    undoToo: "Rückgängig",
    comment: "Kommentar; Esc verlässt ihn",
    flag: "Das Bild der Leitung melden",
    skip: "Das Bild vorerst überspringen",
    guideline: "Richtlinie",
    help: "Diese Übersicht",
    leave: "Verlassen",
  },
  space: "Leertaste",
  enter: "Enter",
  escape: "Esc",
};

export const saving: Translation["saving"] = {
  status: {
    saved: () => "Gespeichert",
    saving: () => "Wird gespeichert",
    offline: (value) => `Offline${waiting(value)}`,
    trouble: (value) => `Noch nicht gespeichert${waiting(value)}`,
    "signed-out": (value) => `Abgemeldet${waiting(value)}`,
  },
  offline: (left) =>
    left > 0
      ? `Keine Verbindung. Einfach weitermachen: ${countOf(left, "Bild ist", "Bilder sind")} hier, und die Arbeit wird gesendet, sobald die Verbindung wieder da ist.`
      : "Keine Verbindung. Die Arbeit bleibt in diesem Browser und wird gesendet, sobald die Verbindung wieder da ist.",
  waitingForNext: (status) =>
    `${status}. Die Arbeit bleibt hier erhalten; das nächste Bild kommt, sobald die Verbindung wieder da ist.`,
  signedOut: "Sie sind abgemeldet. Die Arbeit bleibt hier erhalten und wird nach dem Anmelden gesendet.",
  signedOutBecause: (why) => `${why} Die Arbeit bleibt hier erhalten und wird nach dem Anmelden gesendet.`,
  notNow: (why) =>
    `Noch nicht gespeichert: ${why} Die Arbeit bleibt hier erhalten und wird von selbst noch einmal gesendet.`,
  signIn: "Anmelden",
  notKept:
    "Dieser Browser behält nichts, etwa in einem privaten Fenster: die Seite erst schließen, wenn „Gespeichert“ dasteht.",
  newVersion: "Es gibt eine neue Version dieser Seite. Die Arbeit bleibt, wie sie ist.",
  reload: "Neu laden",
  conflict: {
    title: "Dieses Bild wurde anderswo gespeichert",
    text: "Ein anderer Tab oder ein anderes Gerät hat es geändert, nachdem diese Seite es geladen hatte. Noch ist nichts verloren: eins von beiden wählen.",
    here: "Behalten, was hier steht",
    elsewhere: "Übernehmen, was anderswo gespeichert wurde",
    titleHere: "Hier",
    titleElsewhere: {
      open: "Anderswo gespeichert",
      submitted: "Anderswo abgesendet",
      skipped: "Anderswo übersprungen",
    },
    nothingTicked: "Nichts angekreuzt",
    nothingChosen: "Nichts gewählt",
    noneOfThese: "Keins davon",
    unsure: (labels) => `Unsicher: ${labels}`,
    main: (label) => `Hauptobjekt: ${label}`,
    flag: (reason) => `Meldung: ${reason}`,
    skipped: (reason) => `Übersprungen: ${reason}`,
    hereAs: { submitted: "Hier · Abgesendet", draft: "Hier · Nicht abgesendet" },
  },
};

export const vote: Translation["vote"] = {
  maybe: "Vielleicht",
  maybeKey: "Vielleicht zur Karte, die fragt",
  goTo: "Zur Karte gehen",
  answered: (answered, cards) => `${count(answered)} von ${count(cards)} beantwortet`,
  undecided: "Erst jedes Label beantworten: Ja, Vielleicht oder Nein.",
};

export const exemplars: Translation["exemplars"] = {
  kindOf: "eine Art",
  noPhotos: "Keine Fotos zu diesem Label",
  kin: {
    open: "Labels der gleichen Art",
    key: "Labels der gleichen Art wie das der Karte",
    title: (label) => `Labels der gleichen Art wie ${label}`,
    others: (kind) => `Andere Arten von ${kind}`,
    none: "Kein anderes Label ist von der gleichen Art.",
  },
  exemplarOf: (label, number) => `${label}, Beispiel ${number}`,
  differences: {
    title: (label) => `${label}, und womit es verwechselt wird`,
    key: "Das Label der Karte neben denen, mit denen es verwechselt wird",
    others: "Labels, mit denen es verwechselt wird",
    together: ({ images: shown, expected }) =>
      `bei ${countOf(shown, "Bild", "Bildern")} zusammen vorgeschlagen, zufällig wären es ${expected < 0.05 ? "keine" : expected.toFixed(1).replace(".", ",")}`,
    sameKind: (kind) => `auch eine Art ${kind}`,
    ruled: "dazu gibt es eine Regel",
    hint: "← → wählt ein anderes Label. Esc schließt.",
    noneFound:
      "Es hat keine Geschwister, und kein Label wird deutlich öfter als zufällig mit ihm vorgeschlagen.",
    loading: "Labels werden gesucht, die damit verwechselt werden",
    alsoKnownAs: "Auch",
  },
  search: {
    all: (labels) => `Alle ${count(labels)} Labels durchsuchen`,
    placeholder: "Was zu sehen ist, in eigenen Worten",
    begin:
      "Ein paar Buchstaben oder die Anfangsbuchstaben tippen. Enter fügt das erste Label hinzu, 1 bis 9 die anderen; mit Umschalt geht die Suche weiter.",
    recent: "Zuletzt hinzugefügt: 1 bis 9 fügen diese wieder hinzu. Oder ein paar Buchstaben tippen.",
    added: (name) =>
      `Hinzugefügt: ${name}. 1 bis 9 fügen auch eins von diesen hinzu. Oder weitertippen; Esc schließt.`,
    nothing: "Kein solches Label. Ein anderes Wort versuchen: die Labels stehen fest.",
    found: (labels, max, mayGoOn) =>
      `${labels === max ? `Die ersten ${max}` : labels} gefunden. 1 bis 9 fügen eins hinzu${mayGoOn ? ", mit Umschalt geht es weiter" : ""}; Enter fügt das markierte hinzu, ↑ ↓ wählt.`,
    results: "Gefundene Labels",
    ticked: "angekreuzt",
    onCard: "auf einer Karte",
  },
};

export const contains: Translation["contains"] = {
  title: "Bögen",
  ask: (name) => `Jedes Foto ankreuzen, das zeigt: ${name}`,
  rule: "Eins genügt, was auch sonst auf dem Foto ist. Teilweise Verdecktes zählt, Zeichnungen nicht.",
  photos: (name) => `Fotos zum Durchsehen: ${name}`,
  photo: (at, of) => `Foto ${at} von ${of}`,
  cannotBeShown: "Dieses Foto kann nicht gezeigt werden. Danach wird nicht gefragt.",
  open: (at) => `Foto ${at}, groß`,
  ticked: (value, of) => `${count(value)} von ${countOf(of, "Foto", "Fotos")} angekreuzt`,
  exemplars: "Beispiele",
  flag: "Melden",
  flagged: "Gemeldet",
  flagHint: "Das Foto im Fokus der Leitung melden",
  flagTitle: (at) => `Foto ${at} der Leitung melden`,
  submit: "Absenden",
  undo: "Rückgängig",
  back: "Voriger Bogen",
  toast: {
    submitted: (value, of) => `Abgesendet: ${count(value)} von ${count(of)} angekreuzt`,
    extra: "Dieser Bogen hatte schon alle Antworten: diese wird aufbewahrt und nicht gezählt",
  },
  large: {
    title: (at, of) => `Foto ${at} von ${of}`,
    tick: "Ankreuzen",
    untick: "Angekreuzt",
    original: "Volle Auflösung",
    previous: "Foto davor",
    next: "Foto danach",
  },
  conflict: { ticked: (value, of) => `${count(value)} von ${count(of)} angekreuzt` },
  done: {
    title: (done) => (done > 0 ? "Alles erledigt." : "Zurzeit keine Bögen."),
    answered: (done) => `${sheets(done)} beantwortet.`,
    comes: "Bögen erscheinen hier, sobald die Leitung welche anlegt.",
    work: "Meine Arbeit",
    undo: "Zurück zum letzten Bogen",
  },
  keys: {
    tick: "Foto ankreuzen oder das Kreuz wegnehmen",
    arrows: "Zum Foto daneben, darüber oder darunter",
    ends: "Zum ersten oder letzten Foto",
    endKeys: "Pos1 Ende",
    submit: "Absenden und weiter zum nächsten Bogen",
    undo: "Das letzte Kreuz oder das letzte Absenden zurücknehmen",
    back: "Zurück zum zuletzt abgesendeten Bogen",
    photo: "Das Foto, groß",
    flag: "Das Foto der Leitung melden",
    exemplars: "Die Beispiele des Labels, groß",
    guideline: "Die Richtlinie",
    help: "Diese Übersicht",
  },
  work: {
    title: "Fotobögen",
    ofDone: (total) => `von ${count(total)} beantwortet`,
    left: (left) => `Noch ${sheets(left)}, jeder zu einem Label.`,
    begin: "Beginnen",
    goOn: "Fortsetzen",
    finished: "Vorerst alles erledigt. Neue Bögen können noch kommen.",
  },
};

export const qualification: Translation["qualification"] = {
  task: "Übung",
  start: {
    title: (value) => `Zuerst: ${countOf(value, "Übungsbild", "Übungsbilder")}`,
    text: "Sie sind wie die Bilder, die danach kommen. Nach jedem steht neben der eigenen Antwort, was die Fachleute gewählt haben.",
    rule: (percent) =>
      `Die Arbeit öffnet sich, sobald ${percent} der Labels richtig sind: hier und von den Fachleuten gewählt. Labels, über die man streiten kann, zählen nicht.`,
    attempts: (value) =>
      value === 1
        ? "Es gibt einen Versuch."
        : `Es gibt ${count(value)} Versuche, und Zeit: niemand misst das Tempo.`,
    begin: "Beginnen",
    goOn: "Weiter",
    underWay: (done, total) =>
      `${count(done)} von ${countOf(total, "Übungsbild", "Übungsbildern")} erledigt.`,
  },
  passed: {
    title: "Bestanden: die Arbeit ist offen",
    text: (right, labels) =>
      labels === 0
        ? "Nichts war falsch."
        : `${count(right)} von ${count(labels)} Labels waren richtig. Gut gemacht.`,
  },
  letIn: { title: "Die Arbeit ist offen", text: "Die Leitung hat sie freigegeben." },
  notYet: {
    title: "Noch nicht bestanden",
    text: (right, labels, percent) =>
      `${count(right)} von ${count(labels)} Labels waren richtig; nötig sind ${percent}. Die Übungsbilder noch einmal ansehen, dann wieder versuchen.`,
    left: (value) => `Noch ${countOf(value, "Versuch", "Versuche")}.`,
    again: "Noch einmal versuchen",
  },
  usedUp: {
    title: "Die Leitung entscheidet, wie es weitergeht",
    text: (right, labels, percent) =>
      `${count(right)} von ${count(labels)} Labels waren im letzten Versuch richtig; nötig sind ${percent}. Alle Versuche sind verbraucht. Die Leitung sieht das und kann die Arbeit freigeben oder weitere Versuche erlauben; diese Seite zeigt es.`,
  },
  notReady: {
    title: "Die Übungsbilder sind noch nicht bereit",
    text: "Die Arbeit beginnt mit ein paar Übungsbildern, und die Leitung hat noch nicht genug ausgewählt. Diese Seite zeigt sie, sobald sie da sind.",
  },
  answers: {
    title: "Ihre Übungsbilder",
    exact: "Alle Labels richtig",
    not: "Nicht alle Labels richtig",
    look: (number, state) => `Übungsbild ${number}: ${state}`,
  },
  feedback: {
    label: "Was die Fachleute gewählt haben",
    title: (number, total) => `Übungsbild ${number} von ${total}`,
    exact: "Alles richtig!",
    nothing: "Auch die Fachleute haben nichts gewählt.",
    cards:
      "Diese Karten sind die Labels, die hier oder von den Fachleuten gewählt wurden. Ihre Beispiele ansehen; ≠ stellt ein Label neben die, mit denen es verwechselt wird.",
    later: "Abgesendet. Was die Fachleute gewählt haben, kommt, sobald die Verbindung wieder da ist.",
    noCards: "Weder hier noch von den Fachleuten wurde ein Label gewählt.",
    verdicts: {
      hit: { title: "Richtig", onCard: "Richtig" },
      missed: { title: "Übersehen", onCard: "Übersehen" },
      wrong: { title: "Zu viel", onCard: "Zu viel" },
      either: { title: "Beides möglich, nicht gezählt", onCard: "Beides möglich" },
      unsure: { title: "Unsicher angegeben, nicht gezählt", onCard: "Unsicher angegeben" },
      unknown: {
        title: "Von keiner Fachperson angesehen, nicht gezählt",
        onCard: "Von keiner Fachperson angesehen",
      },
    },
    expertsSaid: {
      yes: "die Fachleute haben es gewählt",
      no: "die Fachleute haben es nicht gewählt",
      either: "beides ist möglich",
    },
  },
  neither:
    "Übungsbilder werden weder übersprungen noch gemeldet: so gut wie möglich antworten. Ein Fehler schadet nicht.",
};
