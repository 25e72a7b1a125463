import type { Catalogue } from './speak.ts';

/** What stands around every page: navigation, log-in, errors. */
export const SHELL_WORDS = {
  'nav.main': { en: 'Main', 'zh-CN': '主导航', 'zh-TW': '主導覽', ru: 'Основное' },
  'nav.home': { en: 'Home', 'zh-CN': '首页', 'zh-TW': '首頁', ru: 'Главная' },
  'nav.board': { en: 'Wall', 'zh-CN': '大屏', 'zh-TW': '大螢幕', ru: 'Табло' },
  'nav.reports': { en: 'Reports', 'zh-CN': '报表', 'zh-TW': '報表', ru: 'Отчёты' },
  'nav.quality': { en: 'Data quality', 'zh-CN': '数据质量', 'zh-TW': '資料品質', ru: 'Качество данных' },
  'nav.dictionary': { en: 'Dictionary', 'zh-CN': '指标词典', 'zh-TW': '指標詞典', ru: 'Словарь' },
  'nav.truth': { en: 'Proof', 'zh-CN': '数值证明', 'zh-TW': '數值證明', ru: 'Проверка' },
  'nav.settings': { en: 'Sites and queues', 'zh-CN': '职场与队列', 'zh-TW': '職場與佇列', ru: 'Площадки и очереди' },
  'nav.access': { en: 'Access', 'zh-CN': '访问权限', 'zh-TW': '存取權限', ru: 'Доступ' },
  'nav.password': { en: 'Password', 'zh-CN': '密码', 'zh-TW': '密碼', ru: 'Пароль' },
  'nav.signOut': { en: 'Log out', 'zh-CN': '退出', 'zh-TW': '登出', ru: 'Выйти' },
  'nav.skip': { en: 'Skip to content', 'zh-CN': '跳到内容', 'zh-TW': '跳到內容', ru: 'К содержанию' },
  'nav.language': { en: 'Language', 'zh-CN': '语言', 'zh-TW': '語言', ru: 'Язык' },

  'login.title': { en: 'Log in', 'zh-CN': '登录', 'zh-TW': '登入', ru: 'Вход' },
  'login.name': { en: 'Name', 'zh-CN': '账号', 'zh-TW': '帳號', ru: 'Имя' },
  'login.password': { en: 'Password', 'zh-CN': '密码', 'zh-TW': '密碼', ru: 'Пароль' },
  'login.submit': { en: 'Log in', 'zh-CN': '登录', 'zh-TW': '登入', ru: 'Войти' },
  'login.wrong': {
    en: 'The name or the password is wrong. Check both and try again.',
    'zh-CN': '账号或密码不正确，请核对后重试。',
    'zh-TW': '帳號或密碼不正確，請核對後重試。',
    ru: 'Неверное имя или пароль. Проверьте и попробуйте ещё раз.',
  },
  'login.throttled': {
    en: {
      one: 'Too many failed attempts. Try again in {n} second.',
      other: 'Too many failed attempts. Try again in {n} seconds.',
    },
    'zh-CN': '失败次数过多，请在 {n} 秒后重试。',
    'zh-TW': '失敗次數過多，請在 {n} 秒後重試。',
    ru: {
      one: 'Слишком много неудачных попыток. Повторите через {n} секунду.',
      few: 'Слишком много неудачных попыток. Повторите через {n} секунды.',
      many: 'Слишком много неудачных попыток. Повторите через {n} секунд.',
      other: 'Слишком много неудачных попыток. Повторите через {n} секунды.',
    },
  },
  'login.failed': {
    en: 'The log-in could not be checked. Try again; if it stays so, look at the server log.',
    'zh-CN': '无法完成登录校验，请重试；若持续出现，请查看服务器日志。',
    'zh-TW': '無法完成登入驗證，請重試；若持續發生，請查看伺服器記錄。',
    ru: 'Не удалось проверить вход. Попробуйте ещё раз; если не поможет, смотрите журнал сервера.',
  },
  'login.hint': {
    en: 'The password of the account admin was printed by the server at its first start.',
    'zh-CN': 'admin 账号的密码已在服务器首次启动时打印。',
    'zh-TW': 'admin 帳號的密碼已在伺服器首次啟動時印出。',
    ru: 'Пароль учётной записи admin сервер напечатал при первом запуске.',
  },

  'error.title.403': { en: 'No permission', 'zh-CN': '没有权限', 'zh-TW': '沒有權限', ru: 'Нет доступа' },
  'error.title.404': { en: 'Nothing here', 'zh-CN': '页面不存在', 'zh-TW': '頁面不存在', ru: 'Ничего нет' },
  'error.title.other': {
    en: 'This page failed',
    'zh-CN': '页面出错',
    'zh-TW': '頁面發生錯誤',
    ru: 'Страница не открылась',
  },
  'error.forbidden': {
    en: 'Your role does not include this page. No data is missing; ask an administrator if you need it.',
    'zh-CN': '您的角色不包含此页面。数据并未缺失；如有需要请联系管理员。',
    'zh-TW': '您的角色不包含此頁面。資料並未缺失；如有需要請聯絡管理員。',
    ru: 'Ваша роль не открывает эту страницу. Данные целы; если она нужна, обратитесь к администратору.',
  },
  'error.notFound': {
    en: 'There is no page at this address. Counting goes on; go back to the start.',
    'zh-CN': '此地址没有页面。计数不受影响，请返回首页。',
    'zh-TW': '此位址沒有頁面。計數不受影響，請返回首頁。',
    ru: 'По этому адресу нет страницы. Подсчёт идёт; вернитесь на главную.',
  },
  'error.server': {
    en: 'The server could not build this page. Counting goes on in its own process; try again, then look at the server log.',
    'zh-CN': '服务器无法生成此页面。计数在独立进程中继续；请重试，若仍失败请查看服务器日志。',
    'zh-TW': '伺服器無法產生此頁面。計數在獨立行程中繼續；請重試，若仍失敗請查看伺服器記錄。',
    ru: 'Сервер не смог построить страницу. Подсчёт идёт в своём процессе; повторите, затем смотрите журнал сервера.',
  },
  'error.home': { en: 'To the start', 'zh-CN': '返回首页', 'zh-TW': '返回首頁', ru: 'На главную' },
} as const satisfies Catalogue;
