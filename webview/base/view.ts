import type { nothing, TemplateResult } from 'lit-html';

/** What a view of the state returns: a template, or `nothing` while there is nothing to show. */
export type View = TemplateResult | typeof nothing;
