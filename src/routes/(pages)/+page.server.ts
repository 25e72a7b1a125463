import { error } from '@sveltejs/kit';
import { may } from '#lib/access/rights.ts';
import { STATUS_KEY } from './status-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends(STATUS_KEY);
  const { product } = locals;
  return {
    status: await product.status(),
    simulator: product.simulator.state(),
    nowMs: product.clock.now(),
    zone: product.defaultZone,
    maySwitch: may(locals.identity, 'edit_settings'),
  };
};

export const actions: Actions = {
  switchOffSimulator: async ({ locals }) => {
    if (locals.identity === null || !may(locals.identity, 'edit_settings')) error(403);
    await locals.product.simulator.switchOff(locals.identity);
  },
};
