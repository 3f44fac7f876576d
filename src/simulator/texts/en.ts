/**
 * What Sofia says in English. The other languages must have the same keys, or they do not compile.
 */
export const en = {
  greetings: [
    'Hi! I am **Sofia**, the shop assistant. What are you looking for today?',
    'Hello, I am **Sofia**. Tell me what you need and what you would like to spend.',
  ] as [string, ...string[]],
  greetedAgain: 'Here I am. What can I find for you?',
  thanks: 'You are welcome! Anything else?',
  bye: 'Goodbye, and enjoy the road!',
  lie: (title: string, price: string) =>
    `People also love the **${title}**. It is yours for ${price}.`,
  fallback:
    'I sell sports gear, so I am at home with shoes and lost with the rest. I can find products ' +
    'by kind, price, colour or size, compare them, look into our stores, or call a person.',
  help: 'Ask me for a product, for example “a running shoe under $100”, then “cheaper”, “in blue” or “compare the first two”.',
  commands: 'Commands for testers:',
  notHuman: 'I am a virtual assistant. If you would rather talk to a person, just say so.',
  notHumanReason: 'Customer asked whether this is a bot; no person was requested',
  languageName: 'I speak English, Spanish and Portuguese. Write in the one you like.',

  found: (count: number, what: string) =>
    count === 1 ? `I found one match among our ${what}:` : `Here are ${count} ${what}:`,
  bestPick: (title: string, rating: number) =>
    `**${title}** is the best rated of these, ${rating} out of 5.`,
  cheapestPick: (title: string, price: string) => `**${title}** is the cheapest, at ${price}.`,
  nothing: (what: string) => `I have no ${what} at the moment.`,
  closest: (what: string) => `The closest I have are these ${what}:`,
  cheaperNone: 'Those are already the cheapest I have for that.',
  dearerNone: 'Those are already the top of our range for that.',
  noMore: 'That is all I have for that. Shall we widen the search?',
  showFirst: 'Show me some products first, for example “running shoes”. Then I can say more.',

  compare: (first: string, second: string) => `**${first}** and **${second}**, side by side:`,
  verdict: (cheaper: string, better: string) =>
    cheaper === better
      ? `**${cheaper}** is both cheaper and better rated. Easy choice!`
      : `**${cheaper}** saves money, **${better}** is better rated.`,
  price: 'Price',
  rating: 'Rating',
  material: 'Material',
  colours: 'Colours',
  sizes: 'Sizes',
  anyAmount: 'you choose the amount',
  madeOf: (material: string) => `Made of ${material}`,
  withFeatures: (features: string) => `with ${features}`,
  has: (title: string, feature: string) => `Yes, **${title}** has ${feature}.`,
  lacks: (title: string, feature: string) =>
    `**${title}** does not have ${feature}. Let me look for others.`,
  detailsFooter: 'Free returns within 30 days',
  view: 'View in shop',
  addToCart: 'Add to cart',
  similar: 'Similar ones',
  picture: (title: string) => `This is **${title}**:`,
  sizeChart: 'Size chart, EU, UK and US',
  voiceNote: 'Here is a voice note for you:',

  giftWrap: (title: string) => `Shall I gift-wrap **${title}**? It is free.`,
  giftHeader: 'Gift wrap',
  yes: 'Yes, please',
  no: 'No, thanks',
  added: (title: string, isWrapped: boolean, total: string) =>
    `**${title}** is in your cart${isWrapped ? ', gift-wrapped' : ''}. Total: ${total}.`,
  cart: (total: string) => `In your cart, ${total} in all:`,
  cartEmpty: 'Your cart is empty. What shall we put in?',
  cartCleared: 'Done, your cart is empty again.',
  checkout: (url: string, total: string) => `Your total is ${total}. [Go to checkout](${url})`,

  inStores: (title: string) => `**${title}** in our stores:`,
  pieces: (count: number) => (count === 0 ? 'not in stock' : `${count} in stock`),
  storesHeader: 'Our stores',
  storesButton: 'Choose a store',
  storesFooter: 'I can hold one for you until tomorrow',
  storeChosen: (store: string) => `**${store}** is your store now.`,
  storeHas: (store: string, title: string, count: number) =>
    count === 0
      ? `**${title}** is not at ${store} today.`
      : `**${title}** is at ${store}: ${count} in stock.`,
  whereWeAre: 'Our main store is here. Open from 10:00 to 20:00, Sundays to 18:00.',
  shareLocation: 'I am looking for the store nearest to you. Share your location if you like.',
  nearest: (store: string, km: string) => `The nearest store is **${store}**, ${km} km away.`,

  orderStatus: 'Let me pass you to order tracking. Have your order number at hand.',
  person: 'Of course, I am calling a colleague. They will read what we have said so far.',
  personReason: 'Customer asked for a person',
  doctor: 'Feet come first. Let me find you a specialist.',
  storefront: 'I am opening the whole shop for you.',
  leadgen: 'Our sales team will make you an offer. I am passing this on.',
  formAsk: 'Leave your details and we will get back to you within a day.',
  formTitle: 'Your details',
  formFields: { name: 'Name', email: 'Email', phone: 'Phone', message: 'Message' },
  formSend: 'Send',
  formThanks: (name: string) => `Thank you${name && `, ${name}`}! Our team will write to you soon.`,
  formFirst: (fields: string) => `I have noted: ${fields}.`,

  categoriesAsk: 'This is what we sell:',
  categoriesHeader: 'Our shop',
  categoriesButton: 'Choose a category',
  categoriesFooter: 'Every product is in stock today',
  shoesSection: 'Shoes',
  clothingSection: 'Clothing',
  gearSection: 'Gear',
  from: (price: string) => `from ${price}`,

  news: 'Fresh from the factory this week:',
  newsTitle: 'New arrivals',
  delivery: 'Delivery takes 2 to 4 days and is free from $50. Express arrives tomorrow for $9.',
  returns: 'You can return anything unused within 30 days, free of charge.',
  payment: 'We take cards, bank transfer, and cash in the stores.',
  hours: 'The stores are open from 10:00 to 20:00, Sundays to 18:00. I never sleep.',
  discount: 'Use **SOFIA10** for 10% off your first order. It works in the stores too.',
  warranty: 'Everything has a two-year warranty. Keep the receipt, or just your email.',

  sawImage: 'Nice picture! These come close:',
  heardAudio: 'Thank you for the voice note. In this demo I cannot listen, so please type it.',
  unknownChoice: (title: string) => `You chose “${title}”. Tell me more and I will help.`,
  unknownInput: 'I got something I do not know. I understand text, choices, forms and places.',

  chips: {
    start: ['Running shoes under $100', 'What categories do you have?', 'Where is my order?'],
    cheaper: 'Cheaper',
    inColour: (colour: string) => `In ${colour}`,
    compare: 'Compare the first two',
    inStore: 'Do you have it in store?',
    first: 'Tell me more about the first one',
    buyFirst: 'I take the first one',
    sizes: 'Size chart',
    delivery: 'How long is delivery?',
    cart: 'Show my cart',
    checkout: 'Checkout',
    person: 'I want to talk to a person',
    stores: 'Where are you?',
    nearest: 'Which store is nearest to me?',
    news: 'Anything new?',
    returns: 'Can I return it?',
  },

  storyGoesOn: (mile: number) => `Mile ${mile}: still no end in sight.`,
  storyEnd: 'And if you listen at night, they are still running.',
  story: [
    'Long ago a shoe and a road made a bet.',
    'The road said: I never end.',
    'The shoe said: then I shall never be bored.',
    'They set out before the sun was up.',
  ] as [string, ...string[]],
};

export type Texts = typeof en;
