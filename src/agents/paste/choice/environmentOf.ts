const testWords =
  /(?<!\p{L})(?:tests?|testing|testnet|sandbox|staging|stage|stg|dev|development|qa|uat|demo|pruebas?|ensayos?|desarrollo|preproducci[oó]n|testes?|homologa[cç][aã]o|desenvolvimento|preprod)(?!\p{L})/iu;
const productionWords =
  /(?<!\p{L})(?:prod|production|live|producci[oó]n|produtivo|productivo|produ[cç][aã]o)(?!\p{L})/iu;

/** The environment of the first text that names exactly one. */
export function environmentOf(
  ...texts: readonly (string | undefined)[]
): 'test' | 'production' | undefined {
  for (const text of texts) {
    // Splits `API_KEY_PROD` and `prodApiKey` into words.
    const words = (text ?? '').replace(/_/g, ' ').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
    const isTest = testWords.test(words);
    if (isTest !== productionWords.test(words)) return isTest ? 'test' : 'production';
  }
  return undefined;
}
