/** The bytes as a file gives them: 500 at a time. */
export async function* pieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 500)
    yield await Promise.resolve(bytes.subarray(at, at + 500));
}
