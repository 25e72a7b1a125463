import { seesSite, type Identity } from '../access/identity.ts';
import { may } from '../access/rights.ts';
import type { InvariantState } from '../metrics/invariants.ts';
import type { Badge } from '../reports/reconciliation.ts';
import type { Clock } from '../time/clock.ts';
import { HOUR_MS } from '../time/interval.ts';
import type { ProducerPunctuality } from '../warehouse/producer-punctuality.ts';
import { problem, ProblemError } from '../wire/problem.ts';
import type { EnginePart } from './engine-part.ts';
import type { ProductStatus } from './product-status.ts';
import type { ProofPart } from './proof-part.ts';
import { unlessLate } from './unless-late.ts';
import type { VerificationState, Verifier } from './verification.ts';
import type { WarehousePart } from './warehouse-part.ts';

/** What is known of a producer (domain 1.10). */
export interface ProducerTrust {
  p: string;
  sites: readonly string[];
  /** ms UTC. */
  lastEventAt: number;
  connected: boolean;
  simulated: boolean;
  received: number;
  rejected: number;
  missing: number;
  gaps: number;
  /** received / (received + missing + rejected); null where nothing was. */
  completeness: number | null;
  /** Visits and agents that the product had to end because their source did not. */
  ghosts: number;
  /** Of the last 24 hours; null where the history has nothing of it. */
  punctuality: ProducerPunctuality | null;
}

/** Everything that the page of proof shows, within what the caller may see. */
export interface TruthView {
  /** Null where the part that reads them is away. */
  invariants: readonly InvariantState[];
  readingMs: number | null;
  /** Null where the history is away. */
  badges: readonly Badge[] | null;
  producers: readonly ProducerTrust[];
  counts: ProductStatus['counts'];
}

/** The proof of the numbers, as pages may ask for it. */
export interface Truth {
  view(who: Identity): Promise<TruthView>;
  /** Null for whom a site or a team is hidden from. */
  verification(who: Identity): Promise<VerificationState | null>;
  /** Counts a period (ms UTC, on 15 minutes) again. 403 without the right to raw events, 409 where one runs already. */
  verify(period: { fromMs: number; toMs: number }, who: Identity): void;
  /** Ends a verification that runs. */
  cancel(who: Identity): void;
}

const DAY_MS = 24 * HOUR_MS;

export interface TruthParts {
  engine: EnginePart;
  warehouse: WarehousePart;
  proof: ProofPart;
  verifier: Verifier;
  clock: Clock;
  status: () => Promise<ProductStatus>;
}

export function createTruth({ engine, warehouse, proof, verifier, clock, status }: TruthParts): Truth {
  async function producersOf(known: ProductStatus['producers']): Promise<ProducerTrust[]> {
    const [accounts, state, heard] = await Promise.all([
      unlessLate(engine.call('accounts')),
      unlessLate(engine.call('status')),
      unlessLate(warehouse.call('punctuality', clock.now() - DAY_MS)),
    ]);
    return known.map(({ p, sites, lastEventAt, connected, simulated, gaps }) => {
      const own = (accounts ?? []).filter((account) => account.p === p);
      const sum = (of: 'received' | 'rejected' | 'missing'): number =>
        own.reduce((total, account) => total + account[of], 0);
      const [received, rejected, missing] = [sum('received'), sum('rejected'), sum('missing')];
      const all = received + rejected + missing;
      const ghosts = state?.ghosts.find((one) => one.p === p);
      return {
        p,
        sites,
        lastEventAt,
        connected,
        simulated,
        gaps,
        received,
        rejected,
        missing,
        completeness: all === 0 ? null : received / all,
        ghosts: (ghosts?.visits ?? 0) + (ghosts?.agents ?? 0),
        punctuality: heard?.find((one) => one.p === p) ?? null,
      };
    });
  }

  const seesAll = ({ scope }: Identity): boolean => scope.sites === 'all' && scope.teams === 'all';
  function demandAll(who: Identity): void {
    if (may(who, 'view_events') && seesAll(who)) return;
    throw new ProblemError(
      problem('forbidden', 'A verification reads every raw event: it is for an administrator who sees every site.'),
    );
  }

  return {
    async view(who) {
      const { producers, counts } = await status();
      const { scope } = who;
      const [invariants, readingMs, badges, trusts] = await Promise.all([
        proof.invariants(),
        proof.readingMs(),
        unlessLate(proof.badges()),
        producersOf(producers),
      ]);
      return {
        invariants: invariants.filter(({ site }) => seesSite(scope, site)),
        readingMs,
        badges: badges?.filter(({ site }) => seesSite(scope, site)) ?? null,
        producers: trusts.filter(({ sites }) => scope.sites === 'all' || sites.some((site) => seesSite(scope, site))),
        counts,
      };
    },
    verification: async (who) => (seesAll(who) ? verifier.state() : null),
    verify(period, who) {
      demandAll(who);
      if (!verifier.start(period)) throw new ProblemError(problem('conflict', 'A verification runs already.'));
    },
    cancel(who) {
      demandAll(who);
      verifier.cancel();
    },
  };
}
