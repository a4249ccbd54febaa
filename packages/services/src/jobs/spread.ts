/** A number in [0, `over`) made of a name alone, whole: the same on every machine, evenly spread (FNV-1a, 32 bits). */
export const spread = (name: string, over: number): number => {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193)
  // FNV's low bits mix well, its high ones of short names do not
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0
  return Math.floor((hash / 2 ** 32) * over)
}
