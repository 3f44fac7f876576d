import { createHash } from 'node:crypto';

/** The page's CSS. Statuses also differ by words and shapes, not by color alone. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --back: #fff; --card: #f6f7f9; --text: #1b1f24; --soft: #57606a; --line: #d5dae0;
  --good: #1a7f37; --good-back: #e8f6ec; --bad: #b3261e; --bad-back: #fdeceb;
  --open: #8a5a00; --open-back: #fff4dd; --customer: #dcebff; --accent: #0b62c4;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #14171c; --card: #1d2229; --text: #e8ebef; --soft: #a5aeb9; --line: #39414c;
    --good: #6fd58a; --good-back: #14301c; --bad: #ff9b93; --bad-back: #3d1a18;
    --open: #f2c35c; --open-back: #36290d; --customer: #1d3a5f; --accent: #7db8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); overflow-wrap: anywhere; }
main, footer { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1.25rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 0.75rem; }
h3 { font-size: 1.1rem; margin: 0; }
p { margin: 0.25rem 0; }
a { color: var(--accent); }
.hint, .who, footer, caption, figcaption { color: var(--soft); font-size: 0.875rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.definitions { position: absolute; width: 0; height: 0; }
.verdict { display: flex; gap: 1.25rem; align-items: flex-start; padding: 1.25rem 1.5rem; border: 1px solid; border-radius: 1rem; }
.verdict svg { flex: none; width: 3.5rem; fill: none; stroke: currentColor; stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
.verdict p { color: var(--text); }
.verdict .answer { color: inherit; font-size: 1.75rem; font-weight: 700; line-height: 1.2; margin-top: 0.4rem; }
.yes { color: var(--good); } .no { color: var(--bad); } .unknown { color: var(--open); }
.verdict.yes { background: var(--good-back); } .verdict.no { background: var(--bad-back); } .verdict.unknown { background: var(--open-back); }
.word { font-weight: 600; white-space: nowrap; }
.wide { position: relative; overflow-x: auto; margin: 0.75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; padding-bottom: 0.35rem; font-size: 1rem; color: var(--text); font-weight: 600; }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: middle; overflow-wrap: normal; }
thead .number { white-space: normal; }
thead th { color: var(--soft); font-size: 0.8125rem; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 8rem; }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
svg.share { width: 7.5rem; height: 0.75rem; display: block; border-radius: 0.25rem; }
.share .passed { fill: var(--good); } .share .flaky { fill: var(--good); opacity: 0.55; } .share .failed { fill: var(--bad); }
.share .knownFailure { fill: var(--bad); opacity: 0.45; } .share .errored { fill: var(--open); } .share .skipped, .share .notJudged, .share .disabled { fill: var(--line); }
.case { border: 1px solid var(--line); border-inline-start: 0.35rem solid var(--open); border-radius: 0.75rem; padding: 1rem 1.25rem; margin: 1rem 0; }
.case.failed { border-inline-start-color: var(--bad); }
summary { cursor: pointer; margin-top: 0.75rem; font-weight: 600; color: var(--accent); width: fit-content; }
.calm > summary { margin: 0.6rem 0; font-weight: 400; color: var(--soft); }
.reasons { margin: 0.5rem 0; padding: 0; list-style: none; }
.reasons a { font-weight: 600; }
.turns > li:target { outline: 2px solid var(--accent); outline-offset: 0.4rem; border-radius: 0.5rem; }
.turns { list-style: none; margin: 0; padding: 0; }
.bubble { position: relative; width: fit-content; max-width: min(40rem, 88%); padding: 0.5rem 0.9rem; margin: 0.6rem 0; border-radius: 1rem; background: var(--card); border: 1px solid var(--line); }
.bubble.customer { margin-inline-start: auto; background: var(--customer); border-color: transparent; border-end-end-radius: 0.25rem; }
.bubble.agent { border-end-start-radius: 0.25rem; }
.bubble.next { margin-top: -0.2rem; }
.bubble.next .who { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.bubble.customer .who, .bubble.customer .hint { color: var(--text); }
.who { font-weight: 600; margin: 0; }
.said { white-space: pre-wrap; }
.choices, .products, .small-products { list-style: none; margin: 0.4rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; }
.choices li { border: 1px solid var(--accent); color: var(--accent); border-radius: 1rem; padding: 0.1rem 0.75rem; font-size: 0.9rem; }
.product { width: 9rem; display: flex; flex-direction: column; gap: 0.15rem; background: var(--back); border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.6rem; }
.picture { width: 100%; aspect-ratio: 1; border-radius: 0.35rem; }
.placeholder { background: var(--card); fill: none; stroke: var(--soft); stroke-width: 2; stroke-linejoin: round; }
.product-title { font-size: 0.9rem; font-weight: 600; line-height: 1.3; }
.price { font-size: 0.9rem; margin-top: auto; }
.small-products li { display: flex; gap: 0.4rem; align-items: center; font-size: 0.875rem; max-width: 16rem; }
.small-products .picture { width: 2rem; flex: none; }
.finding { border-inline-start: 0.25rem solid var(--open); background: var(--open-back); border-radius: 0.35rem; padding: 0.5rem 0.9rem; margin: 0.6rem 0; }
.finding.failure { border-color: var(--bad); background: var(--bad-back); }
.finding .level { color: var(--open); font-weight: 700; } .finding.failure .level { color: var(--bad); }
.finding .hint, .finding caption { color: var(--text); }
.met { margin: 0.2rem 0 0.6rem; padding-inline-start: 1.2rem; } .met li { list-style: '✓ '; } .met li::marker { color: var(--good); }
.about { font-weight: 600; margin-top: 1rem; }
.compared { display: grid; grid-template-columns: max-content 1fr; gap: 0 0.75rem; margin: 0.4rem 0; }
.compared dt { font-weight: 600; } .compared dd { margin: 0; white-space: pre-wrap; }
table.diff { width: auto; }
.diff { font: 0.8125rem/1.45 ui-monospace, monospace; margin: 0.4rem 0; }
.diff caption { font: 0.8125rem/1.45 system-ui, sans-serif; }
.diff th, .diff td { border: 0; padding: 0 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; vertical-align: top; }
.diff tbody th { min-width: 4.5rem; }
.diff .expected td { text-decoration: underline dotted; } .diff .actual td { font-weight: 700; }
td.plot { width: 45%; min-width: 12rem; }
svg.bars { width: 100%; display: block; overflow: visible; }
.bar { fill: var(--accent); opacity: 0.55; }
.axis, .grid { stroke: var(--line); }
.p50, .p95 { stroke: var(--text); stroke-width: 1.5; } .p95 { stroke-dasharray: 4 3; }
figure { margin: 0.75rem 0 1.25rem; }
figcaption { font-weight: 600; color: var(--text); }
svg.chart { width: 100%; max-width: 44rem; display: block; }
.chart polyline { fill: none; stroke: var(--accent); stroke-width: 2; } .chart circle { fill: var(--accent); }
.chart text { fill: var(--soft); font-size: 12px; } .chart text.end { text-anchor: end; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; }
@media (max-width: 40rem) { h1 { font-size: 1.6rem; } .case { padding: 0.75rem; } .bubble { max-width: 100%; } .verdict { padding: 1rem; } }
@media print {
  :root { color-scheme: light; --back: #fff; --card: #f6f7f9; --text: #000; --soft: #444; --line: #bbb; --good: #1a7f37; --good-back: #fff; --bad: #b3261e; --bad-back: #fff; --open: #8a5a00; --open-back: #fff; --customer: #eef4fc; --accent: #0b4a94; font-size: 12px; }
  main, footer { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  .bubble, .finding, .product, tr, figure, h2, h3 { break-inside: avoid; }
  h2, h3, summary, caption { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; color: var(--text); }
  .verdict, .finding, .share, .bubble, .bars { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

const hash = createHash('sha256').update(pageStyle).digest('base64');

/** The page shows itself and its embedded images; it runs no scripts and makes no requests. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
