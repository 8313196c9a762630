import type { Translation } from "../translation.ts";
import { count, countOf } from "./numbers.ts";

export const talk: Translation["talk"] = {
  title: "Échanges",
  noneOfOwn: "Rien n’est écrit ici pour vous.",
  entries: "Ce qui est dit",
  unread: (value) => countOf(value, "nouveau", "nouveaux"),
  flagged: "a signalé cette image",
  answered: (name) => `a répondu à ${name}`,
  answeredYou: "a répondu à votre signalement",
  toYou: "à vous",
  to: (name) => `à ${name}`,
  edited: (at) => `modifié ${at}`,
  takenBack: "Retiré.",
  privateOwn: "Vous et les responsables le lisez.",
  privateOf: (name) =>
    `Seuls ${name} et les responsables le lisent, jusqu’aux étiquettes définitives de l’image.`,
  waits: (names) =>
    `${names} ne peut pas encore le voir : cela attend que sa propre réponse soit définitive et que l’image ait ses étiquettes.`,
  states: { open: "Attend un responsable", answered: "Avec réponse", closed: "Clos" },
  acts: {
    edit: "Modifier",
    takeBack: "Retirer",
    takeBackSure: "Retirer ce message ? On verra qu’il l’a été, et l’historique garde ce qu’il disait.",
    keep: "Le garder",
    reopen: "Rouvrir",
    close: "Clore le signalement",
    answer: "Répondre et clore",
    write: "Envoyer",
    save: "Enregistrer",
    cancel: "Annuler",
    talk: "En parler",
    show: "Montrer",
    hide: "Masquer",
  },
  form: {
    label: "Écrire sur cette image",
    edit: "Changer votre message",
    hint: "@ mentionne quelqu’un.",
    forLeads:
      "Les responsables lisent ce que vous écrivez ici. Personne d’autre avant les étiquettes définitives de l’image.",
    whom: "Pour",
    everybody: "Tous ceux qui peuvent lire",
    alone: (name) => `${name} uniquement, tout de suite`,
    aloneWarns: (name) =>
      `${name} travaille peut-être encore sur cette image : ne dites rien des réponses des autres.`,
    answer: (name) => `Votre réponse à ${name}`,
    people: "Personnes à mentionner",
  },
  done: {
    sent: "Envoyé.",
    answered: "Répondu et clos.",
    answeredBefore: "Un autre responsable l’a réglé avant.",
    closed: "Clos.",
    reopened: "Rouvert : un responsable est prévenu.",
    takenBack: "Retiré.",
    saved: "Enregistré.",
  },
  mine: {
    flags: "Vos signalements",
    counts: (open, answered, closed) =>
      `${count(open)} en attente, ${count(answered)} avec réponse, ${count(closed)} clos`,
    flagged: (text) => (text === "" ? "Vous l’avez signalée." : `Vous l’avez signalée : « ${text} »`),
    by: (name, at) => (name === null ? at : `${name}, ${at}`),
    threads: "Messages reçus",
    about: (act, what) => `${act} : ${what}`,
  },
};
