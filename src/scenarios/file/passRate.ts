/** The parsed `passRate` field. */
interface PassRate {
  /** 0 to 1. */
  readonly rate: number;
  /** The number of runs if the value states it: 5 in "4 of 5". */
  readonly of?: number;
}

/** Reads 0.8, "80%", "4 of 5" and "4/5"; undefined unless the rate is above 0 and at most 1. */
export function parsePassRate(value: string | number): PassRate | undefined {
  if (typeof value === 'number') return sound({ rate: value });
  const text = value.trim();
  const [, passed, of] = /^(\d+)\s*(?:of|\/)\s*(\d+)$/.exec(text) ?? [];
  if (passed !== undefined) return sound({ rate: Number(passed) / Number(of), of: Number(of) });
  const [, percent] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text) ?? [];
  if (percent !== undefined) return sound({ rate: Number(percent) / 100 });
  return /^(?:\d+|\d*\.\d+)$/.test(text) ? sound({ rate: Number(text) }) : undefined;
}

function sound(rate: PassRate): PassRate | undefined {
  return rate.rate > 0 && rate.rate <= 1 ? rate : undefined;
}

/**
 * The number of runs that must pass. "4 of 5" is 0.8, and 0.8 times 5 is slightly above 4 in
 * floating point.
 */
export function neededPasses(repeat: number, rate: number): number {
  return Math.max(1, Math.ceil(repeat * rate - 1e-9));
}
