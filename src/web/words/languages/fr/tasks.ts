import type { Translation } from "../translation.ts";
import { count, countOf } from "./numbers.ts";

const sheets = (value: number) => countOf(value, "planche", "planches");
const waiting = (value: number) => (value === 0 ? "" : ` : ${count(value)} en attente`);

export const keys: Translation["keys"] = {
  byPlace:
    "Votre navigateur ne dit pas ce que votre clavier imprime. Les lettres sont montrées comme sur un clavier QWERTY et valent par leur place : Q est la première lettre de sa rangée sur tous les claviers.",
  sheet: {
    title: "Touches",
    label: "Ce que fait chaque touche",
    taken: (what) => `Cette touche est prise : ${what}.`,
    changeLabel: (what) => `Changer la touche : ${what}`,
    press: "Appuyez sur une touche",
    change: "Changer",
    singleKeys: "Lettres, chiffres et signes seuls servent de touches",
    usual: "Touches habituelles",
    off: "désactivée",
  },
  annotate: {
    toggle: "Cocher la carte, ou la décocher",
    tickThenMain: "Cocher la carte ; encore : objet principal ; encore : ni l’un ni l’autre",
    main: "La carte est l’objet principal",
    unsure: "Incertain pour la carte",
    group: (number) => `Groupe ${number}`,
    nextGroup: "Groupe suivant",
    submit: "Envoyer, et à l’image suivante",
    submitAnywhere: "De même, de partout",
    none: "Aucune : une réponse à part entière",
    search: "Chercher dans toutes les étiquettes, et en ajouter une",
    previous: "Image précédente, sans envoyer",
    next: "Image suivante, sans envoyer",
    up: "La carte au-dessus",
    down: "La carte au-dessous",
    sheet: "Tous les exemples de la carte ; maintenue, seulement le temps d’appuyer",
    original: "L’image dans sa résolution d’origine",
    seen: "Où un modèle voit l’étiquette de la carte ; pour l’annotation, après l’envoi",
    undo: "Annuler, autant d’étapes que l’on veut",
    undoToo: "Annuler",
    comment: "Commentaire ; Échap le quitte",
    flag: "Signaler l’image au responsable",
    skip: "Passer l’image pour l’instant",
    guideline: "Consignes",
    help: "Cette liste",
    leave: "Quitter",
  },
  space: "Espace",
  enter: "Entrée",
  escape: "Échap",
};

export const saving: Translation["saving"] = {
  status: {
    saved: () => "Enregistré",
    saving: () => "Enregistrement",
    offline: (value) => `Hors ligne${waiting(value)}`,
    trouble: (value) => `Pas encore enregistré${waiting(value)}`,
    "signed-out": (value) => `Déconnecté${waiting(value)}`,
  },
  offline: (left) =>
    left > 0
      ? `Pas de connexion. Continuez : ${countOf(left, "image est", "images sont")} ici, et votre travail est envoyé dès que la connexion revient.`
      : "Pas de connexion. Votre travail est gardé dans ce navigateur, et envoyé dès que la connexion revient.",
  waitingForNext: (status) =>
    `${status}. Votre travail est gardé ici ; l’image suivante vient dès que la connexion revient.`,
  signedOut: "Vous êtes déconnecté. Votre travail est gardé ici, et envoyé dès que vous vous reconnectez.",
  signedOutBecause: (why) => `${why} Votre travail est gardé ici, et envoyé dès que vous êtes connecté.`,
  notNow: (why) => `Pas encore enregistré : ${why} Votre travail est gardé ici, et renvoyé de lui-même.`,
  signIn: "Se connecter",
  notKept:
    "Ce navigateur ne garde rien, comme dans une fenêtre privée : ne fermez la page que lorsqu’elle dit « Enregistré ».",
  newVersion: "Il y a une nouvelle version de cette page. Votre travail reste tel quel.",
  reload: "Recharger",
  conflict: {
    title: "Cette image a été enregistrée ailleurs",
    text: "Un autre onglet ou appareil l’a changée après que cette page l’a chargée. Rien n’est encore perdu : choisissez.",
    here: "Garder ce qui est ici",
    elsewhere: "Prendre ce qui a été enregistré ailleurs",
    titleHere: "Ici",
    titleElsewhere: {
      open: "Enregistrée ailleurs",
      submitted: "Envoyée ailleurs",
      skipped: "Passée ailleurs",
    },
    nothingTicked: "Rien de coché",
    nothingChosen: "Rien de choisi",
    noneOfThese: "Aucune",
    unsure: (labels) => `Incertain : ${labels}`,
    main: (label) => `Objet principal : ${label}`,
    flag: (reason) => `Signalement : ${reason}`,
    skipped: (reason) => `Passée : ${reason}`,
    hereAs: { submitted: "Ici · Envoyée", draft: "Ici · Pas envoyée" },
  },
};

export const vote: Translation["vote"] = {
  maybe: "Peut-être",
  maybeKey: "Peut-être à la carte qui demande",
  goTo: "Aller à la carte",
  answered: (answered, cards) => `${count(answered)} sur ${count(cards)} avec réponse`,
  undecided: "Répondez d’abord à chaque étiquette : oui, peut-être ou non.",
};

export const exemplars: Translation["exemplars"] = {
  kindOf: "un genre de",
  noPhotos: "Aucune photo de cette étiquette",
  kin: {
    open: "Étiquettes du même genre",
    key: "Étiquettes du même genre que celle de la carte",
    title: (label) => `Étiquettes du même genre que ${label}`,
    others: (kind) => `Autres genres de ${kind}`,
    none: "Aucune autre étiquette n’est du même genre.",
  },
  exemplarOf: (label, number) => `${label}, exemple ${number}`,
  differences: {
    title: (label) => `${label}, et ce avec quoi on la confond`,
    key: "L’étiquette de la carte à côté de celles avec lesquelles on la confond",
    others: "Étiquettes avec lesquelles on la confond",
    together: ({ images, expected }) =>
      `proposées ensemble sur ${countOf(images, "image", "images")}, par hasard sur ${expected < 0.05 ? "aucune" : expected.toFixed(1).replace(".", ",")}`,
    sameKind: (kind) => `aussi un genre de ${kind}`,
    ruled: "le responsable a fixé une règle sur les deux",
    hint: "← → choisissent une autre étiquette. Échap ferme.",
    noneFound:
      "Elle n’a pas de sœurs, et aucune étiquette n’est proposée avec elle bien plus souvent que par hasard.",
    loading: "Recherche des étiquettes que l’on confond avec elle",
    alsoKnownAs: "Aussi",
  },
  search: {
    all: (labels) => `Chercher parmi les ${count(labels)} étiquettes`,
    placeholder: "Ce que vous voyez, avec vos mots",
    begin:
      "Tapez quelques lettres, ou des initiales. Entrée ajoute la première étiquette, 1 à 9 les autres ; avec Maj, la recherche continue.",
    recent: "Ajoutées récemment : 1 à 9 les ajoutent de nouveau. Ou tapez quelques lettres.",
    added: (name) =>
      `Ajoutée : ${name}. 1 à 9 ajoutent aussi une de celles-ci. Ou continuez à taper ; Échap ferme.`,
    nothing: "Aucune étiquette de ce nom. Essayez un autre mot : la liste des étiquettes est fixe.",
    found: (labels, max, mayGoOn) =>
      `${labels === max ? `Les ${max} premières` : countOf(labels, "trouvée", "trouvées")}. 1 à 9 en ajoutent une${mayGoOn ? ", avec Maj on continue" : ""} ; Entrée ajoute celle qui est marquée, ↑ ↓ choisissent.`,
    results: "Étiquettes trouvées",
    ticked: "cochée",
    onCard: "sur une carte",
  },
};

export const contains: Translation["contains"] = {
  title: "Planches",
  ask: (name) => `Cochez chaque photo qui montre : ${name}`,
  rule: "Un seul suffit, quoi qu’il y ait d’autre sur la photo. Ce qui est en partie caché compte ; les dessins, non.",
  photos: (name) => `Photos à parcourir pour : ${name}`,
  photo: (at, of) => `Photo ${at} sur ${of}`,
  cannotBeShown: "Cette photo ne peut être montrée. Rien n’est demandé sur elle.",
  open: (at) => `Photo ${at}, en grand`,
  ticked: (value, of) => `${count(value)} sur ${countOf(of, "photo cochée", "photos cochées")}`,
  exemplars: "Exemples",
  flag: "Signaler",
  flagged: "Signalée",
  flagHint: "Signaler au responsable la photo active",
  flagTitle: (at) => `Signaler la photo ${at} au responsable`,
  submit: "Envoyer",
  undo: "Annuler",
  back: "Planche précédente",
  toast: {
    submitted: (value, of) => `Envoyée : ${count(value)} sur ${count(of)} cochées`,
    extra: "Cette planche avait déjà ses réponses : la vôtre est gardée, mais pas comptée",
  },
  large: {
    title: (at, of) => `Photo ${at} sur ${of}`,
    tick: "Cocher",
    untick: "Cochée",
    original: "Pleine résolution",
    previous: "Photo précédente",
    next: "Photo suivante",
  },
  conflict: { ticked: (value, of) => `${count(value)} sur ${count(of)} cochées` },
  done: {
    title: (done) => (done > 0 ? "Tout est fait." : "Pas de planches pour l’instant."),
    answered: (done) => `Vous avez répondu à ${sheets(done)}.`,
    comes: "Des planches apparaissent ici quand le responsable en fait.",
    work: "Mon travail",
    undo: "Retour à la planche précédente",
  },
  keys: {
    tick: "Cocher la photo, ou la décocher",
    arrows: "Vers la photo d’à côté, du dessus ou du dessous",
    ends: "Vers la première ou la dernière photo",
    endKeys: "Début Fin",
    submit: "Envoyer, et à la planche suivante",
    undo: "Reprendre la dernière coche, ou le dernier envoi",
    back: "Retour à la dernière planche envoyée",
    photo: "La photo, en grand",
    flag: "Signaler la photo au responsable",
    exemplars: "Les exemples de l’étiquette, en grand",
    guideline: "Les consignes",
    help: "Cette liste",
  },
  work: {
    title: "Planches de photos",
    ofDone: (total) => `sur ${count(total)} avec réponse`,
    left: (left) => `Encore ${sheets(left)}, chacune sur une étiquette.`,
    begin: "Commencer",
    goOn: "Continuer",
    finished: "Tout est fait pour l’instant. D’autres planches peuvent venir.",
  },
};

export const qualification: Translation["qualification"] = {
  task: "Entraînement",
  start: {
    title: (value) =>
      `Avant de commencer : ${countOf(value, "image d’entraînement", "images d’entraînement")}`,
    text: "Elles fonctionnent comme les images à venir. Après chacune, vous voyez ce que les experts ont choisi à côté de votre réponse.",
    rule: (percent) =>
      `Votre travail s’ouvre dès que ${percent} des étiquettes sont justes : choisies par vous et par les experts. Celles qui pouvaient aller dans les deux sens ne comptent pas.`,
    attempts: (value) =>
      value === 1
        ? "Vous avez un seul essai."
        : `Vous avez ${countOf(value, "essai", "essais")}, et du temps : personne ne mesure votre vitesse.`,
    begin: "Commencer",
    goOn: "Continuer",
    underWay: (done, total) =>
      `Vous avez fait ${count(done)} sur ${countOf(total, "image d’entraînement", "images d’entraînement")}.`,
  },
  passed: {
    title: "Réussi : votre travail est ouvert",
    text: (right, labels) =>
      labels === 0 ? "Rien n’était faux." : `${count(right)} étiquettes justes sur ${count(labels)}. Bravo.`,
  },
  letIn: { title: "Votre travail est ouvert", text: "Le responsable vous l’a ouvert." },
  notYet: {
    title: "Pas encore réussi",
    text: (right, labels, percent) =>
      `${count(right)} étiquettes justes sur ${count(labels)} ; il en faut ${percent}. Revoyez vos images d’entraînement, puis réessayez.`,
    left: (value) => `Il vous reste ${countOf(value, "essai", "essais")}.`,
    again: "Réessayer",
  },
  usedUp: {
    title: "Le responsable décide de la suite",
    text: (right, labels, percent) =>
      `${count(right)} étiquettes justes sur ${count(labels)} au dernier essai ; il en faut ${percent}. Vous avez utilisé tous vos essais. Le responsable le voit et peut vous ouvrir le travail ou vous donner d’autres essais ; cette page vous le dira.`,
  },
  notReady: {
    title: "Les images d’entraînement ne sont pas encore prêtes",
    text: "Votre travail commence par quelques images d’entraînement, et le responsable n’en a pas encore choisi assez. Cette page les montre dès qu’elles sont là.",
  },
  answers: {
    title: "Vos images d’entraînement",
    exact: "Toutes les étiquettes justes",
    not: "Pas toutes les étiquettes justes",
    look: (number, state) => `Image d’entraînement ${number} : ${state}`,
  },
  feedback: {
    label: "Ce que les experts ont choisi",
    title: (number, total) => `Image d’entraînement ${number} sur ${total}`,
    exact: "Tout est juste !",
    nothing: "Les experts n’ont rien choisi non plus.",
    cards:
      "Ces cartes sont les étiquettes choisies par vous ou par les experts. Regardez leurs exemples ; ≠ met une étiquette à côté de celles avec lesquelles on la confond.",
    later: "Envoyé. Ce que les experts ont choisi vient dès que la connexion revient.",
    noCards: "Ni vous ni les experts n’avez choisi d’étiquette.",
    verdicts: {
      hit: { title: "Juste", onCard: "Juste" },
      missed: { title: "Oubliée", onCard: "Oubliée" },
      wrong: { title: "En trop", onCard: "En trop" },
      either: { title: "Possible dans les deux sens, non comptée", onCard: "Possible dans les deux sens" },
      unsure: { title: "Vous hésitiez, non comptée", onCard: "Vous hésitiez" },
      unknown: { title: "Aucun expert ne l’a regardée, non comptée", onCard: "Aucun expert ne l’a regardée" },
    },
    expertsSaid: {
      yes: "les experts l’ont choisie",
      no: "les experts ne l’ont pas choisie",
      either: "les deux sont possibles",
    },
  },
  neither:
    "Les images d’entraînement ne se passent ni ne se signalent : répondez de votre mieux. Une erreur ne coûte rien.",
};
