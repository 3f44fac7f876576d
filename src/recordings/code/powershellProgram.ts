import { purposeOf, type CopiedRequest } from './copiedRequest.ts';

/** For PowerShell 7 and Windows PowerShell, where `curl` is a different command. */
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
    // The request refuses headers that belong to its body, such as content-type.
    '$headers.GetEnumerator() | ForEach-Object { $null = $request.Headers.TryAddWithoutValidation($_.Key, [string]$_.Value) -or $request.Content.Headers.TryAddWithoutValidation($_.Key, [string]$_.Value) }',
    "$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request, 'ResponseHeadersRead').Result",
    '$reader = [System.IO.StreamReader]::new($response.Content.ReadAsStreamAsync().Result)',
    'while ($null -ne ($line = $reader.ReadLine())) { $line }',
    '',
  ].join('\n');
}

/**
 * ASCII only: Windows PowerShell reads a file in the machine's legacy encoding, and treats ‘ and ’
 * as quotes. Version 5.1 has no Unicode escapes of its own, so this uses those of .NET's regular
 * expressions.
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
