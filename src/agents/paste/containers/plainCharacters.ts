/** Zero-width characters, soft hyphens and marks of direction. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]/g;

/** Replaces typographic spaces, quotes, brackets, hyphens and line breaks with plain ones. */
export function plainCharacters(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(invisible, '')
      .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(/[“”„‟″«»]/g, '"')
      .replace(/[‘’‚‛′]/g, "'")
      .replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
      .replace(/[【「『〈《⟨⟪❨❮‹〔]/g, '(')
      .replace(/[】」』〉》⟩⟫❩❯›〕]/g, ')')
      // Box-drawing characters of terminal tables.
      .replace(/[│┃║┆┊╎]/g, '|')
      .replace(/[─━═┄┈╌]/g, '-')
      .replace(/[┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╭╮╰╯╞╪╡╒╤╕╘╧╛]/g, '+')
      // Word processors turn the hyphens of a UUID into dashes.
      .replace(/(?<=[0-9a-z])[\u2010-\u2015\u2212](?=[0-9a-z\s])/gi, (dash, at: number) =>
        /^[\u2010\u2011\u2212]/.test(dash) || /[0-9a-z]/i.test(text.charAt(at + 1)) ? '-' : dash,
      )
  );
}
