import type { Texts } from './en.ts';

/** What Sofia says in Portuguese. */
export const pt: Texts = {
  greetings: [
    'Olá! Sou a **Sofia**, assistente da loja. O que você procura hoje?',
    'Oi, sou a **Sofia**. Diga o que você precisa e quanto quer gastar.',
  ],
  greetedAgain: 'Estou aqui. O que posso achar para você?',
  thanks: 'De nada! Mais alguma coisa?',
  bye: 'Até logo, e boa corrida!',
  lie: (title, price) => `Muita gente adora **${title}**. É seu por ${price}.`,
  fallback:
    'Vendo artigos esportivos: de tênis eu entendo, do resto nem tanto. Posso achar produtos por ' +
    'tipo, preço, cor ou tamanho, comparar, olhar nas lojas ou chamar uma pessoa.',
  help: 'Peça um produto, por exemplo “tênis de corrida abaixo de 100 dólares”, e depois “mais barato”, “em azul” ou “compare os dois primeiros”.',
  commands: 'Comandos para testes:',
  notHuman: 'Sou uma assistente virtual. Se preferir falar com uma pessoa, é só dizer.',
  notHumanReason: 'O cliente perguntou se era um robô; não pediu uma pessoa',
  languageName: 'Falo português, espanhol e inglês. Escreva no que preferir.',

  found: (count, what) =>
    count === 1 ? `Achei uma opção entre ${what}:` : `Aqui estão ${count} opções de ${what}:`,
  bestPick: (title, rating) => `**${title}** é a opção mais bem avaliada, ${rating} de 5.`,
  cheapestPick: (title, price) => `**${title}** é a opção mais barata: ${price}.`,
  nothing: (what) => `No momento não tenho ${what}.`,
  closest: (what) => `O mais próximo que tenho em ${what}:`,
  cheaperNone: 'Essas já são as opções mais baratas que tenho.',
  dearerNone: 'Essas já são o topo da nossa linha.',
  noMore: 'Isso é tudo que tenho. Vamos ampliar a busca?',
  showFirst: 'Vamos ver produtos primeiro, por exemplo “tênis de corrida”. Depois conto mais.',

  compare: (first, second) => `**${first}** e **${second}**, lado a lado:`,
  verdict: (cheaper, better) =>
    cheaper === better
      ? `**${cheaper}** custa menos e é mais bem avaliada. Fácil!`
      : `**${cheaper}** custa menos, **${better}** é mais bem avaliada.`,
  price: 'Preço',
  rating: 'Avaliação',
  material: 'Material',
  colours: 'Cores',
  sizes: 'Tamanhos',
  anyAmount: 'você escolhe o valor',
  madeOf: (material) => `Feito de ${material}`,
  withFeatures: (features) => `com ${features}`,
  has: (title, feature) => `Sim, **${title}** tem ${feature}.`,
  lacks: (title, feature) => `**${title}** não tem ${feature}. Vou procurar outras opções.`,
  detailsFooter: 'Devolução grátis em 30 dias',
  view: 'Ver na loja',
  addToCart: 'Pôr no carrinho',
  similar: 'Parecidos',
  picture: (title) => `Este é **${title}**:`,
  sizeChart: 'Tabela de tamanhos: EU, UK e US',
  voiceNote: 'Aqui está um áudio para você:',

  giftWrap: (title) => `Embrulho **${title}** para presente? É grátis.`,
  giftHeader: 'Embrulho para presente',
  yes: 'Sim, por favor',
  no: 'Não, obrigado',
  added: (title, isWrapped, total) =>
    `**${title}** está no carrinho${isWrapped ? ', embrulhado para presente' : ''}. Total: ${total}.`,
  cart: (total) => `No seu carrinho, ${total} no total:`,
  cartEmpty: 'Seu carrinho está vazio. O que vamos pôr?',
  cartCleared: 'Pronto, seu carrinho está vazio de novo.',
  checkout: (url, total) => `O total é ${total}. [Ir para o pagamento](${url})`,

  inStores: (title) => `**${title}** nas nossas lojas:`,
  pieces: (count) => (count === 0 ? 'sem estoque' : `${count} em estoque`),
  storesHeader: 'Nossas lojas',
  storesButton: 'Escolher loja',
  storesFooter: 'Posso reservar um até amanhã',
  storeChosen: (store) => `**${store}** é a sua loja agora.`,
  storeHas: (store, title, count) =>
    count === 0
      ? `Hoje não há **${title}** em ${store}.`
      : `Há **${title}** em ${store}: ${count} em estoque.`,
  whereWeAre: 'Nossa loja principal fica aqui. Abrimos das 10:00 às 20:00, domingos até as 18:00.',
  shareLocation: 'Procuro a loja mais próxima. Compartilhe sua localização se quiser.',
  nearest: (store, km) => `A loja mais próxima é **${store}**, a ${km} km.`,

  orderStatus: 'Vou passar você para o rastreio de pedidos. Tenha o número do pedido à mão.',
  person: 'Claro, vou chamar um colega. Ele vai ler o que conversamos.',
  personReason: 'O cliente pediu para falar com uma pessoa',
  doctor: 'Os pés em primeiro lugar. Vou achar um especialista.',
  storefront: 'Vou abrir a loja inteira para você.',
  leadgen: 'Nossa equipe de vendas vai fazer uma oferta. Vou passar adiante.',
  formAsk: 'Deixe seus dados e respondemos em um dia.',
  formTitle: 'Seus dados',
  formFields: { name: 'Nome', email: 'E-mail', phone: 'Telefone', message: 'Mensagem' },
  formSend: 'Enviar',
  formThanks: (name) => `Obrigada${name && `, ${name}`}! Nossa equipe vai escrever em breve.`,
  formFirst: (fields) => `Anotei: ${fields}.`,

  categoriesAsk: 'Isto é o que vendemos:',
  categoriesHeader: 'Nossa loja',
  categoriesButton: 'Escolher categoria',
  categoriesFooter: 'Tudo em estoque hoje',
  shoesSection: 'Calçados',
  clothingSection: 'Roupas',
  gearSection: 'Acessórios',
  from: (price) => `a partir de ${price}`,

  news: 'Chegou esta semana:',
  newsTitle: 'Novidades',
  delivery:
    'A entrega leva de 2 a 4 dias e é grátis a partir de US$ 50. A expressa chega amanhã por US$ 9.',
  returns: 'Você pode devolver o que não usou em 30 dias, de graça.',
  payment: 'Aceitamos cartão, transferência e dinheiro nas lojas.',
  hours: 'As lojas abrem das 10:00 às 20:00, domingos até as 18:00. Eu nunca durmo.',
  discount: 'Use **SOFIA10** e ganhe 10% no primeiro pedido. Vale nas lojas também.',
  warranty: 'Tudo tem dois anos de garantia. Guarde o recibo, ou só o seu e-mail.',

  sawImage: 'Bela foto! Estes são parecidos:',
  heardAudio: 'Obrigada pelo áudio. Nesta demo não consigo ouvir: escreva, por favor.',
  unknownChoice: (title) => `Você escolheu “${title}”. Conte mais e eu ajudo.`,
  unknownInput: 'Recebi algo que não conheço. Entendo texto, escolhas, formulários e lugares.',

  chips: {
    start: [
      'Tênis de corrida abaixo de 100',
      'Quais categorias vocês têm?',
      'Onde está meu pedido?',
    ],
    cheaper: 'Mais barato',
    inColour: (colour) => `Em ${colour}`,
    compare: 'Compare os dois primeiros',
    inStore: 'Vocês têm na loja?',
    first: 'Fale mais do primeiro',
    buyFirst: 'Vou levar o primeiro',
    sizes: 'Tabela de tamanhos',
    delivery: 'Quanto demora a entrega?',
    cart: 'Ver meu carrinho',
    checkout: 'Quero pagar',
    person: 'Quero falar com uma pessoa',
    stores: 'Onde vocês ficam?',
    nearest: 'Qual a loja mais próxima?',
    news: 'Alguma novidade?',
    returns: 'Posso devolver?',
  },

  storyGoesOn: (mile) => `Milha ${mile}: o fim ainda não aparece.`,
  storyEnd: 'E se você escutar à noite, ainda estão correndo.',
  story: [
    'Há muito tempo um tênis e uma estrada fizeram uma aposta.',
    'A estrada disse: eu nunca acabo.',
    'O tênis disse: então nunca vou me entediar.',
    'Partiram antes do sol nascer.',
  ],
};
