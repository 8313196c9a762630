import type { Translation } from "../translation.ts";
import { count, countOf, images, plural } from "./numbers.ts";

const marked = (name: string) => `« ${name} »`;
const originalOf = (several: boolean) => (several ? "Une étiquette d’origine" : "L’étiquette d’origine");
const about = (labels: string) => (labels === "" ? "" : ` : ${labels}`);

export const careful: Translation["careful"] = {
  yes: "Oui",
  no: "Non",
  decisionOn: (name) => ` : ${name}`,
  undecided: "Pas encore décidé.",
  yesKey: "Oui à la carte qui demande",
  noKey: "Non à la carte qui demande",
  questionGroup: (value) => plural(value, "Question posée", "Questions posées"),
  foundGroup: "Trouvées",
  question: (names) => `Encore une question sur cette image : montre-t-elle ${names} ?`,
  questions: (names) => `Encore quelques questions sur cette image : montre-t-elle ${names} ?`,
  answerWith: "Répondez par oui ou non, puis envoyez. Passez-la si vous ne pouvez pas le dire.",
  undecidedQuestion: (names) => `D’abord oui ou non : l’image montre-t-elle ${names} ?`,
  undecidedLabels: "D’abord, gardez ou retirez chaque étiquette disputée : oui ou non.",
  allGroups: "Pour cette image, regardez chaque groupe avant d’envoyer.",
  revealed:
    "L’étiquette d’origine et les scores sont maintenant visibles. Changez ce que vous voulez, puis envoyez.",
  notRevealed:
    "Sans connexion, l’étiquette d’origine ne peut être montrée. Vos décisions sont conservées ; envoyez encore une fois pour continuer sans elle.",
  fromBlank:
    "Cette image part de zéro : les réponses des autres restent cachées. Décidez comme si vous étiez le premier à la voir.",
  hidden: "L’étiquette d’origine et les scores viennent après vos décisions.",
  decided: (done, total) =>
    `${count(done)} sur ${countOf(total, "étiquette disputée", "étiquettes disputées")}`,
  reveal: "Montrer l’original",
  why: (keeps, name) => `${keeps ? "Garder" : "Retirer"} ${marked(name)} : pourquoi ?`,
  reasonsToKeep: {
    "I see it in the image": "Je la vois dans l’image",
    "The definition covers it": "La définition la comprend",
    "The guideline asks for it": "Les consignes la demandent",
    "The exemplars look like it": "Les exemples lui ressemblent",
  },
  reasonsToRemove: {
    "It is not in the image": "Elle n’est pas dans l’image",
    "Another label fits better": "Une autre étiquette convient mieux",
    "The guideline rules it out": "Les consignes l’excluent",
    "The exemplars look different": "Les exemples sont différents",
  },
};

export const refinement: Translation["refinement"] = {
  label: "Arbitrage",
  answer: (who) => `Réponse de ${who}`,
  why: "Pourquoi cette image est ici",
  whyChanged: "Vous avez changé la réponse : pourquoi ?",
  reasonsToChange: {
    "I see what was not ticked": "Je vois ce qui n’était pas coché",
    "What was ticked is not there": "Ce qui était coché n’y est pas",
    "Another label fits better": "Une autre étiquette convient mieux",
    "The guideline decides it": "Les consignes tranchent",
  },
  ticked: {
    title: (value) => `Envoyer ${count(value)} étiquettes telles quelles ?`,
    text: "La page s’est ouverte avec ces coches, et rien n’a été changé. Regardez-les d’abord : chacune devient une étiquette définitive.",
    yes: "Elles sont justes : envoyer",
    no: "Revoir",
  },
  both: "Les deux",
  all: "Toutes",
  reasons: {
    unsure: "Quelqu’un avait un doute",
    unsureAbout: (labels) => `Quelqu’un avait un doute sur ${labels}`,
    nobodyChose: "Personne n’a choisi d’étiquette",
    setsDiffer: (labels) =>
      labels === "" ? "Les étiquettes cochées diffèrent" : `Tous n’ont pas coché ${labels}`,
    notChosen: (several, labels) => `${originalOf(several)} n’a pas été choisie${about(labels)}`,
    notChosenByAll: (several, labels) =>
      `${originalOf(several)} n’a pas été choisie par tous${about(labels)}`,
    neverShown: (several, who) => `${originalOf(several)} n’a pas été montrée à ${who}`,
    everyone: "tous",
    exposureDiffers: "Les étiquettes montrées n’étaient pas les mêmes",
    oneAnnotator: "Une seule personne l’a annotée",
    votesDoubtful: "Les votes laissent un doute sur une étiquette",
    votesNone: "Les votes ne laissent aucune étiquette",
    sentByLead: "Le responsable demande l’avis d’un expert",
    foundInReview: "Elle avait fini sans étiquette, et une relecture en a trouvé une",
  },
  similar: {
    find: "Images semblables",
    title: "Images terminées qui se ressemblent",
    looking: "Recherche …",
    about: (model) =>
      `Les plus proches selon ce que voit ${model}, avec leurs étiquettes définitives ; sans les images que vous avez eues ou pouvez recevoir.`,
    none: (among) =>
      `Parmi les ${among} plus proches, aucune n’est terminée que vous n’ayez eue ni ne puissiez recevoir.`,
    image: (number) => `Image semblable ${number}`,
    distance: (distance) => `écart ${distance.toFixed(3).replace(".", ",")}`,
  },
  and: " et ",
  marks: {
    answers: {
      yes: "l’a cochée",
      no: "l’a vue sans la cocher",
      unsure: "avait un doute",
      "not-shown": "ne l’a jamais eue à l’écran",
    },
    disputed: "Disputée. ",
    answer: (who, answer) => `${who} ${answer}`,
    original: "d’origine",
    proposed: "proposée",
    notProposed: "non proposée",
    score: "La probabilité selon le modèle",
    model: "modèle ",
  },
};

export const review: Translation["review"] = {
  title: "Relecture sans étiquette",
  causes: {
    "no-valid-proposal": "Claire, mais aucune étiquette juste n’a été proposée",
    "low-resolution": "Ambiguë : la résolution est trop basse",
    "fine-grained": "Claire, mais trop fine : il faut un spécialiste",
    uncommon: "Objet rare ou angle inhabituel",
  },
  verdicts: { agree: "D’accord", disagree: "Pas d’accord", uncertain: "Incertain" },
  why: "Pourquoi n’a-t-elle pas d’étiquette ?",
  original: "Étiquette d’origine",
  originals: "Étiquettes d’origine",
  noOriginal: "Cette image n’a pas d’étiquette d’origine.",
  judge: "Êtes-vous d’accord avec l’étiquette d’origine ?",
  judgeAll: "Êtes-vous d’accord avec les étiquettes d’origine ?",
  pixels: (width, height) => `${count(width)} × ${count(height)} px`,
  findLabel: "Elle a bien une étiquette",
  found: (name) => `Elle contient : ${name}`,
  foundMeans: "L’envoi renvoie l’image en arbitrage, avec votre commentaire.",
  removeFound: (name) => `Retirer ${name}`,
  searchHint: "Tapez quelques lettres. Entrée désigne l’étiquette que contient l’image.",
  comment: "Commentaire",
  inRefinement: (name) => `La relecture a trouvé ${name}.`,
  submit: "Envoyer",
  sendBack: "Renvoyer en arbitrage",
  undo: "Annuler",
  goOn: "Continuer",
  help: "Touches",
  loading: "Chargement de la relecture",
  locked: "Cette relecture ne peut plus changer.",
  toast: {
    submitted: "Enregistré",
    sentBack: "Renvoyée en arbitrage",
    extra: "Cette image avait déjà ses relectures : la vôtre reste dans son historique",
    settled: "Décidé ensemble",
    proposed: "Enregistré : l’autre relecteur doit confirmer",
  },
  done: {
    title: (done) => (done > 0 ? "Tout est fait." : "Rien à relire pour l’instant."),
    reviewed: (done) => `Vous avez relu ${images(done)}.`,
    withOthers: (value) =>
      `${countOf(value, "différence attend", "différences attendent")} l’autre relecteur.`,
    comes: "Des images apparaissent ici quand elles finissent sans étiquette.",
    work: "Mon travail",
    undo: "Annuler la dernière étape",
  },
  compare: {
    title: "Vos réponses diffèrent",
    text: "Regardez une fois de plus, et choisissez ce qui vaut. L’image est décidée quand tous les relecteurs ont choisi la même réponse.",
    settled: "Décidé ensemble.",
    waiting: "Vous avez choisi. L’autre relecteur doit confirmer.",
    asked: "L’autre relecteur propose la réponse ci-dessous. Confirmez-la ou choisissez-en une autre.",
    mine: "Vous",
    theirs: "Autre relecteur",
    theirsShort: "Autre",
    said: (who, text) => `${who} : ${text}`,
    joint: "choisi ensemble",
    confirm: "Confirmer",
    propose: "Proposer cette réponse",
  },
  keys: {
    cause: "Pourquoi l’image n’a pas d’étiquette",
    verdict: "D’accord, pas d’accord, incertain",
    find: "Nommer une étiquette que contient l’image",
    submit: "Envoyer et continuer",
    undo: "Reprendre la dernière étape",
    comment: "Commentaire",
    original: "L’image dans sa résolution d’origine",
    exemplars: "Les exemples de l’étiquette d’origine, en grand",
    guideline: "Les consignes",
    help: "Cette liste",
    leave: "Quitter le commentaire",
  },
  work: {
    title: "Relecture sans étiquette",
    left: (left) => `Encore ${images(left)}.`,
    toSettle: (value) => `${countOf(value, "différence", "différences")} à régler avec l’autre relecteur.`,
    withOthers: (value) => `${countOf(value, "différence", "différences")} chez l’autre relecteur.`,
    ofDone: (total) => `sur ${count(total)} relues`,
    begin: "Commencer",
    goOn: "Continuer",
    finished: "Tout est fait pour l’instant. D’autres images peuvent venir.",
  },
};

export const severity: Translation["severity"] = {
  title: "Erreurs",
  predicted: "Ce qui a été dit de l’image",
  holds: "Elle contient",
  ask: "Est-ce grave ?",
  askCause: "Pourquoi l’a-t-on dit ?",
  severities: { major: "Grave", minor: "Légère", borderline: "Limite", correct: "Juste, en fait" },
  meanings: {
    major: "Personne qui regarde ne dirait cela",
    minor: "Une erreur qui se comprend",
    borderline: "Pourrait passer pour juste",
    correct: "L’image le contient",
  },
  causes: {
    "fine-grained": "Un proche parent de ce qui est là",
    "out-of-vocabulary": "Aucune de nos étiquettes ne convient à ce qui est là",
    spurious: "Autre chose qui se trouve souvent à côté",
    "non-prototypical": "Ce qui est là a un aspect inhabituel",
    other: "Autre chose",
  },
  comment: "Commentaire (facultatif)",
  rateFirst: "Dites d’abord si c’est grave.",
  submit: "Envoyer",
  back: "Précédente",
  original: "Pleine résolution",
  saved: (severity) => `Enregistré : ${severity}`,
  done: {
    title: (done) => (done > 0 ? "Tout est fait." : "Aucune erreur à juger pour l’instant."),
    told: (done) => `Vous avez jugé ${countOf(done, "erreur", "erreurs")}.`,
    comes: "Des erreurs apparaissent ici quand le responsable en tire.",
    work: "Mon travail",
  },
  keys: {
    cause: "Choisir une cause, ou la retirer",
    submit: "Envoyer, et à la suivante",
    back: "Retour à la dernière jugée",
    comment: "Écrire un commentaire",
    leaveComment: "Quitter le commentaire",
    photo: "L’image en pleine résolution",
    guideline: "Les consignes",
    help: "Cette liste",
  },
  work: {
    title: "Erreurs à juger",
    ofDone: (total) => `sur ${count(total)} jugées`,
    left: (left) => `Encore ${countOf(left, "erreur", "erreurs")} : dites si chacune est grave.`,
    begin: "Commencer",
    goOn: "Continuer",
    finished: "Tout est fait pour l’instant. D’autres peuvent venir.",
  },
};

export const auditSample: Translation["auditSample"] = {
  settle: {
    title: "Régler les différences",
    intro: "Deux experts ont réétiqueté cette image, chacun de son côté. Décidez ensemble, ou en tiers.",
    agreed: "Vues par les deux",
    agreedNone: "Rien que les deux voient.",
    disputed: "Différences",
    disputedNone: "Leurs étiquettes sont les mêmes. L’image peut-elle être jugée ?",
    disputedNothing: "Leurs étiquettes sont les mêmes.",
    asked: "Nommées par aucun",
    askedWhy:
      "Regardez une fois de plus : y en a-t-il une ? Certaines étiquettes sont demandées bien que personne ne les suppose là.",
    saw: (who) => `${who} la voit`,
    unsure: (who) => `${who} hésite`,
    missed: (who) => `${who} ne la voit pas`,
    noAnswer: (who) => `${who} n’a pas répondu`,
    skipped: (who, why) => `${who} n’a pas pu juger${why === "" ? "" : ` : ${why}`}`,
    flagged: (who, why) => `${who} l’a signalée : ${why}`,
    comment: "Commentaire (facultatif)",
    decideFirst: "Dites oui ou non à chaque étiquette.",
    notJudged: "Impossible à juger",
    back: "Retour",
    submit: "Décider",
    settled: "Enregistré : décidé",
    leftOut: "Enregistré : impossible à juger",
    done: {
      title: (done) => (done > 0 ? "Tout est décidé." : "Rien à régler pour l’instant."),
      told: (done) => `Vous avez décidé ${images(done)}.`,
      comes:
        "Des images apparaissent ici quand leurs deux experts diffèrent, ou que des étiquettes demandent un second regard.",
      work: "Mon travail",
    },
    keys: {
      yes: "Oui à l’étiquette marquée",
      no: "Non à l’étiquette marquée",
      up: "L’étiquette au-dessus",
      down: "L’étiquette au-dessous",
      submit: "Décider, et à la suivante",
      back: "Retour à la dernière décidée",
      comment: "Écrire un commentaire",
      leaveComment: "Quitter le commentaire",
      photo: "L’image en pleine résolution",
      guideline: "Les consignes",
      help: "Cette liste",
    },
  },
  work: {
    title: "Différences de l’échantillon d’audit",
    ofDone: (total) => `sur ${count(total)} décidées`,
    left: (left) =>
      `${images(left)} où deux experts diffèrent, ou dont des étiquettes demandent un second regard.`,
    begin: "Commencer",
    goOn: "Continuer",
    finished: "Tout est décidé pour l’instant. D’autres peuvent venir.",
  },
};

export const rulings: Translation["rulings"] = {
  title: "Règles",
  states: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": `${a} et ${b} sont la même chose`,
      "same-one": `${a} et ${b} sont la même chose, appelée ${a}`,
      "is-a": `${a} est un genre de ${b}`,
      "part-of": `${a} fait partie de ${b}`,
      exclude: `${a} et ${b} s’excluent`,
    }[kind];
  },
  meaning: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": "Cochez les deux dès que vous voyez l’une ou l’autre.",
      "same-one": `Cochez ${a}, et laissez ${b} décochée.`,
      "is-a": `Là où vous cochez ${a}, cochez aussi ${b}. ${b} seule vaut pour d’autres genres.`,
      "part-of": "Cochez les deux là où les deux se voient ; une seule là où elle seule se voit.",
      exclude: "Ne cochez jamais les deux pour une même chose : seulement la plus probable.",
    }[kind];
  },
  onCard: (kind, isFirst, otherName) => {
    const other = marked(otherName);
    const [first, second] = {
      "same-both": [`Comme ${other} : cochez les deux`, `Comme ${other} : cochez les deux`],
      "same-one": [`Comme ${other} : cochez celle-ci`, `Comme ${other} : cochez l’autre`],
      "is-a": [`Un genre de ${other} : cochez les deux`, `${other} en est un genre : alors les deux`],
      "part-of": [
        `Partie de ${other} : les deux si visibles`,
        `${other} en fait partie : les deux si visibles`,
      ],
      exclude: [`Pas avec ${other} : une seule`, `Pas avec ${other} : une seule`],
    }[kind] as [string, string];
    return isFirst ? first : second;
  },
  against: "Contre une règle :",
  more: (value) => `+${count(value)}`,
  moreInWords: (value) => `et ${countOf(value, "autre règle", "autres règles")}`,
  open: (label) => `Règles sur ${marked(label)}`,
  key: "Règles sur l’étiquette de la carte",
  dialog: {
    title: (label) => `Règles sur ${marked(label)}`,
    none: "Le responsable n’a fixé aucune règle sur cette étiquette.",
  },
  example: (number) => `Exemple ${number}`,
  examples: "Exemples de cette règle",
};

export const rulingEffect: Translation["rulingEffect"] = {
  says: (answer, label) => `${marked(label)} ${answer === "yes" ? "vaut" : "ne vaut pas"}`,
  sample: {
    title: "L’échantillon d’une règle",
    back: "Règles",
    about: (value) =>
      `La règle déciderait ${images(value)}. Dites pour chacune ci-dessous si ce qu’elle y décide est juste : tout, autant que la photo le montre. Rien ne change avant.`,
    done: (judged, sampled) => `${count(judged)} sur ${count(sampled)} vues.`,
    allDone: "Toutes sont vues. Le responsable décide maintenant.",
    forExperts: "Les experts disent ce qui est juste. Vous voyez leurs réponses.",
    locked: "Elle a été appliquée : ce qui a été dit reste.",
    settles: "Elle décide :",
    verdictOn: (place) => `Image ${count(place)} : est-ce juste ?`,
    right: "Juste",
    wrong: "Faux",
    by: (name) => `dit ${name}`,
    work: {
      title: "Une règle à vérifier",
      look: (judged, sampled) => `Voir l’échantillon (${count(judged)} sur ${count(sampled)} vues)`,
    },
    photo: (place) => `Image ${count(place)} de l’échantillon`,
  },
};
