import { Numbers } from './redactionNumbers.ts';

/** A text with one detail of a person in it. */
export interface SeededDetail {
  readonly kind: 'phone' | 'email' | 'card' | 'iban' | 'id' | 'ip' | 'token' | 'name';
  readonly text: string;
  /** As it stands in the text. */
  readonly detail: string;
}

/** A text that a shop says, and that has nothing of a person in it. */
export interface SeededInnocent {
  readonly kind: string;
  readonly text: string;
}

/** The names that a tester gives for the corpus. */
export const corpusNames = [
  'María José Núñez',
  'João Conceição',
  'Anne Sørby-Clark',
  'Müller',
  'Lucía',
  'José Pérez',
  'Thiago de Souza',
];

const perKind = { phone: 100, email: 50, card: 25, iban: 15, id: 50, ip: 15, token: 30, name: 15 };

/** Three hundred texts in English, Spanish and Portuguese, always the same. */
export function seededDetails(): readonly SeededDetail[] {
  const numbers = new Numbers(15);
  return (Object.keys(perKind) as SeededDetail['kind'][]).flatMap((kind) =>
    Array.from({ length: perKind[kind] }, (_, at) => {
      const made = makers[kind];
      const [detail, frame] = (made[at % made.length] ?? made[0])(numbers);
      const text = (frame ?? numbers.pick(frames[kind])).replace('§', () => detail);
      return { kind, text, detail };
    }),
  );
}

type Maker = (numbers: Numbers) => readonly [detail: string, frame?: string];
type Makers = readonly [Maker, ...Maker[]];

const four = (text: string, gap: string) => text.replace(/.{4}(?=.)/g, `$&${gap}`);
const dotted = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, '.');
const nbsp = '\u00a0';
const narrow = '\u202f';
const hyphen = '\u2011';
const fullwidth = (text: string) =>
  text.replace(/\d/g, (one) => String.fromCharCode(0xff10 + Number(one)));
const arabic = (text: string) =>
  text.replace(/\d/g, (one) => String.fromCharCode(0x0660 + Number(one)));
const end4 = (n: Numbers) => n.digits(4);
const us = (n: Numbers) =>
  [
    n.pick(['415', '212', '305', '646']),
    `${n.digitsFrom(2, 1)}${n.pick(['34', '62', '87'])}`,
    end4(n),
  ] as const;

const phone: Makers = [
  (n) => [`+1 ${us(n).join(' ')}`],
  (n) => [us(n).join(hyphen)],
  (n) => [us(n).join('-'), '§'],
  (n) => [`+1${us(n).join('')}`, 'cust_§'],
  (n) => [us(n).join(''), 'cust_§'],
  (n) => [us(n).join('.'), 'my number is §, thanks'],
  (n) => [`(${us(n)[0]}) ${n.pick(['555', '623'])}-${end4(n)}`, 'Sure. §'],
  (n) => [`+52 55 ${end4(n)} ${end4(n)}`],
  (n) => [`+52 1 55 ${end4(n)} ${end4(n)}`],
  (n) => [`55 ${n.digitsFrom(1, 4)} ${end4(n)}`, 'mi cel es §'],
  (n) => [`52155${n.digitsFrom(1, 4)}${end4(n)}`, 'https://wa.me/§'],
  (n) => [`+57${nbsp}310${nbsp}${n.digitsFrom(2, 3)}${nbsp}${end4(n)}`],
  (n) => [`310 ${n.digitsFrom(2, 3)} ${end4(n)}`, 'Me pueden llamar al § después de las 6'],
  (n) => [`57310${n.digitsFrom(2, 3)}${end4(n)}`, '{"wa_id":"§","profile":{}}'],
  (n) => [`+56 9 ${n.digitsFrom(4, 4)} ${end4(n)}`],
  (n) => [`+569${n.digitsFrom(4, 4)}${end4(n)}`, 'user-§'],
  (n) => [`9${narrow}${n.digitsFrom(4, 4)}${narrow}${end4(n)}`, 'Mi fono: §'],
  (n) => [`%2B569${n.digitsFrom(4, 4)}${end4(n)}`, 'https://shop.example/return?phone=§&step=2'],
  (n) => [`569${n.digitsFrom(4, 4)}${end4(n)}`, 'https://api.whatsapp.com/send?phone=§&text=hola'],
  (n) => [`+54 9 11 ${n.digitsFrom(2, 4)}-${end4(n)}`],
  (n) => [`011 15-${n.digitsFrom(2, 4)}-${end4(n)}`, 'Tel. §'],
  (n) => [`11 ${n.digitsFrom(4, 4)}-${end4(n)}`, 'Anotá mi celular: §.'],
  (n) => [`+51 9${n.digits(2)} ${n.digits(3)} ${n.digits(3)}`],
  (n) => [`9${n.digits(2)}-${n.digits(3)}-${n.digits(3)}`, 'WhatsApp §'],
  (n) => [`+55 (11) 9${n.digitsFrom(6, 4)}-${end4(n)}`],
  (n) => [`(21) 9${n.digitsFrom(6, 4)}-${end4(n)}`, 'pode ser no §?'],
  (n) => [`11 9${n.digitsFrom(6, 4)}-${end4(n)}`, 'Meu zap é §'],
  (n) => [`55119${n.digitsFrom(6, 4)}${end4(n)}`, '{"contact":{"phone":"§"}}'],
  (n) => [`+34 6${n.digits(2)} ${n.digits(2)} ${n.digits(2)} ${n.digits(2)}`],
  (n) => [`6${n.digits(2)}${hyphen}${n.digits(3)}${hyphen}${n.digits(3)}`, 'llámame al §'],
  (n) => [`0034 6${n.digits(8)}`, 'Teléfono: §'],
  (n) => [fullwidth(`+34 6${n.digits(2)} ${n.digits(3)} ${n.digits(3)}`)],
  (n) => [arabic(`+971 50 ${n.digitsFrom(2, 3)} ${end4(n)}`)],
  (n) => [`+44 20 7946 0${n.digits(3)}`],
  (n) => [`+49 171 ${n.digitsFrom(2, 7)}`],
  (n) => [`+34&nbsp;6${n.digits(2)}&nbsp;${n.digits(3)}&nbsp;${n.digits(3)}`],
  (n) => [`+1\u2013${us(n).join('\u2013')}`],
  (n) => [us(n).join(''), '{"customer":{"mobile":"§"},"cart":[]}'],
  (n) => [`+1${us(n).join('')}`, '<a href="tel:§">call</a>'],
  (n) => [`55 ${n.digitsFrom(1, 4)} ${end4(n)}`, 'Apúntalo por favor: whats §'],
];

const mail = (n: Numbers) =>
  `${n.pick(['ana', 'luis.perez', 'maria_jose', 'joao+loja', 'k.smith', 'r2d2'])}${n.digits(2)}`;
const domain = (n: Numbers) =>
  n.pick([
    'correo.example',
    'gmail.com',
    'mail.shop.example',
    'uol.com.br',
    'hotmail.es',
    'empresa.cl',
  ]);

const email: Makers = [
  (n) => [`${mail(n)}@${domain(n)}`],
  (n) => [`${mail(n)} @ ${domain(n)}`],
  (n) => [`${mail(n)}\uff20${domain(n)}`],
  (n) => [`${mail(n)} (at) correo (dot) com`],
  (n) => [`${mail(n)}[at]correo[dot]com`],
  (n) => [`${mail(n)} arroba correo punto com`],
  (n) => [`${mail(n)} arroba uol ponto com ponto br`],
  (n) => [`${mail(n)} at gmail dot com`],
  (n) => [`${mail(n)}%40${domain(n)}`, 'https://shop.example/u?e=§&x=1'],
  (n) => [`${mail(n)}&#64;${domain(n)}`],
  (n) => [`${mail(n)}@${domain(n)}`, '{"user":{"email":"§"}}'],
  (n) => [`${mail(n).toUpperCase()}@${domain(n).toUpperCase()}`],
  (n) => [`${mail(n)}@${domain(n)}`, '<mailto:§>'],
  (n) => [`${mail(n)}@${domain(n)}`, 'Escríbame...§.'],
  (n) => [`josé.${mail(n)}@señal.example`],
  (n) => [`${mail(n)}${nbsp}@${nbsp}${domain(n)}`],
  (n) => [`${mail(n)}\\u0040${domain(n)}`, '{"a":"{\\"e\\":\\"§\\"}"}'],
];

const card: Makers = [
  (n) => [n.card('4', 16)],
  (n) => [four(n.card('4', 16), ' ')],
  (n) => [four(n.card('52', 16), '-')],
  (n) => [n.card('37', 15).replace(/^(....)(......)/, '$1 $2 ')],
  (n) => [four(n.card('6011', 16), nbsp)],
  (n) => [n.card('2221', 16), '{"pan":"§","exp":"12/29"}'],
  (n) => [n.card('36', 14)],
  (n) => [four(n.card('4', 16), hyphen)],
  (n) => [fullwidth(n.card('51', 16))],
];

const iban: Makers = [
  (n) => [n.iban('ES', 24)],
  (n) => [four(n.iban('ES', 24), ' ')],
  (n) => [four(n.iban('DE', 22), nbsp)],
  (n) => [n.iban('PT', 25).toLowerCase()],
  (n) => [four(n.iban('FR', 27), '-')],
];

const id: Makers = [
  (n) => [n.cpf().replace(/^(...)(...)(...)/, '$1.$2.$3-')],
  (n) => [n.cpf(), 'CPF §'],
  (n) => [n.cpf()],
  (n) => [n.cnpj().replace(/^(..)(...)(...)(....)/, '$1.$2.$3/$4-')],
  (n) => [n.cnpj()],
  (n) => [`${dotted(n.rut()[0])}-${n.digits(1)}`, 'RUT §'],
  (n) => [n.rut().join('-')],
  (n) => [n.rut().join(hyphen).toLowerCase()],
  (n) => [`${dotted(n.digitsFrom(1, 8))}-K`, 'mi rut es §'],
  (n) => [n.dni().join('')],
  (n) => [n.dni().join('-'), 'con DNI §, gracias'],
  (n) => [`${n.dni()[0]}Z`, 'DNI §'],
  (n) => [n.nie()],
  (n) => [n.curp()],
  (n) => [n.rfc()],
  (n) => [n.cuit().join('-')],
  (n) => [n.cuit().join(''), 'CUIT: §'],
  (n) => [dotted(n.digitsFrom(2, 8)), 'DNI §'],
  (n) => [dotted(n.digitsFrom(1, 10)), 'Mi cédula es §'],
  (n) => [n.digitsFrom(1, 10), 'C.C. §'],
  (n) => [`${n.letters(3)}P${n.letters(1)}${n.digits(4)}${n.letters(1)}`, 'PAN §'],
  (n) => [`${n.letters(2)}${n.digits(7)}`, 'passport number: §'],
  (n) => [
    `${n.pick(['219', '457', '532'])}-${n.pick(['09', '45'])}-${n.digitsFrom(1, 4)}`,
    'SSN §',
  ],
  (n) => [dotted(n.digitsFrom(9, 9)), 'NIT §'],
];

const octet = (n: Numbers) => String(11 + n.below(240));
const ip: Makers = [
  (n) => [`203.0.113.${octet(n)}`],
  (n) => [`${octet(n)}.${octet(n)}.${octet(n)}.${octet(n)}`, 'x-forwarded-for: §'],
  (n) => [`2001:db8:${n.letters(3, '123456789abcdef')}::${n.digitsFrom(1, 2)}`],
  (n) => [`2a02:26f0:${n.digits(4)}:1::${n.digitsFrom(1, 2)}`, '{"ip":"§"}'],
  (n) => [`186.84.${octet(n)}.${octet(n)}`, '{"remoteAddr":"§"}'],
];

const secret = (n: Numbers) => n.letters(12, 'abcdefghkmnprstuvwxyzABCDEFGH') + n.digits(6);
const token: Makers = [
  (n) => [secret(n), 'access_token=§'],
  (n) => [secret(n), 'https://shop.example/login?next=1&access_token=§&lang=es'],
  (n) => [Buffer.from(`ana:${secret(n)}`).toString('base64'), 'Authorization: Basic §'],
  (n) => [secret(n), 'Authorization: Bearer §'],
  (n) => [secret(n), '{"password":"§"}'],
  (n) => [secret(n), 'mi contraseña es §'],
  (n) => [secret(n), 'senha: §'],
  (n) => [secret(n), '{"client_secret": "§", "grant": "x"}'],
  (n) => [secret(n), 'refresh_token=§;'],
  (n) => [`ana:${secret(n)}`, 'https://§@host.example/x'],
  (n) => [secret(n), "api_key='§'"],
  (n) => [secret(n), 'password=§'],
  (n) => [secret(n), '{"accessToken":"§"}'],
  (n) => [`ghp_${n.letters(30, 'abcdefghXYZ')}${n.digits(6)}`, 'I pasted § here'],
];

const name: Makers = [
  () => ['Maria Jose Nunez'],
  () => ['MARÍA JOSÉ NÚÑEZ'],
  () => [`María${nbsp}José${nbsp}Núñez`],
  () => ['María&nbsp;José&nbsp;Núñez'],
  () => ['Núñez, María José'],
  () => ['Mari\u0301a Jose\u0301 Nu\u0301n\u0303ez'],
  () => ['Mar%C3%ADa%20Jos%C3%A9%20N%C3%BA%C3%B1ez'],
  () => ['Conceicao João'],
  () => ['joao.conceicao'],
  () => ['Jo&atilde;o Concei&ccedil;&atilde;o'],
  () => ['Anne Sørby Clark'],
];

const makers: Readonly<Record<SeededDetail['kind'], Makers>> = {
  phone,
  email,
  card,
  iban,
  id,
  ip,
  token,
  name,
};

const frames: Readonly<Record<SeededDetail['kind'], readonly [string, ...string[]]>> = {
  phone: [
    '§',
    'You can call me at § tomorrow',
    'Mi número es §',
    'Meu telefone: §',
    'Gracias! §',
    'I want two pairs, §',
  ],
  email: ['§', 'My mail: §', 'Mándalo a § por favor', 'Envie para §, obrigada', 'It is §.'],
  card: ['§', 'My card is §', 'Pago con la tarjeta §', 'cartão § validade 12/29'],
  iban: ['§', 'Transfer it to §, please', 'Mi cuenta: §', 'minha conta § obrigado'],
  id: ['§', 'My ID is §', 'La factura va con §', 'a nota com § por favor'],
  ip: ['§', 'client §', 'desde la IP §', 'o IP é §'],
  token: ['§'],
  name: ['§', 'I am §.', 'Soy §, hola', 'Aqui é §!'],
};
