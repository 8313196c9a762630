import { passwordLength } from "../../../../contract/people/password.ts";
import type { Translation } from "../translation.ts";
import { count, countOf, duration, images, plural } from "./numbers.ts";

const passwordHint = `Al menos ${passwordLength.min} caracteres. Unas palabras sin relación se recuerdan bien y se adivinan mal.`;
const incomplete = "Este enlace no está completo";
const incompleteText = "Copia el enlace entero que te dieron, o pide otro a la dirección.";

export const language: Translation["language"] = {
  label: "Idioma",
  hint: "Para las páginas en que trabajan anotadores y expertos, y esta. Las páginas de la dirección y algunos mensajes del servidor están en inglés.",
};

export const entrance: Translation["entrance"] = {
  signIn: "Entrar",
  why: "No has entrado aquí, o tu sesión terminó. Entra y sigues a la página que querías.",
  passwordIsSet: "Tu contraseña está puesta. Entra con ella.",
  email: "Correo electrónico",
  password: "Contraseña",
  sso: (provider) => `Entrar con ${provider}`,
  or: "o",
  setPassword: {
    title: "Pon tu contraseña",
    incomplete,
    incompleteText,
    newPassword: "Contraseña nueva",
    hint: passwordHint,
    submit: "Poner la contraseña",
  },
  begin: {
    title: "Crear la primera cuenta",
    text: "Nadie tiene aún una cuenta aquí. Con la tuya creas proyectos e invitas a los demás.",
    nameHint: "Lo ven las personas de tus proyectos.",
    submit: "Crear la cuenta",
    incomplete,
    incompleteText: "Copia el enlace entero que mostró el servidor al arrancar.",
    over: "Alguien ya tiene una cuenta aquí",
    overText: "Este enlace solo servía para la primera persona. Pide una invitación a la dirección.",
    goOn: "Continuar",
  },
  isNew:
    "Nadie tiene aún una cuenta aquí. El servidor mostró un enlace al arrancar: ábrelo para crear la primera.",
  showPassword: "Mostrar la contraseña",
  capsLock: "Bloq Mayús está activado.",
  problems: {
    unknown: "Algo salió mal. Inténtalo de nuevo y díselo a la dirección si se repite.",
    unreachable: "No se llega al servidor. Comprueba tu conexión.",
    tooMany: "Demasiados intentos. Espera un minuto e inténtalo de nuevo.",
    noMatch: "El correo y la contraseña no coinciden.",
    linkUsed: "Este enlace ya se usó o es demasiado antiguo. Pide otro a la dirección.",
    accessEnded:
      "La dirección de tu proyecto terminó tu acceso. Lo que enviaste se conserva. Pregunta si es un error.",
    notInvited:
      "Nadie aquí ha invitado a tu dirección de correo. Pide una invitación a la dirección de tu proyecto.",
    unproved:
      "El servicio de acceso no confirmó que el correo sea tuyo. Confírmalo allí o usa tu contraseña.",
    ssoFailed: "No se pudo entrar. Inténtalo de nuevo o usa tu contraseña.",
  },
};

export const account: Translation["account"] = {
  title: "Tu cuenta",
  menu: "Tu cuenta",
  name: { title: "Nombre", label: "Lo que ven los demás", save: "Guardar el nombre", saved: "Guardado." },
  password: {
    title: "Contraseña",
    current: "Contraseña actual",
    next: "Contraseña nueva",
    hint: passwordHint,
    change: "Cambiar la contraseña",
    changed: "Cambiada. Se cerró tu sesión en todos los demás sitios.",
    none: (provider) => `Entras con ${provider}, así que aquí no hay contraseña.`,
    noneAtAll: "No tienes contraseña. Pide a la dirección un enlace para ponerla.",
  },
  mail: {
    title: "Correo electrónico",
    label: "Avisarme por correo de imágenes nuevas, como mucho una vez al día",
    off: "Esta instalación no envía correos. El número junto a «Mi trabajo» te dice lo que espera.",
    saved: "Guardado.",
  },
  newAccount: { name: "Tu nombre", email: "Correo electrónico", emailHint: "Entras con él." },
  invitation: {
    incomplete,
    incompleteText,
    endedTitle: "Esta invitación no se puede usar",
    title: (project) => `Unirse a «${project}»`,
    offer: (by, roles) => `${by} te invita a trabajar en él. Papel: ${roles}.`,
    and: " y ",
    until: (time) => `El enlace sirve hasta el ${time}.`,
    nameHint: "La dirección lo ve junto a tu trabajo.",
    join: "Unirse",
    signedInAs: (email) => `Has entrado como ${email}.`,
    known: (email) => `Hay una cuenta para ${email}. Entra con ella para unirte.`,
    signIn: "Entrar",
    signOut: "Salir",
    otherPerson: (email) => `Esta invitación es para ${email}. Sal y abre el enlace de nuevo.`,
    haveAccount: "Tengo una cuenta: entrar",
    startPage: "Ir a la entrada",
  },
};

export const secondFactor: Translation["secondFactor"] = {
  title: "Entrada en dos pasos",
  about:
    "Con el código de una aplicación, una contraseña filtrada no abre nada. Una llave de acceso (passkey) no necesita contraseña.",
  needed: {
    title: "Esta instalación te pide un segundo paso",
    text: "Las páginas de la dirección se abren cuando prepares abajo una llave de acceso o una aplicación.",
    locked:
      "Has entrado solo con la contraseña. Sal y entra con tu llave de acceso o el código de tu aplicación.",
    signOut: "Salir",
  },
  locked: "Has entrado sin tu segundo paso, así que aquí no se puede cambiar nada. Sal y entra con él.",
  app: {
    title: "Código de una aplicación",
    off: "Una aplicación del teléfono (autenticador o gestor de contraseñas) muestra un código nuevo cada 30 segundos. Al entrar se pide después de la contraseña.",
    on: (left) =>
      `Activado. Al entrar se pide un código después de la contraseña. ${plural(left, "Queda", "Quedan")} ${countOf(left, "código de reserva", "códigos de reserva")}.`,
    noPassword: "Aquí no tienes contraseña, así que no se pide ningún código. Tu proveedor quizá pida uno.",
    turnOn: "Preparar una aplicación",
    turnOff: "Desactivar",
    newCodes: "Códigos de reserva nuevos",
    password: "Tu contraseña",
    goOn: "Continuar",
    cancel: "Cancelar",
    scan: "Escanea esto con la aplicación o escribe la clave de al lado.",
    qr: "Código QR para la aplicación",
    key: "Clave",
    keyName: "la clave",
    code: "Código que muestra la aplicación",
    confirm: "Activar",
    turnOffText: "Al entrar ya no se pedirá código. Da tu contraseña para desactivarlo.",
    newCodesText:
      "Los códigos de reserva anteriores dejan de valer. Da tu contraseña para recibir diez nuevos.",
  },
  codes: {
    title: "Tus códigos de reserva",
    text: "Cada uno abre tu cuenta una vez, con tu contraseña, cuando no tengas la aplicación. Guárdalos fuera de este ordenador: solo se muestran ahora.",
    name: "los códigos de reserva",
    kept: "Ya los he guardado",
  },
  passkeys: {
    title: "Llaves de acceso",
    about:
      "Una llave de acceso te deja entrar sin contraseña, con la huella, la cara o el PIN de tu dispositivo, o con una llave de seguridad.",
    unable: "Este navegador no puede crearla en esta dirección: hacen falta https y un nombre, no un número.",
    since: (time) => `desde el ${time}`,
    unnamed: "Llave de acceso",
    remove: "Eliminar",
    removeOf: (name) => `Eliminar ${name}`,
    name: "Nombre para una nueva",
    nameHint: "Para reconocerla, «Teléfono», por ejemplo.",
    add: "Añadir una llave de acceso",
    cancelled: "El navegador no creó la llave de acceso. Inténtalo de nuevo si la quieres.",
    known: "Este dispositivo ya tiene una llave de acceso para tu cuenta.",
  },
  signIn: {
    passkey: "Entrar con una llave de acceso",
    cancelled: "No se dio ninguna llave de acceso. Inténtalo de nuevo o usa tu contraseña.",
    title: "Tu código",
    text: "Escribe el código que muestra tu aplicación, o uno de tus códigos de reserva.",
    code: "Código",
    goOn: "Entrar",
    back: "Atrás",
    waiting: (seconds) => `Mucha gente está entrando. Estás en la cola: nuevo intento en ${seconds} s.`,
  },
};

export const security: Translation["security"] = {
  again: { title: "Tu contraseña otra vez", password: "Contraseña", goOn: "Continuar" },
  sessions: {
    title: "Dónde has entrado",
    here: "este navegador",
    unknown: "Un navegador desconocido",
    since: (time) => `desde el ${time}`,
    end: "Cerrar sesión",
    endOf: (browser, time) => `Cerrar la sesión de ${browser}, desde el ${time}`,
    endOthers: "Cerrar sesión en todos los demás",
  },
};

export const tokens: Translation["tokens"] = {
  title: "Programas que actúan por ti",
  about:
    "Un script entra con un token en lugar de tu contraseña. Ve y hace lo que tú puedes, hasta donde llega su alcance; nunca cambia tu cuenta ni los permisos de nadie.",
  reference: "Qué pueden pedir los programas",
  none: "No tienes ningún token.",
  name: "Para qué es",
  nameHint: "Para reconocerlo, «exportación nocturna», por ejemplo.",
  scopes: {
    read: ["Leer", "Imágenes, etiquetas, votos, estadísticas y exportaciones que puedes ver."],
    work: ["Trabajar", "Responder, arbitrar y revisar como tú."],
    manage: ["Gestionar", "Ajustes, lotes, versiones, etiquetas: lo que hace la dirección."],
  },
  scopesLabel: "Qué puede hacer",
  days: "Termina al cabo de",
  daysOf: (days) => (days === 365 ? "un año" : countOf(days, "día", "días")),
  make: "Crear un token",
  noScope: "Elige qué puede hacer.",
  made: "Copia el token ahora: no se vuelve a mostrar.",
  token: "el token",
  done: "Ya lo he copiado",
  until: (time) => `termina el ${time}`,
  ended: (time) => `terminó el ${time}`,
  used: (time) => `usado por última vez el ${time}`,
  never: "nunca usado",
  revoke: "Revocar",
  revokeOf: (name) => `Revocar el token «${name}»`,
};

export const failures: Translation["failures"] = {
  broken: "Esta página se ha roto",
  brokenText:
    "Algo salió mal en la propia página. Lo que guardaste está a salvo. Recarga la página y díselo a la dirección si se repite.",
  unreachable: "No se llega al servidor",
  unreachableText: "Comprueba tu conexión y si Multilabelfy sigue en marcha. Lo que guardaste está a salvo.",
  forbidden: "Esta página no está abierta para ti",
  forbiddenText: (why) => `${why} Si tu papel debería incluirla, pregunta a la dirección del proyecto.`,
  tooMany: "Demasiadas peticiones",
  noAnswer: "El servidor no pudo responder",
  workKept: "No se llega al servidor. Tu trabajo se guarda aquí.",
  noServer: "No se llega al servidor.",
  answered: (status) => `El servidor respondió ${status}.`,
};

export const shell: Translation["shell"] = {
  skip: "Ir al contenido",
  loading: "Cargando",
  nav: "Páginas del proyecto",
  projects: "Proyectos",
  changeProject: ": cambiar de proyecto",
  pages: { work: "Mi trabajo", guideline: "Guía" },
  goTo: {
    open: "Ir a",
    keys: "Ctrl K",
    title: "Ir a una página, etiqueta, persona o imagen",
    placeholder: (isLead) => (isLead ? "Una página, etiqueta, persona o imagen" : "Una página"),
    results: "Adónde lleva",
    nothing: "Nada se llama así. Prueba una parte del nombre.",
    hint: "↑ ↓ eligen, Intro va allí.",
    kinds: { page: "Página", label: "Etiqueta", person: "Persona", image: "Imagen" },
  },
  person: {
    menu: "Tú",
    you: (name) => `Tú: ${name}`,
    appearance: "Aspecto",
    light: "Claro",
    dark: "Oscuro",
    auto: "Auto",
    signOut: "Salir",
    notSignedOut: (why) => `Tu sesión sigue abierta. ${why}`,
  },
  copy: { label: (what) => `Copiar ${what}`, copy: "Copiar", copied: "Copiado", selectIt: "Seleccionar" },
  notFound: {
    documentTitle: "No encontrada",
    title: "No existe esa página",
    text: "La dirección puede estar mal escrita, o aquello a lo que llevaba ya no está, o no tienes ningún papel en ese proyecto.",
  },
  startPage: "Página de inicio",
  tryAgain: "Reintentar",
};

export const home: Translation["home"] = {
  title: "Tus proyectos",
  make: "Crear un proyecto",
  makeFirst: "Crea el primero: elige sus etiquetas y añade después tus imágenes.",
  none: "Aún no hay proyectos",
  noneText: "Has entrado, pero no tienes ningún papel en ningún proyecto.",
  askLead: "Pide uno a la dirección de tu proyecto y recarga esta página.",
};

export const roles: Translation["roles"] = {
  names: { lead: "Dirección", annotator: "Anotación", expert: "Experto o experta" },
  stages: {
    annotate: "Anotación",
    refine: "Arbitraje",
    vote: "Votación",
    classify: "Objetos",
    "classify-after": "Objetos",
    "label-anew": "Muestra de auditoría",
  },
};

export const guideline: Translation["guideline"] = {
  title: "Guía",
  titleOf: (version) => `Guía · versión ${version}`,
  version: (version) => `Versión ${count(version)}`,
  written: (by, at) => (by === null ? at : `de ${by}, ${at}`),
  none: "Aún no hay guía",
  noneForOthers:
    "Hasta que la dirección escriba una: elige cada etiqueta correcta para algo que haya en la imagen.",
  changes: { added: "Añadido", removed: "Quitado", none: "Las dos versiones son iguales." },
  news: {
    title: "La guía ha cambiado",
    text: (from, to) => `De la versión ${count(from)} a la ${count(to)}. Vale desde la imagen siguiente:`,
    failed: "No se pudo cargar lo que cambió. Lee la guía con su tecla.",
    understood: "Entendido",
  },
  dialog: {
    none: "La dirección aún no ha escrito una guía. En caso de duda, pregunta o deja un comentario.",
    failed: "No se pudo cargar la guía.",
    again: "Reintentar",
    loading: "Cargando…",
  },
};

export const work: Translation["work"] = {
  title: "Mi trabajo",
  offline: (held) =>
    held > 0
      ? `Sin conexión: ves el último estado. Sigue igualmente: ${countOf(held, "imagen está guardada", "imágenes están guardadas")} en este navegador.`
      : "Sin conexión: ves el último estado. No hay imágenes por hacer guardadas en este navegador.",
  newHere: "¿Primera vez, o dudas?",
  guideline: "Leer la guía",
  nothing: "Aún no hay nada que hacer",
  nothingForExpert: "Te llegan imágenes cuando las respuestas difieren. Esta página las muestra enseguida.",
  nothingForAnnotator: "La dirección aún no te ha dado imágenes. Esta página las muestra en cuanto las haya.",
  stage: {
    done: count,
    outOf: (whole) => `de ${count(whole)} hechas`,
    left: (value) => `${plural(value, "Queda", "Quedan")} ${images(value)}.`,
    leftAtPace: (value, time, perImage) =>
      `${plural(value, "Queda", "Quedan")} ${images(value)}: unos ${duration(time)} a tu ritmo de ${duration(perImage)} por imagen.`,
    skipped: (value) => `${countOf(value, "imagen dejada", "imágenes dejadas")} para el final.`,
    blocked: (value) =>
      `${countOf(value, "imagen omitida", "imágenes omitidas")} dos veces: decide la dirección.`,
    blockedSettled: (value) =>
      `${countOf(value, "imagen omitida", "imágenes omitidas")} dos veces: se decide entre expertos.`,
    batches: "Mis lotes",
    batch: (number) => `Lote ${number}`,
    batchDone: (done, total) => `${count(done)} de ${count(total)}`,
    start: "Empezar",
    goOn: "Continuar",
    allDone: {
      annotate: "Todo hecho. ¡Gracias!",
      refine: "Todo hecho por ahora. Pueden llegar más imágenes.",
      classify: "Todo hecho. ¡Gracias!",
      "classify-after": "Todo hecho por ahora. Pueden llegar más imágenes.",
      "label-anew": "Todo hecho por ahora. ¡Gracias!",
      vote: "Todo hecho. ¡Gracias!",
    },
  },
  images: {
    title: "Mis imágenes",
    which: "Cuáles de mis imágenes",
    kinds: { all: "Todas", flagged: "Avisadas", open: "Sin enviar", skipped: "Para después" },
    none: {
      all: "Aún no has trabajado en ninguna imagen.",
      flagged: "No has avisado de ninguna imagen. F avisa de la que está en pantalla.",
      open: "No hay ninguna imagen a medias.",
      skipped: "No has dejado ninguna imagen para después.",
    },
    more: "Mostrar anteriores",
    flagged: (reason) => `Aviso: ${reason}`,
    noneOfThese: "Ninguna",
    noLabel: "Ninguna etiqueta elegida",
    unsure: (name) => `${name} (dudosa)`,
    states: {
      open: "Borrador,",
      skipped: "Para después,",
      blocked: "Con la dirección,",
      final: "Definitiva,",
      submitted: "Enviada,",
    },
  },
};

export const people: Translation["people"] = {
  waiting: {
    badge: (value) => plural(value, "imagen te espera", "imágenes te esperan"),
    sheets: (value, one) => `${value} ${one ? "lámina" : "láminas"}`,
    sheetsWait: (value) => plural(value, "te espera", "te esperan"),
    inProject: (value, one) => `${value} ${one ? "imagen te espera" : "imágenes te esperan"}`,
    count,
    more: (max) => `${max}+`,
  },
};

export const labels: Translation["labels"] = { note: { mark: "Nota:" } };
export const labelSpace: Translation["labelSpace"] = { unknown: (label) => `etiqueta ${label}` };
export const imagesPage: Translation["images"] = { noLabel: "sin etiqueta" };

export const gold: Translation["gold"] = {
  answering:
    "Una imagen de oro: con tu respuesta se mide a los anotadores. Mira todos los grupos, busca lo que falta y marca como dudoso lo que pueda ir de un modo u otro.",
};
