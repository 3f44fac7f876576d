import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { afterEach, test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { probe } from '../../../src/connection/probe.ts';
import { reportMarkdown } from '../../../src/connection/reportMarkdown.ts';
import { sanitizeReport } from '../../../src/connection/sanitizeReport.ts';
import { hasPublicIssuer } from '../../../src/connection/tlsVerdict.ts';
import { verdictSentence } from '../../../src/shared/connection/connectionText.ts';
import { useLanguage } from '../../../src/shared/l10n.ts';
import { reportStates, reportWith } from '../../support/pages/reportPages.ts';
import { testCertificates } from '../../support/servers/testServer.ts';

afterEach(() => useLanguage('en'));

test('what looks like a key and the names of users are taken out of every text', () => {
  const value = {
    list: [['Label', 'secret-0123456789ab!'], 'no secret'],
    paths: '/home/ana/ca.pem, /Users/Ana/ca.pem, C:\\Users\\ana\\ca.pem',
    count: 34_600_111_222,
    nothing: undefined,
  };
  assert.deepEqual(sanitizeReport(value), {
    list: [['Label', '[hidden]!'], 'no secret'],
    paths: '/home/…/ca.pem, /Users/…/ca.pem, C:\\Users\\…\\ca.pem',
    count: 34_600_111_222,
    nothing: undefined,
  });
});

test('a report is Markdown that no text in it can break, with the ids that support needs', () => {
  const text = '# <b>x</b> [link](javascript:1) `code`\n- item \u202e';
  const report = reportWith(
    { tls: { state: 'failed', title: 'Bad *title*', text, facts: [['Issuer', '_evil_']] } },
    { verdict: 'failed' },
  );
  const markdown = reportMarkdown(report);
  assert.match(markdown, /^# Connection check\n\n\*\*Failed: Encryption \(TLS\)\. Bad \\\*title/);
  assert.ok(markdown.includes('- ✗ **Encryption (TLS)**: failed (12 ms)\n'));
  assert.ok(
    markdown.includes(' – \\# \\<b\\>x\\</b\\> \\[link\\](javascript:1) \\`code\\` - item'),
  );
  assert.ok(markdown.includes('  - Issuer: \\_evil\\_'));
  assert.ok(markdown.includes(`- Business ID: ${report.agent.businessId ?? ''}`));
  assert.doesNotMatch(markdown, /\u202e/);
});

test('what looks like a key is not copied, even where nobody knew it', () => {
  const report = reportWith({ init: { text: 'Bearer abcd1234efgh5678 was sent' } });
  assert.match(reportMarkdown(report), /Bearer \\\[hidden\\\] was sent/);
});

test('each verdict is one sentence', () => {
  const sentence = (name: string) => verdictSentence(reportStates[name] ?? reportWith());
  assert.equal(sentence('works'), 'Everything works. First byte after 412 ms.');
  assert.match(sentence('failed'), /^Stopped at “Encryption \(TLS\)”: The certificate is from/);
  assert.match(
    sentence('warned'),
    /check these steps: Encryption \(TLS\), Response to a greeting$/,
  );
  assert.equal(sentence('running'), 'Checking: Encryption (TLS)');
  assert.equal(sentence('cancelled'), 'The check was canceled.');
  const { firstByteMs, ...silent } = reportWith();
  assert.equal(firstByteMs, 412);
  assert.equal(verdictSentence(silent), 'Everything that was checked works.');
});

test('an issuer is public when one of the roots that Node comes with signed the chain', async () => {
  const [pem = ''] = rootCertificates;
  assert.equal(hasPublicIssuer([new X509Certificate(pem)]), true);
  const [root = ''] = await testCertificates();
  assert.equal(hasPublicIssuer([new X509Certificate(root)]), false);
  assert.equal(hasPublicIssuer([]), false);
});

test('a probe ends with its result, its limit or the cancel, and is ended unless it is done', async () => {
  const { signal } = new AbortController();
  let ended = 0;
  const giveUp = () => void ended++;
  const quick = await probe<number>({ signal, limitMs: Infinity }, (settle) => {
    setTimeout(() => settle({ type: 'done', value: 1 }));
    return giveUp;
  });
  assert.deepEqual([quick, ended], [{ type: 'done', value: 1 }, 0]);

  const late = await probe<number>({ signal, limitMs: 5 }, () => giveUp);
  const cause = { type: 'limit', limit: 'connect', limitMs: 5 };
  assert.deepEqual(late, { type: 'failed', failure: { kind: 'timeout', cause, retryable: true } });
  assert.equal(ended, 1);

  const controller = new AbortController();
  setTimeout(() => controller.abort());
  const stopped = await probe<number>(
    { signal: controller.signal, limitMs: Infinity },
    () => giveUp,
  );
  assert.deepEqual([stopped, ended], [{ type: 'aborted' }, 2]);
});
