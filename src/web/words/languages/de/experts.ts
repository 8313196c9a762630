import type { Translation } from "../translation.ts";
import { count, countOf, images, plural } from "./numbers.ts";

const marked = (name: string) => `„${name}“`;
const originalOf = (several: boolean) => (several ? "Ein ursprüngliches Label" : "Das ursprüngliche Label");
const about = (labels: string) => (labels === "" ? "" : `: ${labels}`);

export const careful: Translation["careful"] = {
  yes: "Ja",
  no: "Nein",
  decisionOn: (name) => `: ${name}`,
  undecided: "Unentschieden.",
  yesKey: "Ja zur Karte, die fragt",
  noKey: "Nein zur Karte, die fragt",
  questionGroup: (value) => plural(value, "Frage", "Fragen"),
  foundGroup: "Gefunden",
  question: (names) => `Noch eine Frage zu diesem Bild: Zeigt es ${names}?`,
  questions: (names) => `Noch ein paar Fragen zu diesem Bild: Zeigt es ${names}?`,
  answerWith: "Mit Ja oder Nein antworten, dann absenden. Überspringen, wenn es nicht zu erkennen ist.",
  undecidedQuestion: (names) => `Erst Ja oder Nein: Zeigt das Bild ${names}?`,
  undecidedLabels: "Erst jedes strittige Label behalten oder entfernen: Ja oder Nein.",
  allGroups: "Bei diesem Bild bitte vor dem Absenden jede Gruppe ansehen.",
  revealed:
    "Jetzt sind das ursprüngliche Label und die Werte zu sehen. Ändern, was geändert werden soll, dann absenden.",
  notRevealed:
    "Ohne Verbindung lässt sich das ursprüngliche Label nicht zeigen. Die Entscheidungen bleiben erhalten; noch einmal absenden, um ohne es weiterzumachen.",
  fromBlank:
    "Dieses Bild beginnt leer: die Antworten der anderen bleiben verborgen. Entscheiden, als sähe man es als Erste oder Erster.",
  hidden: "Das ursprüngliche Label und die Werte folgen nach den Entscheidungen.",
  decided: (done, total) =>
    `${count(done)} von ${countOf(total, "strittigen Label", "strittigen Labels")} entschieden`,
  reveal: "Original zeigen",
  why: (keeps, name) => `${marked(name)} ${keeps ? "behalten" : "entfernen"}: warum?`,
  reasonsToKeep: {
    "I see it in the image": "Es ist im Bild zu sehen",
    "The definition covers it": "Die Definition schließt es ein",
    "The guideline asks for it": "Die Richtlinie verlangt es",
    "The exemplars look like it": "Die Beispiele sehen so aus",
  },
  reasonsToRemove: {
    "It is not in the image": "Es ist nicht im Bild",
    "Another label fits better": "Ein anderes Label passt besser",
    "The guideline rules it out": "Die Richtlinie schließt es aus",
    "The exemplars look different": "Die Beispiele sehen anders aus",
  },
};

export const refinement: Translation["refinement"] = {
  label: "Klärung",
  answer: (who) => `Antwort von ${who}`,
  why: "Warum dieses Bild hier ist",
  whyChanged: "Die Antwort wurde geändert: warum?",
  reasonsToChange: {
    "I see what was not ticked": "Zu sehen, aber nicht angekreuzt",
    "What was ticked is not there": "Angekreuzt, aber nicht da",
    "Another label fits better": "Ein anderes Label passt besser",
    "The guideline decides it": "Die Richtlinie entscheidet es",
  },
  ticked: {
    title: (value) => `${count(value)} Labels so absenden, wie sie sind?`,
    text: "Die Seite begann mit diesen Kreuzen, und nichts wurde geändert. Erst durchsehen: jedes wird ein endgültiges Label.",
    yes: "Sie stimmen: absenden",
    no: "Noch einmal ansehen",
  },
  both: "Beide",
  all: "Alle",
  reasons: {
    unsure: "Jemand war unsicher",
    unsureAbout: (labels) => `Jemand war unsicher bei ${labels}`,
    nobodyChose: "Niemand hat ein Label gewählt",
    setsDiffer: (labels) =>
      labels === "" ? "Es wurden verschiedene Labels angekreuzt" : `Nicht alle haben ${labels} angekreuzt`,
    notChosen: (several, labels) => `${originalOf(several)} wurde nicht gewählt${about(labels)}`,
    notChosenByAll: (several, labels) =>
      `${originalOf(several)} wurde nicht von allen gewählt${about(labels)}`,
    neverShown: (several, who) => `${originalOf(several)} wurde nicht gezeigt: ${who}`,
    everyone: "niemandem",
    exposureDiffers: "Es wurden nicht dieselben Labels gezeigt",
    oneAnnotator: "Nur eine Person hat das Bild gelabelt",
    votesDoubtful: "Die Stimmen lassen ein Label offen",
    votesNone: "Die Stimmen ergeben kein Label",
    sentByLead: "Die Leitung bittet um eine fachliche Entscheidung",
    foundInReview: "Es hatte kein Label, und die Prüfung hat eins gefunden",
  },
  similar: {
    find: "Ähnliche Bilder",
    title: "Fertige Bilder, die ähnlich aussehen",
    looking: "Wird gesucht …",
    about: (model) =>
      `Die ähnlichsten nach dem, was ${model} sieht, mit ihren endgültigen Labels; ohne Bilder, die Sie hatten oder noch bekommen können.`,
    none: (among) =>
      `Von den ${among} ähnlichsten ist keins fertig, das Sie weder hatten noch bekommen können.`,
    image: (number) => `Ähnliches Bild ${number}`,
    distance: (distance) => `Abstand ${distance.toFixed(3).replace(".", ",")}`,
  },
  and: " und ",
  marks: {
    answers: {
      yes: "hat es angekreuzt",
      no: "hat es gesehen und nicht angekreuzt",
      unsure: "war unsicher",
      "not-shown": "bekam es nie gezeigt",
    },
    disputed: "Strittig. ",
    answer: (who, answer) => `${who} ${answer}`,
    original: "ursprünglich",
    proposed: "vorgeschlagen",
    notProposed: "nicht vorgeschlagen",
    score: "Wahrscheinlichkeit nach dem Modell",
    model: "Modell ",
  },
};

export const review: Translation["review"] = {
  title: "Prüfung ohne Label",
  causes: {
    "no-valid-proposal": "Deutlich, aber kein passendes Label wurde vorgeschlagen",
    "low-resolution": "Mehrdeutig: die Auflösung ist zu gering",
    "fine-grained": "Deutlich, aber so fein unterschieden, dass es Fachwissen braucht",
    uncommon: "Seltenes Objekt oder ungewöhnlicher Blickwinkel",
  },
  verdicts: { agree: "Einverstanden", disagree: "Nicht einverstanden", uncertain: "Unklar" },
  why: "Warum hat es kein Label?",
  original: "Ursprüngliches Label",
  originals: "Ursprüngliche Labels",
  noOriginal: "Dieses Bild hat kein ursprüngliches Label.",
  judge: "Stimmt das ursprüngliche Label?",
  judgeAll: "Stimmen die ursprünglichen Labels?",
  pixels: (width, height) => `${count(width)} × ${count(height)} Pixel`,
  findLabel: "Doch ein Label vorhanden",
  found: (name) => `Es enthält: ${name}`,
  foundMeans: "Mit dem Absenden geht das Bild samt Kommentar zurück in die Klärung.",
  removeFound: (name) => `${name} wieder entfernen`,
  searchHint: "Ein paar Buchstaben tippen. Enter nennt das Label, das im Bild ist.",
  comment: "Kommentar",
  inRefinement: (name) => `Die Prüfung hat ${name} gefunden.`,
  submit: "Absenden",
  sendBack: "In die Klärung geben",
  undo: "Rückgängig",
  goOn: "Weiter",
  help: "Tasten",
  loading: "Die Prüfung wird geladen",
  locked: "Diese Prüfung lässt sich nicht mehr ändern.",
  toast: {
    submitted: "Gespeichert",
    sentBack: "Zurück in die Klärung gegeben",
    extra: "Dieses Bild hatte schon alle Prüfungen: diese steht in seinem Verlauf",
    settled: "Gemeinsam entschieden",
    proposed: "Gespeichert: die andere Person wird um Bestätigung gebeten",
  },
  done: {
    title: (done) => (done > 0 ? "Alles erledigt." : "Noch nichts zu prüfen."),
    reviewed: (done) => `${images(done)} geprüft.`,
    withOthers: (value) =>
      `${countOf(value, "Unterschied wartet", "Unterschiede warten")} auf die andere Person.`,
    comes: "Bilder erscheinen hier, wenn sie ohne Label enden.",
    work: "Meine Arbeit",
    undo: "Letzten Schritt rückgängig machen",
  },
  compare: {
    title: "Die Antworten weichen voneinander ab",
    text: "Noch einmal ansehen und wählen, was gilt. Das Bild ist entschieden, sobald alle dasselbe gewählt haben.",
    settled: "Gemeinsam entschieden.",
    waiting: "Gewählt. Die andere Person wird um Bestätigung gebeten.",
    asked: "Die andere Person schlägt die Antwort unten vor. Bestätigen oder eine andere wählen.",
    mine: "Sie",
    theirs: "Andere Person",
    theirsShort: "Andere",
    said: (who, text) => `${who}: ${text}`,
    joint: "gemeinsam gewählt",
    confirm: "Bestätigen",
    propose: "Diese Antwort vorschlagen",
  },
  keys: {
    cause: "Warum das Bild kein Label hat",
    verdict: "Einverstanden, nicht einverstanden, unklar",
    find: "Ein Label nennen, das im Bild ist",
    submit: "Absenden und weiter",
    undo: "Letzten Schritt zurücknehmen",
    comment: "Kommentar",
    original: "Das Bild in Originalauflösung",
    exemplars: "Die Beispiele des ursprünglichen Labels, groß",
    guideline: "Die Richtlinie",
    help: "Diese Übersicht",
    leave: "Kommentar verlassen",
  },
  work: {
    title: "Prüfung ohne Label",
    left: (left) => `Noch ${images(left)}.`,
    toSettle: (value) =>
      `${countOf(value, "Unterschied ist", "Unterschiede sind")} mit der anderen Person zu klären.`,
    withOthers: (value) =>
      `${countOf(value, "Unterschied liegt", "Unterschiede liegen")} bei der anderen Person.`,
    ofDone: (total) => `von ${count(total)} geprüft`,
    begin: "Beginnen",
    goOn: "Fortsetzen",
    finished: "Vorerst alles erledigt. Neue Bilder können noch kommen.",
  },
};

export const severity: Translation["severity"] = {
  title: "Fehler",
  predicted: "Das wurde über das Bild gesagt",
  holds: "Es enthält",
  ask: "Wie schlimm ist das?",
  askCause: "Warum wurde es wohl gesagt?",
  severities: { major: "Schwer", minor: "Leicht", borderline: "Grenzfall", correct: "Doch richtig" },
  meanings: {
    major: "Niemand, der hinsieht, würde das sagen",
    minor: "Ein Irrtum, den man versteht",
    borderline: "Könnte als richtig gelten",
    correct: "Es ist im Bild",
  },
  causes: {
    "fine-grained": "Etwas nah Verwandtes ist da",
    "out-of-vocabulary": "Keins unserer Labels passt zu dem, was da ist",
    spurious: "Etwas anderes, das oft daneben steht",
    "non-prototypical": "Was da ist, sieht ungewöhnlich aus",
    other: "Etwas anderes",
  },
  comment: "Kommentar (freiwillig)",
  rateFirst: "Erst sagen, wie schlimm es ist.",
  submit: "Absenden",
  back: "Zum vorigen",
  original: "Volle Auflösung",
  saved: (severity) => `Gespeichert: ${severity}`,
  done: {
    title: (done) => (done > 0 ? "Alles erledigt." : "Zurzeit keine Fehler zu bewerten."),
    told: (done) => `${countOf(done, "Fehler", "Fehler")} bewertet.`,
    comes: "Fehler erscheinen hier, sobald die Leitung welche auslost.",
    work: "Meine Arbeit",
  },
  keys: {
    cause: "Eine Ursache wählen oder zurücknehmen",
    submit: "Absenden und weiter zum nächsten",
    back: "Zurück zum zuletzt bewerteten",
    comment: "Einen Kommentar schreiben",
    leaveComment: "Kommentar verlassen",
    photo: "Das Bild in voller Auflösung",
    guideline: "Die Richtlinie",
    help: "Diese Übersicht",
  },
  work: {
    title: "Fehler bewerten",
    ofDone: (total) => `von ${count(total)} bewertet`,
    left: (left) => `Noch ${countOf(left, "Fehler", "Fehler")}: wie schlimm ist jeder?`,
    begin: "Beginnen",
    goOn: "Fortsetzen",
    finished: "Vorerst alles erledigt. Weitere können noch kommen.",
  },
};

export const auditSample: Translation["auditSample"] = {
  settle: {
    title: "Unterschiede klären",
    intro:
      "Zwei Fachleute haben dieses Bild unabhängig neu gelabelt. Gemeinsam oder als dritte Person entscheiden.",
    agreed: "Beide sehen",
    agreedNone: "Nichts, was beide sehen.",
    disputed: "Unterschiede",
    disputedNone: "Die Labels sind gleich. Ist das Bild überhaupt zu beurteilen?",
    disputedNothing: "Die Labels sind gleich.",
    asked: "Von niemandem genannt",
    askedWhy:
      "Noch einmal hinsehen: ist etwas davon da? Nach manchen Labels wird gefragt, obwohl niemand sie vermutet.",
    saw: (who) => `${who} sieht es`,
    unsure: (who) => `${who} ist nicht sicher`,
    missed: (who) => `${who} sieht es nicht`,
    noAnswer: (who) => `${who} hat nicht geantwortet`,
    skipped: (who, why) => `${who} konnte es nicht beurteilen${why === "" ? "" : `: ${why}`}`,
    flagged: (who, why) => `${who} hat es gemeldet: ${why}`,
    comment: "Kommentar (freiwillig)",
    decideFirst: "Zu jedem Label Ja oder Nein sagen.",
    notJudged: "Nicht zu beurteilen",
    back: "Zurück",
    submit: "Entscheiden",
    settled: "Gespeichert: entschieden",
    leftOut: "Gespeichert: nicht zu beurteilen",
    done: {
      title: (done) => (done > 0 ? "Alles entschieden." : "Zurzeit nichts zu klären."),
      told: (done) => `${images(done)} entschieden.`,
      comes:
        "Bilder erscheinen hier, wenn zwei Fachleute sich nicht einig sind oder Labels noch einmal angesehen werden sollen.",
      work: "Meine Arbeit",
    },
    keys: {
      yes: "Ja zum markierten Label",
      no: "Nein zum markierten Label",
      up: "Das Label darüber",
      down: "Das Label darunter",
      submit: "Entscheiden und weiter zum nächsten",
      back: "Zurück zum zuletzt entschiedenen",
      comment: "Einen Kommentar schreiben",
      leaveComment: "Kommentar verlassen",
      photo: "Das Bild in voller Auflösung",
      guideline: "Die Richtlinie",
      help: "Diese Übersicht",
    },
  },
  work: {
    title: "Unterschiede der Kontrollstichprobe",
    ofDone: (total) => `von ${count(total)} entschieden`,
    left: (left) =>
      `${images(left)}, bei ${plural(left, "dem", "denen")} zwei Fachleute sich nicht einig sind oder Labels noch einmal angesehen werden sollen.`,
    begin: "Beginnen",
    goOn: "Fortsetzen",
    finished: "Vorerst alles entschieden. Weitere können noch kommen.",
  },
};

export const rulings: Translation["rulings"] = {
  title: "Regeln",
  states: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": `${a} und ${b} sind dasselbe`,
      "same-one": `${a} und ${b} sind dasselbe und heißen ${a}`,
      "is-a": `${a} ist eine Art ${b}`,
      "part-of": `${a} ist ein Teil von ${b}`,
      exclude: `${a} und ${b} schließen sich aus`,
    }[kind];
  },
  meaning: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": "Beide ankreuzen, wo eins davon zu sehen ist.",
      "same-one": `${a} ankreuzen, ${b} nicht.`,
      "is-a": `Wo ${a} angekreuzt ist, auch ${b} ankreuzen. ${b} allein gilt für andere Arten davon.`,
      "part-of": "Beide ankreuzen, wo beide zu sehen sind; eins allein, wo nur das zu sehen ist.",
      exclude: "Nie beide für dasselbe ankreuzen: nur das wahrscheinlichere.",
    }[kind];
  },
  onCard: (kind, isFirst, otherName) => {
    const other = marked(otherName);
    const [first, second] = {
      "same-both": [`Dasselbe wie ${other}: beide ankreuzen`, `Dasselbe wie ${other}: beide ankreuzen`],
      "same-one": [`Dasselbe wie ${other}: dieses ankreuzen`, `Dasselbe wie ${other}: jenes ankreuzen`],
      "is-a": [`Eine Art ${other}: beide ankreuzen`, `${other} ist eine Art davon: dann beide ankreuzen`],
      "part-of": [`Teil von ${other}: beide, wenn zu sehen`, `${other} ist Teil davon: beide, wenn zu sehen`],
      exclude: [`Nicht mit ${other}: nur eins`, `Nicht mit ${other}: nur eins`],
    }[kind] as [string, string];
    return isFirst ? first : second;
  },
  against: "Gegen eine Regel:",
  more: (value) => `+${count(value)}`,
  moreInWords: (value) => `und ${countOf(value, "weitere Regel", "weitere Regeln")}`,
  open: (label) => `Regeln zu ${marked(label)}`,
  key: "Regeln zum Label der Karte",
  dialog: {
    title: (label) => `Regeln zu ${marked(label)}`,
    none: "Zu diesem Label hat die Leitung keine Regel aufgestellt.",
  },
  example: (number) => `Beispiel ${number}`,
  examples: "Beispiele für diese Regel",
};

export const rulingEffect: Translation["rulingEffect"] = {
  says: (answer, label) => `${marked(label)} ${answer === "yes" ? "trifft zu" : "trifft nicht zu"}`,
  sample: {
    title: "Stichprobe zu einer Regel",
    back: "Regeln",
    about: (value) =>
      `Die Regel würde ${images(value)} entscheiden. Bei jedem unten angeben, ob richtig ist, was sie dort entscheidet: alles davon, soweit das Foto es zeigt. Vorher ändert sich nichts.`,
    done: (judged, sampled) => `${count(judged)} von ${count(sampled)} erledigt.`,
    allDone: "Alle sind angesehen. Jetzt entscheidet die Leitung.",
    forExperts: "Fachleute sagen, was richtig ist. Hier steht, was sie sagten.",
    locked: "Sie wurde angewendet: was gesagt wurde, bleibt.",
    settles: "Sie entscheidet:",
    verdictOn: (place) => `Bild ${count(place)}: richtig?`,
    right: "Richtig",
    wrong: "Falsch",
    by: (name) => `sagt ${name}`,
    work: {
      title: "Eine Regel zum Ansehen",
      look: (judged, sampled) => `Stichprobe ansehen (${count(judged)} von ${count(sampled)} erledigt)`,
    },
    photo: (place) => `Bild ${count(place)} der Stichprobe`,
  },
};
