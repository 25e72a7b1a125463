import type { MetricWords } from './metric-words.ts';

/** Chinese of the mainland. 排队请求 is a queue visit, 主通话 the primary leg of an agent with a customer, 派单 an offer. */
export const ZH_CN = {
  offered: {
    label: '呼入量',
    help: '统计时段内进入队列的排队请求数（去重），含仍在等待的请求和短放弃。转入另一队列另计一次；在 IVR 中结束的来电不计。',
  },
  answered: {
    label: '接起量',
    help: '坐席与客户已接通的排队请求数。',
  },
  abandoned: {
    label: '放弃量',
    help: '客户主动放弃的排队请求数，坐席振铃期间挂机的也计入。含短放弃；不含选择回拨、溢出和超时离队。',
  },
  short_abandoned: {
    label: '短放弃量',
    help: '等待时长不超过 S（队列的短放弃阈值）的放弃数，同时也计入放弃量。',
  },
  flow_out: {
    label: '溢出量',
    help: '接起之前被系统转走的排队请求数：溢出、转其他队列或退回 IVR。超时离队另行统计。',
  },
  timed_out: {
    label: '超时离队量',
    help: '因排队超时或无坐席在岗而被系统结束的排队请求数。不计入放弃量，也不计入溢出量。',
  },
  callbacks_chosen: {
    label: '选择回拨量',
    help: '客户选择回拨而离开队列的排队请求数，不算放弃。是否已回拨不在此统计。',
  },
  system_errors: {
    label: '系统异常量',
    help: '接起之前因技术故障而结束的排队请求数。',
  },
  lost: {
    label: '结果未知量',
    help: '始终未收到结束事件的排队请求数：超过时限或联络本身已结束时，由系统推断关闭。收到真实结果后即被替换。',
  },
  answer_rate: {
    label: '接起率',
    help: '接起量 ÷ 全部排队请求：按进入口径为时段内进入的请求（含仍在等待），按结束口径为时段内结束的请求。短放弃保留在分母中。',
  },
  abandon_rate: {
    label: '放弃率',
    help: '放弃量 ÷ 全部排队请求：按进入口径为时段内进入的请求（含仍在等待），按结束口径为时段内结束的请求。分子分母均含短放弃。',
  },
  flow_out_rate: {
    label: '溢出率',
    help: '（溢出量 + 超时离队量）÷ 全部排队请求，分母与接起率相同。呼入量大于接起量与放弃量之和，原因之一即在于此。',
  },
  service_level: {
    label: '服务水平',
    help: '按职场或队列设定的公式计算；未设定时：T 内接起 ÷（接起 + 放弃 − S 内放弃 + 等待已超过 T 的请求）。T、S 与公式取自各请求所在队列；溢出不计。',
  },
  service_level_neg: {
    label: '服务水平·严格',
    help: 'T 内接起 ÷（接起 + 放弃 + 等待已超过 T 的请求），所有放弃均视为未达标。T 为各请求所在队列的阈值；溢出不计。',
  },
  service_level_ign: {
    label: '服务水平·剔放弃',
    help: 'T 内接起 ÷（接起 + 放弃 − T 内放弃 + 等待已超过 T 的请求），剔除 T 内的放弃。T 为各请求所在队列的阈值；溢出不计。',
  },
  service_level_pos: {
    label: '服务水平·宽松',
    help: '（T 内接起 + T 内放弃）÷（接起 + 放弃 + 等待已超过 T 的请求），T 内的放弃视为达标。T 为各请求所在队列的阈值；溢出不计。',
  },
  service_level_ans: {
    label: '服务水平·仅接起',
    help: 'T 内接起 ÷ 接起量。放弃和仍在等待的请求完全不计；T 为各请求所在队列的阈值。',
  },
  service_level_short: {
    label: '服务水平·剔短弃',
    help: '未设定公式时「服务水平」所用的公式，单独列名：T 内接起 ÷（接起 + 放弃 − S 内放弃 + 等待已超过 T 的请求），即剔除短放弃。',
  },
  asa: {
    label: '平均应答速度',
    help: '已接起排队请求的平均等待时长，含振铃时间。放弃的请求不计。',
  },
  wait_p50: {
    label: '等待时长中位数',
    help: '半数已接起排队请求的等待时长不超过此值（最近秩法）。放弃的请求不计。',
  },
  wait_p90: {
    label: '等待时长 P90',
    help: '九成已接起排队请求的等待时长不超过此值（最近秩法）。放弃的请求不计。',
  },
  time_to_abandon: {
    label: '平均放弃时长',
    help: '放弃的排队请求从进入队列到放弃的平均等待时长，含短放弃。',
  },
  wait_max: {
    label: '最长等待时长',
    help: '已结束排队请求中最长的等待时长，不论结果，含放弃。仍在等待的请求不计。',
  },
  longest_wait: {
    label: '当前最长等待',
    help: '此刻等待最久的排队请求已等待的时长。无人排队时无数值。',
  },
  queue_depth: {
    label: '排队数',
    help: '此刻仍在等待的排队请求数，含正在坐席处振铃的请求。',
  },
  estimated_wait: {
    label: '预计等待',
    help: '此刻进入队列预计要等待的时长：（排队数 + 1）× 平均处理时长 ÷ 服务该队列且空闲或处理中的坐席数 ×（1 − 放弃率），平均处理时长和放弃率取最近 60 分钟。该小时处理量不足 30 或没有这样的坐席时无数值。',
  },
  handled: {
    label: '处理量',
    help: '时段内话后处理结束的主通话数。转接的来电按每位处理过的坐席各计一次；咨询通话和会议通话不计。',
  },
  aht: {
    label: '平均处理时长',
    help: '（通话 + 保持 + 话后处理时长）÷ 处理量，按话后处理结束的时段计入。不含振铃、预览和拨号。',
  },
  talk_avg: {
    label: '平均通话时长',
    help: '通话时长 ÷ 处理量，按话后处理结束的时段计入。不含保持和话后处理。',
  },
  acw_avg: {
    label: '平均话后时长',
    help: '话后处理时长 ÷ 处理量，按话后处理结束的时段计入。没有话后处理的通话按零计。',
  },
  hold_avg: {
    label: '平均保持时长',
    help: '保持时长 ÷ 有保持的主通话数，按通话结束的时段计入。没有保持的通话不计。',
  },
  hold_rate: {
    label: '保持率',
    help: '至少保持过一次的主通话数 ÷ 时段内结束的全部主通话数。',
  },
  hold_max: {
    label: '最长保持时长',
    help: '时段内结束的主通话中单次最长的保持时长。数据源不上报单次保持时无数值。',
  },
  transfer_rate: {
    label: '转接率',
    help: '以转接结束的主通话数（盲转、咨询转接、转队列、转外线）÷ 时段内结束的全部主通话数。计在转出的坐席名下。',
  },
  transfers_blind: {
    label: '盲转量',
    help: '坐席未与接收方通话就直接转出的主通话数。',
  },
  transfers_consult: {
    label: '咨询转接量',
    help: '坐席先与接收方通话、再行转出的主通话数。',
  },
  transfers_queue: {
    label: '转队列量',
    help: '坐席转入队列的主通话数。转入后在该队列再次计入呼入量。',
  },
  transfers_external: {
    label: '转外线量',
    help: '坐席转到呼叫中心以外号码的主通话数。',
  },
  conferences: {
    label: '会议通话量',
    help: '时段内结束的会议通话数，坐席每加入一次他人的通话计一次。不计入处理量。',
  },
  consults: {
    label: '咨询通话量',
    help: '时段内结束的咨询通话数，无论之后是否转接。不计入处理量。',
  },
  rona_rate: {
    label: '振铃未接率',
    help: '坐席未接或拒接的派单次数 ÷ 时段内结束的全部派单次数。振铃时客户挂机或派单被撤回的，只计入分母。',
  },
  short_calls: {
    label: '短通话率',
    help: '通话时长不足 10 秒的主通话数 ÷ 时段内结束的全部主通话数。保持不算通话时长。',
  },
  agent_first_rate: {
    label: '坐席先挂率',
    help: '由坐席先挂机的主通话数 ÷ 时段内结束的全部主通话数。',
  },
  agents_ready: {
    label: '空闲坐席',
    help: '可以接听下一通的坐席数。预占和振铃中的坐席不计。',
  },
  agents_reserved: {
    label: '预占坐席',
    help: '已分配来电、尚未开始振铃的坐席数。',
  },
  agents_ringing: {
    label: '振铃坐席',
    help: '正在振铃、尚未接起的坐席数。',
  },
  agents_preview: {
    label: '预览坐席',
    help: '外呼前正在查看客户资料的坐席数。',
  },
  agents_dialing: {
    label: '拨号坐席',
    help: '正在拨号、对方尚未接听的坐席数。',
  },
  agents_talking: {
    label: '通话坐席',
    help: '正在通话的坐席数，不分呼入或外呼。客户处于保持中的坐席不计。',
  },
  agents_talking_in: {
    label: '呼入通话坐席',
    help: '正在呼入通话的坐席数，是通话坐席的一部分。内部通话和咨询通话不计。',
  },
  agents_talking_out: {
    label: '外呼通话坐席',
    help: '正在外呼通话的坐席数，是通话坐席的一部分。内部通话和咨询通话不计。',
  },
  agents_hold: {
    label: '保持坐席',
    help: '客户处于保持中的坐席数。',
  },
  agents_acw: {
    label: '话后坐席',
    help: '正在话后处理、尚不能接听下一通的坐席数。',
  },
  agents_not_ready: {
    label: '小休坐席',
    help: '已签入但小休（示忙）的坐席数，不分原因。话后处理和离线工作不计。',
  },
  agents_offline_work: {
    label: '离线工作坐席',
    help: '已签入、正在处理队列以外工作的坐席数。',
  },
  agents_staffed: {
    label: '在岗坐席',
    help: '已签入的坐席数，即除签出以外的所有状态。',
  },
  state_longest: {
    label: '最长状态时长',
    help: '所有坐席中，停留在当前状态最久的一位已停留的时长。已签出的坐席不计。',
  },
  staffed_time: {
    label: '在岗时长',
    help: '坐席签入时间落在时段内的部分，按坐席累加。除签出以外的所有状态都计入。',
  },
  occupancy: {
    label: '通话占用率',
    help: '处理时长 ÷（处理时长 + 空闲时长）；处理 = 通话、保持、话后处理、预览和拨号。预占、振铃、小休和离线工作不计入分子和分母。',
  },
  utilisation: {
    label: '坐席利用率',
    help: '处理时长 ÷ 在岗时长；处理 = 通话、保持、话后处理、预览和拨号。与通话占用率不同，小休会拉低此值。',
  },
} as const satisfies Record<string, MetricWords>;
