const sampleRate = 8000;
const notes = [523.25, 659.25, 783.99, 1046.5];
const noteSeconds = 0.22;

/** A WAV file of four rising notes, mono, 8 bit, in place of Sofia's voice. */
export function voiceNote(): Uint8Array {
  const perNote = Math.round(sampleRate * noteSeconds);
  const samples = Uint8Array.from({ length: perNote * notes.length }, (_, index) => {
    const seconds = (index % perNote) / sampleRate;
    const fading = Math.exp(-6 * seconds) * Math.min(1, seconds * 200);
    const pitch = notes[Math.floor(index / perNote)] ?? 0;
    return 128 + Math.round(90 * fading * Math.sin(2 * Math.PI * pitch * seconds));
  });
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
