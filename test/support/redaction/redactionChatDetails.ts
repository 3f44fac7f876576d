import typed from '../../fixtures/redaction/typed.json' with { type: 'json' };
import type { SeededDetail } from './redactionCorpus.ts';
import { Numbers } from './redactionNumbers.ts';

/** Further details as customers type and programs write them; each stands between « and ». */
export function chatDetails(): readonly SeededDetail[] {
  const numbers = new Numbers(2026);
  return (Object.keys(lines) as SeededDetail['kind'][]).flatMap((kind) =>
    [...lines[kind], ...typed.details[kind]].map((line) => {
      const marked = typeof line === 'string' ? line : line(numbers);
      const detail = /«(.*)»/.exec(marked)?.[1] ?? '';
      return { kind, text: marked.replace(/[«»]/g, ''), detail };
    }),
  );
}

type Line = string | ((numbers: Numbers) => string);

const lines: Readonly<Record<SeededDetail['kind'], readonly Line[]>> = {
  phone: [
    'hey its «(646) 555-0142» text me when the black ones are back',
    'Deliver to my office, «1-305-555-0187» ext. 12',
    'my cell: «7865550123»',
    '«+1.212.555.0199» is best after 5',
    "you can reach my wife on «212 555 0170», she'll pick up",
    'Text me at «+44 7700 900123» please',
    'phone «(415)555-0166», size 9.5',
    'mi móvil es el «612 34 56 78»',
    'Tlf fijo «91 123 45 67», por las mañanas',
    'Oye llámame al «+34-655-123-456» porfa',
    '«0034612345678» es el de mi madre',
    'Soy de Monterrey, mi cel «81 1234 5678»',
    'Mándame la cotización al «(55) 1234-5678»',
    'mi whats es «+52 1 33 1234 5678»',
    'anota: «(664) 123 4567»',
    'Fijo en Bogotá «(601) 345 6789»',
    'Claro, «+57 (310) 123-4567»',
    'Cel. «315-123-4567», entregar a Luz',
    'wsp «+56 9 8765 4321»',
    '«9 8765 4321» es mi celu',
    '{"from":"«56987654321»","type":"text"}',
    'mi cel es «11-5555-1234»',
    'Pasame el link al «+54 9 351 555-1234»',
    'Tel. «0351 15-555-1234» (Córdoba)',
    'Mi número: «987 654 321»',
    'Teléfono de casa «(01) 234-5678»',
    'Yape al «+51 987-654-321»',
    'meu whats «(11) 98765-4321»',
    'pode ligar: «+55 21 98765 4321»',
    'liga no fixo «(11) 3456-7890» depois das 18h',
    '«21987654321» é meu zap',
    'ligue «0xx11 3456-7890»',
    'o número do meu marido é «(31)99876-5432»',
    'https://wa.me/«5215512345678»?text=Hola',
    'tel:«+598-99-123-456»',
    'Mi número de Quito «+593 99 123 4567»',
  ],
  email: [
    'es «ana.torres@correo .example», sin tilde',
    'mi correo «luis_m@ gmail.com»',
    '"Ana Torres" <«ana.torres@shop.example»>',
    'mándalo a «pedro-ruiz@mail.empresa.com.mx», gracias',
    'É «joana.silva@bol.com.br»?',
    'My email is «k8_smith+orders@icloud.com».',
    'correo:«x@y.co»',
    '«juan(arroba)correo.com»',
    'escríbeme a «carla arroba gmail punto com»',
    'meu e-mail: «bia [arroba] uol [ponto] com [ponto] br»',
    'reach me: «tom_j AT outlook DOT com»',
    'mailto:«ana%2Btest%40correo.example»?subject=Botas',
    '{"contact":{"mail":"«ana@xn--seal-mqa.example»"}}',
    "it's «o'brien@mail.example», with an apostrophe",
    '«ANA.TORRES@CORREO.EXAMPLE» (en mayúsculas)',
    'escribe a «ana＠correo．example»',
  ],
  card: [
    (n) => `te paso la tarjeta: «${four(n.card('4', 16))}» vence 08/29`,
    (n) => `card no. «${n.card('53', 16)}» cvv 123`,
    (n) => `Amex «${n.card('34', 15)}»`,
    (n) => `meu cartão é «${four(n.card('5067', 16), '.')}»`,
    (n) => `{"number":"«${n.card('4', 16)}»","brand":"visa"}`,
    (n) => `Elo «${four(n.card('6362', 16))}»`,
    (n) => `cobra en «${four(n.card('4', 16), '  ')}»`,
    (n) => `la visa es «${four(n.card('4', 16), '/')}»`,
  ],
  iban: [
    (n) => `IBAN: «${four(n.iban('ES', 24))}» Titular: mi marido`,
    (n) => `devolución a «${n.iban('PT', 25)}» a nombre de mi hija`,
    (n) => `my account «${four(n.iban('DE', 22), ' ').toLowerCase()}»`,
    (n) => `{"iban":"«${n.iban('AT', 20)}»"}`,
    (n) => `transfira para «${four(n.iban('PT', 25), '.')}»`,
  ],
  id: [
    (n) => `Mi CLABE es «${n.clabe()}»`,
    (n) => `depósito a «${n.clabe().replace(/^(...)(...)(.{11})/, '$1 $2 $3 ')}» por favor`,
    (n) => `nota em nome da empresa, «${n.letterCnpj()}»`,
    (n) => `CNPJ «${n.letterCnpj().replace(/^(..)(...)(...)(....)/, '$1.$2.$3/$4-')}»`,
    (n) => `meu CPF: «${n.cpf().replace(/^(...)(...)(...)/, '$1 $2 $3 ')}»`,
    (n) => `cpf na nota «${n.cpf().replace(/^(...)(...)(...)/, '$1-$2-$3-')}»`,
    (n) => `boleta con rut «${n.rut().join(' - ')}»`,
    (n) => `Rut: «${n.rut().join('')}»`,
    (n) => `soy «${n.dni().join(' ')}», socio del club`,
    (n) => `NIE «${n.nie().replace(/^(.)(.*)(.)$/, '$1-$2-$3')}»`,
    (n) => `Factura a «${n.rfc().replace(/^(....)(......)/, '$1-$2-')}» uso G03`,
    (n) => `mi curp «${n.curp().toLowerCase()}»`,
    (n) => `cuil «${n.cuit().join(' ')}»`,
    'DNI «34.567.890», Rosario',
    'mi cédula «1.020.345.678» de Bogotá',
    'RUC «20512345678» para la factura',
    'My SSN is «457-45-1234»',
    'passaporte nº «FZ123456»',
    'RG «12.345.678-9»',
    'DNI «45678912», Lima',
  ],
  ip: [
    'my router says «198.51.100.23»:8443',
    'X-Real-IP: «203.0.113.77»',
    'blocked [«2001:db8:85a3::8a2e:370:7334»]:443',
    '{"client_ip":"«::ffff:203.0.113.9»"}',
  ],
  token: [
    'Cookie: session=«s%3Aq8Zt3kXv1LmN0pRw»; lang=es',
    'Set-Cookie: sid=«9f2c4be17a60d3e8»; Path=/; HttpOnly',
    'PHPSESSID=«k3v9s0q2m8r7t1u4»',
    'https://shop.example/reset?token=«b7f1c29d04»&lang=pt',
    'X-Auth-Token: «f3A9kQ2zLm81»',
    'usuario ana, contraseña: «Verano-2026»',
    'my password is «hunter2!»',
    'a senha é «Gato1234»',
    "{'refreshToken': '«d91KfPz7Qw»'}",
  ],
  name: [
    'Entregar a «maria jose núñez», 2º B',
    'É para «João da Conceição»',
    'sou «Thiago Souza», 11h',
    'Atte.\n«NÚÑEZ María José»',
  ],
};

function four(text: string, gap = ' '): string {
  return text.replace(/.{4}(?=.)/g, `$&${gap}`);
}
