import type { Translation } from "../translation.ts";
import { count, countOf } from "./numbers.ts";

const sheets = (value: number) => countOf(value, "lámina", "láminas");
const waiting = (value: number) => (value === 0 ? "" : `: ${count(value)} en espera`);

export const keys: Translation["keys"] = {
  byPlace:
    "Tu navegador no dice qué imprime tu teclado. Las letras se muestran como en un teclado QWERTY y valen por su sitio: Q es la primera letra de su fila en cualquier teclado.",
  sheet: {
    title: "Teclas",
    label: "Qué hace cada tecla",
    taken: (what) => `Esa tecla está ocupada: ${what}.`,
    changeLabel: (what) => `Cambiar la tecla: ${what}`,
    press: "Pulsa una tecla",
    change: "Cambiar",
    singleKeys: "Letras, cifras y signos sueltos actúan como teclas",
    usual: "Teclas habituales",
    off: "desactivada",
  },
  annotate: {
    toggle: "Marcar la tarjeta, o quitar la marca",
    tickThenMain: "Marcar la tarjeta; otra vez: objeto principal; otra vez: ninguna de las dos cosas",
    main: "La tarjeta es el objeto principal",
    unsure: "La tarjeta es dudosa",
    group: (number) => `Grupo ${number}`,
    nextGroup: "Grupo siguiente",
    submit: "Enviar y pasar a la imagen siguiente",
    submitAnywhere: "Lo mismo, desde cualquier sitio",
    none: "Ninguna: una respuesta propia",
    search: "Buscar entre todas las etiquetas y añadir una",
    previous: "Imagen anterior, sin enviar",
    next: "Imagen siguiente, sin enviar",
    up: "La tarjeta de arriba",
    down: "La tarjeta de abajo",
    sheet: "Todos los ejemplos de la tarjeta; mantenida, solo mientras se pulsa",
    original: "La imagen en su resolución original",
    seen: "Dónde ve un modelo la etiqueta de la tarjeta; al anotar, después de enviar",
    undo: "Deshacer, cuantos pasos se quiera",
    undoToo: "Deshacer",
    comment: "Comentario; Esc sale de él",
    flag: "Avisar a la dirección sobre la imagen",
    skip: "Omitir la imagen por ahora",
    guideline: "Guía",
    help: "Esta lista",
    leave: "Salir",
  },
  space: "Espacio",
  enter: "Intro",
  escape: "Esc",
};

export const saving: Translation["saving"] = {
  status: {
    saved: () => "Guardado",
    saving: () => "Guardando",
    offline: (value) => `Sin conexión${waiting(value)}`,
    trouble: (value) => `Aún sin guardar${waiting(value)}`,
    "signed-out": (value) => `Sesión cerrada${waiting(value)}`,
  },
  offline: (left) =>
    left > 0
      ? `Sin conexión. Sigue: ${countOf(left, "imagen está", "imágenes están")} aquí, y tu trabajo se envía cuando vuelva la conexión.`
      : "Sin conexión. Tu trabajo se guarda en este navegador y se envía cuando vuelva la conexión.",
  waitingForNext: (status) =>
    `${status}. Tu trabajo se guarda aquí; la imagen siguiente llega cuando vuelva la conexión.`,
  signedOut: "Tu sesión está cerrada. Tu trabajo se guarda aquí y se envía cuando entres de nuevo.",
  signedOutBecause: (why) => `${why} Tu trabajo se guarda aquí y se envía cuando entres.`,
  notNow: (why) => `Aún sin guardar: ${why} Tu trabajo se guarda aquí y se vuelve a enviar solo.`,
  signIn: "Entrar",
  notKept:
    "Este navegador no guarda nada, como en una ventana privada: cierra la página solo cuando diga «Guardado».",
  newVersion: "Hay una versión nueva de esta página. Tu trabajo queda como está.",
  reload: "Recargar",
  conflict: {
    title: "Esta imagen se guardó en otro sitio",
    text: "Otra pestaña u otro dispositivo la cambió después de que esta página la cargara. Aún no se ha perdido nada: elige.",
    here: "Conservar lo de aquí",
    elsewhere: "Tomar lo guardado en otro sitio",
    titleHere: "Aquí",
    titleElsewhere: {
      open: "Guardada en otro sitio",
      submitted: "Enviada en otro sitio",
      skipped: "Omitida en otro sitio",
    },
    nothingTicked: "Nada marcado",
    nothingChosen: "Nada elegido",
    noneOfThese: "Ninguna",
    unsure: (labels) => `Dudosa: ${labels}`,
    main: (label) => `Objeto principal: ${label}`,
    flag: (reason) => `Aviso: ${reason}`,
    skipped: (reason) => `Omitida: ${reason}`,
    hereAs: { submitted: "Aquí · Enviada", draft: "Aquí · Sin enviar" },
  },
};

export const vote: Translation["vote"] = {
  maybe: "Quizá",
  maybeKey: "Quizá a la tarjeta que pregunta",
  goTo: "Ir a la tarjeta",
  answered: (answered, cards) => `${count(answered)} de ${count(cards)} respondidas`,
  undecided: "Responde primero a cada etiqueta: sí, quizá o no.",
};

export const exemplars: Translation["exemplars"] = {
  kindOf: "una clase de",
  noPhotos: "No hay fotos de esta etiqueta",
  kin: {
    open: "Etiquetas de la misma clase",
    key: "Etiquetas de la misma clase que la de la tarjeta",
    title: (label) => `Etiquetas de la misma clase que ${label}`,
    others: (kind) => `Otras clases de ${kind}`,
    none: "Ninguna otra etiqueta es de la misma clase.",
  },
  exemplarOf: (label, number) => `${label}, ejemplo ${number}`,
  differences: {
    title: (label) => `${label}, y con qué se confunde`,
    key: "La etiqueta de la tarjeta junto a las que se confunden con ella",
    others: "Etiquetas con las que se confunde",
    together: ({ images, expected }) =>
      `propuestas juntas en ${countOf(images, "imagen", "imágenes")}, por azar en ${expected < 0.05 ? "ninguna" : expected.toFixed(1).replace(".", ",")}`,
    sameKind: (kind) => `también una clase de ${kind}`,
    ruled: "la dirección ha fijado una regla sobre las dos",
    hint: "← → eligen otra etiqueta. Esc cierra.",
    noneFound: "No tiene hermanas, y ninguna etiqueta se propone con ella mucho más que por azar.",
    loading: "Buscando etiquetas que se confunden con ella",
    alsoKnownAs: "También",
  },
  search: {
    all: (labels) => `Buscar entre las ${count(labels)} etiquetas`,
    placeholder: "Lo que ves, con tus palabras",
    begin:
      "Escribe unas letras o iniciales. Intro añade la primera etiqueta, 1 a 9 las demás; con Mayús se sigue buscando.",
    recent: "Añadidas hace poco: 1 a 9 las añaden de nuevo. O escribe unas letras.",
    added: (name) => `Añadida: ${name}. 1 a 9 añaden también una de estas. O sigue escribiendo; Esc cierra.`,
    nothing: "No hay ninguna etiqueta así. Prueba otra palabra: la lista de etiquetas es fija.",
    found: (labels, max, mayGoOn) =>
      `${labels === max ? `Las primeras ${max}` : countOf(labels, "encontrada", "encontradas")}. 1 a 9 añaden una${mayGoOn ? ", con Mayús se sigue" : ""}; Intro añade la señalada, ↑ ↓ eligen.`,
    results: "Etiquetas encontradas",
    ticked: "marcada",
    onCard: "en una tarjeta",
  },
};

export const contains: Translation["contains"] = {
  title: "Láminas",
  ask: (name) => `Marca cada foto que muestre: ${name}`,
  rule: "Basta con uno, haya lo que haya además en la foto. Lo tapado en parte cuenta; los dibujos, no.",
  photos: (name) => `Fotos por repasar: ${name}`,
  photo: (at, of) => `Foto ${at} de ${of}`,
  cannotBeShown: "Esta foto no se puede mostrar. No se pregunta nada de ella.",
  open: (at) => `Foto ${at}, en grande`,
  ticked: (value, of) => `${count(value)} de ${countOf(of, "foto marcada", "fotos marcadas")}`,
  exemplars: "Ejemplos",
  flag: "Avisar",
  flagged: "Avisada",
  flagHint: "Avisar a la dirección sobre la foto activa",
  flagTitle: (at) => `Avisar a la dirección sobre la foto ${at}`,
  submit: "Enviar",
  undo: "Deshacer",
  back: "Lámina anterior",
  toast: {
    submitted: (value, of) => `Enviada: ${count(value)} de ${count(of)} marcadas`,
    extra: "Esa lámina ya tenía sus respuestas: la tuya se guarda, pero no cuenta",
  },
  large: {
    title: (at, of) => `Foto ${at} de ${of}`,
    tick: "Marcar",
    untick: "Marcada",
    original: "Resolución completa",
    previous: "Foto anterior",
    next: "Foto siguiente",
  },
  conflict: { ticked: (value, of) => `${count(value)} de ${count(of)} marcadas` },
  done: {
    title: (done) => (done > 0 ? "Todo hecho." : "No hay láminas por ahora."),
    answered: (done) => `Has respondido a ${sheets(done)}.`,
    comes: "Aquí aparecen láminas cuando la dirección las crea.",
    work: "Mi trabajo",
    undo: "Volver a la lámina anterior",
  },
  keys: {
    tick: "Marcar la foto, o quitar la marca",
    arrows: "A la foto de al lado, de arriba o de abajo",
    ends: "A la primera o la última foto",
    endKeys: "Inicio Fin",
    submit: "Enviar y pasar a la lámina siguiente",
    undo: "Retirar la última marca o el último envío",
    back: "Volver a la última lámina enviada",
    photo: "La foto, en grande",
    flag: "Avisar a la dirección sobre la foto",
    exemplars: "Los ejemplos de la etiqueta, en grande",
    guideline: "La guía",
    help: "Esta lista",
  },
  work: {
    title: "Láminas de fotos",
    ofDone: (total) => `de ${count(total)} respondidas`,
    left: (left) => `${sheets(left)} por hacer, cada una sobre una etiqueta.`,
    begin: "Empezar",
    goOn: "Continuar",
    finished: "Todo hecho por ahora. Pueden llegar más láminas.",
  },
};

export const qualification: Translation["qualification"] = {
  task: "Práctica",
  start: {
    title: (value) => `Antes de empezar: ${countOf(value, "imagen de práctica", "imágenes de práctica")}`,
    text: "Funcionan como las imágenes que vendrán. Después de cada una ves, junto a tu respuesta, qué eligieron los expertos.",
    rule: (percent) =>
      `Tu trabajo se abre cuando el ${percent} de las etiquetas son correctas: elegidas por ti y por los expertos. Las que podían ir de un modo u otro no cuentan.`,
    attempts: (value) =>
      value === 1
        ? "Tienes un solo intento."
        : `Tienes ${countOf(value, "intento", "intentos")}, y tiempo: nadie mide tu rapidez.`,
    begin: "Empezar",
    goOn: "Continuar",
    underWay: (done, total) =>
      `Has hecho ${count(done)} de ${countOf(total, "imagen de práctica", "imágenes de práctica")}.`,
  },
  passed: {
    title: "Superada: tu trabajo está abierto",
    text: (right, labels) =>
      labels === 0
        ? "No hubo ningún error."
        : `${count(right)} de ${count(labels)} etiquetas eran correctas. Bien hecho.`,
  },
  letIn: { title: "Tu trabajo está abierto", text: "La dirección te lo ha abierto." },
  notYet: {
    title: "Aún no superada",
    text: (right, labels, percent) =>
      `${count(right)} de ${count(labels)} etiquetas eran correctas, y hace falta el ${percent}. Mira otra vez tus imágenes de práctica y vuelve a intentarlo.`,
    left: (value) => `Te ${value === 1 ? "queda" : "quedan"} ${countOf(value, "intento", "intentos")}.`,
    again: "Intentarlo de nuevo",
  },
  usedUp: {
    title: "La dirección decide cómo se sigue",
    text: (right, labels, percent) =>
      `${count(right)} de ${count(labels)} etiquetas eran correctas en tu último intento, y hace falta el ${percent}. Has agotado tus intentos. La dirección lo ve y puede abrirte el trabajo o darte más intentos; esta página te lo dirá.`,
  },
  notReady: {
    title: "Las imágenes de práctica aún no están listas",
    text: "Tu trabajo empieza con unas imágenes de práctica, y la dirección aún no ha elegido suficientes. Esta página las muestra en cuanto estén.",
  },
  answers: {
    title: "Tus imágenes de práctica",
    exact: "Todas las etiquetas correctas",
    not: "No todas las etiquetas correctas",
    look: (number, state) => `Imagen de práctica ${number}: ${state}`,
  },
  feedback: {
    label: "Lo que eligieron los expertos",
    title: (number, total) => `Imagen de práctica ${number} de ${total}`,
    exact: "¡Todo correcto!",
    nothing: "Los expertos tampoco eligieron nada.",
    cards:
      "Estas tarjetas son las etiquetas que elegisteis tú o los expertos. Mira sus ejemplos; ≠ pone una etiqueta junto a las que se confunden con ella.",
    later: "Enviado. Lo que eligieron los expertos llega cuando vuelva la conexión.",
    noCards: "Ni tú ni los expertos elegisteis una etiqueta.",
    verdicts: {
      hit: { title: "Correcta", onCard: "Correcta" },
      missed: { title: "Olvidada", onCard: "Olvidada" },
      wrong: { title: "De más", onCard: "De más" },
      either: { title: "Podía ir de un modo u otro, no cuenta", onCard: "De un modo u otro" },
      unsure: { title: "Dudabas, no cuenta", onCard: "Dudabas" },
      unknown: { title: "Ningún experto la miró, no cuenta", onCard: "Ningún experto la miró" },
    },
    expertsSaid: {
      yes: "los expertos la eligieron",
      no: "los expertos no la eligieron",
      either: "podía ir de un modo u otro",
    },
  },
  neither:
    "Las imágenes de práctica no se omiten ni se avisan: responde lo mejor que puedas. Un error no cuesta nada.",
};
