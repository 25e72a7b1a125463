import type { Floor } from '../random-floor.ts';

const SLOT_MS = 900_000;

/** What the accounts and the knowledge base tell, by the quarter hour. */
export function figuresPart(floor: Floor): void {
  const { chance, asOfMs } = floor;
  const lastSlot = asOfMs - (asOfMs % SLOT_MS);
  const told = {
    'company.sales': 'CNY',
    'cost.per_hour': 'CNY',
    'customers.new': undefined,
    'functions.digital': undefined,
    'functions.hotline': undefined,
    'kb.searches': undefined,
    'kb.search_hits': undefined,
  };
  for (let i = 1; i <= 12; i += 1) {
    for (const [metric, unit] of Object.entries(told)) {
      floor.send('accounts', 'metric.set', asOfMs - 1_000 * i, {
        site: 'berlin',
        metric,
        period: { from: lastSlot - i * SLOT_MS, to: lastSlot - (i - 1) * SLOT_MS },
        value: chance.whole(1, 90_000),
        unit,
        rev: floor.maybe(chance.whole(1, 3)),
      });
    }
    // One sale and one welcome call in one currency, so that money can be told.
    const at = lastSlot - i * SLOT_MS + chance.whole(0, SLOT_MS - 1);
    floor.send('crm', 'outcome.recorded', at, {
      site: 'berlin',
      kind: 'sale',
      stage: 'booked',
      amount: 5_000,
      ccy: 'CNY',
    });
    // A year before: sales and loans to compare with.
    for (const [place, back] of [0, 365, 365].entries()) {
      const then = at - back * 86_400_000;
      const loan = { site: 'berlin', item: `y${i}-${place}`, kind: 'loan_application', rev: 1 };
      const approved = { status: 'done', result: 'approved', createdAt: then - 1_000, doneAt: then };
      floor.send('crm', 'work.changed', then, { ...loan, ...approved });
      if (back === 0) continue;
      const sale = { site: 'berlin', kind: 'sale', stage: 'booked', amount: chance.whole(1, 9_000), ccy: 'CNY' };
      floor.send('crm', 'outcome.recorded', then, sale);
    }
    floor.send('crm', 'outcome.recorded', at, { site: 'berlin', kind: 'welcome', stage: 'delivered', cust: `w${i}` });
  }
}
