/** The agents' markets. A number without a country code is tried as one from each of these. */
export const defaultCountries = ['MX', 'CO', 'CL', 'AR', 'PE', 'BR', 'ES', 'US'] as const;
