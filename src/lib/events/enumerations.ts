/** The closed word lists of the contract. An event with another word is rejected by name. */

export const MEDIA = ['voice', 'chat', 'wechat', 'qq', 'app', 'web', 'email', 'forum', 'sms', 'work', 'video'] as const;
export const DIRECTIONS = ['in', 'out', 'internal', 'consult'] as const;
export const FUNCTIONS = [
  'verification',
  'service',
  'welcome',
  'reminder',
  'xsell',
  'collections',
  'telesales',
  'credit_review',
  'channel_support',
  'partner',
  'complaint',
] as const;
export const ORIGINS = ['inbound', 'dialer', 'agent_dial', 'callback', 'transfer_ext', 'web'] as const;
export const IVR_RESULTS = ['contained', 'to_queue', 'abandoned', 'error', 'timeout'] as const;

/** `lost` is never sent by a source: the engine infers it for a visit that passed its limit. */
export const QUEUE_OUTCOMES = [
  'answered',
  'abandoned',
  'flow_out',
  'timeout',
  'no_agent',
  'callback',
  'system_error',
  'lost',
] as const;
export const OFFER_RESULTS = ['accepted', 'rona', 'rejected', 'caller_abandoned', 'canceled'] as const;
export const LEG_ROLES = ['primary', 'consult', 'conference', 'monitor', 'coach'] as const;
export const LEG_CHANGES = [
  'hold_on',
  'hold_off',
  'first_response',
  'agent_message',
  'customer_message',
  'mute_on',
  'mute_off',
  'party_joined',
  'party_left',
] as const;
export const ENDED_BY = ['agent', 'customer', 'system'] as const;
export const TRANSFER_KINDS = ['blind', 'consult', 'queue', 'external'] as const;
export const AGENT_STATES = [
  'LOGGED_OUT',
  'READY',
  'RESERVED',
  'RINGING',
  'PREVIEW',
  'DIALING',
  'TALKING',
  'HOLD',
  'ACW',
  'NOT_READY',
  'OFFLINE_WORK',
] as const;
export const STATE_CAUSES = ['agent', 'system', 'supervisor'] as const;
export const DIAL_MODES = ['predictive', 'progressive', 'preview', 'manual', 'power'] as const;
export const DIAL_RESULTS = [
  'live',
  'machine',
  'busy',
  'no_answer',
  'unreachable',
  'invalid',
  'suspended',
  'refused',
  'blocked',
  'network_error',
  'fax',
  'abandoned_by_dialer',
  'cancelled_before_answer',
  'agent_preview_skipped',
  'do_not_call',
] as const;
export const WORK_KINDS = [
  'ticket',
  'request',
  'complaint',
  'callback',
  'loan_application',
  'verification',
  'digitization',
  'data_change',
  'kb',
  'task',
] as const;
export const WORK_STATUSES = ['new', 'in_progress', 'waiting', 'transferred', 'done', 'cancelled', 'reopened'] as const;
export const OUTCOME_KINDS = [
  'xsell',
  'sale',
  'promise',
  'reminder',
  'welcome',
  'verification',
  'retention',
  'survey_optin',
  'partner_lead',
] as const;
export const OUTCOME_STAGES = [
  'eligible',
  'offered',
  'accepted',
  'declined',
  'booked',
  'kept',
  'broken',
  'delivered',
  'not_reached',
] as const;
export const SURVEY_KINDS = ['csat', 'nps', 'recommend', 'fcr', 'ces'] as const;
export const SURVEY_STAGES = ['invited', 'answered'] as const;
export const SAMPLINGS = ['targeted', 'random', 'anonymous', 'audit', 'recheck'] as const;
export const CORRECTION_OPS = ['void', 'replace'] as const;
