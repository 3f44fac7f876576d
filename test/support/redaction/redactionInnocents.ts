import type { SeededInnocent } from './redactionCorpus.ts';
import { Numbers } from './redactionNumbers.ts';

/** Three hundred texts of a shop in English, Spanish and Portuguese, always the same. */
export function seededInnocents(): readonly SeededInnocent[] {
  const numbers = new Numbers(51);
  const kinds = Object.entries(makers);
  return Array.from({ length: 300 }, (_, at) => {
    const [kind, made] = kinds[at % kinds.length] ?? kinds[0] ?? ['', [() => '']];
    return { kind, text: numbers.pick(made)(numbers) };
  });
}

type Maker = (numbers: Numbers) => string;

const two = (value: number) => String(value).padStart(2, '0');
const day = (n: Numbers) => two(1 + n.below(28));
const month = (n: Numbers) => two(1 + n.below(12));
const hour = (n: Numbers) => `${two(8 + n.below(12))}:${n.pick(['00', '15', '30', '45'])}`;
const millions = (n: Numbers) => `${n.digitsFrom(1, 2)}.${n.digits(3)}.${n.digits(3)}`;
const word = (n: Numbers) => n.letters(3, 'abcdefgh');

const makers: Readonly<Record<string, readonly [Maker, ...Maker[]]>> = {
  sizes: [
    () => 'Tallas 36 37 38 39 40 41 42',
    () => 'Sizes: 36, 37, 38, 39, 40, 41',
    () => '36/37/38/39/40',
    () => 'sizes 36-37-38-39-40',
    () => 'Temos 34 35 36 37 e 39 40',
    () => 'US 7 8 9 10 11 12',
    (n) => `Talla ${String(36 + n.below(8))} EU / ${String(5 + n.below(6))}.5 US, 24.5 cm`,
    () => 'Números disponíveis: 33 34 35 36 38 40',
    () => '100 110 120 130 140 cm',
  ],
  dates: [
    (n) => `2026-${month(n)}-${day(n)}`,
    (n) => `${day(n)}/${month(n)}/2026 ${hour(n)}`,
    (n) => `${day(n)}-${month(n)}-2026`,
    (n) => `Llega el ${day(n)}.${month(n)}.2026 a las ${hour(n)}`,
    (n) => `2026${month(n)}${day(n)}`,
    (n) => `2026-${month(n)}-${day(n)}T${hour(n)}:14.781Z`,
    (n) => `Entre ${day(n)}/${month(n)} e ${day(n)}/${month(n)}/2026`,
    (n) => `17${n.digits(8)}`,
    (n) => `17${n.digits(11)}`,
    () => '(2024) 2025 2026',
    (n) => `Válido ${day(n)}/${month(n)}/2026-${day(n)}/${month(n)}/2027`,
  ],
  prices: [
    (n) => `$ ${millions(n)}`,
    (n) => `COP ${millions(n)}`,
    (n) => `R$ ${n.digitsFrom(1, 1)}.${n.digits(3)},${n.digits(2)}`,
    (n) => `${millions(n)} pesos`,
    (n) => `$${n.digitsFrom(1, 3)},${n.digits(3)},${n.digits(3)}.00`,
    (n) => `desde $ ${n.digitsFrom(1, 3)}.${n.digits(3)} hasta $ ${millions(n)}`,
    (n) => `S/ ${n.digitsFrom(1, 3)}.${n.digits(2)} o 3 cuotas de S/ 49.90`,
    (n) => `12 x R$ ${n.digitsFrom(1, 3)},${n.digits(2)} sem juros`,
    (n) => `USD ${n.digitsFrom(1, 8)}`,
    () => '10% 20% 30% 40%',
    (n) => `{"price":${n.digitsFrom(1, 8)},"currency":"CLP"}`,
  ],
  codes: [
    (n) => `EAN ${n.ean('841')}`,
    (n) => `Código de barras: ${n.ean('789')}`,
    (n) => `GTIN: ${n.ean('750')}`,
    (n) => `SKU 100-${n.digits(3)}-${n.digits(3)}-1`,
    (n) => `SKU-${n.letters(3)}-${n.digits(8)}`,
    (n) => `Art. ${n.digits(4)} ${n.digits(4)} ${n.digits(4)}`,
    (n) => `ref. ${n.digits(9)}`,
    (n) => `modelo ${n.letters(2)}${n.digits(4)}-${n.digits(3)}`,
    (n) => `pedido #${n.digitsFrom(1, 9)}`,
    (n) => `Order number: ${n.digitsFrom(2, 10)}`,
    (n) => `article ${n.digitsFrom(1, 8)}`,
    (n) => `{"productId":"${n.digitsFrom(1, 10)}","sku":"${n.digits(12)}"}`,
    (n) => `{"id":${n.digitsFrom(1, 13)},"ean":"${n.ean('400')}"}`,
    (n) => `ISBN 978-${n.digits(1)}-${n.digits(4)}-${n.digits(4)}-${n.digits(1)}`,
    (n) => `guía ${n.digits(12)}`,
    (n) => n.ean('779'),
  ],
  hours: [
    () => 'open 10-14 16-20',
    () => 'July 12, 2026, 10:00-14:00',
    (n) => `Lunes a viernes ${hour(n)} a ${hour(n)}, sábados 10:00-14:00`,
    () => 'Seg-sex 09:00-18:00 / sáb 09:00-13:00',
    () => 'Abierto 10.00-14.00 y 16.30-20.30',
    () => 'Mon 9-17 Tue 9-17 Wed 9-13',
    () => 'L-V 9 a 18 hs, S 9 a 13 hs',
  ],
  links: [
    (n) => `https://shop.example/p/${n.digitsFrom(1, 8)}`,
    (n) => `https://shop.example/p/${n.digitsFrom(1, 10)}.jpg?w=1200&h=1200`,
    (n) => `https://cdn.example/files/${n.digits(10)}_${n.digits(12)}_n.png`,
    () => 'img@2x.png',
    () => 'logo@3x.shop.example/a.webp',
    (n) => `https://shop.example/boots-${n.digits(8)}-black?variant=${n.digits(14)}`,
    () => 'look at shop.example for more',
    () => 'Síguenos en @luna.shoes',
    () => 'pantera@2x.jpg',
    (n) => `https://shop.example/c/${word(n)}?page=2&ids=${n.digits(6)},${n.digits(6)}`,
  ],
  measures: [
    () => 'width 210 x 297 mm',
    () => '1920x1080',
    () => '50 100 150 200 ml',
    () => 'iPhone 15 256 512 1024',
    () => '1 2 3 4 5 6 7 8',
    (n) => `0.${n.digits(8)}`,
    (n) => `lat 40.${n.digits(6)}`,
    (n) => `-33.${n.digits(6)}, -70.${n.digits(6)}`,
    (n) => `{"lat":19.${n.digits(7)},"lng":-99.${n.digits(7)}}`,
    () => '5000 mAh, 220-240 V, 50/60 Hz',
    () => '195/65 R15 91H',
    (n) => `Peso ${n.digits(2)}.${n.digits(3)} kg`,
    () => 'resistente hasta 10 ATM (100 m), IP68',
    (n) => `${n.digitsFrom(1, 2)}.${n.digits(3)}.${n.digits(3)} seguidores`,
  ],
  versions: [
    () => 'version 1.2.3.4',
    () => 'v10.15.7',
    () => 'firmware 2.0.11.30',
    (n) => `trace ${n.letters(32, '0123456789abcdef')}`,
    (n) =>
      `${n.letters(8, '0123456789abcdef')}-${n.letters(4, '0123456789abcdef')}-4${n.letters(3, '0123456789abcdef')}-8${n.letters(3, '0123456789abcdef')}-${n.letters(12, '0123456789abcdef')}`,
    () => 'http://127.0.0.1:8080/health',
    () => 'Bluetooth 5.3, Wi-Fi 802.11',
    () => 'std::vector, a::b and 10:20:30',
  ],
  words: [
    () => 'I forgot my password: what can I do?',
    () => 'Olvidé mi contraseña',
    () => 'basic sneakers and bearer bags',
    () => 'Basic T-shirt, token discount of 5',
    () => 'API key is missing',
    () => 'we meet at the store, dot the i',
    () => 'Secret: nobody buys these',
    () => 'La clave es la comodidad',
    () => 'clave: algodón orgánico',
    () => 'Minha senha não funciona',
    () => 'Pan de 500 g y 2 x 250 g',
    () => 'Llámanos de 9 a 18, 365 días',
    () => 'Call us 24/7',
    () => 'Maria and José like these boots',
    (n) => `Quedan ${n.digits(2)} pares en talla 38, ${n.digits(2)} en talla 39 y 12 en 40`,
    () => 'contact us at 10 am or at 4 pm on 12/07',
    () => '5 @ $19.99 each',
  ],
};
