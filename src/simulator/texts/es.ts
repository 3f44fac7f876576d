import type { Texts } from './en.ts';

/** What Sofia says in Spanish. */
export const es: Texts = {
  greetings: [
    '¡Hola! Soy **Sofia**, la asistente de la tienda. ¿Qué buscas hoy?',
    'Hola, soy **Sofia**. Cuéntame qué necesitas y cuánto quieres gastar.',
  ],
  greetedAgain: 'Aquí estoy. ¿Qué te busco?',
  thanks: '¡De nada! ¿Algo más?',
  bye: '¡Hasta pronto, y disfruta del camino!',
  lie: (title, price) => `También gusta mucho **${title}**. Es tuyo por ${price}.`,
  fallback:
    'Vendo artículos deportivos: en zapatillas me muevo bien y en lo demás me pierdo. Puedo buscar ' +
    'productos por tipo, precio, color o talla, compararlos, mirar en las tiendas o llamar a una persona.',
  help: 'Pídeme un producto, por ejemplo «zapatillas de running por menos de 100 dólares», y luego «más barato», «en azul» o «compara los dos primeros».',
  commands: 'Comandos para probar:',
  notHuman: 'Soy una asistente virtual. Si prefieres hablar con una persona, dímelo.',
  notHumanReason: 'El cliente preguntó si era un bot; no pidió una persona',
  languageName: 'Hablo español, inglés y portugués. Escribe en el que quieras.',

  found: (count, what) =>
    count === 1
      ? `Encontré una opción entre ${what}:`
      : `Aquí tienes ${count} opciones de ${what}:`,
  bestPick: (title, rating) => `**${title}** es la opción mejor valorada, ${rating} de 5.`,
  cheapestPick: (title, price) => `**${title}** es la opción más económica: ${price}.`,
  nothing: (what) => `Ahora mismo no tengo ${what}.`,
  closest: (what) => `Lo más parecido que tengo en ${what}:`,
  cheaperNone: 'Esas ya son las más económicas que tengo.',
  dearerNone: 'Esas ya son lo mejor de nuestra gama.',
  noMore: 'Eso es todo lo que tengo. ¿Ampliamos la búsqueda?',
  showFirst:
    'Primero veamos productos, por ejemplo «zapatillas de running». Después te cuento más.',

  compare: (first, second) => `**${first}** y **${second}**, lado a lado:`,
  verdict: (cheaper, better) =>
    cheaper === better
      ? `**${cheaper}** cuesta menos y está mejor valorada. ¡Fácil!`
      : `**${cheaper}** cuesta menos, **${better}** está mejor valorada.`,
  price: 'Precio',
  rating: 'Valoración',
  material: 'Material',
  colours: 'Colores',
  sizes: 'Tallas',
  anyAmount: 'tú eliges el importe',
  madeOf: (material) => `Hecho de ${material}`,
  withFeatures: (features) => `con ${features}`,
  has: (title, feature) => `Sí, **${title}** tiene ${feature}.`,
  lacks: (title, feature) => `**${title}** no tiene ${feature}. Busco otras opciones.`,
  detailsFooter: 'Devolución gratis en 30 días',
  view: 'Ver en la tienda',
  addToCart: 'Añadir al carrito',
  similar: 'Parecidos',
  picture: (title) => `Esto es **${title}**:`,
  sizeChart: 'Tabla de tallas: EU, UK y US',
  voiceNote: 'Aquí tienes una nota de voz:',

  giftWrap: (title) => `¿Envuelvo **${title}** para regalo? Es gratis.`,
  giftHeader: 'Envoltorio de regalo',
  yes: 'Sí, por favor',
  no: 'No, gracias',
  added: (title, isWrapped, total) =>
    `**${title}** está en tu carrito${isWrapped ? ', envuelto para regalo' : ''}. Total: ${total}.`,
  cart: (total) => `En tu carrito, ${total} en total:`,
  cartEmpty: 'Tu carrito está vacío. ¿Qué ponemos?',
  cartCleared: 'Listo, tu carrito está vacío otra vez.',
  checkout: (url, total) => `El total es ${total}. [Ir a pagar](${url})`,

  inStores: (title) => `**${title}** en nuestras tiendas:`,
  pieces: (count) => (count === 0 ? 'sin existencias' : `${count} disponibles`),
  storesHeader: 'Nuestras tiendas',
  storesButton: 'Elegir tienda',
  storesFooter: 'Puedo reservarte uno hasta mañana',
  storeChosen: (store) => `**${store}** es ahora tu tienda.`,
  storeHas: (store, title, count) =>
    count === 0
      ? `Hoy no hay **${title}** en ${store}.`
      : `Hay **${title}** en ${store}: ${count} disponibles.`,
  whereWeAre:
    'Nuestra tienda principal está aquí. Abrimos de 10:00 a 20:00, domingos hasta las 18:00.',
  shareLocation: 'Busco la tienda más cercana. Comparte tu ubicación si quieres.',
  nearest: (store, km) => `La tienda más cercana es **${store}**, a ${km} km.`,

  orderStatus: 'Te paso con el seguimiento de pedidos. Ten a mano tu número de pedido.',
  person: 'Claro, llamo a un compañero. Leerá lo que hemos hablado.',
  personReason: 'El cliente pidió hablar con una persona',
  doctor: 'Primero los pies. Te busco un especialista.',
  storefront: 'Te abro la tienda completa.',
  leadgen: 'Nuestro equipo de ventas te hará una oferta. Se lo paso.',
  formAsk: 'Déjame tus datos y te respondemos en un día.',
  formTitle: 'Tus datos',
  formFields: { name: 'Nombre', email: 'Correo', phone: 'Teléfono', message: 'Mensaje' },
  formSend: 'Enviar',
  formThanks: (name) => `¡Gracias${name && `, ${name}`}! Nuestro equipo te escribirá pronto.`,
  formFirst: (fields) => `He anotado: ${fields}.`,

  categoriesAsk: 'Esto es lo que vendemos:',
  categoriesHeader: 'Nuestra tienda',
  categoriesButton: 'Elegir categoría',
  categoriesFooter: 'Todo disponible hoy',
  shoesSection: 'Calzado',
  clothingSection: 'Ropa',
  gearSection: 'Accesorios',
  from: (price) => `desde ${price}`,

  news: 'Recién llegado esta semana:',
  newsTitle: 'Novedades',
  delivery:
    'El envío tarda de 2 a 4 días y es gratis desde US$ 50. El exprés llega mañana por US$ 9.',
  returns: 'Puedes devolver lo que no hayas usado en 30 días, gratis.',
  payment: 'Aceptamos tarjeta, transferencia y efectivo en las tiendas.',
  hours: 'Las tiendas abren de 10:00 a 20:00, los domingos hasta las 18:00. Yo nunca duermo.',
  discount: 'Usa **SOFIA10** y ahorra un 10% en tu primer pedido. También vale en las tiendas.',
  warranty: 'Todo tiene dos años de garantía. Guarda el recibo, o basta tu correo.',

  sawImage: '¡Bonita foto! Esto se parece:',
  heardAudio: 'Gracias por la nota de voz. En esta demo no puedo escuchar: escríbemelo, por favor.',
  unknownChoice: (title) => `Elegiste «${title}». Cuéntame más y te ayudo.`,
  unknownInput: 'Recibí algo que no conozco. Entiendo texto, opciones, formularios y lugares.',

  chips: {
    start: [
      'Zapatillas de running por menos de 100',
      '¿Qué categorías tienen?',
      '¿Dónde está mi pedido?',
    ],
    cheaper: 'Más barato',
    inColour: (colour) => `En ${colour}`,
    compare: 'Compara los dos primeros',
    inStore: '¿Lo tienen en tienda?',
    first: 'Cuéntame más del primero',
    buyFirst: 'Me llevo el primero',
    sizes: 'Tabla de tallas',
    delivery: '¿Cuánto tarda el envío?',
    cart: 'Ver mi carrito',
    checkout: 'Quiero pagar',
    person: 'Quiero hablar con una persona',
    stores: '¿Dónde están?',
    nearest: '¿Cuál es la tienda más cercana?',
    news: '¿Alguna novedad?',
    returns: '¿Puedo devolverlo?',
  },

  storyGoesOn: (mile) => `Milla ${mile}: todavía no se ve el final.`,
  storyEnd: 'Y si escuchas de noche, todavía corren.',
  story: [
    'Hace mucho, una zapatilla y un camino hicieron una apuesta.',
    'El camino dijo: yo nunca termino.',
    'La zapatilla dijo: entonces nunca me aburriré.',
    'Salieron antes de que saliera el sol.',
  ],
};
