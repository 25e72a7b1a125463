import type { Catalogue } from './speak.ts';

/** What screens say of the rules for events that cannot have been. */
export const RULE_WORDS = {
  title: {
    en: 'Rules for impossible events',
    'zh-CN': '不可能事件的处理规则',
    'zh-TW': '不可能事件的處理規則',
    ru: 'Правила для невозможных событий',
  },
  lead: {
    en: 'Without a rule such an event is kept, flagged, and counts as it stands. A rule answers one finding of one producer; each event that it changes is a correction in the log, counted here, and can be taken back.',
    'zh-CN':
      '没有规则时，此类事件保留、标记，并按原样计数。一条规则针对一个来源的一类问题；它改动的每个事件都是日志中的一条更正，在此计数，并可撤回。',
    'zh-TW':
      '沒有規則時，此類事件保留、標記，並按原樣計數。一條規則針對一個來源的一類問題；它改動的每個事件都是日誌中的一筆更正，在此計數，並可撤回。',
    ru: 'Без правила такое событие хранится, отмечено и считается как есть. Правило отвечает на одну находку одного источника; каждое изменённое событие — исправление в журнале: оно сосчитано здесь и его можно отозвать.',
  },
  acts: {
    en: 'A rule acts on events that happen and are received from its date on, within a few seconds. What came before stays as it is; switching a rule off changes nothing that it did. What a person corrected, no rule touches.',
    'zh-CN':
      '规则作用于自生效日起发生并收到的事件，数秒内完成。此前收到的保持不变；关闭规则不影响它已做的改动。人工更正过的事件，规则不再处理。',
    'zh-TW':
      '規則作用於自生效日起發生並收到的事件，數秒內完成。此前收到的保持不變；關閉規則不影響它已做的改動。人工更正過的事件，規則不再處理。',
    ru: 'Правило действует на события, которые произошли и получены с его даты, за несколько секунд. Пришедшее раньше остаётся как есть; выключение ничего из сделанного не меняет. Что исправил человек, правило не трогает.',
  },
  back: { en: 'Sites and queues', 'zh-CN': '职场与队列', 'zh-TW': '職場與佇列', ru: 'Площадки и очереди' },
  findings: { en: 'Data quality', 'zh-CN': '数据质量', 'zh-TW': '資料品質', ru: 'Качество данных' },
  producer: { en: 'Producer', 'zh-CN': '来源', 'zh-TW': '來源', ru: 'Источник' },
  choose: { en: 'Show its rules', 'zh-CN': '查看其规则', 'zh-TW': '查看其規則', ru: 'Показать правила' },
  'choose.hint': {
    en: 'As its events name it',
    'zh-CN': '与其事件中的写法一致',
    'zh-TW': '與其事件中的寫法一致',
    ru: 'Как в его событиях',
  },
  rulesOf: { en: 'Rules of {id}', 'zh-CN': '{id} 的规则', 'zh-TW': '{id} 的規則', ru: 'Правила: {id}' },
  finding: { en: 'What is wrong', 'zh-CN': '问题', 'zh-TW': '問題', ru: 'Что не так' },
  deed: { en: 'The event', 'zh-CN': '处理', 'zh-TW': '處理', ru: 'Событие' },
  'deed.none': { en: 'Counts as it stands', 'zh-CN': '按原样计数', 'zh-TW': '按原樣計數', ru: 'Считается как есть' },
  'deed.exclude': { en: 'Is left out', 'zh-CN': '剔除', 'zh-TW': '剔除', ru: 'Исключается' },
  'deed.repair': { en: 'Is repaired', 'zh-CN': '修复', 'zh-TW': '修復', ru: 'Чинится' },
  'help.exclude': {
    en: 'Left out, an event counts as if it had not come: a visit whose end is left out goes on waiting, and ends as lost with its contact or after 2 hours.',
    'zh-CN': '被剔除的事件视同未收到：其结束被剔除的排队会继续等待，随联络结束或 2 小时后记为丢失。',
    'zh-TW': '被剔除的事件視同未收到：其結束被剔除的排隊會繼續等待，隨聯絡結束或 2 小時後記為遺失。',
    ru: 'Исключённое событие считается непришедшим: визит без конца ждёт дальше и завершается как потерянный вместе с контактом или через 2 часа.',
  },
  repairs: { en: 'Repair: {how}', 'zh-CN': '修复：{how}', 'zh-TW': '修復：{how}', ru: 'Починка: {how}' },
  'repair.negative_wait': {
    en: 'the wait counts as 0.',
    'zh-CN': '等待计为 0。',
    'zh-TW': '等待計為 0。',
    ru: 'ожидание считается нулём.',
  },
  'repair.negative_time': {
    en: 'each negative time counts as 0.',
    'zh-CN': '负时长计为 0。',
    'zh-TW': '負時長計為 0。',
    ru: 'отрицательное время считается нулём.',
  },
  'repair.left_before_entered': {
    en: 'the wait is trusted: it entered that long before it left.',
    'zh-CN': '以等待时长为准：入队＝离队减等待。',
    'zh-TW': '以等待時長為準：入隊＝離隊減等待。',
    ru: 'верим ожиданию: начало = конец минус ожидание.',
  },
  'repair.call_too_long': {
    en: 'talk and hold are cut to the length below.',
    'zh-CN': '通话与保持截至下方时长。',
    'zh-TW': '通話與保留截至下方時長。',
    ru: 'разговор и удержание урезаются до длины ниже.',
  },
  'repair.ended_before_started': {
    en: 'the duration is trusted, where the event tells one: it began that long before its end.',
    'zh-CN': '事件含时长时以时长为准：开始＝结束减时长。',
    'zh-TW': '事件含時長時以時長為準：開始＝結束減時長。',
    ru: 'верим длительности, если она названа: начало = конец минус длительность.',
  },
  'repair.talk_longer_than_leg': {
    en: 'talk, then hold, is cut to the length of the leg.',
    'zh-CN': '先通话、后保持，截至通话段时长。',
    'zh-TW': '先通話、後保留，截至通話段時長。',
    ru: 'разговор, затем удержание урезаются до длины плеча.',
  },
  'repair.wrap_before_leg': {
    en: 'talk and hold are trusted: the leg was connected that long before its end.',
    'zh-CN': '以通话与保持为准：接通＝结束减时长。',
    'zh-TW': '以通話與保留為準：接通＝結束減時長。',
    ru: 'верим разговору и удержанию: соединение = конец минус их длина.',
  },
  callMinutes: {
    en: 'A call without end is cut to, minutes',
    'zh-CN': '过长通话截至（分钟）',
    'zh-TW': '過長通話截至（分鐘）',
    ru: 'Бесконечный звонок урезать до, минут',
  },
  validFrom: { en: 'Holds from', 'zh-CN': '生效时间', 'zh-TW': '生效時間', ru: 'Действует с' },
  'validFrom.hint': {
    en: 'Empty: from now on. Local time in {zone}, not in the past.',
    'zh-CN': '留空：立即生效。{zone} 当地时间，不早于现在。',
    'zh-TW': '留空：立即生效。{zone} 當地時間，不早於現在。',
    ru: 'Пусто: с этого момента. Местное время {zone}, не в прошлом.',
  },
  save: { en: 'Save the rules', 'zh-CN': '保存规则', 'zh-TW': '儲存規則', ru: 'Сохранить правила' },
  saved: {
    en: 'Saved. In force from {at}.',
    'zh-CN': '已保存，{at} 起生效。',
    'zh-TW': '已儲存，{at} 起生效。',
    ru: 'Сохранено. Действует с {at}.',
  },
  refused: {
    en: 'Not saved: {detail}',
    'zh-CN': '未保存：{detail}',
    'zh-TW': '未儲存：{detail}',
    ru: 'Не сохранено: {detail}',
  },
  changed: {
    en: 'What rules changed',
    'zh-CN': '规则改动的事件',
    'zh-TW': '規則改動的事件',
    ru: 'Что изменили правила',
  },
  none: {
    en: 'No rule is on: every event counts as it came.',
    'zh-CN': '未启用任何规则：所有事件按原样计数。',
    'zh-TW': '未啟用任何規則：所有事件按原樣計數。',
    ru: 'Ни одно правило не включено: всё считается как пришло.',
  },
  state: { en: 'Rule', 'zh-CN': '规则', 'zh-TW': '規則', ru: 'Правило' },
  'state.on': { en: 'On since {at}', 'zh-CN': '{at} 起启用', 'zh-TW': '{at} 起啟用', ru: 'Включено с {at}' },
  'state.planned': { en: 'On from {at}', 'zh-CN': '将于 {at} 启用', 'zh-TW': '將於 {at} 啟用', ru: 'Будет с {at}' },
  'state.off': { en: 'Off', 'zh-CN': '已关闭', 'zh-TW': '已關閉', ru: 'Выключено' },
  lastDay: { en: 'Last 24 h', 'zh-CN': '近 24 小时', 'zh-TW': '近 24 小時', ru: 'За 24 часа' },
  total: { en: 'In all', 'zh-CN': '累计', 'zh-TW': '累計', ru: 'Всего' },
  newest: { en: 'The newest of them', 'zh-CN': '最新的几条', 'zh-TW': '最新的幾筆', ru: 'Последние из них' },
  minutes: {
    en: { one: 'to {n} minute', other: 'to {n} minutes' },
    'zh-CN': '至 {n} 分钟',
    'zh-TW': '至 {n} 分鐘',
    ru: { one: 'до {n} минуты', few: 'до {n} минут', many: 'до {n} минут', other: 'до {n} минуты' },
  },
  takeBack: { en: 'Take back', 'zh-CN': '撤回', 'zh-TW': '撤回', ru: 'Отозвать' },
  'takeBack.lead': {
    en: 'Taken back, these events count as they came, also in past reports; an event that several rules changed is taken back whole. A rule that is on goes on with what comes.',
    'zh-CN':
      '撤回后，这些事件恢复按原样计数，历史报表同样如此；被多条规则改动的事件整体撤回。仍启用的规则继续处理新事件。',
    'zh-TW':
      '撤回後，這些事件恢復按原樣計數，歷史報表同樣如此；被多條規則改動的事件整體撤回。仍啟用的規則繼續處理新事件。',
    ru: 'Отозванные события снова считаются как пришли, и в прошлых отчётах; событие, изменённое несколькими правилами, отзывается целиком. Включённое правило действует дальше на новые.',
  },
  reason: { en: 'Why', 'zh-CN': '原因', 'zh-TW': '原因', ru: 'Почему' },
  takenBack: {
    en: {
      one: '{n} event is taken back. The counts follow within seconds.',
      other: '{n} events are taken back. The counts follow within seconds.',
    },
    'zh-CN': '已撤回 {n} 个事件，计数将在数秒内更新。',
    'zh-TW': '已撤回 {n} 個事件，計數將在數秒內更新。',
    ru: {
      one: 'Отозвано {n} событие. Счёт обновится за секунды.',
      few: 'Отозвано {n} события. Счёт обновится за секунды.',
      many: 'Отозвано {n} событий. Счёт обновится за секунды.',
      other: 'Отозвано {n} события. Счёт обновится за секунды.',
    },
  },
  away: {
    en: 'The history does not answer, so nothing can be counted or taken back now. The rules go on; try again in a minute.',
    'zh-CN': '历史库未响应，暂时无法计数或撤回。规则继续有效，请一分钟后重试。',
    'zh-TW': '歷史庫未回應，暫時無法計數或撤回。規則繼續有效，請一分鐘後重試。',
    ru: 'История не отвечает: пока нельзя ни сосчитать, ни отозвать. Правила действуют; повторите через минуту.',
  },
} as const satisfies Catalogue;
