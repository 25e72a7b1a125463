import type { QUALITY } from '../definitions/quality.ts';
import type { DomainWords } from './metric-words.ts';

/** Surveys, evaluations and complaints. */
export const QUALITY_WORDS: DomainWords<typeof QUALITY> = {
  csat_hotline: {
    en: [
      'Hotline satisfaction',
      'Share of the satisfied answers to the survey that a voice menu or a text message puts after a call to the hotline.',
    ],
    'zh-CN': ['热线满意度', '通话后语音菜单或短信满意度调查中的满意回答比率。'],
    'zh-TW': ['熱線滿意度', '通話後語音選單或簡訊滿意度調查中的滿意回答比率。'],
    ru: [
      'Оценка горячей линии',
      'Доля довольных ответов в опросе после звонка на линию: в голосовом меню или в сообщении.',
    ],
  },
  csat_overall: {
    en: [
      'Overall satisfaction',
      'Share of the satisfied answers to satisfaction surveys of every channel and sample. Satisfied is one of the two best values of the scale.',
    ],
    'zh-CN': ['综合满意度', '各渠道、各样本满意度调查中的满意回答比率；满意指评分取量表最好的两档。'],
    'zh-TW': ['綜合滿意度', '各管道、各樣本滿意度調查中的滿意回答比率；滿意指評分取量表最好的兩級。'],
    ru: [
      'Общая оценка клиентов',
      'Доля довольных ответов в опросах всех каналов и выборок. Довольный ответ: одно из двух лучших значений шкалы.',
    ],
  },
  csat_answers: {
    en: ['Satisfaction answers', 'Answers to satisfaction surveys that can be judged.'],
    'zh-CN': ['满意度评价量', '可以判定是否满意的满意度调查回答数。'],
    'zh-TW': ['滿意度評價量', '可以判定是否滿意的滿意度調查回答數。'],
    ru: ['Ответов об оценке', 'Ответы на опросы об удовлетворённости, по которым видно, доволен ли клиент.'],
  },
  survey_response_rate: {
    en: ['Survey response', 'Answers to surveys of the period over the invitations of the period.'],
    'zh-CN': ['评价参与率', '本期收到的调查回答数除以本期发出的邀请数。'],
    'zh-TW': ['評價參與率', '本期收到的調查回答數除以本期發出的邀請數。'],
    ru: ['Доля ответивших', 'Ответы на опросы за период, делённые на приглашения за период.'],
  },
  nps: {
    en: [
      'Net promoter score',
      'In a hundred answers, those who give one of the two best scores of ten less those who give six and below.',
    ],
    'zh-CN': ['净推荐值', '每百份回答中给出十分制最高两档的人数减去给出六分及以下的人数。'],
    'zh-TW': ['淨推薦值', '每百份回答中給出十分制最高兩級的人數減去給出六分及以下的人數。'],
    ru: [
      'Чистый индекс поддержки',
      'На сто ответов: давшие одну из двух высших оценок из десяти минус давшие шесть и ниже.',
    ],
  },
  recommend_rate: {
    en: ['Would recommend', 'Share of the answers in which the customer would recommend the company.'],
    'zh-CN': ['推荐意愿', '愿意向他人推荐本公司的回答比率。'],
    'zh-TW': ['推薦意願', '願意向他人推薦本公司的回答比率。'],
    ru: ['Готовы рекомендовать', 'Доля ответов, в которых клиент готов рекомендовать компанию.'],
  },
  qa_score: {
    en: ['QA score', 'Points given in evaluations over the points that could be had.'],
    'zh-CN': ['质检得分率', '质检所得分数之和除以满分之和。'],
    'zh-TW': ['質檢得分率', '質檢所得分數之和除以滿分之和。'],
    ru: ['Оценка качества', 'Баллы, полученные при проверках качества, делённые на возможные баллы.'],
  },
  qa_critical_rate: {
    en: ['Critical errors', 'Share of the evaluations with a critical error, of those that say so.'],
    'zh-CN': ['致命差错率', '存在致命差错的质检比率，只计已判定的质检。'],
    'zh-TW': ['重大差錯率', '存在重大差錯的質檢比率，只計已判定的質檢。'],
    ru: ['Критические ошибки', 'Доля проверок с критической ошибкой среди тех, где это отмечено.'],
  },
  qa_soft_score: {
    en: ['Soft skills score', 'Mean points for empathy, listening and flexibility, as the evaluators gave them.'],
    'zh-CN': ['软性指标得分', '同理心、倾听与灵活性等软性指标的平均得分。'],
    'zh-TW': ['軟性指標得分', '同理心、傾聽與彈性等軟性指標的平均得分。'],
    ru: [
      'Оценка мягких навыков',
      'Средний балл за сочувствие, умение слушать и гибкость, как его поставили проверяющие.',
    ],
  },
  qa_evaluations: {
    en: ['Evaluations', 'Evaluations of contacts that were given in the period.'],
    'zh-CN': ['质检量', '本期完成的质检次数。'],
    'zh-TW': ['質檢量', '本期完成的質檢次數。'],
    ru: ['Проверки качества', 'Проверки контактов, проведённые за период.'],
  },
  qa_coverage: {
    en: ['QA coverage', 'Evaluations over the handled contacts.'],
    'zh-CN': ['质检覆盖率', '质检次数除以处理量。'],
    'zh-TW': ['質檢覆蓋率', '質檢次數除以處理量。'],
    ru: ['Охват проверками', 'Проверки качества, делённые на обработанные контакты.'],
  },
  complaints: {
    en: ['Complaints', 'Complaints that were opened in the period.'],
    'zh-CN': ['投诉量', '本期新建的投诉数。'],
    'zh-TW': ['客訴量', '本期新建的客訴數。'],
    ru: ['Жалобы', 'Жалобы, заведённые за период.'],
  },
  complaints_attitude: {
    en: ['Attitude complaints', 'Complaints about the attitude of agents that were opened in the period.'],
    'zh-CN': ['态度投诉量', '本期新建的服务态度投诉数。'],
    'zh-TW': ['態度客訴量', '本期新建的服務態度客訴數。'],
    ru: ['Жалобы на отношение', 'Жалобы на отношение операторов, заведённые за период.'],
  },
  complaints_attitude_per_100k: {
    en: [
      'Attitude cmpl. per 100k',
      'Complaints about attitude for every hundred thousand handled contacts, with the range in which the true rate lies.',
    ],
    'zh-CN': ['十万次态度投诉', '每十万次已处理联络中的服务态度投诉数，并给出真实水平所在的范围。'],
    'zh-TW': ['十萬次態度客訴', '每十萬次已處理聯絡中的服務態度客訴數，並給出真實水準所在的範圍。'],
    ru: [
      'Жалобы на отнош./100 т.',
      'Жалобы на отношение на сто тысяч обработанных контактов, с границами истинного уровня.',
    ],
  },
  complaint_handling_avg: {
    en: [
      'Complaint handling time',
      'Mean time from the opening of a complaint until it was settled, by the time of settling.',
    ],
    'zh-CN': ['投诉处理时长', '投诉从新建到办结的平均时长，按办结时间计入。'],
    'zh-TW': ['客訴處理時長', '客訴從新建到結案的平均時間，按結案時間計入。'],
    ru: ['Время разбора жалобы', 'Среднее время от заведения жалобы до её разбора, по моменту разбора.'],
  },
  complaint_within_sla: {
    en: [
      'Complaints in time',
      'Share of the complaints due in the period that were settled by then. Open ones count as failures, cancelled ones not at all.',
    ],
    'zh-CN': ['投诉及时率', '本期到期的投诉中按时办结的比率；逾期未结计为失败，已取消的不计。'],
    'zh-TW': ['客訴及時率', '本期到期的客訴中按時結案的比率；逾期未結計為失敗，已取消的不計。'],
    ru: [
      'Жалобы в срок',
      'Доля жалоб со сроком в периоде, разобранных вовремя. Открытые считаются просроченными, отменённые не учитываются.',
    ],
  },
  complaint_responsible_rate: {
    en: [
      'Justified complaints',
      'Share of the settled complaints for which the centre was found responsible, of those that were judged.',
    ],
    'zh-CN': ['有责投诉率', '已判责投诉中认定为有责的比率。'],
    'zh-TW': ['有責客訴率', '已判責客訴中認定為有責的比率。'],
    ru: [
      'Обоснованные жалобы',
      'Доля разобранных жалоб, по которым центр признан виновным, среди тех, где вина определена.',
    ],
  },
};
