/** What may stand before a name within the same word: `SOFIA_API_KEY`, `config.apiKey`. */
const prefixes: ReadonlySet<string> = new Set(
  (
    'sofia connectly ask agent graph ai x my default prod production test staging dev env process ' +
    'config settings options params secrets headers header body payload data json self this request ' +
    'req const let var export set http live sandbox tf parameter app application spring'
  ).split(' '),
);

/** Bundlers hand variables with these names to the browser. */
const bundlerPrefix = /^(?:(?:next|nuxt|expo)_public|react_app|vite)_/i;

/** Other people's keys and ids. */
const strangers = new Set(
  (
    'openai anthropic claude gemini google maps stripe messaging message messages whatsapp meta ' +
    'facebook instagram webhook inbox shopify vtex sendgrid twilio github aws azure klaviyo admin ' +
    'adyen hubspot zendesk algolia datadog magento amazon partner public private encryption ' +
    'mercadopago salesforce slack firebase mailchimp intercom segment mixpanel sentry paypal ' +
    'woocommerce cloudflare supabase mistral cohere pinecone'
  ).split(' '),
);

/** True for the name of another service. */
export function isStrangerWord(word: string): boolean {
  return strangers.has(word.toLowerCase());
}

/** True where all that stands before a name in its word goes with Sofia's values. */
export function isPrefix(prefix: string): boolean {
  const words = prefix
    .replace(bundlerPrefix, '')
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .filter(Boolean);
  return !/\d/.test(prefix) && words.every((word) => prefixes.has(word.toLowerCase()));
}

/** The part of such a prefix that is Sofia's own, at the end of a longer one. */
export function ownPrefix(prefix: string): string {
  return /(?:(?:ask[ _-]?)?sofia|connectly|x)[ _-]$/i.exec(prefix.slice(-12))?.[0] ?? '';
}
