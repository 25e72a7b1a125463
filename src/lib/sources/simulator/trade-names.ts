import { names, type Names } from './names.ts';

/** Why people are not ready. */
export const NOT_READY_REASONS: Readonly<Record<string, Names>> = {
  break: names('Break', '小休', '小休', 'Перерыв'),
  meal: names('Meal', '用餐', '用餐', 'Обед'),
  meeting: names('Meeting and coaching', '会议与辅导', '會議與輔導', 'Совещание и обучение'),
  system: names('System', '系统问题', '系統問題', 'Система'),
  rona: names('Did not answer', '振铃未接', '振鈴未接', 'Не ответил'),
  back_office: names('Work away from the telephone', '后台工作', '後台工作', 'Работа вне линии'),
};

/** What is sold. */
export const PRODUCTS: Readonly<Record<string, Names>> = {
  cash_loan: names('Cash loan', '现金贷款', '現金貸款', 'Кредит наличными'),
  student_instalment: names('Student instalments', '学生分期', '學生分期', 'Рассрочка для студентов'),
  instalment: names('Bill instalments', '账单分期', '帳單分期', 'Рассрочка по карте'),
  goods_loan: names('Shop loan', '商品贷款', '商品貸款', 'Товарный кредит'),
};
