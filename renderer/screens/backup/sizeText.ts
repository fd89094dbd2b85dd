/** How large a file is, in words of people: 640 KB, 12 MB. */
export function sizeText(bytes: number, language: 'ja' | 'en'): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.ceil(bytes / 1000), 'KB'] : [Math.round(bytes / 100_000) / 10, 'MB']
  return `${value.toLocaleString(language)} ${unit}`
}
