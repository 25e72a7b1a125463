/** Names of additive numbers inside a printed formula, in the order en, zh-CN, zh-TW, ru. */
export type AggregateWords<Aggregates> = Readonly<
  Record<keyof Aggregates, readonly [en: string, zhCn: string, zhTw: string, ru: string]>
>;
