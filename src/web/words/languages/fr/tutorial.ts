import type { Translation } from "../translation.ts";

/** The sample labels are named as their cards name them. */
const steps: Translation["tutorial"]["steps"] = {
  tick: {
    title: "Cochez ce que vous voyez",
    text: "Chaque carte porte le numéro de sa touche. Deux objets ont une étiquette : l’expresso (espresso) et la tasse (cup). Cochez les deux avec les touches 1 à 5, ou cliquez sur les cartes.",
    touch:
      "Deux objets ont une étiquette : l’expresso (espresso) et la tasse (cup). Touchez leurs cartes pour cocher les deux.",
    wrong: "Ce n’est pas sur la photo. Refaites la même chose pour décocher.",
    right: "Une étiquette par sorte d’objet, quel que soit leur nombre.",
  },
  submit: {
    title: "Envoyer",
    text: "Les deux étiquettes sont cochées. Entrée envoie et passe à l’image suivante.",
    touch: "Les deux étiquettes sont cochées. « Envoyer » passe à l’image suivante.",
    wrong: "Décochez celle-là : il n’y a que l’expresso et la tasse.",
    right: "Il n’en faut pas plus pour la plupart des images.",
  },
  likeliest: {
    title: "Des étiquettes qui s’excluent",
    text: "Un chien a une seule race. Les deux sont de la même : cochez seulement la plus probable, puis appuyez sur Entrée. Ceux-ci ont de longues oreilles frisées et un poil roux doré : des cockers (cocker spaniel).",
    touch:
      "Un chien a une seule race. Les deux sont de la même : cochez seulement la plus probable, puis touchez « Envoyer ». Ceux-ci ont de longues oreilles frisées et un poil roux doré : des cockers (cocker spaniel).",
    wrong: "Les races s’excluent : ne gardez que la plus probable. Ici, c’est le cocker.",
    right: "Quand des étiquettes s’excluent, choisissez la plus probable.",
  },
  exemplars: {
    title: "Exemples",
    text: "Un doute sur l’aspect d’une étiquette ? V montre à côté de l’image les exemples de la carte active ; les flèches changent de carte. Appuyez maintenant sur V, puis sur V ou Échap pour revenir.",
    touch:
      "Un doute sur l’aspect d’une étiquette ? Touchez une photo de la carte, ou maintenez la carte : ses exemples s’ouvrent en grand. Ouvrez-les maintenant, puis refermez-les.",
    right: "Les photos en disent plus que le nom : bien des mots ont un sens plus étroit qu’on ne croit.",
  },
  groups: {
    title: "D’autres groupes",
    text: "Il y a plus de cinq cartes. Espace ouvre le groupe suivant ; Q, W, E et R en ouvrent un des quatre. Cochez ici le chat tigré (tabby) et, dans le deuxième groupe, la laine (wool), puis appuyez sur Entrée.",
    touch:
      "Il y a plus de cinq cartes. La barre du bas ouvre les autres groupes. Cochez ici le chat tigré (tabby) et, dans le deuxième groupe, la laine (wool), puis touchez « Envoyer ».",
    wrong: "Ne gardez que le chat tigré et, dans le deuxième groupe, la laine.",
    right: "Ce que vous n’avez pas ouvert compte comme non vu, jamais comme un non.",
  },
  parts: {
    title: "Le tout et ses parties",
    text: "Une voiture et sa roue comptent toutes deux, si ce sont des étiquettes. De même cette église (church) et son dôme (dome) : cochez les deux, puis appuyez sur Entrée.",
    touch:
      "Une voiture et sa roue comptent toutes deux, si ce sont des étiquettes. De même cette église (church) et son dôme (dome) : cochez les deux, puis touchez « Envoyer ».",
    wrong: "Ce bâtiment est une église. Gardez l’église et son dôme.",
    right: "Une chose et ses parties : les deux.",
  },
  hidden: {
    title: "Caché ou coupé",
    text: "La guitare cache une partie de la batterie, et le cadre en coupe d’autres. Elles comptent quand même. Cochez la guitare électrique (electric guitar) et le tambour (drum), puis appuyez sur Entrée.",
    touch:
      "La guitare cache une partie de la batterie, et le cadre en coupe d’autres. Elles comptent quand même. Cochez la guitare électrique (electric guitar) et le tambour (drum), puis touchez « Envoyer ».",
    wrong: "Ce n’est pas sur la photo. Gardez la guitare électrique et le tambour.",
    right: "Un objet compte dès qu’on le reconnaît, si peu qu’on en voie.",
  },
  unsure: {
    title: "Incertain",
    text: "Quel est ce lézard ? Si vous avez regardé sans pouvoir décider, maintenez Maj et appuyez sur le numéro de la carte : incertain. Le point d’interrogation de la carte fait de même. Dites « incertain » pour une carte, puis appuyez sur Entrée.",
    touch:
      "Quel est ce lézard ? Si vous avez regardé sans pouvoir décider, touchez le point d’interrogation de sa carte : incertain. Dites-le pour une carte, puis touchez « Envoyer ».",
    wrong:
      "Cochez seulement ce dont vous êtes sûr. Dites plutôt « incertain » : le point d’interrogation de la carte.",
    right: "« Incertain » est une réponse : un expert regarde à son tour.",
  },
  search: {
    title: "Il manque une étiquette",
    text: "Il y a des parasols sur la terrasse, et aucune carte ne le dit. Appuyez sur / et tapez « umbrella » ; Entrée l’ajoute.",
    touch:
      "Il y a des parasols sur la terrasse, et aucune carte ne le dit. Ouvrez la recherche sous les cartes, tapez « umbrella » et touchez ce qu’elle trouve.",
    right: "La recherche trouve noms, synonymes et mots des définitions, et pardonne les fautes de frappe.",
  },
  none: {
    title: "Aucune",
    text: "Un dahlia, et il n’y a pas d’étiquette pour lui. X parcourt tous les groupes, pour que vous les ayez vus, et répond « Aucune ». Appuyez ensuite sur Entrée.",
    touch:
      "Un dahlia, et il n’y a pas d’étiquette pour lui. « Aucune » parcourt tous les groupes, pour que vous les ayez vus. Touchez-le, puis touchez « Envoyer ».",
    wrong: "Ce n’est pas ce que montre la photo. Décochez, puis répondez « Aucune ».",
    right: "« Aucune » est une réponse à part entière. Cherchez avant de la donner.",
  },
  undo: {
    title: "Annuler",
    text: "« Monastery » a été coché par erreur. U reprend votre dernière action, même un envoi.",
    touch: "« Monastery » a été coché par erreur. « Annuler » reprend votre dernière action, même un envoi.",
    right: "Autant d’étapes que vous voulez, même sur des images précédentes.",
  },
  flag: {
    title: "Signaler",
    text: "Quelque chose ne va pas dans une image, ou les consignes n’en parlent pas ? F le dit au responsable. Appuyez sur F et choisissez une raison.",
    touch:
      "Quelque chose ne va pas dans une image, ou les consignes n’en parlent pas ? « Signaler » le dit au responsable. Touchez-le et choisissez une raison.",
    right: "Un signalement ne change aucune étiquette. Vous pouvez tout de même répondre.",
  },
  skip: {
    title: "Passer",
    text: "S remet une image à plus tard ; elle revient à la fin. Appuyez sur S et choisissez une raison.",
    touch:
      "« Passer » remet une image à plus tard ; elle revient à la fin. Touchez-le et choisissez une raison.",
    right: "Mieux vaut passer que deviner.",
  },
  help: {
    title: "Toutes les touches",
    text: "? montre chaque touche, telle que votre clavier l’imprime, et permet d’en changer. Ouvrez la liste, puis fermez-la avec Échap.",
    touch:
      "Avec un clavier, chaque bouton a sa touche. Le point d’interrogation en haut les montre toutes et permet d’en changer. Ouvrez la liste, puis refermez-la.",
    right: "Chaque touche a aussi son bouton.",
  },
  guideline: {
    title: "Et les dessins ?",
    text: "Dessins, jouets et statues : chaque projet a sa règle, dans ses consignes. G les ouvre. Lisez-les et fermez-les avec Échap.",
    touch:
      "Dessins, jouets et statues : chaque projet a sa règle, dans ses consignes. Ouvrez-les en haut, lisez-les et refermez-les.",
    right: "Dans le doute, ce sont les consignes qui comptent.",
  },
};

export const tutorial: Translation["tutorial"] = {
  name: "Tutoriel",
  steps,
  label: "Ce qu’il faut faire",
  progress: (step, total) => `Étape ${step} sur ${total}`,
  nearly: "C’est juste. Appuyez maintenant sur Entrée.",
  nearlyTouch: "C’est juste. Touchez maintenant « Envoyer ».",
  wrong: (labels, why) => `${labels.join(", ")} : ${why}`,
  right: (text) => `C’est juste. ${text}`,
  next: "Continuer",
  finish: "Terminer",
  back: "Retour",
  skip: "Sauter le tutoriel",
  sure: {
    title: "Sauter le tutoriel ?",
    text: "Vous le retrouvez sous « Mon travail ».",
    yes: "Le sauter",
    no: "Le continuer",
  },
  failed: "Impossible de charger le tutoriel.",
  again: "Réessayer",
  offer: {
    title: "Première visite ?",
    text: "Le tutoriel montre les touches et les règles sur des photos d’exemple, en cinq minutes environ. Rien n’en est enregistré dans le projet.",
    start: "Suivre le tutoriel",
    resume: (step) => `Reprendre le tutoriel à l’étape ${step}`,
    skip: "Pas maintenant",
  },
  or: ", ou",
  repeat: "refaire le tutoriel",
  taken: "tutoriel terminé",
};
