import { passwordLength } from "../../../../contract/people/password.ts";
import type { Translation } from "../translation.ts";
import { count, countOf, duration, images, plural } from "./numbers.ts";

const passwordHint = `Au moins ${passwordLength.min} caractères. Quelques mots sans lien se retiennent bien et se devinent mal.`;
const incomplete = "Ce lien n’est pas complet";
const incompleteText = "Copiez le lien entier que vous avez reçu, ou demandez-en un nouveau au responsable.";

export const language: Translation["language"] = {
  label: "Langue",
  hint: "Pour les pages où travaillent annotateurs et experts, et celle-ci. Les pages des responsables, et certains messages du serveur, sont en anglais.",
};

export const entrance: Translation["entrance"] = {
  signIn: "Se connecter",
  why: "Vous n’êtes pas connecté ici, ou votre connexion a pris fin. Connectez-vous pour aller à la page que vous vouliez.",
  passwordIsSet: "Votre mot de passe est défini. Connectez-vous avec lui.",
  email: "Adresse e-mail",
  password: "Mot de passe",
  sso: (provider) => `Se connecter avec ${provider}`,
  or: "ou",
  setPassword: {
    title: "Définir votre mot de passe",
    incomplete,
    incompleteText,
    newPassword: "Nouveau mot de passe",
    hint: passwordHint,
    submit: "Définir le mot de passe",
  },
  begin: {
    title: "Créer le premier compte",
    text: "Personne n’a encore de compte ici. Avec le vôtre, vous créez des projets et invitez les autres.",
    nameHint: "Les personnes de vos projets le voient.",
    submit: "Créer le compte",
    incomplete,
    incompleteText: "Copiez le lien entier que le serveur a affiché à son démarrage.",
    over: "Quelqu’un a déjà un compte ici",
    overText:
      "Ce lien n’ouvrait la voie qu’à la première personne. Demandez une invitation à un responsable.",
    goOn: "Continuer",
  },
  isNew:
    "Personne n’a encore de compte ici. Le serveur a affiché un lien à son démarrage : ouvrez-le pour créer le premier.",
  showPassword: "Montrer le mot de passe",
  capsLock: "Le verrouillage des majuscules est actif.",
  problems: {
    unknown: "Quelque chose n’a pas marché. Réessayez, et dites-le au responsable si cela se reproduit.",
    unreachable: "Le serveur est injoignable. Vérifiez votre connexion.",
    tooMany: "Trop d’essais. Attendez une minute, puis réessayez.",
    noMatch: "L’adresse e-mail et le mot de passe ne vont pas ensemble.",
    linkUsed: "Ce lien a déjà servi, ou est trop ancien. Demandez-en un nouveau au responsable.",
    accessEnded:
      "Le responsable de votre projet a mis fin à votre accès. Ce que vous avez envoyé est conservé. Demandez-lui si c’est une erreur.",
    notInvited:
      "Personne ici n’a invité votre adresse e-mail. Demandez une invitation au responsable de votre projet.",
    unproved:
      "Le service de connexion n’a pas confirmé que cette adresse e-mail est la vôtre. Confirmez-la là-bas, ou utilisez votre mot de passe.",
    ssoFailed: "La connexion n’a pas marché. Réessayez, ou utilisez votre mot de passe.",
  },
};

export const account: Translation["account"] = {
  title: "Votre compte",
  menu: "Votre compte",
  name: { title: "Nom", label: "Ce que voient les autres", save: "Enregistrer le nom", saved: "Enregistré." },
  password: {
    title: "Mot de passe",
    current: "Mot de passe actuel",
    next: "Nouveau mot de passe",
    hint: passwordHint,
    change: "Changer le mot de passe",
    changed: "Changé. Vous avez été déconnecté partout ailleurs.",
    none: (provider) => `Vous vous connectez avec ${provider}, il n’y a donc pas de mot de passe ici.`,
    noneAtAll: "Vous n’avez pas de mot de passe. Demandez au responsable un lien pour en définir un.",
  },
  mail: {
    title: "Courriel",
    label: "Me prévenir des nouvelles images par e-mail, au plus une fois par jour",
    off: "Ce serveur n’envoie pas d’e-mail. Le nombre à côté de « Mon travail » dit ce qui attend.",
    saved: "Enregistré.",
  },
  newAccount: { name: "Votre nom", email: "Adresse e-mail", emailHint: "Vous vous connectez avec elle." },
  invitation: {
    incomplete,
    incompleteText,
    endedTitle: "Cette invitation ne peut servir",
    title: (project) => `Rejoindre « ${project} »`,
    offer: (by, roles) => `${by} vous invite à y travailler. Rôle : ${roles}.`,
    and: " et ",
    until: (time) => `Le lien marche jusqu’au ${time}.`,
    nameHint: "Le responsable le voit à côté de votre travail.",
    join: "Rejoindre",
    signedInAs: (email) => `Vous êtes connecté comme ${email}.`,
    known: (email) => `Il y a un compte pour ${email}. Connectez-vous avec lui pour rejoindre le projet.`,
    signIn: "Se connecter",
    signOut: "Se déconnecter",
    otherPerson: (email) => `Cette invitation est pour ${email}. Déconnectez-vous, puis rouvrez le lien.`,
    haveAccount: "J’ai un compte : me connecter",
    startPage: "Vers la connexion",
  },
};

export const secondFactor: Translation["secondFactor"] = {
  title: "Connexion en deux étapes",
  about:
    "Avec le code d’une application, un mot de passe divulgué n’ouvre rien. Une clé d’accès (passkey) se passe de mot de passe.",
  needed: {
    title: "Ce serveur vous demande une deuxième étape",
    text: "Les pages des responsables s’ouvrent dès que vous avez mis en place une clé d’accès ou une application ci-dessous.",
    locked:
      "Vous vous êtes connecté avec le seul mot de passe. Déconnectez-vous, puis connectez-vous avec votre clé d’accès ou le code de votre application.",
    signOut: "Se déconnecter",
  },
  locked:
    "Vous vous êtes connecté sans votre deuxième étape, rien ne peut donc être changé ici. Déconnectez-vous, puis connectez-vous avec elle.",
  app: {
    title: "Code d’une application",
    off: "Une application de votre téléphone (d’authentification ou gestionnaire de mots de passe) montre un nouveau code toutes les 30 secondes. La connexion le demande après le mot de passe.",
    on: (left) =>
      `Active. La connexion demande un code après le mot de passe. Il reste ${countOf(left, "code de secours", "codes de secours")}.`,
    noPassword:
      "Vous n’avez pas de mot de passe ici, aucun code n’est donc demandé. Votre fournisseur en demande peut-être un.",
    turnOn: "Mettre en place une application",
    turnOff: "Désactiver",
    newCodes: "Nouveaux codes de secours",
    password: "Votre mot de passe",
    goOn: "Continuer",
    cancel: "Annuler",
    scan: "Scannez ceci avec l’application, ou tapez la clé à côté.",
    qr: "Code QR pour l’application",
    key: "Clé",
    keyName: "la clé",
    code: "Code que montre l’application",
    confirm: "Activer",
    turnOffText: "La connexion ne demandera plus de code. Donnez votre mot de passe pour désactiver.",
    newCodesText:
      "Les anciens codes de secours prennent fin. Donnez votre mot de passe pour en recevoir dix nouveaux.",
  },
  codes: {
    title: "Vos codes de secours",
    text: "Chacun ouvre votre compte une fois, avec votre mot de passe, quand vous n’avez pas l’application. Gardez-les hors de cet ordinateur : ils ne sont montrés que maintenant.",
    name: "les codes de secours",
    kept: "Je les ai mis de côté",
  },
  passkeys: {
    title: "Clés d’accès",
    about:
      "Une clé d’accès vous connecte sans mot de passe, par l’empreinte, le visage ou le code PIN de votre appareil, ou par une clé de sécurité.",
    unable: "Ce navigateur ne peut en créer à cette adresse : il faut https et un nom, pas un nombre.",
    since: (time) => `depuis le ${time}`,
    unnamed: "Clé d’accès",
    remove: "Supprimer",
    removeOf: (name) => `Supprimer ${name}`,
    name: "Nom de la nouvelle",
    nameHint: "Pour la reconnaître, « Téléphone » par exemple.",
    add: "Ajouter une clé d’accès",
    cancelled: "Le navigateur n’a pas créé de clé d’accès. Réessayez si vous en voulez une.",
    known: "Cet appareil a déjà une clé d’accès pour votre compte.",
  },
  signIn: {
    passkey: "Se connecter avec une clé d’accès",
    cancelled: "Aucune clé d’accès n’a été donnée. Réessayez, ou utilisez votre mot de passe.",
    title: "Votre code",
    text: "Tapez le code que montre votre application, ou un de vos codes de secours.",
    code: "Code reçu",
    goOn: "Se connecter",
    back: "Retour",
    waiting: (seconds) =>
      `Beaucoup de personnes se connectent. Vous êtes dans la file : nouvel essai dans ${seconds} s.`,
  },
};

export const security: Translation["security"] = {
  again: { title: "Votre mot de passe, une fois de plus", password: "Mot de passe", goOn: "Continuer" },
  sessions: {
    title: "Où vous êtes connecté",
    here: "ce navigateur",
    unknown: "Un navigateur inconnu",
    since: (time) => `depuis le ${time}`,
    end: "Déconnecter",
    endOf: (browser, time) => `Déconnecter ${browser}, depuis le ${time}`,
    endOthers: "Se déconnecter partout ailleurs",
  },
};

export const tokens: Translation["tokens"] = {
  title: "Programmes qui agissent pour vous",
  about:
    "Un script entre avec un jeton au lieu de votre mot de passe. Il voit et fait ce que vous pouvez, dans les limites de sa portée ; il ne change jamais votre compte, ni les droits de quiconque.",
  reference: "Ce que les programmes peuvent demander",
  none: "Vous n’avez pas de jeton.",
  name: "À quoi il sert",
  nameHint: "Pour le reconnaître, « export de nuit » par exemple.",
  scopes: {
    read: ["Lire", "Les images, étiquettes, votes, statistiques et exports que vous pouvez voir."],
    work: ["Travailler", "Répondre, arbitrer et relire comme vous."],
    manage: ["Gérer", "Réglages, lots, versions, étiquettes : ce que font les responsables."],
  },
  scopesLabel: "Ce qu’il peut faire",
  days: "Il prend fin après",
  daysOf: (days) => (days === 365 ? "un an" : countOf(days, "jour", "jours")),
  make: "Créer un jeton",
  noScope: "Choisissez ce qu’il peut faire.",
  made: "Copiez le jeton maintenant : il ne sera plus montré.",
  token: "le jeton",
  done: "Je l’ai copié",
  until: (time) => `prend fin le ${time}`,
  ended: (time) => `a pris fin le ${time}`,
  used: (time) => `utilisé le ${time}`,
  never: "jamais utilisé",
  revoke: "Révoquer",
  revokeOf: (name) => `Révoquer le jeton « ${name} »`,
};

export const failures: Translation["failures"] = {
  broken: "Cette page est en panne",
  brokenText:
    "Quelque chose n’a pas marché dans la page elle-même. Ce que vous avez enregistré est sauf. Rechargez la page, et dites-le au responsable si cela se reproduit.",
  unreachable: "Le serveur est injoignable",
  unreachableText:
    "Vérifiez votre connexion, et si Multilabelfy tourne encore. Ce que vous avez enregistré est sauf.",
  forbidden: "Cette page ne vous est pas ouverte",
  forbiddenText: (why) => `${why} Si votre rôle devait la comprendre, demandez au responsable du projet.`,
  tooMany: "Trop de requêtes",
  noAnswer: "Le serveur n’a pas pu répondre",
  workKept: "Le serveur est injoignable. Votre travail est gardé ici.",
  noServer: "Le serveur est injoignable.",
  answered: (status) => `Le serveur a répondu ${status}.`,
};

export const shell: Translation["shell"] = {
  skip: "Aller au contenu",
  loading: "Chargement",
  nav: "Pages du projet",
  projects: "Projets",
  changeProject: " : changer de projet",
  pages: { work: "Mon travail", guideline: "Consignes" },
  goTo: {
    open: "Aller à",
    keys: "Ctrl K",
    title: "Aller à une page, une étiquette, une personne ou une image",
    placeholder: (isLead) => (isLead ? "Une page, étiquette, personne ou image" : "Une page"),
    results: "Où cela mène",
    nothing: "Rien ne porte ce nom. Essayez une partie du nom.",
    hint: "↑ ↓ choisissent, Entrée y va.",
    kinds: { page: "Page", label: "Étiquette", person: "Personne", image: "Image" },
  },
  person: {
    menu: "Vous",
    you: (name) => `Vous : ${name}`,
    appearance: "Apparence",
    light: "Clair",
    dark: "Sombre",
    auto: "Auto",
    signOut: "Se déconnecter",
    notSignedOut: (why) => `Vous êtes toujours connecté. ${why}`,
  },
  copy: { label: (what) => `Copier ${what}`, copy: "Copier", copied: "Copié", selectIt: "Sélectionner" },
  notFound: {
    documentTitle: "Introuvable",
    title: "Cette page n’existe pas",
    text: "L’adresse est peut-être mal tapée, ou sa cible a disparu, ou vous n’avez pas de rôle dans ce projet.",
  },
  startPage: "Page d’accueil",
  tryAgain: "Réessayer",
};

export const home: Translation["home"] = {
  title: "Vos projets",
  make: "Créer un projet",
  makeFirst: "Créez le premier : choisissez ses étiquettes, puis ajoutez vos images.",
  none: "Pas encore de projet",
  noneText: "Vous êtes connecté, mais vous n’avez de rôle dans aucun projet.",
  askLead: "Demandez-en un au responsable de votre projet, puis rechargez cette page.",
};

export const roles: Translation["roles"] = {
  names: { lead: "Responsable", annotator: "Annotateur", expert: "Expert ou experte" },
  stages: {
    annotate: "Étiquetage",
    refine: "Arbitrage",
    vote: "Vote",
    classify: "Objets",
    "classify-after": "Objets",
    "label-anew": "Échantillon d’audit",
  },
};

export const guideline: Translation["guideline"] = {
  title: "Consignes",
  titleOf: (version) => `Consignes · version ${version}`,
  version: (version) => `Version ${count(version)}`,
  written: (by, at) => (by === null ? at : `par ${by}, ${at}`),
  none: "Il n’y a pas encore de consignes",
  noneForOthers:
    "Tant que le responsable n’en a pas écrit : choisissez chaque étiquette juste pour quelque chose dans l’image.",
  changes: { added: "Ajouté", removed: "Retiré", none: "Les deux versions sont identiques." },
  news: {
    title: "Les consignes ont changé",
    text: (from, to) => `De la version ${count(from)} à ${count(to)}. Ceci vaut dès l’image suivante :`,
    failed: "Impossible de charger ce qui a changé. Lisez les consignes avec leur touche.",
    understood: "Compris",
  },
  dialog: {
    none: "Le responsable n’a pas encore écrit de consignes. Dans le doute, demandez-lui ou laissez un commentaire.",
    failed: "Impossible de charger les consignes.",
    again: "Réessayer",
    loading: "Chargement…",
  },
};

export const work: Translation["work"] = {
  title: "Mon travail",
  offline: (held) =>
    held > 0
      ? `Pas de connexion : vous voyez le dernier état. Continuez quand même : ${countOf(held, "image est gardée", "images sont gardées")} dans ce navigateur.`
      : "Pas de connexion : vous voyez le dernier état. Aucune image à faire n’est gardée dans ce navigateur.",
  newHere: "Première visite, ou un doute ?",
  guideline: "Lire les consignes",
  nothing: "Rien à faire pour l’instant",
  nothingForExpert:
    "Des images vous viennent quand les annotateurs divergent. Cette page les montre aussitôt.",
  nothingForAnnotator:
    "Le responsable ne vous a pas encore donné d’images. Cette page les montre dès qu’il y en a.",
  stage: {
    done: count,
    outOf: (whole) => `sur ${count(whole)} faites`,
    left: (value) => `Encore ${images(value)}.`,
    leftAtPace: (value, time, perImage) =>
      `Encore ${images(value)} : environ ${duration(time)} à votre rythme de ${duration(perImage)} par image.`,
    skipped: (value) => `${countOf(value, "image remise", "images remises")} à la fin.`,
    blocked: (value) =>
      `${countOf(value, "image passée", "images passées")} deux fois : le responsable décide.`,
    blockedSettled: (value) =>
      `${countOf(value, "image passée", "images passées")} deux fois : les experts décident entre eux.`,
    batches: "Mes lots",
    batch: (number) => `Lot ${number}`,
    batchDone: (done, total) => `${count(done)} sur ${count(total)}`,
    start: "Commencer",
    goOn: "Continuer",
    allDone: {
      annotate: "Tout est fait. Merci !",
      refine: "Tout est fait pour l’instant. D’autres images peuvent venir.",
      classify: "Tout est fait. Merci !",
      "classify-after": "Tout est fait pour l’instant. D’autres images peuvent venir.",
      "label-anew": "Tout est fait pour l’instant. Merci !",
      vote: "Tout est fait. Merci !",
    },
  },
  images: {
    title: "Mes images",
    which: "Lesquelles de mes images",
    kinds: { all: "Toutes", flagged: "Signalées", open: "Non envoyées", skipped: "Remises" },
    none: {
      all: "Vous n’avez encore travaillé sur aucune image.",
      flagged: "Vous n’avez signalé aucune image. F signale celle à l’écran.",
      open: "Aucune image n’est à moitié faite.",
      skipped: "Vous n’avez remis aucune image.",
    },
    more: "Montrer les précédentes",
    flagged: (reason) => `Signalée : ${reason}`,
    noneOfThese: "Aucune",
    noLabel: "Aucune étiquette choisie",
    unsure: (name) => `${name} (incertain)`,
    states: {
      open: "Brouillon,",
      skipped: "Remise,",
      blocked: "Chez le responsable,",
      final: "Définitive,",
      submitted: "Envoyée,",
    },
  },
};

export const people: Translation["people"] = {
  waiting: {
    badge: (value) => plural(value, "image vous attend", "images vous attendent"),
    sheets: (value, one) => `${value} ${one ? "planche" : "planches"}`,
    sheetsWait: (value) => plural(value, "vous attend", "vous attendent"),
    inProject: (value, one) => `${value} ${one ? "image vous attend" : "images vous attendent"}`,
    count,
    more: (max) => `${max}+`,
  },
};

export const labels: Translation["labels"] = { note: { mark: "À noter :" } };
export const labelSpace: Translation["labelSpace"] = { unknown: (label) => `étiquette ${label}` };
export const imagesPage: Translation["images"] = { noLabel: "aucune étiquette" };

export const gold: Translation["gold"] = {
  answering:
    "Une image étalon : les annotateurs sont mesurés à votre réponse. Regardez chaque groupe, cherchez ce qui manque, et marquez comme incertain ce qui pourrait aller dans les deux sens.",
};
