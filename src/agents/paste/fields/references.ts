/** Schemes and functions that say where a secret is kept: `arn:aws:…`, `op://…`, `!Ref …`. */
const kept = new RegExp(
  [
    '^arn:',
    '^[a-z][\\w+.-]{1,30}://',
    '^(?:vault|ssm|aws-?sm|sm|kms|gcp-?sm|azkv|akv|keyvault|secret|secrets|secretsmanager|op|ref|env|file|sops|bws|doppler|infisical|chamber|berglas|awskms|parameterstore)[:+]',
    '^@microsoft\\.',
    '^!(?:ref|sub|getatt|importvalue|vault|secret|env)',
    '^(?:projects|secrets|parameter|parameters|vaults|kv|secret)/',
    '^(?:ENC|CRYPT|sops|vault:v\\d)[[(:]',
    '^\\$ANSIBLE_VAULT',
    '^/(?:run|etc|var|mnt|vault|secrets?)/',
    '^(?:secretRef|secretKeyRef|valueFrom|fromSecret)',
    '^ENC$',
  ].join('|'),
  'i',
);

/** True for a text that says where a value is kept and is none. */
export function isReference(text: string): boolean {
  return kept.test(text) || /^(?:\/[A-Za-z][\w.-]{0,60}){2,10}$/.test(text);
}
