import { isFilledString, isRecord, parseJson } from '../../shared/guards.ts';
import type { Keys } from './keys.ts';

/**
 * Stores the keys that `npm start` creates for its simulator, passed in `ASK_SOFIA_DEV_KEYS` as `[{
 * origin, businessId, key }]`. Only called in development; accepts only loopback addresses.
 */
export async function storeDevelopmentKeys(keys: Keys, variable: string): Promise<void> {
  const value = parseJson(variable);
  for (const entry of Array.isArray(value) ? (value as unknown[]) : []) {
    if (!isRecord(entry)) continue;
    const { origin, businessId, key } = entry;
    if (!isFilledString(origin) || !isFilledString(businessId) || !isFilledString(key)) continue;
    if (new URL(origin).hostname !== '127.0.0.1') continue;
    await keys.set({ baseUrl: origin, businessId }, key);
  }
}
