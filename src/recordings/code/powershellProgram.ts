import { purposeOf, type CopiedRequest } from './copiedRequest.ts';

/** For PowerShell 7 and for the one that comes with Windows: its curl is something else. */
export function powershellProgram(request: CopiedRequest): string {
  const { url, headers, body } = request;
  const fields = headers.map(
    ({ name, value, variable }) =>
      `  ${literal(name)} = ${variable ? `$env:${variable}` : literal(value)}`,
  );
  return [
    `# ${purposeOf('PowerShell 7 and Windows PowerShell 5.1', request)}`,
    'Add-Type -AssemblyName System.Net.Http',
    '$handler = [System.Net.Http.HttpClientHandler]::new()',
    '$handler.AllowAutoRedirect = $false',
    `$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::Post, ${literal(url)})`,
    `$request.Content = [System.Net.Http.ByteArrayContent]::new([System.Text.Encoding]::UTF8.GetBytes(${literal(body)}))`,
    '$headers = @{',
    ...fields,
    '}',
    // A header of the body, such as content-type, is refused by the request.
    '$headers.GetEnumerator() | ForEach-Object { $null = $request.Headers.TryAddWithoutValidation($_.Key, [string]$_.Value) -or $request.Content.Headers.TryAddWithoutValidation($_.Key, [string]$_.Value) }',
    "$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request, 'ResponseHeadersRead').Result",
    '$reader = [System.IO.StreamReader]::new($response.Content.ReadAsStreamAsync().Result)',
    'while ($null -ne ($line = $reader.ReadLine())) { $line }',
    '',
  ].join('\n');
}

/**
 * ASCII only: Windows PowerShell reads a file as the machine's old encoding, and takes ‘ and ’ for
 * quotes. It has no escapes of its own for what is left, so that those of .NET's patterns serve.
 */
function literal(text: string): string {
  const inQuotes = (inside: string) => `'${inside.replaceAll("'", "''")}'`;
  if (/^[\x20-\x7e]*$/.test(text)) return inQuotes(text);
  const escapedText = text
    .replaceAll('\\', '\\\\')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${hex(unit.charCodeAt(0))}`);
  return `[regex]::Unescape(${inQuotes(escapedText)})`;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
