import type { Translation } from "../translation.ts";
import { count, countOf, images, plural } from "./numbers.ts";

const marked = (name: string) => `«${name}»`;
const originalOf = (several: boolean) => (several ? "Una etiqueta original" : "La etiqueta original");
const about = (labels: string) => (labels === "" ? "" : `: ${labels}`);

export const careful: Translation["careful"] = {
  yes: "Sí",
  no: "No",
  decisionOn: (name) => `: ${name}`,
  undecided: "Sin decidir.",
  yesKey: "Sí a la tarjeta que pregunta",
  noKey: "No a la tarjeta que pregunta",
  questionGroup: (value) => plural(value, "Pregunta", "Preguntas"),
  foundGroup: "Encontradas",
  question: (names) => `Una pregunta más sobre esta imagen: ¿muestra ${names}?`,
  questions: (names) => `Unas preguntas más sobre esta imagen: ¿muestra ${names}?`,
  answerWith: "Responde sí o no y envía. Omítela si no lo distingues.",
  undecidedQuestion: (names) => `Primero sí o no: ¿muestra la imagen ${names}?`,
  undecidedLabels: "Primero conserva o quita cada etiqueta disputada: sí o no.",
  allGroups: "En esta imagen, mira todos los grupos antes de enviar.",
  revealed: "Ahora se ven la etiqueta original y las puntuaciones. Cambia lo que quieras y envía.",
  notRevealed:
    "Sin conexión no se puede mostrar la etiqueta original. Tus decisiones se conservan; envía otra vez para seguir sin ella.",
  fromBlank:
    "Esta imagen empieza en blanco: las respuestas de los demás no se ven. Decide como si fueras la primera persona en verla.",
  hidden: "La etiqueta original y las puntuaciones vienen después de tus decisiones.",
  decided: (done, total) =>
    `${count(done)} de ${countOf(total, "etiqueta disputada decidida", "etiquetas disputadas decididas")}`,
  reveal: "Mostrar la original",
  why: (keeps, name) => `${keeps ? "Conservar" : "Quitar"} ${marked(name)}: ¿por qué?`,
  reasonsToKeep: {
    "I see it in the image": "La veo en la imagen",
    "The definition covers it": "La definición la incluye",
    "The guideline asks for it": "La guía la pide",
    "The exemplars look like it": "Los ejemplos se le parecen",
  },
  reasonsToRemove: {
    "It is not in the image": "No está en la imagen",
    "Another label fits better": "Otra etiqueta encaja mejor",
    "The guideline rules it out": "La guía la excluye",
    "The exemplars look different": "Los ejemplos son distintos",
  },
};

export const refinement: Translation["refinement"] = {
  label: "Arbitraje",
  answer: (who) => `Respuesta de ${who}`,
  why: "Por qué está aquí esta imagen",
  whyChanged: "Has cambiado la respuesta: ¿por qué?",
  reasonsToChange: {
    "I see what was not ticked": "Veo lo que no estaba marcado",
    "What was ticked is not there": "Lo marcado no está",
    "Another label fits better": "Otra etiqueta encaja mejor",
    "The guideline decides it": "Lo decide la guía",
  },
  ticked: {
    title: (value) => `¿Enviar ${count(value)} etiquetas tal como están?`,
    text: "La página se abrió con estas marcas y no se cambió nada. Repásalas antes: cada una será una etiqueta definitiva.",
    yes: "Están bien: enviar",
    no: "Volver a mirar",
  },
  both: "Ambas",
  all: "Todas",
  reasons: {
    unsure: "Alguien dudaba",
    unsureAbout: (labels) => `Alguien dudaba de ${labels}`,
    nobodyChose: "Nadie eligió una etiqueta",
    setsDiffer: (labels) => (labels === "" ? "Marcaron etiquetas distintas" : `No todos marcaron ${labels}`),
    notChosen: (several, labels) => `${originalOf(several)} no se eligió${about(labels)}`,
    notChosenByAll: (several, labels) => `${originalOf(several)} no la eligieron todos${about(labels)}`,
    neverShown: (several, who) => `${originalOf(several)} no se mostró a ${who}`,
    everyone: "todos",
    exposureDiffers: "No se mostraron las mismas etiquetas",
    oneAnnotator: "Solo la anotó una persona",
    votesDoubtful: "Los votos dejan una etiqueta en duda",
    votesNone: "Los votos no dejan ninguna etiqueta",
    sentByLead: "La dirección pide la decisión de un experto",
    foundInReview: "Había quedado sin etiqueta, y una revisión encontró una",
  },
  similar: {
    find: "Imágenes parecidas",
    title: "Imágenes terminadas que se parecen",
    looking: "Buscando …",
    about: (model) =>
      `Las más cercanas según lo que ve ${model}, con sus etiquetas definitivas; sin las imágenes que has tenido o puedes recibir.`,
    none: (among) =>
      `De las ${among} más cercanas, no hay ninguna terminada que no hayas tenido ni puedas recibir.`,
    image: (number) => `Imagen parecida ${number}`,
    distance: (distance) => `distancia: ${distance.toFixed(3).replace(".", ",")}`,
  },
  and: " y ",
  marks: {
    answers: {
      yes: "la marcó",
      no: "la vio y no la marcó",
      unsure: "dudaba",
      "not-shown": "no llegó a verla",
    },
    disputed: "Disputada. ",
    answer: (who, answer) => `${who} ${answer}`,
    original: "de origen",
    proposed: "propuesta",
    notProposed: "no propuesta",
    score: "La probabilidad según el modelo",
    model: "modelo ",
  },
};

export const review: Translation["review"] = {
  title: "Revisión sin etiqueta",
  causes: {
    "no-valid-proposal": "Clara, pero no se propuso ninguna etiqueta válida",
    "low-resolution": "Ambigua: la resolución es demasiado baja",
    "fine-grained": "Clara, pero de detalle fino: hace falta un especialista",
    uncommon: "Objeto poco común o ángulo atípico",
  },
  verdicts: { agree: "De acuerdo", disagree: "En desacuerdo", uncertain: "No está claro" },
  why: "¿Por qué no tiene etiqueta?",
  original: "Etiqueta original",
  originals: "Etiquetas originales",
  noOriginal: "Esta imagen no tiene etiqueta original.",
  judge: "¿Estás de acuerdo con la etiqueta original?",
  judgeAll: "¿Estás de acuerdo con las etiquetas originales?",
  pixels: (width, height) => `${count(width)} × ${count(height)} píxeles`,
  findLabel: "Sí tiene una etiqueta",
  found: (name) => `Contiene: ${name}`,
  foundMeans: "Al enviar, la imagen vuelve a arbitraje con tu comentario.",
  removeFound: (name) => `Quitar ${name}`,
  searchHint: "Escribe unas letras. Intro nombra la etiqueta que contiene la imagen.",
  comment: "Comentario",
  inRefinement: (name) => `La revisión encontró ${name}.`,
  submit: "Enviar",
  sendBack: "Enviar a arbitraje",
  undo: "Deshacer",
  goOn: "Continuar",
  help: "Teclas",
  loading: "Cargando la revisión",
  locked: "Esta revisión ya no se puede cambiar.",
  toast: {
    submitted: "Guardado",
    sentBack: "Devuelta a arbitraje",
    extra: "Esa imagen ya tenía sus revisiones: la tuya queda en su historial",
    settled: "Decidido en común",
    proposed: "Guardado: se pide a la otra persona que confirme",
  },
  done: {
    title: (done) => (done > 0 ? "Todo hecho." : "Aún no hay nada que revisar."),
    reviewed: (done) => `Has revisado ${images(done)}.`,
    withOthers: (value) => `${countOf(value, "diferencia espera", "diferencias esperan")} a la otra persona.`,
    comes: "Aquí aparecen imágenes cuando terminan sin etiqueta.",
    work: "Mi trabajo",
    undo: "Deshacer el último paso",
  },
  compare: {
    title: "Vuestras respuestas difieren",
    text: "Mira otra vez y elige lo que vale. La imagen queda decidida cuando todas las personas eligen lo mismo.",
    settled: "Decidido en común.",
    waiting: "Ya has elegido. Se pide a la otra persona que confirme.",
    asked: "La otra persona propone la respuesta de abajo. Confírmala o elige otra.",
    mine: "Tú",
    theirs: "La otra persona",
    theirsShort: "Otra",
    said: (who, text) => `${who}: ${text}`,
    joint: "elegido en común",
    confirm: "Confirmar",
    propose: "Proponer esta respuesta",
  },
  keys: {
    cause: "Por qué la imagen no tiene etiqueta",
    verdict: "De acuerdo, en desacuerdo, no está claro",
    find: "Nombrar una etiqueta que contiene la imagen",
    submit: "Enviar y continuar",
    undo: "Retirar el último paso",
    comment: "Comentario",
    original: "La imagen en su resolución original",
    exemplars: "Los ejemplos de la etiqueta original, en grande",
    guideline: "La guía",
    help: "Esta lista",
    leave: "Salir del comentario",
  },
  work: {
    title: "Revisión sin etiqueta",
    left: (left) => `${plural(left, "Queda", "Quedan")} ${images(left)}.`,
    toSettle: (value) => `${countOf(value, "diferencia", "diferencias")} por decidir con la otra persona.`,
    withOthers: (value) => `${countOf(value, "diferencia", "diferencias")} a la espera de la otra persona.`,
    ofDone: (total) => `de ${count(total)} revisadas`,
    begin: "Empezar",
    goOn: "Continuar",
    finished: "Todo hecho por ahora. Pueden llegar más imágenes.",
  },
};

export const severity: Translation["severity"] = {
  title: "Errores",
  predicted: "Esto se dijo de la imagen",
  holds: "Contiene",
  ask: "¿Cómo de grave es?",
  askCause: "¿Por qué se habrá dicho?",
  severities: { major: "Grave", minor: "Leve", borderline: "Dudoso", correct: "Correcto, al final" },
  meanings: {
    major: "Nadie que mire diría eso",
    minor: "Un error comprensible",
    borderline: "Podría pasar por correcto",
    correct: "La imagen lo contiene",
  },
  causes: {
    "fine-grained": "Un pariente cercano de lo que hay",
    "out-of-vocabulary": "Ninguna de nuestras etiquetas encaja con lo que hay",
    spurious: "Otra cosa que suele estar al lado",
    "non-prototypical": "Lo que hay tiene un aspecto poco habitual",
    other: "Otra cosa",
  },
  comment: "Comentario (opcional)",
  rateFirst: "Di primero cómo de grave es.",
  submit: "Enviar",
  back: "El anterior",
  original: "Resolución completa",
  saved: (severity) => `Guardado: ${severity}`,
  done: {
    title: (done) => (done > 0 ? "Todo hecho." : "No hay errores que valorar por ahora."),
    told: (done) => `Has valorado ${countOf(done, "error", "errores")}.`,
    comes: "Aquí aparecen errores cuando la dirección los sortea.",
    work: "Mi trabajo",
  },
  keys: {
    cause: "Elegir una causa, o retirarla",
    submit: "Enviar y pasar al siguiente",
    back: "Volver al último valorado",
    comment: "Escribir un comentario",
    leaveComment: "Salir del comentario",
    photo: "La imagen en resolución completa",
    guideline: "La guía",
    help: "Esta lista",
  },
  work: {
    title: "Errores por valorar",
    ofDone: (total) => `de ${count(total)} valorados`,
    left: (left) =>
      `${plural(left, "Queda", "Quedan")} ${countOf(left, "error", "errores")}: di cómo de grave es cada uno.`,
    begin: "Empezar",
    goOn: "Continuar",
    finished: "Todo hecho por ahora. Pueden llegar más.",
  },
};

export const auditSample: Translation["auditSample"] = {
  settle: {
    title: "Resolver diferencias",
    intro:
      "Dos expertos etiquetaron de nuevo esta imagen, cada uno por su cuenta. Decidid en común, o como tercera persona.",
    agreed: "Vistas por ambos",
    agreedNone: "Nada que vean ambos.",
    disputed: "Difieren en",
    disputedNone: "Sus etiquetas son iguales. ¿Se puede juzgar la imagen?",
    disputedNothing: "Sus etiquetas son iguales.",
    asked: "No las nombró nadie",
    askedWhy: "Mira otra vez: ¿está alguna de estas? Se pregunta por algunas aunque nadie crea que están.",
    saw: (who) => `${who} la ve`,
    unsure: (who) => `${who} duda`,
    missed: (who) => `${who} no la ve`,
    noAnswer: (who) => `${who} no respondió`,
    skipped: (who, why) => `${who} no pudo juzgarla${why === "" ? "" : `: ${why}`}`,
    flagged: (who, why) => `${who} avisó: ${why}`,
    comment: "Comentario (opcional)",
    decideFirst: "Di sí o no a cada etiqueta.",
    notJudged: "No se puede juzgar",
    back: "Atrás",
    submit: "Decidir",
    settled: "Guardado: decidida",
    leftOut: "Guardado: no se puede juzgar",
    done: {
      title: (done) => (done > 0 ? "Todo decidido." : "No hay nada que resolver por ahora."),
      told: (done) => `Has decidido ${images(done)}.`,
      comes: "Aquí aparecen imágenes cuando sus dos expertos difieren o alguna etiqueta pide otra mirada.",
      work: "Mi trabajo",
    },
    keys: {
      yes: "Sí a la etiqueta señalada",
      no: "No a la etiqueta señalada",
      up: "La etiqueta de arriba",
      down: "La etiqueta de abajo",
      submit: "Decidirla y pasar a la siguiente",
      back: "Volver a la última decidida",
      comment: "Escribir un comentario",
      leaveComment: "Salir del comentario",
      photo: "La imagen en resolución completa",
      guideline: "La guía",
      help: "Esta lista",
    },
  },
  work: {
    title: "Diferencias de la muestra de auditoría",
    ofDone: (total) => `de ${count(total)} decididas`,
    left: (left) => `${images(left)} en que dos expertos difieren o alguna etiqueta pide otra mirada.`,
    begin: "Empezar",
    goOn: "Continuar",
    finished: "Todo decidido por ahora. Pueden llegar más.",
  },
};

export const rulings: Translation["rulings"] = {
  title: "Reglas",
  states: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": `${a} y ${b} son lo mismo`,
      "same-one": `${a} y ${b} son lo mismo y se llaman ${a}`,
      "is-a": `${a} es una clase de ${b}`,
      "part-of": `${a} es parte de ${b}`,
      exclude: `${a} y ${b} se excluyen`,
    }[kind];
  },
  meaning: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": "Marca ambas donde veas cualquiera de las dos.",
      "same-one": `Marca ${a} y deja ${b} sin marcar.`,
      "is-a": `Donde marques ${a}, marca también ${b}. ${b} sola vale para otras clases.`,
      "part-of": "Marca ambas donde se vean ambas; una sola donde solo se vea esa.",
      exclude: "Nunca marques ambas para una misma cosa: solo la más probable.",
    }[kind];
  },
  onCard: (kind, isFirst, otherName) => {
    const other = marked(otherName);
    const [first, second] = {
      "same-both": [`Lo mismo que ${other}: marca ambas`, `Lo mismo que ${other}: marca ambas`],
      "same-one": [`Lo mismo que ${other}: marca esta`, `Lo mismo que ${other}: marca la otra`],
      "is-a": [`Una clase de ${other}: marca ambas`, `${other} es una clase de esto: entonces ambas`],
      "part-of": [`Parte de ${other}: ambas si se ven`, `${other} es parte de esto: ambas si se ven`],
      exclude: [`No con ${other}: marca una`, `No con ${other}: marca una`],
    }[kind] as [string, string];
    return isFirst ? first : second;
  },
  against: "Contra una regla:",
  more: (value) => `+${count(value)}`,
  moreInWords: (value) => `y ${countOf(value, "regla más", "reglas más")}`,
  open: (label) => `Reglas sobre ${marked(label)}`,
  key: "Reglas sobre la etiqueta de la tarjeta",
  dialog: {
    title: (label) => `Reglas sobre ${marked(label)}`,
    none: "La dirección no ha fijado ninguna regla sobre esta etiqueta.",
  },
  example: (number) => `Ejemplo ${number}`,
  examples: "Ejemplos de esta regla",
};

export const rulingEffect: Translation["rulingEffect"] = {
  says: (answer, label) => `${marked(label)} ${answer === "yes" ? "vale" : "no vale"}`,
  sample: {
    title: "La muestra de una regla",
    back: "Reglas",
    about: (value) =>
      `La regla decidiría ${images(value)}. Di de cada una si lo que decide es correcto: todo, en lo que muestra la foto. Antes no cambia nada.`,
    done: (judged, sampled) => `${count(judged)} de ${count(sampled)} hechas.`,
    allDone: "Todas están vistas. Ahora decide la dirección.",
    forExperts: "Los expertos dicen qué es correcto. Aquí ves lo que dijeron.",
    locked: "Se aplicó: lo dicho permanece.",
    settles: "Decide:",
    verdictOn: (place) => `Imagen ${count(place)}: ¿es correcto?`,
    right: "Correcto",
    wrong: "Incorrecto",
    by: (name) => `dijo ${name}`,
    work: {
      title: "Una regla por mirar",
      look: (judged, sampled) => `Ver la muestra (${count(judged)} de ${count(sampled)} hechas)`,
    },
    photo: (place) => `Imagen ${count(place)} de la muestra`,
  },
};
