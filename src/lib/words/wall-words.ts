import type { Catalogue } from './speak.ts';

/** Everything that a wall says. It is loaded by every TV, so nothing else stands here. */
export const WALL_WORDS = {
  'board.inbound': { en: 'Inbound floor', 'zh-CN': '呼入现场', 'zh-TW': '進線現場', ru: 'Входящая линия' },
  'sites.all': { en: 'All sites', 'zh-CN': '全部职场', 'zh-TW': '全部職場', ru: 'Все площадки' },

  'band.watch': { en: 'Watch', 'zh-CN': '注意', 'zh-TW': '注意', ru: 'Внимание' },
  'band.breach': { en: 'Breach', 'zh-CN': '超标', 'zh-TW': '超標', ru: 'Нарушение' },

  target: { en: 'Target {value}', 'zh-CN': '目标 {value}', 'zh-TW': '目標 {value}', ru: 'Цель {value}' },
  'window.now': { en: 'now', 'zh-CN': '当前', 'zh-TW': '目前', ru: 'сейчас' },
  'window.5m': { en: '5 min', 'zh-CN': '近 5 分钟', 'zh-TW': '近 5 分鐘', ru: '5 мин' },
  'window.15m': { en: '15 min', 'zh-CN': '近 15 分钟', 'zh-TW': '近 15 分鐘', ru: '15 мин' },
  'window.30m': { en: '30 min', 'zh-CN': '近 30 分钟', 'zh-TW': '近 30 分鐘', ru: '30 мин' },
  'window.60m': { en: '60 min', 'zh-CN': '近 60 分钟', 'zh-TW': '近 60 分鐘', ru: '60 мин' },
  'window.interval': { en: 'this half-hour', 'zh-CN': '本半小时', 'zh-TW': '本半小時', ru: 'эти полчаса' },
  'window.today': { en: 'today', 'zh-CN': '今日', 'zh-TW': '今日', ru: 'сегодня' },
  range: { en: '{low}–{high}', 'zh-CN': '{low}至{high}', 'zh-TW': '{low}到{high}', ru: '{low}–{high}' },
  'range.help': {
    en: 'The true value lies in this range with 95 %.',
    'zh-CN': '真实值有 95% 的把握落在此范围内。',
    'zh-TW': '真實值有 95% 的把握落在此範圍內。',
    ru: 'Истинное значение с вероятностью 95 % лежит в этих границах.',
  },
  sample: { en: 'n = {n}', 'zh-CN': 'n = {n}', 'zh-TW': 'n = {n}', ru: 'n = {n}' },

  'agents.ready': { en: 'ready', 'zh-CN': '空闲', 'zh-TW': '待命', ru: 'готовы' },
  'agents.talking': { en: 'talking', 'zh-CN': '通话', 'zh-TW': '通話', ru: 'разговор' },
  'agents.acw': { en: 'wrap-up', 'zh-CN': '话后', 'zh-TW': '話後', ru: 'обработка' },
  'agents.not_ready': { en: 'not ready', 'zh-CN': '小休', 'zh-TW': '未就緒', ru: 'не готовы' },
  'agents.other': { en: 'other', 'zh-CN': '其他', 'zh-TW': '其他', ru: 'другое' },

  'age.label': { en: 'Data', 'zh-CN': '数据', 'zh-TW': '資料', ru: 'Обновлено' },
  'age.seconds': { en: '{n} s old', 'zh-CN': '{n} 秒前', 'zh-TW': '{n} 秒前', ru: '{n} с назад' },
  'age.minutes': { en: '{n} min old', 'zh-CN': '{n} 分钟前', 'zh-TW': '{n} 分鐘前', ru: '{n} мин назад' },
  'age.hours': { en: '{n} h old', 'zh-CN': '{n} 小时前', 'zh-TW': '{n} 小時前', ru: '{n} ч назад' },
  'age.days': {
    en: { one: '{n} day old', other: '{n} days old' },
    'zh-CN': '{n} 天前',
    'zh-TW': '{n} 天前',
    ru: { one: '{n} день назад', few: '{n} дня назад', many: '{n} дней назад', other: '{n} дня назад' },
  },
  'last.value': { en: 'last {value}', 'zh-CN': '最后值 {value}', 'zh-TW': '最後值 {value}', ru: 'было {value}' },
  'tile.cut': { en: 'source cut off', 'zh-CN': '数据源断开', 'zh-TW': '資料來源中斷', ru: 'нет связи' },
  'leader.none': { en: 'nobody waits', 'zh-CN': '无人排队', 'zh-TW': '無人等候', ru: 'никто не ждёт' },

  'phase.connecting': { en: 'Connecting', 'zh-CN': '正在连接', 'zh-TW': '正在連線', ru: 'Соединение' },
  'phase.live': { en: 'Live', 'zh-CN': '实时', 'zh-TW': '即時', ru: 'В эфире' },
  'phase.quiet': { en: 'No new data', 'zh-CN': '无新数据', 'zh-TW': '無新資料', ru: 'Нет новых данных' },
  'phase.empty': { en: 'No data yet', 'zh-CN': '尚无数据', 'zh-TW': '尚無資料', ru: 'Данных ещё нет' },
  'phase.cut': { en: 'Source cut off', 'zh-CN': '数据源断开', 'zh-TW': '資料來源中斷', ru: 'Нет связи с АТС' },
  'phase.stale': { en: 'No answer', 'zh-CN': '无应答', 'zh-TW': '無回應', ru: 'Нет ответа' },
  'phase.offline': { en: 'Connection lost', 'zh-CN': '连接中断', 'zh-TW': '連線中斷', ru: 'Связь потеряна' },
  'phase.revoked': { en: 'Access ended', 'zh-CN': '访问已终止', 'zh-TW': '存取已終止', ru: 'Доступ закрыт' },
  'phase.problem': { en: 'No numbers', 'zh-CN': '暂无数值', 'zh-TW': '暫無數值', ru: 'Нет чисел' },

  'notice.offline': {
    en: 'The numbers stand still; the screen reconnects by itself.',
    'zh-CN': '数字停止更新，屏幕正在自动重连。',
    'zh-TW': '數字停止更新，螢幕正在自動重新連線。',
    ru: 'Числа не обновляются; экран подключится сам.',
  },
  'notice.cut': {
    en: 'Numbers unknown until it is back: {producers}',
    'zh-CN': '恢复之前数值未知：{producers}',
    'zh-TW': '恢復之前數值未知：{producers}',
    ru: 'До восстановления числа неизвестны: {producers}',
  },
  'notice.old': {
    en: 'Check the event source; the numbers come back by themselves.',
    'zh-CN': '请检查数据源，数值会自动恢复。',
    'zh-TW': '請檢查資料來源，數值會自動恢復。',
    ru: 'Проверьте источник событий; числа вернутся сами.',
  },
  'notice.empty': {
    en: 'The board starts with the first event.',
    'zh-CN': '收到第一条事件后即开始显示。',
    'zh-TW': '收到第一筆事件後即開始顯示。',
    ru: 'Табло оживёт с первым событием.',
  },
  'notice.gap': {
    en: { one: '≈ {n} gap in the events: numbers may be low', other: '≈ {n} gaps in the events: numbers may be low' },
    'zh-CN': '≈ 事件有 {n} 处缺口，数值可能偏低',
    'zh-TW': '≈ 事件有 {n} 處缺口，數值可能偏低',
    ru: {
      one: '≈ {n} пропуск в событиях: числа могут быть занижены',
      few: '≈ {n} пропуска в событиях: числа могут быть занижены',
      many: '≈ {n} пропусков в событиях: числа могут быть занижены',
      other: '≈ {n} пропуска в событиях: числа могут быть занижены',
    },
  },
  'notice.engine': {
    en: 'The counting restarts; the numbers come back by themselves.',
    'zh-CN': '计数正在重启，数值会自动恢复。',
    'zh-TW': '計數正在重新啟動，數值會自動恢復。',
    ru: 'Подсчёт перезапускается; числа вернутся сами.',
  },
  'notice.forbidden': {
    en: 'This screen may not see this board. Ask an administrator for a link.',
    'zh-CN': '此屏幕无权查看该看板，请向管理员索取链接。',
    'zh-TW': '此螢幕無權檢視該看板，請向管理員索取連結。',
    ru: 'Экрану это табло недоступно: попросите ссылку.',
  },

  simulated: { en: 'Simulated', 'zh-CN': '模拟数据', 'zh-TW': '模擬資料', ru: 'Имитация' },
  speed: { en: '{n}x', 'zh-CN': '{n} 倍速', 'zh-TW': '{n} 倍速', ru: '{n}x' },
  clock: { en: 'Server time', 'zh-CN': '服务器时间', 'zh-TW': '伺服器時間', ru: 'Время сервера' },

  'revoked.title': {
    en: 'This screen was signed out',
    'zh-CN': '此屏幕已被注销',
    'zh-TW': '此螢幕已被登出',
    ru: 'Экран отключён',
  },
  'revoked.body': {
    en: 'An administrator revoked its display link, or the link is mistyped. No numbers are shown here any more. Ask for a new link and open it on this screen.',
    'zh-CN': '管理员已撤销此显示链接，或链接有误。此处不再显示任何数字。请索取新链接并在此屏幕上打开。',
    'zh-TW': '管理員已撤銷此顯示連結，或連結有誤。此處不再顯示任何數字。請索取新連結並在此螢幕上開啟。',
    ru: 'Администратор отозвал ссылку этого экрана, или в ней опечатка. Числа здесь больше не показываются. Попросите новую ссылку и откройте её на этом экране.',
  },
} as const satisfies Catalogue;
