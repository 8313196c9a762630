import type { Translation } from "../translation.ts";

/** The sample labels are named as their cards name them. */
const steps: Translation["tutorial"]["steps"] = {
  tick: {
    title: "Marca lo que ves",
    text: "Cada tarjeta muestra el número de su tecla. Hay dos objetos con etiqueta: el café exprés (espresso) y la taza (cup). Marca los dos con las teclas 1 a 5 o haz clic en las tarjetas.",
    touch:
      "Hay dos objetos con etiqueta: el café exprés (espresso) y la taza (cup). Toca sus tarjetas para marcar los dos.",
    wrong: "No está en la foto. Haz lo mismo otra vez para quitar la marca.",
    right: "Una etiqueta por cada clase de objeto, sean cuantos sean.",
  },
  submit: {
    title: "Enviar",
    text: "Las dos etiquetas están marcadas. Intro envía y pasa a la imagen siguiente.",
    touch: "Las dos etiquetas están marcadas. «Enviar» pasa a la imagen siguiente.",
    wrong: "Quita esa marca: solo están el café y la taza.",
    right: "Para la mayoría de las imágenes no hace falta más.",
  },
  likeliest: {
    title: "Etiquetas que se excluyen",
    text: "Un perro tiene una sola raza. Los dos son de la misma: marca solo la más probable y pulsa Intro. Estos tienen orejas largas y rizadas y pelo rojizo dorado: cocker spaniel.",
    touch:
      "Un perro tiene una sola raza. Los dos son de la misma: marca solo la más probable y toca «Enviar». Estos tienen orejas largas y rizadas y pelo rojizo dorado: cocker spaniel.",
    wrong: "Las razas se excluyen: deja solo la más probable. Aquí es el cocker spaniel.",
    right: "Cuando las etiquetas se excluyen, elige la más probable.",
  },
  exemplars: {
    title: "Ejemplos",
    text: "¿Dudas del aspecto de una etiqueta? V muestra junto a la imagen los ejemplos de la tarjeta activa; las flechas cambian de tarjeta. Pulsa ahora V, y V o Esc para volver.",
    touch:
      "¿Dudas del aspecto de una etiqueta? Toca una de las fotos de la tarjeta o mantén pulsada la tarjeta: sus ejemplos se abren en grande. Ábrelos ahora y ciérralos.",
    right:
      "Las fotos dicen más que el nombre: muchas palabras significan algo más concreto de lo que parece.",
  },
  groups: {
    title: "Más grupos",
    text: "Hay más de cinco tarjetas. Espacio abre el grupo siguiente; Q, W, E y R abren uno de los cuatro. Marca aquí el gato atigrado (tabby) y, en el segundo grupo, la lana (wool), y pulsa Intro.",
    touch:
      "Hay más de cinco tarjetas. La barra de abajo abre los otros grupos. Marca aquí el gato atigrado (tabby) y, en el segundo grupo, la lana (wool), y toca «Enviar».",
    wrong: "Deja solo el gato atigrado y, en el segundo grupo, la lana.",
    right: "Lo que no abriste cuenta como no visto, nunca como un no.",
  },
  parts: {
    title: "Partes y conjunto",
    text: "Un coche y su rueda cuentan los dos, si ambos son etiquetas. Igual esta iglesia (church) y su cúpula (dome): marca las dos y pulsa Intro.",
    touch:
      "Un coche y su rueda cuentan los dos, si ambos son etiquetas. Igual esta iglesia (church) y su cúpula (dome): marca las dos y toca «Enviar».",
    wrong: "Este edificio es una iglesia. Deja la iglesia y su cúpula.",
    right: "Una cosa y sus partes: ambas.",
  },
  hidden: {
    title: "Tapado y cortado",
    text: "La guitarra tapa parte de la batería, y algo queda cortado. Cuenta igual. Marca la guitarra eléctrica (electric guitar) y el tambor (drum) y pulsa Intro.",
    touch:
      "La guitarra tapa parte de la batería, y algo queda cortado. Cuenta igual. Marca la guitarra eléctrica (electric guitar) y el tambor (drum) y toca «Enviar».",
    wrong: "No está en la foto. Deja la guitarra eléctrica y el tambor.",
    right: "Cuenta si se reconoce qué es, por poco que se vea.",
  },
  unsure: {
    title: "Dudosa",
    text: "¿Qué lagarto es? Si has mirado y no puedes decidir, mantén Mayús y pulsa el número de la tarjeta: dudosa. El signo de interrogación de la tarjeta hace lo mismo. Di «dudosa» en una y pulsa Intro.",
    touch:
      "¿Qué lagarto es? Si has mirado y no puedes decidir, toca el signo de interrogación de su tarjeta: dudosa. Dilo en una y toca «Enviar».",
    wrong: "Marca solo lo que tengas seguro. Aquí mejor «dudosa»: el signo de interrogación de la tarjeta.",
    right: "«Dudosa» es una respuesta: un experto vuelve a mirar.",
  },
  search: {
    title: "Falta una etiqueta",
    text: "En la terraza hay sombrillas y ninguna tarjeta lo dice. Pulsa / y escribe «umbrella»; Intro la añade.",
    touch:
      "En la terraza hay sombrillas y ninguna tarjeta lo dice. Abre la búsqueda bajo las tarjetas, escribe «umbrella» y toca lo que encuentre.",
    right: "La búsqueda encuentra nombres, sinónimos y palabras de las definiciones, y perdona las erratas.",
  },
  none: {
    title: "Ninguna",
    text: "Una dalia, y no hay etiqueta para ella. X recorre todos los grupos, para que los hayas visto, y responde «Ninguna». Después pulsa Intro.",
    touch:
      "Una dalia, y no hay etiqueta para ella. «Ninguna» recorre todos los grupos, para que los hayas visto. Tócalo y después toca «Enviar».",
    wrong: "Eso no es lo que muestra la foto. Quita la marca y responde «Ninguna».",
    right: "«Ninguna» es una respuesta propia. Busca antes de darla.",
  },
  undo: {
    title: "Deshacer",
    text: "Se marcó «Monastery» por error. U retira lo último que hiciste, también un envío.",
    touch: "Se marcó «Monastery» por error. «Deshacer» retira lo último que hiciste, también un envío.",
    right: "Cuantos pasos quieras, también en imágenes anteriores.",
  },
  flag: {
    title: "Avisar",
    text: "¿Algo va mal en una imagen o la guía no lo contempla? F avisa a la dirección. Pulsa F y elige un motivo.",
    touch:
      "¿Algo va mal en una imagen o la guía no lo contempla? «Avisar» se lo dice a la dirección. Tócalo y elige un motivo.",
    right: "Un aviso no cambia ninguna etiqueta. Puedes responder igualmente.",
  },
  skip: {
    title: "Omitir",
    text: "S deja una imagen para después; vuelve al final. Pulsa S y elige un motivo.",
    touch: "«Omitir» deja una imagen para después; vuelve al final. Tócalo y elige un motivo.",
    right: "Mejor omitir que adivinar.",
  },
  help: {
    title: "Todas las teclas",
    text: "? muestra cada tecla, tal como la imprime tu teclado, y permite cambiarlas. Abre la lista y ciérrala con Esc.",
    touch:
      "Con teclado, cada botón tiene su tecla. El signo de interrogación de arriba las muestra todas y permite cambiarlas. Abre la lista y ciérrala.",
    right: "Cada tecla tiene también su botón.",
  },
  guideline: {
    title: "¿Y los dibujos?",
    text: "Dibujos, juguetes y estatuas: cada proyecto tiene su regla, en su guía. G la abre. Léela y ciérrala con Esc.",
    touch:
      "Dibujos, juguetes y estatuas: cada proyecto tiene su regla, en su guía. Ábrela arriba, léela y ciérrala.",
    right: "En caso de duda, vale la guía.",
  },
};

export const tutorial: Translation["tutorial"] = {
  name: "Tutorial guiado",
  steps,
  label: "Qué hacer",
  progress: (step, total) => `Paso ${step} de ${total}`,
  nearly: "Correcto. Ahora pulsa Intro.",
  nearlyTouch: "Correcto. Ahora toca «Enviar».",
  wrong: (labels, why) => `${labels.join(", ")}: ${why}`,
  right: (text) => `Correcto. ${text}`,
  next: "Continuar",
  finish: "Terminar",
  back: "Atrás",
  skip: "Saltar el tutorial",
  sure: {
    title: "¿Saltar el tutorial?",
    text: "Lo encuentras de nuevo en «Mi trabajo».",
    yes: "Saltarlo",
    no: "Seguir con él",
  },
  failed: "No se pudo cargar el tutorial.",
  again: "Reintentar",
  offer: {
    title: "¿Primera vez aquí?",
    text: "El tutorial enseña las teclas y las reglas con fotos de muestra, en unos cinco minutos. Nada de ello se guarda en el proyecto.",
    start: "Hacer el tutorial",
    resume: (step) => `Seguir con el tutorial en el paso ${step}`,
    skip: "Ahora no",
  },
  or: ", o",
  repeat: "repetir el tutorial",
  taken: "tutorial hecho",
};
