// Counters whose reading follows the number before them: 3日 (みっか) and 30日, 1分 (いっぷん) and 5分 (ごふん), 2人 (ふたり)
// and 3人. Only the counter is given, with its reading, see ruby.ts.

/** 日, where days are counted: 1日 is いちにち. */
export const daysCounted = (count: number): string =>
  `{日|${(count >= 2 && count <= 10) || [14, 20, 24].includes(count) ? 'か' : 'にち'}}`

export const minutesCounted = (count: number): string => `{分|${[2, 5, 7, 9].includes(count % 10) ? 'ふん' : 'ぷん'}}`

export const peopleCounted = (count: number): string => `{人|${count === 1 || count === 2 ? 'り' : 'にん'}}`
