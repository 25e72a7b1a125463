import type { SALES } from '../definitions/sales.ts';
import type { DomainWords } from './metric-words.ts';

/** Offers, sales and money; promises, reminders, welcome calls, verifications. */
export const SALES_WORDS: DomainWords<typeof SALES> = {
  offers: {
    en: ['Offers', 'Offers that agents made to customers: cross-selling and sales.'],
    'zh-CN': ['推荐次数', '坐席向客户推荐产品的次数，含交叉销售与销售。'],
    'zh-TW': ['推薦次數', '客服向客戶推薦產品的次數，含交叉銷售與銷售。'],
    ru: ['Предложения', 'Предложения клиентам: перекрёстные и прямые продажи.'],
  },
  offers_accepted: {
    en: ['Offers accepted', 'Offers that customers accepted in the period.'],
    'zh-CN': ['推荐成功量', '本期客户接受的推荐数。'],
    'zh-TW': ['推薦成功量', '本期客戶接受的推薦數。'],
    ru: ['Принято предложений', 'Предложения, принятые клиентами за период.'],
  },
  conversion_per_offer: {
    en: ['Conversion per offer', 'Accepted offers over the offers made.'],
    'zh-CN': ['推荐成功率', '客户接受的推荐数除以推荐次数。'],
    'zh-TW': ['推薦成功率', '客戶接受的推薦數除以推薦次數。'],
    ru: ['Конверсия предложения', 'Принятые предложения, делённые на сделанные.'],
  },
  offer_coverage_contacts: {
    en: ['Offer coverage', 'Share of the contacts fit for an offer in which one was made.'],
    'zh-CN': ['联络推荐覆盖率', '可推荐产品的联络中实际推荐的比率。'],
    'zh-TW': ['聯絡推薦覆蓋率', '可推薦產品的聯絡中實際推薦的比率。'],
    ru: ['Охват контактов', 'Доля подходящих контактов, в которых сделано предложение.'],
  },
  offer_coverage_inbound: {
    en: [
      'Offers in service calls',
      'Share of the inbound contacts fit for an offer in which one was made: from service to sales.',
    ],
    'zh-CN': ['服务营销率', '可推荐产品的呼入联络中实际推荐的比率，即由服务转入营销。'],
    'zh-TW': ['服務行銷率', '可推薦產品的進線聯絡中實際推薦的比率，即由服務轉入行銷。'],
    ru: ['Продажи при обращении', 'Доля подходящих входящих контактов с предложением: от обслуживания к продаже.'],
  },
  offer_coverage_customers: {
    en: [
      'Customers offered, share',
      'Share of the different customers fit for an offer who were made one in the period.',
    ],
    'zh-CN': ['客户推荐覆盖率', '可推荐的不同客户中本期获得推荐的比率。'],
    'zh-TW': ['客戶推薦覆蓋率', '可推薦的不同客戶中本期獲得推薦的比率。'],
    ru: ['Охват клиентов', 'Доля разных подходящих клиентов, получивших предложение за период.'],
  },
  customers_offered: {
    en: ['Customers offered', 'Different customers who were made an offer in the period.'],
    'zh-CN': ['推荐客户数', '本期获得推荐的不同客户数。'],
    'zh-TW': ['推薦客戶數', '本期獲得推薦的不同客戶數。'],
    ru: ['Клиентов с предложением', 'Разные клиенты, получившие предложение за период.'],
  },
  sales_booked: {
    en: ['Sales booked', 'Sales that were booked in the period.'],
    'zh-CN': ['成交笔数', '本期入账的成交笔数。'],
    'zh-TW': ['成交筆數', '本期入帳的成交筆數。'],
    ru: ['Продаж проведено', 'Продажи, проведённые за период.'],
  },
  sales_amount: {
    en: ['Sales amount', 'Booked sales in the smallest unit of their currency. More than one currency makes no sum.'],
    'zh-CN': ['电话销售额', '本期入账的销售额，以货币最小单位计；多种货币不能相加。'],
    'zh-TW': ['電話銷售額', '本期入帳的銷售額，以貨幣最小單位計；多種貨幣不能相加。'],
    ru: ['Сумма продаж', 'Проведённые продажи в минимальных единицах валюты. Разные валюты не складываются.'],
  },
  sales_per_contact: {
    en: ['Sales per contact', 'Booked sales over the handled contacts.'],
    'zh-CN': ['每次联络销售额', '入账销售额除以处理量。'],
    'zh-TW': ['每次聯絡銷售額', '入帳銷售額除以處理量。'],
    ru: ['Продажи на контакт', 'Проведённые продажи, делённые на обработанные контакты.'],
  },
  sales_per_agent_hour: {
    en: ['Sales per agent hour', 'Booked sales for each hour that agents were staffed.'],
    'zh-CN': ['人时销售额', '每个坐席在岗小时的入账销售额。'],
    'zh-TW': ['每工時銷售額', '每個客服在線小時的入帳銷售額。'],
    ru: ['Продажи на час', 'Проведённые продажи на час операторов в системе.'],
  },
  sales_share_phone: {
    en: [
      'Telephone sales share',
      'Booked sales over the sales of the whole company, as its accounts tell them for the period.',
    ],
    'zh-CN': ['电话销售占比', '入账销售额占全公司销售额的比率，公司销售额由财务按期提供。'],
    'zh-TW': ['電話銷售占比', '入帳銷售額占全公司銷售額的比率，公司銷售額由財務按期提供。'],
    ru: [
      'Доля продаж по телефону',
      'Проведённые продажи, делённые на продажи всей компании по данным её учёта за период.',
    ],
  },
  cost_per_contact: {
    en: [
      'Cost per contact',
      'Hours of staffed agents at the mean of the hourly costs told, over the handled contacts; smallest unit of the currency.',
    ],
    'zh-CN': ['每次联络成本', '坐席在岗小时乘以所报每小时成本的均值，再除以处理量；以货币最小单位计。'],
    'zh-TW': ['每次聯絡成本', '客服在線小時乘以所報每小時成本的平均，再除以處理量；以貨幣最小單位計。'],
    ru: [
      'Стоимость контакта',
      'Часы операторов по средней сообщённой стоимости часа, делённые на обработанные контакты; в минимальных единицах валюты.',
    ],
  },
  margin_per_contact: {
    en: ['Margin per contact', 'Booked sales for each handled contact less its cost.'],
    'zh-CN': ['每次联络毛利', '每次已处理联络的销售额减去其成本。'],
    'zh-TW': ['每次聯絡毛利', '每次已處理聯絡的銷售額減去其成本。'],
    ru: ['Прибыль с контакта', 'Проведённые продажи на обработанный контакт минус его стоимость.'],
  },
  promises: {
    en: ['Promises to pay', 'Promises to pay that customers made in the period.'],
    'zh-CN': ['承诺还款量', '本期客户作出的还款承诺数。'],
    'zh-TW': ['承諾還款量', '本期客戶作出的還款承諾數。'],
    ru: ['Обещания оплаты', 'Обещания оплаты, данные клиентами за период.'],
  },
  promise_rate: {
    en: ['Promise rate', 'Promises to pay over the conversations with the customer asked for.'],
    'zh-CN': ['承诺还款率', '还款承诺数除以本人接通量。'],
    'zh-TW': ['承諾還款率', '還款承諾數除以本人接聽量。'],
    ru: ['Доля обещаний', 'Обещания оплаты, делённые на разговоры с нужным клиентом.'],
  },
  promise_kept_rate: {
    en: ['Promises kept', 'Share of the promises due in the period that were reported as kept.'],
    'zh-CN': ['承诺履约率', '本期到期的还款承诺中已履约的比率。'],
    'zh-TW': ['承諾履約率', '本期到期的還款承諾中已履約的比率。'],
    ru: ['Сдержано обещаний', 'Доля обещаний со сроком в периоде, о которых сообщено, что они сдержаны.'],
  },
  reminders_delivered: {
    en: ['Reminders delivered', 'Reminders that reached their customer in the period.'],
    'zh-CN': ['还款提醒送达量', '本期送达客户的还款提醒数。'],
    'zh-TW': ['還款提醒送達量', '本期送達客戶的還款提醒數。'],
    ru: ['Доставлено напоминаний', 'Напоминания, дошедшие до клиента за период.'],
  },
  reminder_delivery_rate: {
    en: [
      'Reminder delivery',
      'Share of the reminders that reached their customer, of those that were delivered or not.',
    ],
    'zh-CN': ['还款提醒送达率', '还款提醒中送达客户的比率，以送达与未送达之和为分母。'],
    'zh-TW': ['還款提醒送達率', '還款提醒中送達客戶的比率，以送達與未送達之和為分母。'],
    ru: ['Доля напоминаний', 'Доля напоминаний, дошедших до клиента, среди доставленных и недоставленных.'],
  },
  welcome_reach_rate: {
    en: ['Welcome calls, reached', 'Share of the different new customers called to be welcomed who were reached.'],
    'zh-CN': ['欢迎电话触达率', '欢迎电话所呼叫的不同新客户中已触达的比率。'],
    'zh-TW': ['歡迎電話觸及率', '歡迎電話所撥打的不同新客戶中已觸及的比率。'],
    ru: [
      'Дозвон новым клиентам',
      'Доля разных новых клиентов, до которых дозвонились с приветствием, среди тех, кому звонили.',
    ],
  },
  welcome_coverage: {
    en: [
      'Welcome coverage',
      'Different new customers reached over all new customers of the period, as the customer base tells them.',
    ],
    'zh-CN': ['欢迎电话覆盖率', '已触达的不同新客户数除以客户系统提供的本期新客户总数。'],
    'zh-TW': ['歡迎電話覆蓋率', '已觸及的不同新客戶數除以客戶系統提供的本期新客戶總數。'],
    ru: [
      'Охват новых клиентов',
      'Разные новые клиенты, до которых дозвонились, делённые на всех новых клиентов периода по данным учёта.',
    ],
  },
  verifications_done: {
    en: ['Verifications done', 'Verifications that were finished in the period.'],
    'zh-CN': ['核实完成量', '本期完成的资信核实数。'],
    'zh-TW': ['查核完成量', '本期完成的資信查核數。'],
    ru: ['Проверок данных', 'Верификации, законченные за период.'],
  },
  verification_rate: {
    en: ['Verifications settled', 'Share of the verifications required in the period that are done by now.'],
    'zh-CN': ['核实完成率', '本期提出的资信核实中目前已完成的比率。'],
    'zh-TW': ['查核完成率', '本期提出的資信查核中目前已完成的比率。'],
    ru: ['Выполнение проверок', 'Доля затребованных за период верификаций, выполненных к этому моменту.'],
  },
  verification_avg: {
    en: ['Verification time', 'Mean time from the request of a verification to its end.'],
    'zh-CN': ['平均核实时长', '资信核实从提出到完成的平均时长。'],
    'zh-TW': ['平均查核時長', '資信查核從提出到完成的平均時間。'],
    ru: ['Время проверки данных', 'Среднее время от запроса верификации до её окончания.'],
  },
  verification_confirmed_rate: {
    en: [
      'Verifications confirmed',
      'Share of the finished verifications that confirmed what the customer said, of those with a result.',
    ],
    'zh-CN': ['核实通过率', '有结果的资信核实中确认属实的比率。'],
    'zh-TW': ['查核通過率', '有結果的資信查核中確認屬實的比率。'],
    ru: ['Подтверждено проверок', 'Доля законченных верификаций с результатом, подтвердивших сведения клиента.'],
  },
  conversion_per_contact: {
    en: [
      'Conversion per contact',
      'Offers that customers accepted over the conversations with the customer who was asked for.',
    ],
    'zh-CN': ['接触转化率', '客户接受的推荐数除以与客户本人的通话数。'],
    'zh-TW': ['接觸轉化率', '客戶接受的推薦數除以與客戶本人的通話數。'],
    ru: ['Конверсия контактов', 'Принятые предложения, делённые на разговоры с нужным клиентом.'],
  },
  sales_growth: {
    en: [
      'Sales growth',
      'By how much the money of the sales is above that of the same dates and hours a year before. The day of 29 February compares with nothing.',
    ],
    'zh-CN': ['销售额增长率', '销售额相对于上年同期的增幅。2 月 29 日无可比日期。'],
    'zh-TW': ['銷售額成長率', '銷售額相對於前一年同期的增幅。2 月 29 日無可比日期。'],
    ru: [
      'Рост суммы продаж',
      'На сколько сумма продаж больше, чем за те же даты и часы год назад. День 29 февраля ни с чем не сравнивается.',
    ],
  },
  sales_booked_growth: {
    en: [
      'Growth of sales count',
      'By how much the number of sales is above that of the same dates and hours a year before. The day of 29 February compares with nothing.',
    ],
    'zh-CN': ['成交量增长率', '成交量相对于上年同期的增幅。2 月 29 日无可比日期。'],
    'zh-TW': ['成交量成長率', '成交量相對於前一年同期的增幅。2 月 29 日無可比日期。'],
    ru: [
      'Рост числа продаж',
      'На сколько число продаж больше, чем за те же даты и часы год назад. День 29 февраля ни с чем не сравнивается.',
    ],
  },
};
