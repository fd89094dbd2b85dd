// Finding credentials among many, in Japanese.
export const search = {
  label: '{証明|しょうめい}をさがす',
  note: '{証明|しょうめい}や{発行者|はっこうしゃ}の{名前|なまえ}、{書|か}いてあることば。ひらがなでもカタカナでも{見|み}つかります。',
  found: (found: number, shown: number): string =>
    found === 0
      ? '{見|み}つかりません。ことばを{短|みじか}くしてみてください。'
      : shown < found
        ? `${found} {件|けん}のうち ${shown} {件|けん}を{表示|ひょうじ}しています`
        : `${found} {件|けん}`,
  more: 'もっと{表示|ひょうじ}する',
}
