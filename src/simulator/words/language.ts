/** The languages Sofia speaks. */
export const languages = ['en', 'es', 'pt'] as const;

export type Language = (typeof languages)[number];

/** Lower case, no accents, single spaces: the text that patterns are matched against. */
export function plainWords(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim();
}

/** Words that tell the languages apart. */
const markers: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: words(
    'i the a an is are you your my me do does have in of for and with what where want need show ' +
      'under cheaper first two it hello hi hey thanks please how can any to order shoe shoes this that',
  ),
  es: words(
    'hola quiero busco necesito zapatillas zapatos una un el la los las con y mas donde tienes ' +
      'tienen hay pedido gracias cuanto cuesta talla tienda muestrame muestra primeros dos mi quien ' +
      'puedo hablar es en azul rojo negro blanco del esta estan menos para comparar correr compara',
  ),
  pt: words(
    'ola oi quero procuro preciso tenis um uma o os as com e mais onde tem voces pedido meu minha ' +
      'obrigado obrigada quanto custa tamanho loja mostre mostra primeiros dois nao voce quem posso ' +
      'falar em azul vermelho preto branco do da esta estao menos abaixo para comparar corrida compare ate',
  ),
};

/** Letters and marks that only one of the languages uses. */
const ownLetters: Readonly<Partial<Record<Language, RegExp>>> = {
  es: /[ñ¿¡]|[íó]n\b/i,
  pt: /[ãõçêô]/i,
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** The language of a customer's text; undefined when it could be more than one. */
export function detectLanguage(text: string): Language | undefined {
  const tokens = plainWords(text).match(/[a-z]+/g) ?? [];
  const scores = languages.map((language) => {
    const hits = tokens.filter((token) => markers[language].has(token)).length;
    return hits + (ownLetters[language]?.test(text) ? 2 : 0);
  });
  const best = Math.max(...scores);
  const winners = languages.filter((_, index) => scores[index] === best);
  return best > 0 && winners.length === 1 ? winners[0] : undefined;
}
