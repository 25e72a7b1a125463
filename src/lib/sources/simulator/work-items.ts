import type { Payload } from '../../events/vocabulary.ts';
import type { World } from './world.ts';

export type Work = Payload<'work.changed'>;

/** One step of an item's life, so long after the step before. */
export interface WorkStep {
  afterMs: number;
  change: Partial<Work> & Pick<Work, 'status'>;
}

export interface NewWork {
  kind: Work['kind'];
  details: Partial<Work>;
  /** From creation; absent: nobody is bound by a time. */
  dueMs?: number;
  steps: readonly WorkStep[];
  /** ms UTC; default now. What lies in the past was told before this floor opened. */
  createdAt?: number;
  /** Told when the item's life is over. */
  finished?: (item: string) => void;
}

/** Items of work with their lives; every event carries the full present state and the next revision. */
export class WorkItems {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Opens an item and gives its id. */
  open({ kind, details, dueMs, steps, createdAt = this.world.now, finished }: NewWork): string {
    const { world } = this;
    const id = world.id();
    let item: Work = {
      ...details,
      item: id,
      kind,
      status: 'new',
      rev: 1,
      createdAt,
      dueAt: dueMs === undefined ? undefined : createdAt + dueMs,
    };
    const tell = (): void => world.emit('crm', 'work.changed', item);
    const take = (step: WorkStep, at: number): void => {
      const { status } = step.change;
      item = {
        ...item,
        ...step.change,
        prevStatus: item.status,
        rev: item.rev + 1,
        ...(status === 'transferred' && item.firstTransferAt === undefined && { firstTransferAt: at }),
        ...(status === 'done' && { doneAt: at }),
        ...(status === 'reopened' && { doneAt: undefined, reopens: (item.reopens ?? 0) + 1 }),
      };
    };
    let index = 0;
    let since = createdAt;
    const nextAt = (): number => since + Math.max(1, Math.round(steps[index]?.afterMs ?? 0));
    const pass = (): void => {
      since = nextAt();
      take(steps[index] as WorkStep, since);
      index += 1;
    };
    const goOn = (): void => {
      if (index === steps.length) return finished?.(id);
      world.agenda.at(nextAt(), () => {
        pass();
        tell();
        goOn();
      });
    };
    while (index < steps.length && nextAt() <= world.now) pass();
    tell();
    goOn();
    return id;
  }
}
