import {
  certificateReasons,
  extraCertificateFaults,
  failureKinds,
  framings,
  proxyReasons,
  tlsReasons,
  type Failure,
  type FailureCause,
} from './failure.ts';
import { isCount, isRecord, isString, oneOf, optional, type AnyGuard } from '../guards.ts';

type Shape = Readonly<Record<string, AnyGuard>>;

const isBoolean: AnyGuard = (value) => typeof value === 'boolean';

/** True for a finite number of at least zero, such as a time in milliseconds. */
export function isNonNegative(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** True if every field of the shape is valid; ignores other fields. */
export function hasShape(value: unknown, shape: Shape): boolean {
  return isRecord(value) && Object.entries(shape).every(([name, guard]) => guard(value[name]));
}

const causeShapes: { readonly [K in FailureCause['type']]: Shape } = {
  line: {
    line: isCount,
    bytes: isCount,
    reason: oneOf('notJson', 'cut', 'invalidUtf8', 'tooLong', 'tooDeep'),
    head: isString,
    place: optional(isString),
  },
  limit: {
    limit: oneOf('connect', 'firstByte', 'idle', 'total'),
    limitMs: isNonNegative,
    proxy: optional((value) => hasShape(value, { address: isString, source: isString })),
  },
  connection: {
    reason: oneOf('dns', 'refused', 'unreachable', 'reset', 'other'),
    address: isString,
    isAllProxySet: optional(isBoolean),
  },
  certificate: {
    reason: oneOf(...certificateReasons),
    address: isString,
    proxySource: optional(isString),
    issuer: optional(isString),
    validFrom: optional(isString),
    validTo: optional(isString),
    names: optional(isString),
    isAlone: optional(isBoolean),
    extra: optional((value) =>
      hasShape(value, { file: isString, fault: oneOf(...extraCertificateFaults) }),
    ),
  },
  tls: { reason: oneOf(...tlsReasons), address: isString, proxySource: optional(isString) },
  proxy: {
    address: isString,
    source: isString,
    reason: optional(oneOf(...proxyReasons)),
    schemes: optional(isString),
    target: optional(isString),
    page: optional(isString),
    to: optional(isString),
  },
  redirect: { to: isString, isOtherHost: optional(isBoolean) },
  body: {
    head: isString,
    page: optional(isString),
    signIn: optional(oneOf('network', 'gateway')),
    schemes: optional(isString),
  },
  framing: { reason: oneOf(...framings) },
  noBody: {},
  input: { field: isString, problem: isString },
};

const shapes: ReadonlyMap<unknown, Shape> = new Map(Object.entries(causeShapes));

function isCause(value: unknown): boolean {
  const shape = isRecord(value) ? shapes.get(value['type']) : undefined;
  return shape !== undefined && hasShape(value, shape);
}

const failureShape: { readonly [K in keyof Required<Failure>]: AnyGuard } = {
  kind: oneOf(...failureKinds),
  endpoint: optional(oneOf('init', 'invoke', 'invoke_sync', 'close', 'health')),
  status: optional(isCount),
  code: optional((value) => isString(value) || Number.isFinite(value)),
  detail: optional(isString),
  cause: optional(isCause),
  retryable: isBoolean,
  retryAfterMs: optional(isNonNegative),
  sessionId: optional(isString),
  at: optional(isNonNegative),
};

/** True for a failure read from a file that `describeFailure` can put into words. */
export function isFailure(value: unknown): value is Failure {
  return hasShape(value, failureShape);
}
