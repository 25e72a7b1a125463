import type { LOANS } from '../definitions/loans.ts';
import type { DomainWords } from './metric-words.ts';

/** Loan applications, documents, changes of data, knowledge. */
export const LOANS_WORDS: DomainWords<typeof LOANS> = {
  loans_received: {
    en: ['Loan applications', 'Loan applications that came in in the period.'],
    'zh-CN': ['贷款申请量', '本期收到的贷款申请数。'],
    'zh-TW': ['貸款申請量', '本期收到的貸款申請數。'],
    ru: ['Заявки на кредит', 'Заявки на кредит, поступившие за период.'],
  },
  loans_decided: {
    en: ['Loans decided', 'Loan applications that were decided in the period.'],
    'zh-CN': ['贷款审批量', '本期作出审批决定的贷款申请数。'],
    'zh-TW': ['貸款審核量', '本期作出審核決定的貸款申請數。'],
    ru: ['Решено заявок', 'Заявки на кредит, по которым за период принято решение.'],
  },
  loans_approved: {
    en: ['Loans approved', 'Loan applications that were approved in the period.'],
    'zh-CN': ['贷款批准量', '本期批准的贷款申请数。'],
    'zh-TW': ['貸款核准量', '本期核准的貸款申請數。'],
    ru: ['Одобрено заявок', 'Заявки на кредит, одобренные за период.'],
  },
  loans_rejected: {
    en: ['Loans rejected', 'Loan applications that were rejected in the period.'],
    'zh-CN': ['贷款拒绝量', '本期拒绝的贷款申请数。'],
    'zh-TW': ['貸款婉拒量', '本期婉拒的貸款申請數。'],
    ru: ['Отказы по заявкам', 'Заявки на кредит, по которым за период отказано.'],
  },
  loans_cancelled: {
    en: ['Loans cancelled', 'Loan applications that were withdrawn or cancelled in the period.'],
    'zh-CN': ['贷款取消量', '本期撤回或取消的贷款申请数。'],
    'zh-TW': ['貸款取消量', '本期撤回或取消的貸款申請數。'],
    ru: ['Отменено заявок', 'Заявки на кредит, отозванные или отменённые за период.'],
  },
  loans_in_progress: {
    en: ['Loans in progress', 'Loan applications that are not decided at the moment.'],
    'zh-CN': ['待审批贷款', '当前尚未作出决定的贷款申请数。'],
    'zh-TW': ['待審核貸款', '目前尚未作出決定的貸款申請數。'],
    ru: ['Заявки в работе', 'Заявки на кредит, по которым на этот момент нет решения.'],
  },
  loan_approval_rate: {
    en: ['Approval rate', 'Approved loan applications over the approved and the rejected.'],
    'zh-CN': ['贷款批准率', '批准的贷款申请占批准与拒绝之和的比率。'],
    'zh-TW': ['貸款核准率', '核准的貸款申請占核准與婉拒之和的比率。'],
    ru: ['Доля одобрений', 'Одобренные заявки, делённые на одобренные и отклонённые.'],
  },
  loan_decision_avg: {
    en: [
      'Decision time',
      'Mean time from the receipt of a loan application to its decision. Read it with the median: the times are skewed.',
    ],
    'zh-CN': ['平均审批时长', '贷款申请从收到到作出决定的平均时长；分布偏斜，应与中位数同看。'],
    'zh-TW': ['平均審核時長', '貸款申請從收到到作出決定的平均時間；分布偏斜，應與中位數同看。'],
    ru: [
      'Среднее время решения',
      'Среднее время от получения заявки до решения. Смотрите вместе с медианой: распределение скошено.',
    ],
  },
  loan_decision_p50: {
    en: ['Median decision time', 'Half of the loan applications decided in the period took at most this long.'],
    'zh-CN': ['审批时长中位数', '本期决定的贷款申请中一半耗时不超过此值。'],
    'zh-TW': ['審核時長中位數', '本期決定的貸款申請中一半耗時不超過此值。'],
    ru: ['Медиана решения заявки', 'Половина решённых за период заявок заняла не больше этого времени.'],
  },
  loan_decision_p90: {
    en: ['P90 decision time', 'Nine of ten loan applications decided in the period took at most this long.'],
    'zh-CN': ['审批时长P90', '本期决定的贷款申请中十分之九耗时不超过此值。'],
    'zh-TW': ['審核時長P90', '本期決定的貸款申請中十分之九耗時不超過此值。'],
    ru: ['P90 решения заявки', 'Девять из десяти решённых за период заявок заняли не больше этого времени.'],
  },
  loan_within_20m: {
    en: ['Decided in 20 min', 'Share of the decided loan applications that took twenty minutes or less.'],
    'zh-CN': ['20分钟审批率', '已决定的贷款申请中二十分钟及以内完成的比率。'],
    'zh-TW': ['20分鐘審核率', '已決定的貸款申請中二十分鐘及以內完成的比率。'],
    ru: ['Решено за 20 минут', 'Доля решённых заявок, занявших не больше двадцати минут.'],
  },
  loan_within_60m: {
    en: ['Decided in 60 min', 'Share of the decided loan applications that took an hour or less.'],
    'zh-CN': ['60分钟审批率', '已决定的贷款申请中一小时及以内完成的比率。'],
    'zh-TW': ['60分鐘審核率', '已決定的貸款申請中一小時及以內完成的比率。'],
    ru: ['Решено за 60 минут', 'Доля решённых заявок, занявших не больше часа.'],
  },
  loan_manual_rate: {
    en: [
      'Manual decisions',
      'Share of the decided loan applications that people decided, of those whose way of decision is told.',
    ],
    'zh-CN': ['人工审批率', '已标明审批方式的贷款申请中由人工决定的比率。'],
    'zh-TW': ['人工審核率', '已標明審核方式的貸款申請中由人工決定的比率。'],
    ru: ['Ручные решения', 'Доля заявок, решённых людьми, среди тех, где указан способ решения.'],
  },
  loan_automatic_rate: {
    en: [
      'Straight-through rate',
      'Share of the decided loan applications that went through by rule, without a person.',
    ],
    'zh-CN': ['自动审批率', '已标明审批方式的贷款申请中由规则自动决定的比率。'],
    'zh-TW': ['自動審核率', '已標明審核方式的貸款申請中由規則自動決定的比率。'],
    ru: ['Автоматические решения', 'Доля заявок, решённых по правилам без участия человека.'],
  },
  calls_per_loan: {
    en: [
      'Calls per application',
      'Handled conversations for credit review and verification over the decided loan applications.',
    ],
    'zh-CN': ['每笔申请通话数', '信贷审核与资信核实的已处理会话数除以已决定的贷款申请数。'],
    'zh-TW': ['每筆申請通話數', '信貸審核與資信查核的已處理對話數除以已決定的貸款申請數。'],
    ru: ['Звонков на заявку', 'Обработанные разговоры проверки и верификации, делённые на решённые заявки.'],
  },
  documents_done: {
    en: ['Documents digitised', 'Documents whose digitisation was finished in the period.'],
    'zh-CN': ['文件数字化量', '本期完成数字化的文件数。'],
    'zh-TW': ['文件數位化量', '本期完成數位化的文件數。'],
    ru: ['Оцифровано документов', 'Документы, оцифровка которых закончена за период.'],
  },
  document_error_rate: {
    en: ['Document errors', 'Share of the digitised documents with an error, of those that were checked.'],
    'zh-CN': ['文件差错率', '已检查的数字化文件中有差错的比率。'],
    'zh-TW': ['文件差錯率', '已檢查的數位化文件中有差錯的比率。'],
    ru: ['Ошибки оцифровки', 'Доля оцифрованных документов с ошибкой среди проверенных.'],
  },
  document_avg: {
    en: ['Digitisation time', 'Mean time from the receipt of a document to the end of its digitisation.'],
    'zh-CN': ['平均数字化时长', '文件从收到到完成数字化的平均时长。'],
    'zh-TW': ['平均數位化時長', '文件從收到到完成數位化的平均時間。'],
    ru: ['Время оцифровки', 'Среднее время от получения документа до конца оцифровки.'],
  },
  documents_open: {
    en: ['Documents waiting', 'Documents whose digitisation is not finished at the moment.'],
    'zh-CN': ['待数字化文件', '当前尚未完成数字化的文件数。'],
    'zh-TW': ['待數位化文件', '目前尚未完成數位化的文件數。'],
    ru: ['Очередь оцифровки', 'Документы, оцифровка которых на этот момент не закончена.'],
  },
  data_changes_done: {
    en: ['Data changes', 'Changes of customer data that were finished in the period.'],
    'zh-CN': ['资料变更量', '本期完成的客户资料变更数。'],
    'zh-TW': ['資料變更量', '本期完成的客戶資料變更數。'],
    ru: ['Изменения данных', 'Изменения данных клиентов, законченные за период.'],
  },
  data_change_checked_rate: {
    en: ['Data changes checked', 'Share of the finished changes of customer data that were checked and have a result.'],
    'zh-CN': ['资料变更核对率', '已完成的客户资料变更中经过核对且有结果的比率。'],
    'zh-TW': ['資料變更核對率', '已完成的客戶資料變更中經過核對且有結果的比率。'],
    ru: ['Проверено изменений', 'Доля законченных изменений данных, которые проверены и имеют результат.'],
  },
  kb_articles_done: {
    en: [
      'Articles maintained',
      'Entries of the knowledge base that were written, updated, reviewed or taken out in the period.',
    ],
    'zh-CN': ['知识维护量', '本期新建、更新、复核或下线的知识条目数。'],
    'zh-TW': ['知識維護量', '本期新建、更新、複核或下架的知識條目數。'],
    ru: ['Статьи базы знаний', 'Статьи базы знаний, написанные, обновлённые, проверенные или снятые за период.'],
  },
  kb_errors: {
    en: ['Knowledge errors', 'Errors that were found in entries of the knowledge base.'],
    'zh-CN': ['知识差错量', '在知识条目中发现的差错数。'],
    'zh-TW': ['知識差錯量', '在知識條目中發現的差錯數。'],
    ru: ['Ошибки базы знаний', 'Ошибки, найденные в статьях базы знаний.'],
  },
  kb_hit_rate: {
    en: [
      'Knowledge hit rate',
      'Searches of the knowledge base that found an entry over all searches, as its system tells them.',
    ],
    'zh-CN': ['知识命中率', '知识库系统提供的命中搜索数除以全部搜索数。'],
    'zh-TW': ['知識命中率', '知識庫系統提供的命中搜尋數除以全部搜尋數。'],
    ru: [
      'Найдено в базе знаний',
      'Поиски в базе знаний с найденной статьёй, делённые на все поиски, по данным её системы.',
    ],
  },
  loans_growth: {
    en: [
      'Loan growth',
      'By how much the number of approved loans is above that of the same dates and hours a year before. The day of 29 February compares with nothing.',
    ],
    'zh-CN': ['贷款增长率', '批准贷款数相对于上年同期的增幅。2 月 29 日无可比日期。'],
    'zh-TW': ['貸款成長率', '核准貸款數相對於前一年同期的增幅。2 月 29 日無可比日期。'],
    ru: [
      'Рост кредитов',
      'На сколько число одобренных кредитов больше, чем за те же даты и часы год назад. День 29 февраля ни с чем не сравнивается.',
    ],
  },
};
