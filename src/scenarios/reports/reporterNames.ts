export const reporterNames = ['pretty', 'json', 'junit', 'html', 'github'] as const;

export type ReporterName = (typeof reporterNames)[number];
