import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import { happenThroughTheDay } from './day-rhythm.ts';
import { dimensionsOf, type Customers, type Interaction } from './interaction.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

type Survey = Payload<'survey.answered'>;

const SCALE = 5;
const ANSWER_SECONDS = 40;
const DAYS_PER_MONTH = 30;
const MEDIA_ASKED = ['voice', 'app', 'web', 'wechat'] as const;

/** What customers say: after a call to the hotline, and in the survey over all channels. */
export class Surveys {
  private readonly world: World;
  private readonly random: Random;
  private readonly customers: Customers;

  constructor(world: World, customers: Customers) {
    this.world = world;
    this.random = world.random('surveys');
    this.customers = customers;
    const { inbound, records } = world.preset;
    const perDay = records.surveys.overallPerMonth / DAYS_PER_MONTH;
    happenThroughTheDay(world, this.random, { perDay, hourPercent: inbound.hourPercent }, () => this.overall());
  }

  /** A call to the hotline is over: the caller may be asked, and may answer. */
  afterHotline(call: Interaction, agent: Agent, queue: string): void {
    const { world, random } = this;
    const how = world.preset.records.surveys;
    if (!random.chance(how.invitedShare)) return;
    const details = {
      ...dimensionsOf(world, call),
      agent: agent.id,
      team: agent.team,
      queue,
      cust: call.cust,
      channelOfContact: call.media,
      channelOfSurvey: call.media === 'voice' ? 'ivr' : call.media,
      contactAt: call.startedAt,
    };
    const csat = { ...details, survey: world.id(), kind: 'csat', scaleMax: SCALE } as const;
    this.tell({ ...csat, stage: 'invited' });
    if (!random.chance(how.answeredShare)) return;
    world.agenda.after(wholeMs(random.lognormal(ANSWER_SECONDS, 0.6)), () => {
      this.tell({ ...csat, stage: 'answered', ...this.satisfaction(how.hotlineTopBoxShare) });
      this.further(details);
    });
  }

  /** The welcome call asks the new customer at once. */
  inWelcomeCall(call: Interaction, agent: Agent, campaign: string): void {
    const { world } = this;
    const csat = {
      ...dimensionsOf(world, call),
      agent: agent.id,
      team: agent.team,
      campaign,
      cust: call.cust,
      survey: world.id(),
      kind: 'csat',
      scaleMax: SCALE,
      channelOfContact: 'shop',
      channelOfSurvey: 'call',
      contactAt: call.startedAt,
    } as const;
    this.tell({ ...csat, stage: 'invited' });
    this.tell({ ...csat, stage: 'answered', ...this.satisfaction(world.preset.records.surveys.overallTopBoxShare) });
  }

  private overall(): void {
    const { world, random } = this;
    const channelOfContact = MEDIA_ASKED[random.below(MEDIA_ASKED.length)];
    const { overallTopBoxShare } = world.preset.records.surveys;
    const csat = {
      site: world.preset.site,
      cust: this.customers.any(),
      survey: world.id(),
      kind: 'csat',
      scaleMax: SCALE,
      channelOfContact,
      channelOfSurvey: 'panel',
      contactAt: world.now,
    } as const;
    this.tell({ ...csat, stage: 'invited' });
    this.tell({ ...csat, stage: 'answered', ...this.satisfaction(overallTopBoxShare) });
  }

  /** Some are asked more: whether it was settled, whether they would recommend, how much. */
  private further(details: Omit<Survey, 'survey' | 'kind' | 'stage'>): void {
    const { world, random } = this;
    const { furtherShare, recommendShare, nps } = world.preset.records.surveys;
    const ask = (kind: Survey['kind'], answer: () => Partial<Survey>): void => {
      if (!random.chance(furtherShare)) return;
      const question = { ...details, survey: world.id(), kind };
      this.tell({ ...question, stage: 'invited' });
      this.tell({ ...question, stage: 'answered', ...answer() });
    };
    const yesOrNo = (share: number): Partial<Survey> => {
      const topBox = random.chance(share);
      return { scaleMax: 1, score: topBox ? 1 : 0, topBox };
    };
    ask('recommend', () => yesOrNo(recommendShare));
    ask('fcr', () => yesOrNo(0.86));
    ask('nps', () => {
      const who = random.uniform();
      const score =
        who < nps.promoters
          ? 9 + random.below(2)
          : who < nps.promoters + nps.passives
            ? 7 + random.below(2)
            : random.below(7);
      return { scaleMax: 10, score, topBox: score >= 9 };
    });
  }

  private satisfaction(topBoxShare: number): Pick<Survey, 'score' | 'topBox'> {
    const { random } = this;
    const topBox = random.chance(topBoxShare);
    return { score: topBox ? (random.chance(0.8) ? SCALE : SCALE - 1) : 1 + random.below(SCALE - 2), topBox };
  }

  private tell(survey: Survey): void {
    this.world.emit('crm', 'survey.answered', survey);
  }
}
