import type { PLATFORM } from '../definitions/platform.ts';
import type { DomainWords } from './metric-words.ts';

/** What the platform says of itself: age, completeness and order of what it counts. */
export const PLATFORM_WORDS: DomainWords<typeof PLATFORM> = {
  data_age: {
    en: ['Data age', 'Time since the newest event of the producers of the scope occurred.'],
    'zh-CN': ['数据时龄', '距范围内数据源最新事件发生的时间。'],
    'zh-TW': ['資料時齡', '距範圍內資料來源最新事件發生的時間。'],
    ru: ['Возраст данных', 'Время с самого нового события источников выборки.'],
  },
  transport_lag_p50: {
    en: ['Transport lag, median', 'Half of the events were received at most so long after they occurred.'],
    'zh-CN': ['传输延迟中位', '半数事件在发生后不超过此时间即被收到。'],
    'zh-TW': ['傳輸延遲中位', '半數事件在發生後不超過此時間即被收到。'],
    ru: ['Задержка, медиана', 'Половина событий получена не позже чем через столько после того, как они произошли.'],
  },
  transport_lag_p99: {
    en: ['Transport lag, p99', 'All but one in a hundred events were received at most so long after they occurred.'],
    'zh-CN': ['传输延迟上限', '百分之九十九的事件在发生后不超过此时间即被收到。'],
    'zh-TW': ['傳輸延遲上限', '百分之九十九的事件在發生後不超過此時間即被收到。'],
    ru: ['Задержка у 99 %', 'Столько или меньше шли все события, кроме одного из ста.'],
  },
  data_completeness: {
    en: ['Completeness', 'Events received over those that the producers numbered; refused and missing ones lower it.'],
    'zh-CN': ['数据完整率', '收到的事件与数据源已编号事件之比，拒收和缺失会使其降低。'],
    'zh-TW': ['資料完整率', '收到的事件與資料來源已編號事件之比，拒收和缺失會使其降低。'],
    ru: ['Полнота данных', 'Полученные события к пронумерованным источниками; отклонённые и пропавшие её снижают.'],
  },
  missing_events: {
    en: ['Missing events', 'Numbers of the sequences of producers that did not come or were refused, in the period.'],
    'zh-CN': ['缺失事件', '时段内数据源序号中未收到或被拒收的事件数。'],
    'zh-TW': ['遺漏事件', '時段內資料來源序號中未收到或被拒收的事件數。'],
    ru: ['Пропавшие события', 'Номера последовательностей источников, которые за период не пришли или отклонены.'],
  },
  open_gaps: {
    en: ['Open gaps', 'Holes in the sequences of producers that stand at the moment, those accepted as lost included.'],
    'zh-CN': ['未补缺口', '此刻数据源序号中仍存在的缺口，含已确认丢失者。'],
    'zh-TW': ['未補缺口', '此刻資料來源序號中仍存在的缺口，含已確認遺失者。'],
    ru: ['Открытые пропуски', 'Дыры в нумерации источников на данный момент, включая принятые как потеря.'],
  },
  duplicate_events: {
    en: ['Repeated events', 'Lines that were sent again; each event counts once.'],
    'zh-CN': ['重复事件', '重复发送的行；每个事件只计一次。'],
    'zh-TW': ['重複事件', '重複傳送的行；每個事件只計一次。'],
    ru: ['Повторные события', 'Строки, присланные снова; каждое событие учтено один раз.'],
  },
  out_of_order_events: {
    en: [
      'Out of order',
      'Events received after one of their epoch with a greater number; the order changes no number.',
    ],
    'zh-CN': ['乱序事件', '晚于同一周期更大序号收到的事件；顺序不影响任何数值。'],
    'zh-TW': ['亂序事件', '晚於同一週期更大序號收到的事件；順序不影響任何數值。'],
    ru: ['Не по порядку', 'События, полученные после более поздних номеров своей эпохи; на числа порядок не влияет.'],
  },
  late_events: {
    en: ['Late events', 'Events received more than 2 minutes after they occurred.'],
    'zh-CN': ['迟到事件', '发生后超过 2 分钟才收到的事件。'],
    'zh-TW': ['遲到事件', '發生後超過 2 分鐘才收到的事件。'],
    ru: ['Поздние события', 'События, полученные более чем через 2 минуты после того, как произошли.'],
  },
  clock_ahead_events: {
    en: [
      'Clock ahead',
      'Events that say they occurred well after they were received: the clock of the producer is ahead.',
    ],
    'zh-CN': ['时钟超前事件', '所报发生时间明显晚于收到时间的事件：数据源时钟超前。'],
    'zh-TW': ['時鐘超前事件', '所報發生時間明顯晚於收到時間的事件：資料來源時鐘超前。'],
    ru: ['Часы спешат', 'События, которые по их словам случились заметно позже получения: часы источника спешат.'],
  },
  rejected_events: {
    en: [
      'Rejected events',
      'Refused lines with a readable number, of the producers of the scope, that did not come again whole.',
    ],
    'zh-CN': ['拒收事件', '范围内数据源被拒收、序号可读且未重新完整送达的行。'],
    'zh-TW': ['遭拒事件', '範圍內資料來源被拒收、序號可讀且未重新完整送達的行。'],
    ru: ['Отклонённые события', 'Отклонённые строки с читаемым номером, которые не пришли снова исправными.'],
  },
  reconciliation_difference: {
    en: [
      'Live less report',
      'Numbers of closed quarter hours that differ from what the wall said at close, no late event explaining it.',
    ],
    'zh-CN': ['对账差异', '已关账一刻钟中与关账时大屏不一致、且无迟到事件可解释的数值个数。'],
    'zh-TW': ['對帳差異', '已關帳一刻鐘中與關帳時大螢幕不一致、且無遲到事件可解釋的數值個數。'],
    ru: [
      'Расхождение сверки',
      'Числа закрытых четвертей часа, которые без поздних событий разошлись с табло при закрытии.',
    ],
  },
  restated_intervals: {
    en: [
      'Restated intervals',
      'Closed quarter hours of a site in which a fact appeared, changed or vanished afterwards.',
    ],
    'zh-CN': ['重述时段数', '关账后又有事实出现、改变或消失的职场一刻钟数。'],
    'zh-TW': ['重述時段數', '關帳後又有事實出現、改變或消失的職場一刻鐘數。'],
    ru: ['Пересчитано интервалов', 'Закрытые четверти часа площадки, где факт появился, изменился или исчез позже.'],
  },
};
