import type { Translation } from "../translation.ts";
import { count, countOf } from "./numbers.ts";

export const talk: Translation["talk"] = {
  title: "Conversación",
  noneOfOwn: "Aquí no hay nada escrito para ti.",
  entries: "Lo que se dice",
  unread: (value) => countOf(value, "nuevo", "nuevos"),
  flagged: "avisó sobre esta imagen",
  answered: (name) => `respondió a ${name}`,
  answeredYou: "respondió a tu aviso",
  toYou: "para ti",
  to: (name) => `para ${name}`,
  edited: (at) => `editado ${at}`,
  takenBack: "Retirado.",
  privateOwn: "Lo leéis tú y la dirección.",
  privateOf: (name) =>
    `Solo lo leen ${name} y la dirección, hasta que la imagen tenga sus etiquetas definitivas.`,
  waits: (names) =>
    `${names} no puede verlo aún: espera a que su propia respuesta sea definitiva y la imagen tenga sus etiquetas.`,
  states: { open: "Espera a la dirección", answered: "Respondido", closed: "Cerrado" },
  acts: {
    edit: "Editar",
    takeBack: "Retirar",
    takeBackSure: "¿Retirar este mensaje? Se verá que lo hiciste, y el historial guarda lo que decía.",
    keep: "Dejarlo",
    reopen: "Abrir de nuevo",
    close: "Cerrar el aviso",
    answer: "Responder y cerrar",
    write: "Enviar",
    save: "Guardar",
    cancel: "Cancelar",
    talk: "Comentarlo",
    show: "Mostrar",
    hide: "Ocultar",
  },
  form: {
    label: "Escribir sobre esta imagen",
    edit: "Cambiar tu mensaje",
    hint: "@ menciona a alguien.",
    forLeads:
      "La dirección lee lo que escribes aquí. Nadie más, antes de que la imagen tenga sus etiquetas definitivas.",
    whom: "Para",
    everybody: "Todos los que pueden leerlo",
    alone: (name) => `Solo ${name}, ahora mismo`,
    aloneWarns: (name) =>
      `Quizá ${name} aún trabaje en esta imagen: no digas nada de las respuestas de otros.`,
    answer: (name) => `Tu respuesta a ${name}`,
    people: "Personas que mencionar",
  },
  done: {
    sent: "Enviado.",
    answered: "Respondido y cerrado.",
    answeredBefore: "Otra persona de la dirección lo resolvió antes.",
    closed: "Cerrado.",
    reopened: "Abierto de nuevo: se avisa a la dirección.",
    takenBack: "Retirado.",
    saved: "Guardado.",
  },
  mine: {
    flags: "Tus avisos",
    counts: (open, answered, closed) =>
      `${count(open)} abiertos, ${count(answered)} respondidos, ${count(closed)} cerrados`,
    flagged: (text) => (text === "" ? "Avisaste de ella." : `Avisaste de ella: «${text}»`),
    by: (name, at) => (name === null ? at : `${name}, ${at}`),
    threads: "Mensajes",
    about: (act, what) => `${act}: ${what}`,
  },
};
