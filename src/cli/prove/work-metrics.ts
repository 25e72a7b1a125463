import { field, greatest, longBucket, plus, seconds, share, type Expectation } from './expectation.ts';

type Metrics = Record<string, Expectation>;

const BY_WAY = ['loan_application.reason.manual', 'loan_application.reason.automatic'];

/** Items of work, the callbacks, complaints, verifications, loans and documents among them. */
export const WORK: Metrics = {
  work_created: field('created'),
  work_done: field('done'),
  work_open: field('open'),
  work_overdue: field('overdue'),
  work_oldest: greatest('oldestMs'),
  work_within_sla: share(plus('dueDone'), plus('due')),
  work_transfer_30m: share(plus('transferredInTime'), plus('transferred')),
  work_resolution: share(plus('resolved.judged'), plus('judged')),
  work_reopen_rate: share(plus('doneReopened'), plus('done')),
  work_resolution_p50: longBucket('ageP50Ms'),
  work_resolution_p90: longBucket('ageP90Ms'),
  callbacks_requested: field('callback.created'),
  callbacks_done: field('callback.done'),
  callback_success_rate: share(plus('callback.result.reached'), plus('callback.withResult')),
  callback_within_sla: share(plus('callback.dueDone'), plus('callback.due')),
  complaints: field('complaint.created'),
  complaint_handling_avg: share(seconds('complaint.doneAgeMs'), plus('complaint.done')),
  complaint_within_sla: share(plus('complaint.dueDone'), plus('complaint.due')),
  verifications_done: field('verification.done'),
  verification_avg: share(seconds('verification.doneAgeMs'), plus('verification.done')),
  loans_received: field('loan_application.created'),
  loans_decided: field('loan_application.done'),
  loans_approved: field('loan_application.result.approved'),
  loans_rejected: field('loan_application.result.rejected'),
  loans_cancelled: field('loan_application.cancelled'),
  loans_in_progress: field('loan_application.open'),
  loan_approval_rate: share(
    plus('loan_application.result.approved'),
    plus('loan_application.result.approved', 'loan_application.result.rejected'),
  ),
  loan_decision_avg: share(seconds('loan_application.doneAgeMs'), plus('loan_application.done')),
  loan_decision_p50: longBucket('loan_application.ageP50Ms'),
  loan_decision_p90: longBucket('loan_application.ageP90Ms'),
  loan_manual_rate: share(plus('loan_application.reason.manual'), plus(...BY_WAY)),
  loan_automatic_rate: share(plus('loan_application.reason.automatic'), plus(...BY_WAY)),
  loan_within_20m: share(plus('loan_application.within20m'), plus('loan_application.done')),
  loan_within_60m: share(plus('loan_application.within60m'), plus('loan_application.done')),
  documents_done: field('digitization.done'),
  document_error_rate: share(plus('digitization.faulty'), plus('digitization.checked')),
  document_avg: share(seconds('digitization.doneAgeMs'), plus('digitization.done')),
  documents_open: field('digitization.open'),
  data_changes_done: field('data_change.done'),
  data_change_checked_rate: share(plus('data_change.withResult'), plus('data_change.done')),
  kb_articles_done: field('kb.done'),
  kb_errors: field('kb.errors'),
};

/** Who is settled by now: a live answer of then did not know. */
export const WORK_TO_THIS_DAY: Metrics = { work_completion: share(plus('closed'), plus('created')) };

/** First answers in writing. */
export const RESPONSES: Metrics = {
  first_response_avg: share(seconds('responseMs'), plus('responses')),
  first_response_p50: longBucket('responseP50Ms'),
  first_response_p90: longBucket('responseP90Ms'),
};
